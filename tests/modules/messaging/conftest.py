"""The whole application, and a folder in the place of the world outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from app.kernel.config import Settings
from app.kernel.live.hub import change_hub
from app.main import create_app
from app.modules.messaging.services import delivery
from app.modules.tenancy.services.host_directory import host_directory


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[FastAPI]:
    yield create_app()
    change_hub.close()


@pytest.fixture(autouse=True)
def forget_hosts() -> None:
    host_directory.forget()


@pytest.fixture
def folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where mail goes in this test."""
    mailing(monkeypatch, settings, f"file://{tmp_path}")
    return tmp_path


def mailing(monkeypatch: pytest.MonkeyPatch, settings: Settings, url: str) -> None:
    """From here on mail goes that way."""
    changed = settings.model_copy(update={"mail_url": SecretStr(url)})
    monkeypatch.setattr(delivery, "get_settings", lambda: changed)
