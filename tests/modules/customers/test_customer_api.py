"""The customers of a store as its team looks them up and changes them."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.database.engine import Database
from app.modules.contracts.customers import CustomersTaken
from tests.modules.customers.factories import customer_in, take
from tests.modules.customers.storefront import Storefront, Team, World, in_team

GROUPS = "/customer-groups"


def imported(database: Database, store_id: int, *emails: str) -> CustomersTaken:
    with database.transaction() as db:
        return take(db, store_id, *(customer_in(email=email, name="Ada") for email in emails))


def group(team: Team, code: str = "wholesale") -> Any:
    return team.ask("POST", GROUPS, {"code": code, "name": code.title()})


class TestListCustomers:
    def test_shows_the_newest_first_page_by_page(
        self, shared: Database, world: World, mia: Team
    ) -> None:
        emails = [f"c{n}@import.test" for n in range(5)]
        imported(shared, world.first, *emails)
        imported(shared, world.second, "theirs@import.test")

        page = mia.get("/customers?limit=3").json()
        rest = mia.get(f"/customers?limit=3&cursor={page['next_cursor']}").json()

        assert [one["email"] for one in page["items"] + rest["items"]] == emails[::-1]
        assert rest["next_cursor"] is None

    def test_finds_by_the_beginning_of_an_address(
        self, shared: Database, world: World, mia: Team
    ) -> None:
        imported(shared, world.first, "Ana@x.test", "anna@x.test", "ben@x.test", "an%a@x.test")

        found = {
            begins: sorted(
                one["email"] for one in mia.get(f"/customers?email={begins}").json()["items"]
            )
            for begins in ("AN", "ana@", "an%25", "b", "zz")
        }

        assert found == {
            "AN": ["an%a@x.test", "ana@x.test", "anna@x.test"],
            "ana@": ["ana@x.test"],
            "an%25": ["an%a@x.test"],
            "b": ["ben@x.test"],
            "zz": [],
        }

    def test_finds_them_by_an_index_under_row_level_security(self, shared: Database) -> None:
        """LIKE would read every customer of the store: it may not run before the policy."""
        with shared.transaction() as db:
            leakproof = db.scalar(
                text(
                    "SELECT bool_and(proleakproof) FROM pg_proc WHERE proname IN"
                    " ('text_ge', 'text_lt')"
                )
            )

        assert leakproof is True

    @pytest.mark.parametrize("query", ["email=%00", "group=A", "cursor=x", "limit=0"])
    def test_refuses_what_it_does_not_understand(self, mia: Team, query: str) -> None:
        assert mia.get(f"/customers?{query}").status_code == 422


class TestChangeCustomer:
    def test_changes_what_the_team_may(self, first: Storefront, mia: Team) -> None:
        shopper = first.with_account()
        path = f"/customers/{shopper.customer_id}"

        answer = mia.change("PATCH", path, {"note": "Call first.", "vat_id": "LU26375245"})

        customer = answer.json()
        assert (customer["note"], customer["vat_id"]) == ("Call first.", "LU26375245")
        assert (customer["has_account"], customer["is_guest"]) == (True, False)
        assert (customer["source"], customer["erased_at"]) == ("storefront", None)
        assert shopper.get("/me").json()["vat_id"] == "LU26375245"
        assert mia.change("PATCH", path, {"note": None}).json()["note"] == ""
        assert mia.ask("PATCH", path, {}, **{"If-Match": "*"}).status_code == 200

    def test_needs_the_version(self, first: Storefront, mia: Team) -> None:
        path = f"/customers/{first.with_account().customer_id}"
        old = mia.get(path).headers["ETag"]
        mia.change("PATCH", path, {"note": "One."})

        assert mia.ask("PATCH", path, {"note": "Two."}).status_code == 428
        assert mia.ask("PATCH", path, {"note": "Two."}, **{"If-Match": old}).status_code == 412
        assert mia.get(path).json()["note"] == "One."

    def test_knows_none_of_another_store(self, first: Storefront, ben: Team) -> None:
        path = f"/customers/{first.with_account().customer_id}"

        assert ben.get(path).status_code == 404
        assert ben.ask("PATCH", path, {"note": "x"}, **{"If-Match": "*"}).status_code == 404
        assert ben.get(f"{path}/data").status_code == 404
        assert ben.ask("POST", f"{path}/erase").status_code == 404

    def test_is_not_for_a_viewer_nor_erasing_for_the_staff(
        self, app: FastAPI, world: World, first: Storefront, mia: Team
    ) -> None:
        path = f"/customers/{first.with_account().customer_id}"
        viewer = in_team(app, world.viewer, first.code)

        assert viewer.get(path).status_code == 200
        assert viewer.ask("PATCH", path, {"note": "x"}).status_code == 403
        assert mia.get(f"{path}/data").status_code == 403
        assert mia.ask("POST", f"{path}/erase").status_code == 403


class TestGroups:
    def test_hold_customers(self, first: Storefront, mia: Team) -> None:
        shopper, other = first.with_account(), first.with_account("ben@shopper.test")
        made = group(mia).json()
        member = f"{GROUPS}/{made['id']}/members/{shopper.customer_id}"

        answers = [mia.ask("PUT", member).status_code for _ in range(2)]

        assert answers == [204, 204]
        found = mia.get("/customers?group=wholesale").json()["items"]
        assert [(one["id"], one["groups"]) for one in found] == [
            (shopper.customer_id, ["wholesale"])
        ]
        assert mia.get(f"/customers/{other.customer_id}").json()["groups"] == []
        assert [mia.ask("DELETE", member).status_code for _ in range(2)] == [204, 204]
        assert mia.get("/customers?group=wholesale").json()["items"] == []

    def test_are_told_to_other_modules(self, first: Storefront, mia: Team) -> None:
        from app.kernel.database.scope import enter_store
        from app.modules.customers.services.customer_directory import customer_directory

        shopper = first.with_account()
        for code in ("wholesale", "friends"):
            made = group(mia, code).json()
            mia.ask("PUT", f"{GROUPS}/{made['id']}/members/{shopper.customer_id}")

        with first.database.transaction() as db:
            enter_store(db, first.store_id)
            profile = customer_directory.profile(db, first.store_id, shopper.customer_id)

        assert profile is not None
        assert profile.group_codes == ("friends", "wholesale")

    def test_are_named_anew_and_dissolved(self, first: Storefront, mia: Team) -> None:
        shopper, made = first.with_account(), group(mia).json()
        path = f"{GROUPS}/{made['id']}"
        mia.ask("PUT", f"{path}/members/{shopper.customer_id}")

        assert mia.ask("PATCH", path, {"name": "B2B"}).status_code == 428
        changed = mia.change("PATCH", path, {"name": "B2B"}).json()
        assert (changed["code"], changed["name"], changed["version"]) == ("wholesale", "B2B", 2)
        assert mia.change("DELETE", path).status_code == 204
        assert mia.get(path).status_code == 404
        assert shopper.get("/me").status_code == 200

    def test_have_codes_of_their_own(self, mia: Team, ben: Team) -> None:
        one, other = group(mia), group(mia, "friends")

        again = group(mia)
        path = f"{GROUPS}/{other.json()['id']}"
        renamed = mia.change("PATCH", path, {"code": "wholesale"})

        for answer in (again, renamed):
            assert (answer.status_code, answer.json()["code"]) == (
                409,
                "customers.group_code_taken",
            )
        assert group(ben).status_code == one.status_code == 201
        assert mia.get(path).json()["code"] == "friends"

    def test_are_listed_page_by_page(self, mia: Team) -> None:
        codes = ["a", "b", "c"]
        for code in codes:
            group(mia, code)

        page = mia.get(f"{GROUPS}?limit=2").json()
        rest = mia.get(f"{GROUPS}?limit=2&cursor={page['next_cursor']}").json()

        assert [one["code"] for one in page["items"] + rest["items"]] == codes

    def test_of_another_store_are_unknown(
        self, first: Storefront, second: Storefront, mia: Team, ben: Team
    ) -> None:
        mine, theirs = first.with_account(), second.with_account()
        made = group(mia).json()
        path = f"{GROUPS}/{made['id']}"

        for method, address, body in (
            ("GET", path, None),
            ("PATCH", path, {"name": "x"}),
            ("DELETE", path, None),
            ("PUT", f"{path}/members/{theirs.customer_id}", None),
            ("DELETE", f"{path}/members/{mine.customer_id}", None),
        ):
            answer = ben.ask(method, address, body, **{"If-Match": "*"})
            assert answer.status_code == 404, (method, address)
        assert mia.ask("PUT", f"{path}/members/{theirs.customer_id}").status_code == 404
        assert ben.get(GROUPS).json()["items"] == []
