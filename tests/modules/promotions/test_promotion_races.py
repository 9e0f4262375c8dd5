"""Fifty buyers at once, each with commits of their own, and limits that hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from decimal import Decimal
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.promotions import CodeRefusal, RefusedCode
from app.modules.promotions.exceptions import TooManyAutomatic
from app.modules.promotions.models import Promotion, PromotionCode, Redemption
from app.modules.promotions.repositories.redemption_rows import RedemptionRows
from app.modules.promotions.schemas.promotions import PromotionIn
from app.modules.promotions.services import promotion_book, redeeming
from app.modules.promotions.services.code_book import CodeBook
from app.modules.promotions.services.engine import promotion_engine
from app.modules.promotions.services.promotion_book import PromotionBook
from tests.factories import make_store
from tests.modules.promotions.factories import NOW, basket, line, make_code, make_promotion

BUYERS = 50
AT_ONCE = 20
LIMIT = 10


def prepared(database: Database, limits: dict[str, int], code_limit: int | None) -> int:
    with database.transaction() as db:
        store_id = make_store(db).id
        promotion = make_promotion(db, store_id, **limits)
        make_code(db, promotion, "RUSH", usage_limit=code_limit)
        return store_id


def buy(db: Session, store_id: int, ref: str, customer: str) -> Sequence[RefusedCode]:
    enter_store(db, store_id)
    wanted = basket(line("a", 1000), codes=["RUSH"], customer_key=customer)
    got = promotion_engine.discounts(db, store_id, wanted)
    if got.refused:
        return got.refused
    return promotion_engine.redeem(db, store_id, ref, got, customer_key=customer, at=NOW)


def rush(database: Database, store_id: int, customer: Callable[[int], str]) -> list[str]:
    """All buyers try once; "used" or why not, for each."""

    def one(number: int) -> str:
        with database.transaction() as db:
            refused = buy(db, store_id, f"order:{number}", customer(number))
            return refused[0].reason if refused else "used"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(BUYERS)))


def counted(database: Database, store_id: int) -> tuple[int, int, int]:
    """Uses by rows, by the promotion's count and by the code's."""
    with database.transaction() as db:
        enter_store(db, store_id)
        rows = db.scalars(select(func.count()).select_from(Redemption)).one()
        by_promotion = db.scalars(select(Promotion.times_used)).one()
        by_code = db.scalars(select(PromotionCode.times_used)).one()
        return rows, by_promotion, by_code


def each(number: int) -> str:
    return f"customer:{number}"


def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the locks out: rows are merely read, and everybody has read before anybody writes."""
    together = Barrier(AT_ONCE)

    def read(rows: RedemptionRows, ids: Collection[int]) -> dict[int, Promotion]:
        statement = select(Promotion).where(Promotion.id.in_(ids))
        found = {row.id: row for row in rows._db.scalars(statement)}
        with suppress(BrokenBarrierError):
            together.wait(timeout=0.5)
        return found

    monkeypatch.setattr(RedemptionRows, "share_promotions", read)
    monkeypatch.setattr(RedemptionRows, "lock_promotions", lambda rows, ids: {})
    monkeypatch.setattr(redeeming, "lock_names", lambda *_: None)


class TestRaces:
    def test_a_promotion_is_used_as_often_as_it_may_be(self, committed: Database) -> None:
        store_id = prepared(committed, {"total_limit": LIMIT}, None)

        outcomes = rush(committed, store_id, each)

        assert outcomes.count("used") == LIMIT
        assert outcomes.count(CodeRefusal.USED_UP) == BUYERS - LIMIT
        assert counted(committed, store_id) == (LIMIT, LIMIT, 0)

    def test_a_code_is_used_as_often_as_it_may_be(self, committed: Database) -> None:
        store_id = prepared(committed, {}, LIMIT)

        outcomes = rush(committed, store_id, each)

        assert outcomes.count("used") == LIMIT
        assert counted(committed, store_id) == (LIMIT, 0, LIMIT)

    def test_a_customer_uses_it_as_often_as_one_may(self, committed: Database) -> None:
        store_id = prepared(committed, {"customer_limit": 2}, None)

        outcomes = rush(committed, store_id, lambda number: f"customer:{number % 5}")

        assert outcomes.count("used") == 5 * 2
        assert outcomes.count(CodeRefusal.USED_BY_CUSTOMER) == BUYERS - 5 * 2

    def test_one_order_sent_many_times_uses_it_once(self, committed: Database) -> None:
        store_id = prepared(committed, {"total_limit": LIMIT}, None)

        def one(_number: int) -> int:
            with committed.transaction() as db:
                return len(buy(db, store_id, "order:1", "customer:1"))

        with ThreadPoolExecutor(AT_ONCE) as pool:
            assert set(pool.map(one, range(BUYERS))) == {0}
        assert counted(committed, store_id) == (1, 1, 0)

    def test_without_limits_nobody_waits(self, committed: Database) -> None:
        store_id = prepared(committed, {}, None)

        with committed.transaction() as first:
            assert buy(first, store_id, "order:1", "customer:1") == []
            with committed.transaction() as second:
                assert buy(second, store_id, "order:2b", "customer:2") == []

    def test_the_last_place_of_an_automatic_one_is_given_once(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(promotion_book, "MOST_AUTOMATIC", 1)
        store_id = prepared(committed, {}, None)
        given = PromotionIn(name="Ten", kind="percent_off", percent=Decimal(10), is_automatic=True)

        def make() -> None:
            with committed.transaction() as db:
                enter_store(db, store_id)
                PromotionBook(db, store_id).create(given)

        with ThreadPoolExecutor(1) as pool:
            with committed.transaction() as first:
                enter_store(first, store_id)
                PromotionBook(first, store_id).create(given)
                second = pool.submit(make)
                wait([second], timeout=0.5)
                assert not second.done()
            with pytest.raises(TooManyAutomatic):
                second.result()

    def test_a_limit_that_comes_meanwhile_counts_what_is_under_way(
        self, committed: Database
    ) -> None:
        store_id = prepared(committed, {}, None)

        def limit() -> int:
            with committed.transaction() as db:
                enter_store(db, store_id)
                book = PromotionBook(db, store_id)
                given = PromotionIn(
                    name="Rush", kind="percent_off", percent=Decimal(10), total_limit=1
                )
                promotion_id = book.page(1, None, None).items[0].id
                return book.replace(promotion_id, given, lambda _version: None).times_used

        with ThreadPoolExecutor(1) as pool:
            with committed.transaction() as db:
                buy(db, store_id, "order:1", "customer:1")
                limited = pool.submit(limit)
                wait([limited], timeout=0.5)
                assert not limited.done()
            assert limited.result() == 1
        assert counted(committed, store_id) == (1, 1, 0)
        assert rush(committed, store_id, each).count("used") == 0

    def test_a_code_that_is_retired_meanwhile_waits_for_its_use(self, committed: Database) -> None:
        store_id = prepared(committed, {}, None)

        def retire() -> None:
            with committed.transaction() as db:
                enter_store(db, store_id)
                row = db.scalars(select(PromotionCode)).one()
                CodeBook(db, store_id, row.promotion_id).retire(row.id)

        with ThreadPoolExecutor(1) as pool:
            with committed.transaction() as db:
                buy(db, store_id, "order:1", "customer:1")
                retired = pool.submit(retire)
                wait([retired], timeout=0.5)
                assert not retired.done()
            retired.result()
        assert counted(committed, store_id)[0] == 1
        assert set(rush(committed, store_id, each)) == {CodeRefusal.OVER}


class TestWithoutLocks:
    """The controls: the same rushes exceed the limits when nothing is locked."""

    def test_a_promotion_is_used_too_often(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store_id = prepared(committed, {"total_limit": LIMIT}, None)
        unlocked(monkeypatch)
        monkeypatch.setattr(RedemptionRows, "count", lambda *_, **__: None)

        outcomes = rush(committed, store_id, each)

        assert outcomes.count("used") > LIMIT
        assert counted(committed, store_id)[0] > LIMIT

    def test_the_count_on_the_row_is_a_second_net(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store_id = prepared(committed, {"total_limit": LIMIT}, None)
        unlocked(monkeypatch)

        with pytest.raises(IntegrityError, match="within_limit"):
            rush(committed, store_id, each)

    def test_a_customer_uses_it_too_often(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store_id = prepared(committed, {"customer_limit": 2}, None)
        unlocked(monkeypatch)

        outcomes = rush(committed, store_id, lambda number: "customer:1")

        assert outcomes.count("used") > 2
