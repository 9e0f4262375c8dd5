"""Signing in to the API, tokens that work in one place, and rights that can be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.security.tokens import AccessClaims
from app.modules.tenancy.services.bearer import token_signer
from tests.modules.tenancy.identity_app import Browser, Program, World

pytestmark = pytest.mark.usefixtures("world")
DASHBOARD = {"store": "/api/v1/store/dashboard", "admin": "/api/v1/admin/dashboard"}


class TestSignIn:
    def test_gives_a_member_tokens_for_the_store_named(
        self, world: World, program: Program
    ) -> None:
        pair = program.sign_in("store", "ana", store_code="first")

        assert pair["token_type"] == "Bearer"
        assert pair["expires_in"] == 600
        assert pair["store"]["code"] == "first"
        assert pair["platform"]["code"] == "alpha"
        seen = program.get(DASHBOARD["store"], pair["access_token"]).json()
        assert (seen["store"], seen["role"]) == ("first", "viewer")
        assert seen["scope"] == [str(world.first), ""]

    def test_gives_an_operator_tokens_for_the_platform_named(
        self, world: World, program: Program
    ) -> None:
        pair = program.sign_in("admin", "una", platform_code="beta")

        seen = program.get(DASHBOARD["admin"], pair["access_token"]).json()
        assert (pair["store"], seen["platform"]) == (None, "beta")
        assert seen["scope"] == ["", f"{world.both},{world.second}"]

    @pytest.mark.parametrize(
        ("audience", "name", "fields"),
        [
            ("store", "ana", {"store_code": "second"}),
            ("store", "ana", {"store_code": "unknown"}),
            ("store", "ana", {"store_code": "first", "platform_code": "beta"}),
            ("store", "olga", {}),
            ("store", "nina", {}),
            ("admin", "olga", {"platform_code": "beta"}),
            ("admin", "olga", {"platform_code": "unknown"}),
            ("admin", "ana", {}),
        ],
    )
    def test_refuses_a_place_without_a_right(
        self, program: Program, audience: str, name: str, fields: dict[str, str]
    ) -> None:
        answer = program.try_sign_in(audience, name, **fields)

        assert answer.status_code == 403
        assert answer.json()["code"] == "auth.no_access"

    def test_refuses_fields_that_nobody_asked_for(self, program: Program) -> None:
        for field in ("store_id", "role", "is_operator", "user_id"):
            answer = program.try_sign_in("store", "ana", **{field: "1"})
            assert answer.status_code == 422

    def test_says_the_same_of_a_wrong_password_and_an_unknown_address(
        self, program: Program
    ) -> None:
        answers = [
            program.try_sign_in("store", "ana", "wrong").json(),
            program.try_sign_in("store", "nobody", "wrong").json(),
        ]

        for answer in answers:
            answer.pop("reference")
        assert answers[0] == answers[1]
        assert answers[0]["code"] == "auth.wrong_sign_in"

    def test_takes_the_platform_of_the_host(self, app: FastAPI) -> None:
        pair = Program(app, "https://beta.test").sign_in("store", "ana")

        assert (pair["store"]["code"], pair["platform"]["code"]) == ("both", "beta")

    def test_sets_no_cookie_and_reads_none(self, program: Program) -> None:
        answer = program.try_sign_in("store", "ana")
        cookie = {"Cookie": f"__Host-stoa={answer.json()['refresh_token']}"}

        assert "set-cookie" not in answer.headers
        assert program.client.get(DASHBOARD["store"], headers=cookie).status_code == 401


class TestMe:
    def test_says_who_and_where(self, world: World, program: Program) -> None:
        pair = program.sign_in("store", "ben")

        me = program.get("/api/v1/store/me", pair["access_token"]).json()

        assert me["user"]["id"] == world.people["ben"]
        assert me["user"]["role"] == "manager"
        assert "tenancy.manage_team" in me["user"]["permissions"]
        assert me["user"]["permissions"] == sorted(me["user"]["permissions"])
        assert me["store"]["code"] == "second"
        assert me["platform"]["code"] == "beta"

    def test_says_so_to_operators_too(self, program: Program) -> None:
        token = program.sign_in("admin", "una", platform_code="beta")["access_token"]

        me = program.get("/api/v1/admin/me", token).json()

        assert (me["user"]["role"], me["user"]["is_operator"]) == (None, True)
        assert (me["store"], me["platform"]["code"]) == (None, "beta")


class TestToken:
    @pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eA==", "Bearer a b"])
    def test_of_no_form_is_refused(self, program: Program, header: str) -> None:
        for path in DASHBOARD.values():
            answer = program.client.get(path, headers={"Authorization": header})
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"

    def test_of_one_frontend_opens_no_other(self, program: Program) -> None:
        store = program.sign_in("store", "mia")["access_token"]
        admin = program.sign_in("admin", "mia")["access_token"]

        assert program.get(DASHBOARD["admin"], store).status_code == 401
        assert program.get(DASHBOARD["store"], admin).status_code == 401

    def test_of_one_store_opens_no_other(self, program: Program) -> None:
        token = program.sign_in("store", "ana", store_code="both")["access_token"]

        for prefix in ("/stores/first", "/stores/second", "/stores/unknown"):
            assert program.get(prefix + DASHBOARD["store"], token).status_code == 404
        assert program.get("/stores/both" + DASHBOARD["store"], token).status_code == 200

    @pytest.mark.parametrize(
        ("host", "status"),
        [
            ("alpha.test", 200),
            ("beta.test", 404),
            ("both.alpha.test", 200),
            ("both.beta.test", 404),
            ("first.alpha.test", 404),
            ("first.example", 404),
        ],
    )
    def test_opens_only_the_hosts_of_its_place(
        self, program: Program, app: FastAPI, host: str, status: int
    ) -> None:
        token = program.sign_in("store", "ana", store_code="both", platform_code="alpha")

        there = Program(app, f"https://{host}")

        assert there.get(DASHBOARD["store"], token["access_token"]).status_code == status

    def test_of_an_operator_opens_his_platform_only(self, program: Program, app: FastAPI) -> None:
        token = program.sign_in("admin", "olga")["access_token"]

        assert Program(app, "https://alpha.test").get(DASHBOARD["admin"], token).status_code == 200
        for host in ("beta.test", "first.alpha.test", "first.example"):
            there = Program(app, f"https://{host}")
            assert there.get(DASHBOARD["admin"], token).status_code == 404
        assert program.get("/platforms/beta" + DASHBOARD["admin"], token).status_code == 404

    def test_runs_out(self, program: Program) -> None:
        token = program.sign_in("store", "ana")["access_token"]

        with freeze(utc_now() + timedelta(minutes=11)):
            answer = program.get(DASHBOARD["store"], token)

        assert answer.json()["code"] == "auth.token_expired"

    def test_signed_for_an_unknown_family_is_refused(self, world: World, program: Program) -> None:
        claims = AccessClaims.fresh(
            user_id=world.people["ana"],
            audience="store",
            family_id="made-up",
            store_id=world.both,
            platform_id=world.alpha,
        )

        answer = program.get(DASHBOARD["store"], token_signer().issue_access(claims))

        assert answer.json()["code"] == "auth.token_revoked"

    def test_lends_no_rights_beyond_the_role(self, program: Program) -> None:
        viewer = program.sign_in("store", "ana", store_code="first")["access_token"]
        manager = program.sign_in("store", "ben")["access_token"]
        operator = program.sign_in("admin", "olga")["access_token"]

        answers = [
            program.get("/api/v1/store/managers", viewer),
            program.get("/api/v1/store/managers", manager),
            program.get("/api/v1/admin/managers", operator),
        ]

        assert [answer.status_code for answer in answers] == [403, 200, 200]

    def test_ignores_another_store_in_header_and_query(
        self, world: World, program: Program
    ) -> None:
        token = program.sign_in("store", "ben")["access_token"]
        headers = {
            "Authorization": f"Bearer {token}",
            "X-Store-Id": str(world.both),
            "X-Forwarded-Host": "both.alpha.test",
            "Forwarded": "host=both.alpha.test",
        }

        answer = program.client.get(
            DASHBOARD["store"], params={"store_id": world.both}, headers=headers
        )

        assert answer.json()["scope"] == [str(world.second), ""]


REMOVALS = {
    "left the team": "UPDATE tenancy_store_member SET left_at = now() WHERE user_id = :ben",
    "locked out": "UPDATE tenancy_user SET is_active = false WHERE id = :ben",
    "store unlinked": "UPDATE tenancy_store_platform SET is_active = false, unlinked_at = now()"
    " WHERE store_id = :second",
    "no operator": "DELETE FROM tenancy_operator WHERE user_id = :olga",
    "operator locked out": "UPDATE tenancy_user SET is_active = false WHERE id = :olga",
}


class TestRemovedRight:
    @pytest.mark.parametrize("removal", list(REMOVALS))
    def test_is_gone_at_the_next_request(
        self, world: World, program: Program, app: FastAPI, committed: Database, removal: str
    ) -> None:
        audience, name = ("admin", "olga") if "operator" in removal else ("store", "ben")
        pair = program.sign_in(audience, name)
        browser = Browser(app)
        browser.sign_in(name)
        assert program.get(DASHBOARD[audience], pair["access_token"]).status_code == 200
        assert browser.get(f"/{audience}/dashboard").status_code == 200

        _run(committed, REMOVALS[removal], world)

        assert program.get(DASHBOARD[audience], pair["access_token"]).status_code == 403
        assert browser.get(f"/{audience}/dashboard").status_code == 303
        again = program.post(
            f"/api/v1/{audience}/auth/refresh", refresh_token=pair["refresh_token"]
        )
        assert again.status_code == 403

    def test_of_a_role_is_gone_too(
        self, world: World, program: Program, committed: Database
    ) -> None:
        token = program.sign_in("store", "ben")["access_token"]
        assert program.get("/api/v1/store/managers", token).status_code == 200

        _run(
            committed, "UPDATE tenancy_store_member SET role = 'staff' WHERE user_id = :ben", world
        )

        assert program.get("/api/v1/store/managers", token).status_code == 403


class TestSignOut:
    @pytest.mark.parametrize("audience", ["store", "admin"])
    def test_ends_every_token_of_the_sign_in(self, program: Program, audience: str) -> None:
        pair = program.sign_in(audience, "mia")
        other = program.sign_in(audience, "mia")

        answer = program.post(f"/api/v1/{audience}/auth/sign-out", pair["access_token"])

        assert answer.status_code == 204
        assert program.get(DASHBOARD[audience], pair["access_token"]).status_code == 401
        refresh = f"/api/v1/{audience}/auth/refresh"
        refreshed = program.post(refresh, refresh_token=pair["refresh_token"])
        assert refreshed.status_code == 401
        assert program.get(DASHBOARD[audience], other["access_token"]).status_code == 200


class TestSwitch:
    def test_exchanges_the_tokens_for_another_store(self, program: Program) -> None:
        old = program.sign_in("store", "ana", store_code="both")

        new = program.post(
            "/api/v1/store/auth/switch", old["access_token"], store_code="first"
        ).json()

        seen = program.get(DASHBOARD["store"], new["access_token"]).json()
        assert seen["store"] == "first"
        assert program.get(DASHBOARD["store"], old["access_token"]).status_code == 401

    def test_goes_nowhere_without_a_right(self, program: Program) -> None:
        token = program.sign_in("store", "ana", store_code="both")["access_token"]

        answer = program.post("/api/v1/store/auth/switch", token, store_code="second")

        assert answer.status_code == 403
        assert program.get(DASHBOARD["store"], token).status_code == 200

    def test_moves_an_operator(self, program: Program) -> None:
        token = program.sign_in("admin", "una", platform_code="alpha")["access_token"]

        new = program.post("/api/v1/admin/auth/switch", token, platform_code="beta").json()

        assert new["platform"]["code"] == "beta"


def _run(database: Database, statement: str, world: World) -> None:
    values: dict[str, Any] = {**world.people, "second": world.second}
    used = {name: value for name, value in values.items() if f":{name}" in statement}
    with database.transaction() as db:
        db.execute(text(statement), used)
