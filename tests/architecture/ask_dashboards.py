"""Asks a Stoa, in a process of its own, for both dashboards; prints the answers as JSON.

Run as a program in a copy of the house that may lack modules, or with packages installed beside it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from fastapi.testclient import TestClient

from app.kernel.database.engine import get_database
from app.kernel.security.passwords import hash_password
from app.main import create_app
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.registry import registry
from tests.factories import make_member, make_operator, make_platform, make_store, make_user

# The first call imports every module; on a busy machine that can take longer than the deadline.
TRIES = 4
PASSWORD = "correct horse battery"


def main() -> None:
    """Founds a store on a platform, signs in to both frontends and reads their numbers."""
    app = create_app()
    with get_database().transaction() as db:
        platform = make_platform(db, "alpha", domain="testserver")
        store = make_store(db, "first", platforms=[platform])
        person = make_user(db, "ana@example.test", password_hash=hash_password(PASSWORD))
        make_member(db, store, "owner", person)
        make_operator(db, None, person)
        store_id, platform_id = store.id, platform.id
    client = TestClient(app, base_url="https://testserver")
    asked_store = _ask(client, "store", store_code="first")
    asked_admin = _ask(client, "admin", platform_code="alpha")
    with get_database().transaction() as db:
        direct = stats_aggregator.get_store_dashboard_stats(
            db, store_id=store_id, platform_id=platform_id
        )
        values = {value.key: value.value for found in direct.values() for value in found}
    answers = {
        "modules": [module.code for module in registry()],
        "direct": {"categories": sorted(direct), "values": values},
        "store": asked_store,
        "admin": asked_admin,
    }
    json.dump(answers, sys.stdout)


def _ask(client: TestClient, audience: str, **place: str) -> dict[str, Any]:
    body = {"email": "ana@example.test", "password": PASSWORD, **place}
    pair = client.post(f"/api/v1/{audience}/auth/sign-in", json=body)
    headers = {"Authorization": f"Bearer {pair.json()['access_token']}"}
    for _ in range(TRIES):
        answer = client.get(f"/api/v1/{audience}/dashboard/stats", headers=headers)
        found: dict[str, Any] = {"status": answer.status_code, **answer.json()}
        if all(provider["state"] != "timeout" for provider in found["providers"]):
            break
    return found


if __name__ == "__main__":
    main()
