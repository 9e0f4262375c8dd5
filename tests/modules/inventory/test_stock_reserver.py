"""Setting stock aside and letting it go: what is held, for whom, until when, and what is short."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.kernel.clock import freeze, utc_now
from app.modules.contracts.stock import STOCK_RESERVER, Availability, Shortage, StockLine
from app.modules.inventory.models import Movement, Reservation, StockItem
from app.modules.inventory.services.stock_reserver import stock_reserver as stock
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.inventory.factories import make_item, make_variants
from tests.modules.inventory.test_stock_intake import levels

SOON = timedelta(minutes=15)


def line(variant_id: int, quantity: int = 1) -> StockLine:
    return StockLine(variant_id, quantity)


class TestReserve:
    def test_is_found_under_its_capability(self) -> None:
        assert registry().find(STOCK_RESERVER) is stock

    def test_sets_aside_once_however_often_it_is_asked(self, db: Session) -> None:
        store = make_store(db)
        first, second = make_item(db, store, 5), make_item(db, store, 5)
        lines = [line(first, 2), line(second), line(first)]
        until = utc_now() + SOON

        for _time in range(3):
            assert not stock.reserve(db, store.id, "order:1", lines, expires_at=until)

        assert levels(db) == {first: (5, 3), second: (5, 1)}
        assert db.scalars(select(Movement.reason).where(Movement.reserved_change > 0)).all() == [
            "reservation",
            "reservation",
        ]

    def test_sets_aside_what_is_missing_to_more(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 5)

        stock.reserve(db, store.id, "order:1", [line(item, 2)], expires_at=None)
        short = stock.reserve(db, store.id, "order:1", [line(item, 6)], expires_at=None)
        stock.reserve(db, store.id, "order:1", [line(item, 5)], expires_at=None)

        assert short == [Shortage(item, 6, 5)]
        assert levels(db) == {item: (5, 5)}

    def test_without_an_end_confirms_all_that_it_has(self, db: Session) -> None:
        store = make_store(db)
        before, more = make_item(db, store, 5), make_item(db, store, 5)
        stock.reserve(db, store.id, "order:1", [line(before)], expires_at=utc_now() + SOON)
        assert db.scalars(select(Reservation.confirmed_at)).all() == [None]

        stock.reserve(db, store.id, "order:1", [line(before, 2), line(more)], expires_at=None)

        held = db.execute(select(Reservation.expires_at, Reservation.confirmed_at)).all()
        assert [(end, moment is not None) for end, moment in held] == [(None, True), (None, True)]

    def test_all_or_nothing(self, db: Session) -> None:
        store = make_store(db)
        plenty, scarce, none = (make_item(db, store, number) for number in (9, 2, 0))
        lines = [line(plenty, 3), line(scarce, 3), line(none)]

        short = stock.reserve(db, store.id, "order:1", lines, expires_at=None)

        assert short == [Shortage(scarce, 3, 2), Shortage(none, 1, 0)]
        assert levels(db) == {plenty: (9, 0), scarce: (2, 0), none: (0, 0)}
        assert db.scalars(select(Reservation)).all() == []

    def test_passes_over_what_is_not_kept(self, db: Session) -> None:
        store = make_store(db)
        bare = make_variants(db, store)[0]

        assert not stock.reserve(db, store.id, "order:1", [line(bare, 99)], expires_at=None)
        assert stock.confirm(db, store.id, "order:1")

    def test_an_untracked_item_is_never_short(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 1, is_tracked=False)

        assert not stock.reserve(db, store.id, "order:1", [line(item, 4)], expires_at=None)
        assert levels(db) == {item: (1, 4)}

    @pytest.mark.parametrize(
        ("limit", "wanted", "is_short"), [(None, 99, False), (3, 5, False), (3, 6, True)]
    )
    def test_backorders_go_as_far_as_allowed(
        self, db: Session, limit: int | None, wanted: int, is_short: bool
    ) -> None:
        store = make_store(db)
        item = make_item(db, store, 2)
        kept = db.scalars(select(StockItem)).one()
        kept.may_backorder, kept.backorder_limit = True, limit
        db.flush()

        short = stock.reserve(db, store.id, "order:1", [line(item, wanted)], expires_at=None)

        assert bool(short) is is_short
        promised = db.scalars(select(Reservation.backordered)).all()
        assert promised == ([] if is_short else [wanted - 2])

    def test_takes_few_statements_whatever_the_number_of_lines(self, db: Session) -> None:
        store = make_store(db)
        items = [make_item(db, store, 5) for _ in range(12)]
        until = utc_now() + SOON
        stock.reserve(db, store.id, "order:1", [line(items[0])], expires_at=until)
        sent: list[str] = []

        def note(*given: object) -> None:
            sent.append(str(given[2]))

        event.listen(db.get_bind(), "before_cursor_execute", note)
        stock.reserve(db, store.id, "order:2", [line(item) for item in items], expires_at=until)
        event.remove(db.get_bind(), "before_cursor_execute", note)

        assert len([one for one in sent if "pg_notify" not in one]) == 4, sent


class TestConfirm:
    def test_holds_what_would_have_expired(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 5)
        start = utc_now()
        stock.reserve(db, store.id, "order:1", [line(item, 5)], expires_at=start + SOON)

        assert stock.confirm(db, store.id, "order:1")
        assert stock.confirm(db, store.id, "order:1")
        with freeze(start + 2 * SOON):
            assert stock.reserve(db, store.id, "order:2", [line(item)], expires_at=None)
            assert stock.confirm(db, store.id, "order:1")

    def test_is_too_late_once_the_time_ran_out(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 5)
        start = utc_now()
        stock.reserve(db, store.id, "order:1", [line(item, 5)], expires_at=start + SOON)

        with freeze(start + SOON):
            assert not stock.confirm(db, store.id, "order:1")
            assert not stock.reserve(db, store.id, "order:2", [line(item)], expires_at=None)
            assert not stock.confirm(db, store.id, "order:1")
            assert levels(db) == {item: (5, 1)}
            assert not stock.reserve(db, store.id, "order:1", [line(item, 4)], expires_at=None)
            assert stock.confirm(db, store.id, "order:1")


class TestRelease:
    def test_lets_go_of_lines_and_then_of_everything(self, db: Session) -> None:
        store = make_store(db)
        first, second = make_item(db, store, 5), make_item(db, store, 5)
        stock.reserve(db, store.id, "o", [line(first, 3), line(second, 2)], expires_at=None)

        stock.release(db, store.id, "o", [line(first)], cause="edit:1")
        stock.release(db, store.id, "o", [line(first)], cause="edit:1")
        after_lines = levels(db)
        stock.release(db, store.id, "o")
        stock.release(db, store.id, "o")
        stock.release(db, store.id, "unheard of")

        assert after_lines == {first: (5, 2), second: (5, 2)}
        assert levels(db) == {first: (5, 0), second: (5, 0)}
        assert not stock.confirm(db, store.id, "o")


class TestShip:
    def test_takes_units_out_of_the_house_once(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 5)
        stock.reserve(db, store.id, "o", [line(item, 3)], expires_at=None)

        for _time in range(2):
            stock.ship(db, store.id, "o", "s1", [line(item, 2)])
        stock.ship(db, store.id, "o", "s2", [line(item, 2)])
        stock.ship(db, store.id, "o", "s2", [line(item, 2)])

        assert levels(db) == {item: (1, 0)}
        assert stock.confirm(db, store.id, "o")

    def test_comes_back_once(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 5)

        for _time in range(2):
            stock.restock(db, store.id, "return:1", [line(item, 2)])
        stock.restock(db, store.id, "return:2", [line(item)])

        assert levels(db) == {item: (8, 0)}


class TestAvailability:
    def test_tells_what_can_be_sold(self, db: Session) -> None:
        store = make_store(db)
        item, loose = make_item(db, store, 5), make_item(db, store, 5, is_tracked=False)
        bare = make_variants(db, store)[0]
        start = utc_now()
        stock.reserve(db, store.id, "o", [line(item, 2)], expires_at=start + SOON)

        found = stock.availability(db, store.id, [item, loose, bare])
        with freeze(start + SOON):
            later = stock.availability(db, store.id, [item])

        assert found[item] == Availability(item, 3, is_tracked=True)
        assert found[loose].covers(99)
        assert found[bare] == Availability(bare, 0, is_tracked=False)
        assert later[item].available == 5
