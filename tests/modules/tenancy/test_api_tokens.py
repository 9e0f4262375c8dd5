"""Refresh tokens: one use each, alarm on the second, and nothing gained by racing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from tests.modules.tenancy.identity_app import Program, World

pytestmark = pytest.mark.usefixtures("world")
REFRESH = "/api/v1/store/auth/refresh"
DASHBOARD = "/api/v1/store/dashboard"


class TestRefresh:
    def test_gives_the_next_pair_for_the_same_place(self, program: Program) -> None:
        first = program.sign_in("store", "ana", store_code="first")

        second = program.post(REFRESH, refresh_token=first["refresh_token"]).json()

        assert second["refresh_token"] != first["refresh_token"]
        assert second["store"]["code"] == "first"
        assert program.get(DASHBOARD, second["access_token"]).status_code == 200
        third = program.post(REFRESH, refresh_token=second["refresh_token"])
        assert third.status_code == 200

    def test_ends_the_family_when_a_token_comes_back(
        self, program: Program, world: World, committed: Database
    ) -> None:
        first = program.sign_in("store", "ben")
        second = program.post(REFRESH, refresh_token=first["refresh_token"]).json()

        with freeze(utc_now() + timedelta(seconds=11)):
            again = program.post(REFRESH, refresh_token=first["refresh_token"])
            after = program.post(REFRESH, refresh_token=second["refresh_token"])
            seen = program.get(DASHBOARD, second["access_token"])

        assert (again.status_code, again.json()["code"]) == (401, "auth.refresh_refused")
        assert (after.status_code, after.json()["code"]) == (401, "auth.refresh_refused")
        assert (seen.status_code, seen.json()["code"]) == (401, "auth.token_revoked")
        with committed.transaction() as db:
            entry = db.execute(
                text("SELECT actor, store_id FROM tenancy_audit_entry WHERE act LIKE '%reused'")
            ).one()
        assert tuple(entry) == ("ben", world.second)

    def test_leaves_other_sign_ins_alone(self, program: Program) -> None:
        other = program.sign_in("store", "ben")
        first = program.sign_in("store", "ben")
        program.post(REFRESH, refresh_token=first["refresh_token"])

        with freeze(utc_now() + timedelta(seconds=11)):
            program.post(REFRESH, refresh_token=first["refresh_token"])

        assert program.get(DASHBOARD, other["access_token"]).status_code == 200

    def test_gives_one_pair_to_ten_at_once(self, app: FastAPI, program: Program) -> None:
        first = program.sign_in("store", "ben")

        def refresh(_number: int) -> int:
            answer = Program(app).post(REFRESH, refresh_token=first["refresh_token"])
            return answer.status_code

        with ThreadPoolExecutor(10) as pool:
            statuses = sorted(pool.map(refresh, range(10)))

        assert statuses == [200] + [409] * 9
        assert program.get(DASHBOARD, first["access_token"]).status_code == 200

    def test_runs_out_after_thirty_days(self, program: Program) -> None:
        first = program.sign_in("store", "ben")

        with freeze(utc_now() + timedelta(days=31)):
            answer = program.post(REFRESH, refresh_token=first["refresh_token"])

        assert answer.status_code == 401

    def test_is_for_one_frontend(self, program: Program) -> None:
        store = program.sign_in("store", "mia")["refresh_token"]
        admin = program.sign_in("admin", "mia")["refresh_token"]

        crossed = [
            program.post("/api/v1/admin/auth/refresh", refresh_token=store),
            program.post(REFRESH, refresh_token=admin),
        ]

        assert [answer.status_code for answer in crossed] == [401, 401]
        assert program.post(REFRESH, refresh_token=store).status_code == 200

    def test_at_the_wrong_address_costs_nothing(self, app: FastAPI, program: Program) -> None:
        first = program.sign_in("store", "ben")

        there = Program(app, "https://alpha.test")
        answer = there.post(REFRESH, refresh_token=first["refresh_token"])

        assert answer.status_code == 404
        assert program.post(REFRESH, refresh_token=first["refresh_token"]).status_code == 200

    def test_refuses_a_made_up_token(self, program: Program) -> None:
        assert program.post(REFRESH, refresh_token="x" * 43).status_code == 401
        assert program.post(REFRESH, refresh_token="x" * 201).status_code == 422
