"""Stock over the API: what the team sees and changes, and what it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.kernel.database.scope import enter_store
from app.modules.contracts.stock import StockLine
from app.modules.inventory.schemas.stock import AdjustIn
from app.modules.inventory.services.stock_reserver import stock_reserver
from tests.modules.inventory.team import House
from tests.modules.inventory.test_stock_intake import levels
from tests.races import differences


def levels_of(house: House) -> dict[int, tuple[int, int]]:
    with house.database.transaction() as db:
        enter_store(db, house.store_id)
        return levels(db)


def adjust(house: House, *lines: dict[str, Any], **more: Any) -> Any:
    return house.owner.post("/stock/adjust", {"lines": list(lines), **more})


class TestAdjust:
    def test_sets_moves_and_begins_to_keep(self, house: House) -> None:
        full, empty = house.items

        answer = adjust(
            house,
            {"variant_id": full, "on_hand": 5},
            {"variant_id": empty, "change": 4},
            {"sku": house.bare_sku, "on_hand": 3},
            reason="delivery",
            note="Note 7",
        )

        assert answer.status_code == 201
        told = answer.json()
        assert (told["changed"], told["unchanged"], told["started"]) == (2, 1, 1)
        assert levels_of(house) == {full: (5, 0), empty: (4, 0), house.bare: (3, 0)}
        moved = house.owner.ask("/stock/movements", reason="delivery").json()["items"]
        assert [(move["variant_id"], move["on_hand_change"], move["note"]) for move in moved] == [
            (house.bare, 3, "Note 7"),
            (empty, 4, "Note 7"),
        ]
        assert all(told["reference"] in move["reference"] for move in moved)
        assert differences(house.database) == []

    def test_all_or_nothing_with_all_that_is_wrong(self, house: House) -> None:
        full, empty = house.items

        answer = adjust(
            house,
            {"variant_id": full, "change": -1},
            {"variant_id": empty, "change": -1},
            {"sku": "no such", "change": 1},
            {"variant_id": house.foreign, "change": 1},
            {"variant_id": full, "on_hand": 9},
            {"variant_id": full, "on_hand": 9, "location_id": 999_999},
        )

        assert answer.status_code == 422
        body = answer.json()
        assert body["code"] == "inventory.adjustment_refused"
        assert [(one["line"], one["problem"]) for one in body["problems"]] == [
            (2, "unknown_variant"),
            (3, "unknown_variant"),
            (4, "named_twice"),
            (5, "unknown_location"),
        ]
        below = adjust(
            house, {"variant_id": full, "change": -1}, {"variant_id": empty, "change": -1}
        )
        assert below.json()["problems"] == [{"line": 1, "problem": "below_zero"}]
        assert levels_of(house) == {full: (5, 0), empty: (0, 0)}

    def test_is_carried_out_once_under_a_key(self, house: House) -> None:
        lines = {"lines": [{"variant_id": house.items[0], "change": 1}]}

        answers = [
            house.owner.post("/stock/adjust", lines, **{"Idempotency-Key": "a-key-of-mine"})
            for _time in range(3)
        ]

        assert {answer.text for answer in answers} == {answers[0].text}
        assert levels_of(house)[house.items[0]] == (6, 0)

    def test_may_tell_of_a_loss_of_what_is_promised(self, house: House) -> None:
        full = house.items[0]
        with house.database.transaction() as db:
            enter_store(db, house.store_id)
            lines = [StockLine(full, 4)]
            assert not stock_reserver.reserve(db, house.store_id, "o", lines, expires_at=None)

        assert adjust(house, {"variant_id": full, "on_hand": 2}).status_code == 201
        seen = house.owner.ask(f"/stock/{full}").json()

        assert (seen["on_hand"], seen["reserved"], seen["available"]) == (2, 4, -2)
        assert seen["state"] == "out"

    def test_is_not_for_viewers_and_strangers(self, house: House) -> None:
        lines = {"lines": [{"variant_id": house.items[0], "change": 1}]}

        assert house.viewer.post("/stock/adjust", lines).status_code == 403
        assert house.stranger.post("/stock/adjust", lines).status_code == 422
        assert levels_of(house)[house.items[0]] == (5, 0)


class TestSee:
    def test_pages_and_narrows(self, house: House) -> None:
        adjust(house, {"variant_id": house.bare, "on_hand": 1})
        full, empty = house.items

        first = house.viewer.ask("/stock", limit=2).json()
        second = house.viewer.ask("/stock", limit=2, cursor=first["next_cursor"]).json()
        out = house.viewer.ask("/stock", state="out").json()["items"]
        by_sku = house.viewer.ask("/stock", sku=house.bare_sku).json()["items"]

        assert [row["variant_id"] for row in first["items"]] == [full, empty]
        assert [row["variant_id"] for row in second["items"]] == [house.bare]
        assert second["next_cursor"] is None
        assert [(row["variant_id"], row["available"]) for row in out] == [(empty, 0)]
        assert [row["variant_id"] for row in by_sku] == [house.bare]

    def test_shows_one_with_everything(self, house: House) -> None:
        full = house.items[0]
        with house.database.transaction() as db:
            enter_store(db, house.store_id)
            lines = [StockLine(full, 2)]
            stock_reserver.reserve(db, house.store_id, "order:8", lines, expires_at=None)

        answer = house.viewer.ask(f"/stock/{full}")

        seen = answer.json()
        assert answer.headers["ETag"] == '"1"'
        assert (seen["on_hand"], seen["reserved"], seen["available"]) == (5, 2, 3)
        assert [(level["code"], level["available"]) for level in seen["levels"]] == [("main", 3)]
        assert [(held["ref"], held["quantity"]) for held in seen["reservations"]] == [
            ("order:8", 2)
        ]
        assert [move["reserved_for"] for move in seen["movements"]] == ["order:8", None]

    def test_a_variant_without_stock_is_untracked(self, house: House) -> None:
        seen = house.viewer.ask(f"/stock/{house.bare}").json()

        assert (seen["is_tracked"], seen["on_hand"], seen["version"]) == (False, None, 0)

    def test_pages_through_the_ledger(self, house: House) -> None:
        for units in (6, 7, 8):
            adjust(house, {"variant_id": house.items[0], "on_hand": units})

        seen: list[int] = []
        page: dict[str, Any] = house.viewer.ask("/stock/movements", limit=1).json()
        seen += [move["id"] for move in page["items"]]
        while page["next_cursor"]:
            query = {"limit": 1, "cursor": page["next_cursor"]}
            page = house.viewer.ask("/stock/movements", **query).json()
            seen += [move["id"] for move in page["items"]]

        assert len(seen) == len(set(seen)) == 4

    def test_refuses_a_cursor_that_it_never_gave(self, house: House) -> None:
        for cursor in ("x", "WyJhIiwxXQ", "WyIyMDI0LTAxLTAxIiwxXQ", "WzFd"):
            assert house.viewer.ask("/stock/movements", cursor=cursor).status_code == 422

    def test_of_another_store_is_nothing(self, house: House) -> None:
        assert house.owner.ask(f"/stock/{house.foreign}").status_code == 404
        assert house.owner.patch(f"/stock/{house.foreign}", {}, 0).status_code == 404
        assert house.owner.ask("/stock", location_id=999_999).status_code == 404


class TestChange:
    def test_changes_what_is_sent_and_leaves_the_rest(self, house: House) -> None:
        full = house.items[0]

        answer = house.owner.patch(f"/stock/{full}", {"low_stock_threshold": 9}, 1)
        second = house.owner.patch(
            f"/stock/{full}", {"may_backorder": True, "backorder_limit": 4}, 2
        )

        assert answer.status_code == second.status_code == 200
        seen = second.json()
        assert (seen["low_stock_threshold"], seen["state"], seen["is_tracked"]) == (9, "low", True)
        assert (seen["may_backorder"], seen["backorder_limit"]) == (True, 4)
        assert second.headers["ETag"] == '"3"'
        assert differences(house.database) == []

    def test_needs_to_know_what_it_changes(self, house: House) -> None:
        path = f"/stock/{house.items[0]}"

        assert house.owner.patch(path, {"is_tracked": False}, None).status_code == 428
        assert house.owner.patch(path, {"is_tracked": False}, 7).status_code == 412
        assert house.viewer.patch(path, {"is_tracked": False}, 1).status_code == 403

    def test_begins_to_keep_the_stock_of_a_variant(self, house: House) -> None:
        answer = house.owner.patch(f"/stock/{house.bare}", {"low_stock_threshold": 2}, 0)

        assert answer.status_code == 200, answer.text
        assert (answer.json()["on_hand"], answer.json()["state"]) == (0, "out")
        assert (
            house.owner.ask("/stock", state="out").json()["items"][-1]["variant_id"] == house.bare
        )
        assert differences(house.database) == []

    def test_what_is_no_longer_tracked_counts_nowhere(self, house: House) -> None:
        answer = house.owner.patch(f"/stock/{house.items[0]}", {"is_tracked": False}, 1)

        assert (answer.json()["on_hand"], answer.json()["levels"]) == (None, [])
        assert differences(house.database) == []


@pytest.mark.parametrize(
    "line",
    [
        {"on_hand": 1},
        {"variant_id": 1, "sku": "x", "on_hand": 1},
        {"variant_id": 1},
        {"variant_id": 1, "on_hand": 1, "change": 1},
        {"variant_id": 1, "on_hand": -1},
        {"variant_id": 1, "on_hand": 10**7},
        {"sku": "nul\u0000", "on_hand": 1},
    ],
)
def test_lines_say_neither_too_little_nor_too_much(line: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        AdjustIn.model_validate({"lines": [line]})
