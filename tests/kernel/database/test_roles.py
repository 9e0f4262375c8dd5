from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import DBAPIError

from app.kernel.config import Settings
from app.kernel.database import roles
from app.kernel.database.engine import Database
from app.kernel.database.roles import ensure_roles

AT_ONCE = 6


def set_at_once(settings: Settings, times: int) -> None:
    for _ in range(times):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            work = [pool.submit(ensure_roles, settings.owner_url, settings) for _ in range(AT_ONCE)]
            [one.result() for one in work]


def test_several_installations_set_the_roles_of_one_server_at_once(
    settings: Settings, database: Database
) -> None:
    set_at_once(settings, 3)


def test_control_without_another_try_one_of_them_fails(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "TRIES", 1)

    with pytest.raises(DBAPIError, match="concurrently updated"):
        set_at_once(settings, 200)
