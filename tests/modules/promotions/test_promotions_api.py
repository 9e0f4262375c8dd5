"""Promotions, their codes and the preview over the API of the store's team."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.kernel.http.schemas import LARGEST_ID
from app.modules.catalog.models import Category, Collection
from app.modules.contracts.promotions import CodeRefusal
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.promotions.repositories.invariants import INVARIANTS
from app.modules.promotions.services import promotion_book, target_check
from app.modules.promotions.services.engine import promotion_engine
from app.modules.tenancy.models import Store
from tests.modules.catalog.factories import LONG_AGO, make_product, make_variant
from tests.modules.promotions.conftest import Team, Teams
from tests.modules.promotions.factories import basket, line

TEN = {"name": "Ten off", "kind": "percent_off", "percent": "10"}
FIVE_EURO = {"name": "Five euro", "kind": "amount_off", "amount_minor": 500, "currency": "EUR"}

NONSENSE: list[dict[str, Any]] = [
    {"percent": None},
    {"percent": "0"},
    {"percent": "100.01"},
    {"percent": "NaN"},
    {"percent": "1.005"},
    {"amount_minor": 5},
    {"kind": "amount_off"},
    {"kind": "amount_off", "percent": None, "amount_minor": 5},
    {"kind": "amount_off", "percent": None, "amount_minor": 0, "currency": "EUR"},
    {"kind": "amount_off_unit", "percent": None, "amount_minor": 0, "currency": "EUR"},
    {"kind": "buy_x_get_y", "percent": "100", "buy_quantity": 0, "get_quantity": 1},
    {"kind": "buy_x_get_y", "percent": "100", "buy_quantity": 1, "get_quantity": 0},
    {
        "kind": "bundle_price",
        "percent": None,
        "amount_minor": 5,
        "currency": "EUR",
        "buy_quantity": 0,
    },
    {"kind": "buy_x_get_y"},
    {"kind": "unheard_of"},
    {"currency": "XXX"},
    {"min_amount_minor": 5},
    {"target": {"kind": "products", "ids": []}},
    {"target": {"kind": "all", "ids": [1]}},
    {"target": {"kind": "products", "ids": [2**63]}},
    {"starts_at": "2026-01-01T00:00:00"},
    {"starts_at": "0001-01-01T00:00:00+14:00"},
    {"starts_at": "2026-01-02T00:00:00Z", "ends_at": "2026-01-02T00:00:00Z"},
    {"name": "a\u0000b"},
    {"countries": ["Luxembourg"]},
    {"combines_with": ["everything"]},
    {"total_limit": 0},
    {"store_id": 1},
]


def make(team: Team, **values: Any) -> dict[str, Any]:
    answer = team("POST", "/promotions", {**TEN, **values})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def use(database: Database, store_id: int, code: str, ref: str = "order:1") -> list[CodeRefusal]:
    """Redeems the code as a checkout does."""
    with database.transaction() as db:
        enter_store(db, store_id)
        now = utc_now()
        wanted = basket(line("a", 1000), codes=[code], customer_key="customer:1", at=now)
        got = promotion_engine.discounts(db, store_id, wanted)
        refused = promotion_engine.redeem(db, store_id, ref, got, customer_key="customer:1", at=now)
        return [each.reason for each in (*got.refused, *refused)]


def things(database: Database, store_id: int) -> dict[str, list[int]]:
    """Some of everything that a target may name, by kind; the product is archived."""
    with database.transaction() as db:
        store = db.get_one(Store, store_id)
        product = make_product(db, store, archived_at=LONG_AGO)
        variant = make_variant(db, product)
        own = {"store_id": store_id, "created_at": LONG_AGO}
        placed = [Category(**own, name=name, path=[]) for name in "ab"]
        collection = Collection(**own, name="c")
        db.add_all([*placed, collection])
        db.flush()
        return {
            "products": [product.id],
            "variants": [variant.id],
            "categories": sorted(each.id for each in placed),
            "collections": [collection.id],
        }


class TestPromotions:
    def test_are_made_seen_changed_and_deleted(self, teams: Teams) -> None:
        made = make(teams.owner)
        path = f"/promotions/{made['id']}"
        seen = teams.owner("GET", path)

        assert seen.json() == made
        assert (seen.headers["ETag"], made["state"], made["version"]) == ('"1"', "running", 1)
        changed = teams.owner("PUT", path, {**TEN, "percent": "12.5"}, If_Match='"1"')
        assert changed.status_code == 200, changed.text
        assert (changed.json()["percent"], changed.headers["ETag"]) == ("12.50", '"2"')
        gone = teams.owner("DELETE", path, If_Match=changed.headers["ETag"])
        assert gone.status_code == 204
        assert teams.owner("GET", path).status_code == 404

    def test_every_kind_comes_back_as_it_was_written(self, teams: Teams, shared: Database) -> None:
        have = things(shared, teams.owner.store_id)
        written: list[dict[str, Any]] = [
            TEN,
            {**FIVE_EURO, "target": {"kind": "categories", "ids": have["categories"]}},
            {**FIVE_EURO, "kind": "amount_off_unit"},
            {
                "name": "Free from 50",
                "kind": "free_shipping",
                "min_amount_minor": 5000,
                "currency": "EUR",
            },
            {
                "name": "Three for two",
                "kind": "buy_x_get_y",
                "percent": "100",
                "buy_quantity": 2,
                "get_quantity": 1,
                "reward": {"kind": "products", "ids": have["products"]},
                "most_times": 2,
            },
            {
                "name": "Three for 20",
                "kind": "bundle_price",
                "amount_minor": 2000,
                "currency": "EUR",
                "buy_quantity": 3,
            },
        ]
        own = {"id", "version", "state", "times_used", "promotion_class", "created_at"}
        for body in written:
            made = make(teams.owner, **{"percent": None, **body})
            again = {name: value for name, value in made.items() if name not in own}
            answer = teams.owner("PUT", f"/promotions/{made['id']}", again, If_Match='"1"')
            assert answer.status_code == 200, answer.text
            assert {**answer.json(), "version": 1} == made

    def test_nonsense_is_refused(self, teams: Teams) -> None:
        for wrong in NONSENSE:
            answer = teams.owner("POST", "/promotions", {**TEN, **wrong})
            assert answer.status_code == 422, wrong
        assert teams.owner("GET", "/promotions").json()["items"] == []

    def test_an_amount_of_nothing_names_its_field(self, teams: Teams) -> None:
        answer = teams.owner("POST", "/promotions", {**FIVE_EURO, "amount_minor": 0})

        (problem,) = answer.json()["errors"]
        assert problem["code"] == "promotions.takes_nothing_off"
        assert "amount_minor" in problem["detail"]

    @pytest.mark.parametrize("kind", ["products", "variants", "categories", "collections"])
    def test_what_the_store_does_not_have_is_refused(
        self, teams: Teams, shared: Database, kind: str
    ) -> None:
        (own, *_), (foreign, *_) = (
            things(shared, team.store_id)[kind] for team in (teams.owner, teams.neighbour)
        )
        reward = {
            "kind": "buy_x_get_y",
            "buy_quantity": 1,
            "get_quantity": 1,
            "reward": {"kind": kind, "ids": [LARGEST_ID, own, foreign]},
        }

        of_target = teams.owner(
            "POST", "/promotions", {**TEN, "target": {"kind": kind, "ids": [own, foreign]}}
        )
        of_reward = teams.owner("POST", "/promotions", {**TEN, **reward})

        assert (of_target.status_code, of_target.json()["code"]) == (
            422,
            "promotions.target_unknown",
        )
        assert (of_target.json()["field"], of_target.json()["unknown_ids"]) == (
            "target.ids",
            [foreign],
        )
        assert "target.ids" in of_target.json()["detail"]
        assert (of_reward.json()["field"], of_reward.json()["unknown_ids"]) == (
            "reward.ids",
            [foreign, LARGEST_ID],
        )
        assert make(teams.owner, target={"kind": kind, "ids": [own]})["target"]["ids"] == [own]

    def test_what_it_named_before_may_be_gone_meanwhile(
        self, teams: Teams, shared: Database
    ) -> None:
        kept, gone = things(shared, teams.owner.store_id)["categories"]
        target = {"kind": "categories", "ids": [kept, gone]}
        path = f"/promotions/{make(teams.owner, target=target)['id']}"
        with shared.transaction() as db:
            enter_store(db, teams.owner.store_id)
            db.delete(db.get_one(Category, (teams.owner.store_id, gone)))

        still = teams.owner("PUT", path, {**TEN, "target": target}, If_Match='"1"')
        other = {"kind": "collections", "ids": [kept, gone]}
        turned = teams.owner("PUT", path, {**TEN, "target": other}, If_Match='"2"')
        left = teams.owner("PUT", path, {**TEN}, If_Match='"2"')
        again = teams.owner("PUT", path, {**TEN, "target": target}, If_Match='"3"')

        assert (still.status_code, left.status_code) == (200, 200)
        assert turned.status_code == 422
        assert again.json()["unknown_ids"] == [gone]

    def test_without_a_catalogue_it_is_taken_as_it_is(
        self, teams: Teams, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Without:
            def find(self, _capability: object) -> None:
                return None

        monkeypatch.setattr(target_check, "registry", Without)
        target = {"kind": "products", "ids": [1, 2]}

        assert make(teams.owner, target=target)["target"] == target

    def test_a_change_needs_the_version_that_was_seen(self, teams: Teams) -> None:
        path = f"/promotions/{make(teams.owner)['id']}"

        assert teams.owner("PUT", path, TEN).status_code == 428
        assert teams.owner("PUT", path, TEN, If_Match='"1"').status_code == 200
        assert teams.owner("PUT", path, TEN, If_Match='"1"').status_code == 412
        assert teams.owner("DELETE", path, If_Match='"1"').status_code == 412

    def test_the_same_key_makes_one(self, teams: Teams) -> None:
        key = {"Idempotency_Key": "key-12345678"}

        first = teams.owner("POST", "/promotions", TEN, **key)
        second = teams.owner("POST", "/promotions", TEN, **key)

        assert first.json() == second.json()
        assert second.headers["ETag"] == '"1"'
        assert len(teams.owner("GET", "/promotions").json()["items"]) == 1

    def test_pages_and_states(self, teams: Teams) -> None:
        for day in ("2026-01-01", "2199-01-01"):
            for _ in range(2):
                make(teams.owner, starts_at=f"{day}T00:00:00Z")
        make(teams.owner, starts_at="2020-01-01T00:00:00Z", ends_at="2020-02-01T00:00:00Z")

        def ids(query: str) -> list[int]:
            answer = teams.owner("GET", f"/promotions?{query}")
            return [each["id"] for each in answer.json()["items"]]

        everything = ids("")
        page = teams.owner("GET", "/promotions?limit=3").json()
        rest = ids(f"limit=3&cursor={page['next_cursor']}")
        assert [each["id"] for each in page["items"]] + rest == everything
        assert sorted(everything, reverse=True) == everything
        assert [len(ids(f"state={s}")) for s in ("running", "scheduled", "over")] == [2, 2, 1]
        assert ids("state=used_up") == []
        assert teams.owner("GET", "/promotions?cursor=nonsense").status_code == 422

    def test_what_was_used_is_ended_and_not_deleted(self, teams: Teams, shared: Database) -> None:
        made = make(teams.owner, total_limit=1)
        path = f"/promotions/{made['id']}"
        teams.owner("POST", f"{path}/codes", {"code": "TEN"})
        assert use(shared, teams.owner.store_id, "ten") == []

        seen = teams.owner("GET", path).json()
        assert (seen["times_used"], seen["state"]) == (1, "used_up")
        assert teams.owner("GET", "/promotions?state=used_up").json()["items"] == [seen]
        refused = teams.owner("DELETE", path, If_Match='"1"')
        assert (refused.status_code, refused.json()["code"]) == (409, "promotions.was_used")

    def test_a_limit_may_come_later_and_counts_what_was(
        self, teams: Teams, shared: Database
    ) -> None:
        path = f"/promotions/{make(teams.owner)['id']}"
        teams.owner("POST", f"{path}/codes", {"code": "TEN"})
        for number in range(2):
            assert use(shared, teams.owner.store_id, "ten", f"order:{number}") == []

        low = teams.owner("PUT", path, {**TEN, "total_limit": 1}, If_Match='"1"')
        fits = teams.owner("PUT", path, {**TEN, "total_limit": 3}, If_Match='"1"')

        assert (low.status_code, low.json()["code"]) == (409, "promotions.limit_under_use")
        assert fits.json()["times_used"] == 2
        assert use(shared, teams.owner.store_id, "ten", "order:8") == []
        assert use(shared, teams.owner.store_id, "ten", "order:9") == [CodeRefusal.USED_UP]

    def test_not_too_many_apply_by_themselves(
        self, teams: Teams, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(promotion_book, "MOST_AUTOMATIC", 1)
        make(teams.owner, is_automatic=True)
        coded = make(teams.owner)

        more = teams.owner("POST", "/promotions", {**TEN, "is_automatic": True})
        turned = {**TEN, "is_automatic": True}
        answer = teams.owner("PUT", f"/promotions/{coded['id']}", turned, If_Match='"1"')

        assert {more.status_code, answer.status_code} == {409}
        assert more.json()["code"] == "promotions.too_many_automatic"

    def test_what_is_over_makes_room_and_comes_back_only_where_there_is_some(
        self, teams: Teams, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(promotion_book, "MOST_AUTOMATIC", 1)
        days = {"starts_at": "2020-01-01T00:00:00Z", "ends_at": "2020-02-01T00:00:00Z"}
        over = make(teams.owner, is_automatic=True, **days)
        running = make(teams.owner, is_automatic=True)
        automatic = {**TEN, "is_automatic": True}

        again = teams.owner("PUT", f"/promotions/{over['id']}", automatic, If_Match='"1"')
        still = teams.owner("PUT", f"/promotions/{running['id']}", automatic, If_Match='"1"')
        kept = teams.owner(
            "PUT", f"/promotions/{over['id']}", {**automatic, **days}, If_Match='"1"'
        )

        assert (again.status_code, again.json()["code"]) == (
            409,
            "promotions.too_many_automatic",
        )
        assert (still.status_code, kept.status_code) == (200, 200)


class TestCodes:
    def test_a_code_of_one_s_own_works_and_is_taken_then(
        self, teams: Teams, shared: Database
    ) -> None:
        path = f"/promotions/{make(teams.owner)['id']}/codes"

        made = teams.owner("POST", path, {"code": "Été-26", "usage_limit": 1})
        again = teams.owner("POST", path, {"code": "ÉTÉ-26"})

        assert (made.status_code, made.json()["code"]) == (201, "Été-26")
        assert (again.status_code, again.json()["code"]) == (409, "promotions.code_taken")
        assert use(shared, teams.owner.store_id, "e\u0301te\u0301-26") == []
        assert teams.owner("GET", path).json()["items"][0]["times_used"] == 1

    def test_many_are_generated_at_once(self, teams: Teams) -> None:
        path = f"/promotions/{make(teams.owner)['id']}/codes"

        answer = teams.owner("POST", f"{path}/generate", {"count": 1000, "prefix": "SUN-"})

        codes = answer.json()["codes"]
        assert answer.status_code == 201
        assert len(set(codes)) == 1000
        assert all(code.startswith("SUN-") and len(code) == 14 for code in codes)
        first = teams.owner("GET", f"{path}?limit=100").json()
        assert {each["usage_limit"] for each in first["items"]} == {1}
        rest = teams.owner("GET", f"{path}?limit=100&cursor={first['next_cursor']}").json()
        shown = [each["code"] for each in (*first["items"], *rest["items"])]
        assert len(set(shown)) == 200
        assert set(shown) <= set(codes)

    def test_a_used_one_is_retired_and_an_unused_one_goes(
        self, teams: Teams, shared: Database
    ) -> None:
        path = f"/promotions/{make(teams.owner)['id']}/codes"
        used, unused = (
            teams.owner("POST", path, {"code": code}).json()["id"] for code in ("ONE", "TWO")
        )
        use(shared, teams.owner.store_id, "ONE")

        assert teams.owner("DELETE", f"{path}/{used}").status_code == 204
        assert teams.owner("DELETE", f"{path}/{unused}").status_code == 204

        (left,) = teams.owner("GET", path).json()["items"]
        assert left["id"] == used
        assert left["retired_at"]
        assert use(shared, teams.owner.store_id, "ONE", "order:2") == [CodeRefusal.OVER]
        assert teams.owner("DELETE", f"{path}/{unused}").status_code == 404

    def test_a_retired_one_is_free_for_another_promotion_with_a_limit_of_its_own(
        self, teams: Teams, shared: Database
    ) -> None:
        store_id = teams.owner.store_id
        old, new = (f"/promotions/{make(teams.owner)['id']}/codes" for _ in range(2))
        first = teams.owner("POST", old, {"code": "ONE", "usage_limit": 1}).json()["id"]
        assert use(shared, store_id, "ONE") == []
        taken = teams.owner("POST", new, {"code": "one"})
        teams.owner("DELETE", f"{old}/{first}")
        assert use(shared, store_id, "ONE", "order:2") == [CodeRefusal.OVER]

        again = teams.owner("POST", new, {"code": "one", "usage_limit": 2})

        assert (taken.status_code, again.status_code) == (409, 201)
        assert use(shared, store_id, "ONE", "order:3") == []
        with shared.transaction() as db:
            enter_store(db, store_id)
            promotion_engine.give_back(db, store_id, "order:1")
        assert use(shared, store_id, "ONE", "order:4") == []
        assert use(shared, store_id, "ONE", "order:5") == [CodeRefusal.USED_UP]
        uses = [
            [
                (each["code"], each["times_used"])
                for each in teams.owner("GET", path).json()["items"]
            ]
            for path in (old, new)
        ]
        assert uses == [[("ONE", 0)], [("one", 2)]]
        with shared.transaction() as db:
            enter_store(db, store_id)
            assert not [law for law in INVARIANTS if db.execute(text(law.violations)).first()]

    def test_one_of_a_promotion_that_is_over_is_free_too(
        self, teams: Teams, shared: Database
    ) -> None:
        days = {"starts_at": "2020-01-01T00:00:00Z", "ends_at": "2020-02-01T00:00:00Z"}
        over, new = make(teams.owner, **days), make(teams.owner)

        answers = [
            teams.owner("POST", f"/promotions/{promotion['id']}/codes", {"code": "ONE"})
            for promotion in (over, over, new, over)
        ]

        assert [answer.status_code for answer in answers] == [201, 409, 201, 409]
        assert use(shared, teams.owner.store_id, "ONE") == []
        (retired,) = teams.owner("GET", f"/promotions/{over['id']}/codes").json()["items"]
        assert retired["retired_at"]

    def test_an_automatic_promotion_has_none(self, teams: Teams) -> None:
        automatic = make(teams.owner, is_automatic=True)["id"]
        coded = make(teams.owner)["id"]
        teams.owner("POST", f"/promotions/{coded}/codes", {"code": "ONE"})
        turned = {**TEN, "is_automatic": True}

        refused = (
            teams.owner("POST", f"/promotions/{automatic}/codes", {"code": "TEN"}),
            teams.owner("POST", f"/promotions/{automatic}/codes/generate", {"count": 5}),
            teams.owner("PUT", f"/promotions/{coded}", turned, If_Match='"1"'),
        )

        assert {each.json()["code"] for each in refused} == {"promotions.automatic_has_no_codes"}

    def test_nonsense_is_no_code(self, teams: Teams) -> None:
        path = f"/promotions/{make(teams.owner)['id']}/codes"
        for code in ("", "a b", "a\u0000b", "x" * 65, None):
            assert teams.owner("POST", path, {"code": code}).status_code == 422, code

    def test_what_nobody_can_compare_is_refused(self, teams: Teams) -> None:
        path = f"/promotions/{make(teams.owner)['id']}/codes"
        for code in ("\u200b", "\u00ad\u200d", "\ufdfa" * 7):
            answer = teams.owner("POST", path, {"code": code})
            assert answer.json()["code"] == "promotions.code_unreadable", code


class TestPreview:
    def test_reckons_without_counting(self, teams: Teams) -> None:
        promotion = make(teams.owner, total_limit=1)
        teams.owner("POST", f"/promotions/{promotion['id']}/codes", {"code": "TEN"})
        body = {
            "currency": "EUR",
            "lines": [
                {
                    "key": "1",
                    "variant_id": 1,
                    "product_id": 1,
                    "quantity": 2,
                    "unit_price_minor": 1999,
                }
            ],
            "codes": ["ten", "nope"],
            "shipping_minor": 500,
        }

        answer = teams.owner("POST", "/promotions/preview", body).json()

        assert (answer["discount_minor"], answer["total_minor"]) == (400, 4098)
        assert answer["lines"] == [
            {"key": "1", "promotion_id": promotion["id"], "amount_minor": 400}
        ]
        assert answer["refused"] == [{"code": "nope", "reason": "unknown"}]
        assert teams.owner("GET", f"/promotions/{promotion['id']}").json()["times_used"] == 0
        twice = {**body, "lines": body["lines"] * 2}  # type: ignore[operator]  # a list
        assert teams.owner("POST", "/promotions/preview", twice).status_code == 422


class TestDoors:
    def test_nobody_else_sees_or_changes_them(self, teams: Teams) -> None:
        made = make(teams.owner)
        path = f"/promotions/{made['id']}"
        code = teams.owner("POST", f"{path}/codes", {"code": "TEN"}).json()["id"]

        calls: list[tuple[str, str, Any]] = [
            ("GET", path, None),
            ("PUT", path, TEN),
            ("DELETE", path, None),
            ("GET", f"{path}/codes", None),
            ("POST", f"{path}/codes", {"code": "MINE"}),
            ("POST", f"{path}/codes/generate", {"count": 1}),
            ("DELETE", f"{path}/codes/{code}", None),
        ]
        for method, address, body in calls:
            answer = teams.neighbour(method, address, body, If_Match='"1"')
            assert answer.status_code == 404, (method, address)
        assert teams.neighbour("GET", "/promotions").json()["items"] == []
        assert (
            teams.neighbour(
                "POST", f"/promotions/{make(teams.neighbour)['id']}/codes", {"code": "TEN"}
            ).status_code
            == 201
        )
        assert teams.owner("GET", path).json() == made

    def test_who_may_look_may_not_change(self, teams: Teams) -> None:
        path = f"/promotions/{make(teams.owner)['id']}"

        assert teams.viewer("GET", path).status_code == 200
        assert teams.viewer("GET", f"{path}/codes").status_code == 200
        for method, address in (
            ("POST", "/promotions"),
            ("PUT", path),
            ("DELETE", path),
            ("POST", f"{path}/codes"),
            ("POST", f"{path}/codes/generate"),
            ("DELETE", f"{path}/codes/1"),
        ):
            assert teams.viewer(method, address, TEN).status_code == 403, (method, address)

    def test_the_module_can_be_off(self, teams: Teams, shared: Database) -> None:
        with shared.transaction() as db:
            switches = ModuleSwitches(db, teams.owner.platform_id)
            switches.disable("promotions", Actor("test"))

        assert teams.owner("GET", "/promotions").status_code == 404
