from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.contracts.events import (
    OrderCancelled,
    OrderPaid,
    OrderRefunded,
    OrderShipped,
    ReturnRequested,
)
from app.modules.contracts.mail import MAILER, Letter, NoMail
from app.modules.contracts.shipping import SHIPPING_QUOTER, FreeShipping
from app.modules.orders.services import neighbours
from app.modules.orders.services.order_letters import CONFIRM, confirm, write_letter
from app.modules.orders.services.refund_order import RefundLine
from app.modules.registry import registry
from tests.modules.orders.conftest import Trade
from tests.modules.orders.placing import new_line
from tests.modules.orders.test_acts import cancel, refund, ship
from tests.modules.orders.test_returns import approve, ask, leave


class Tracked(FreeShipping):
    def tracking_url(self, db: object, store_id: int, carrier: str, number: str) -> str | None:
        return f"https://track.example/{carrier}/{number}"


def told(trade: Trade) -> list[Letter]:
    return trade.around.mail.letters


class TestOrderLetters:
    @pytest.mark.parametrize("locale", SUPPORTED_LOCALES)
    def test_speak_the_language_of_the_order(self, trade: Trade, locale: str) -> None:
        placed = trade.place(new_line(quantity=2), locale=locale)

        confirm(trade.db, trade.store_id, placed.order_id)

        (letter,) = told(trade)
        assert (letter.to, letter.locale) == ("ada@example.test", locale)
        assert letter.key == f"order:{placed.order_id}:placed"
        assert placed.number in letter.subject
        assert "2 × Mug" in letter.text
        assert "{" not in letter.subject + letter.text
        assert trade.kinds(placed)[-1] == "mail"

    def test_say_how_to_pay_what_is_paid_later(self, trade: Trade) -> None:
        placed = trade.place(hold_until=None)
        trade.around.payments.pay(placed.order_id, 0, captured=False)
        (payment,) = trade.around.payments.payments[placed.order_id]
        action = {"type": "instructions", "text": "IBAN LU12 3456"}
        trade.around.payments.payments[placed.order_id] = [replace(payment, next_action=action)]

        confirm(trade.db, trade.store_id, placed.order_id)

        assert "IBAN LU12 3456" in told(trade)[0].text

    def test_are_asked_for_what_is_good_before_it_is_paid(self, trade: Trade) -> None:
        deferred, online, authorised = trade.place(hold_until=None), trade.place(), trade.place()
        trade.around.payments.pay(authorised.order_id, authorised.total_minor, captured=False)
        for _ in range(2):
            trade.hear(authorised)

        waiting = text(
            "SELECT (args->>'order_id')::int FROM stoa_jobs.procrastinate_jobs"
            " WHERE task_name = 'orders.confirm' ORDER BY id"
        )
        assert CONFIRM in registry().jobs()
        assert list(trade.db.scalars(waiting)) == [deferred.order_id, authorised.order_id]
        for _ in range(2):
            confirm(trade.db, trade.store_id, authorised.order_id)
        assert trade.kinds(authorised).count("mail") == 1
        assert "mail" not in trade.kinds(online)

    def test_one_letter_confirms_what_is_paid_at_once(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=2))
        (line,) = trade.lines(placed)
        refund(trade, placed, RefundLine(line.id, 1))

        confirm(trade.db, trade.store_id, placed.order_id)
        write_letter(trade.db, OrderPaid(trade.store_id, placed.order_id))

        (letter,) = told(trade)
        assert "2 × Mug" in letter.text
        major, minor = divmod(placed.total_minor, 100)
        assert f"payment of €{major}.{minor:02}." in letter.text
        assert f"/orders/{placed.number}/invoices/" in letter.text
        assert trade.kinds(placed).count("mail") == 1

    def test_what_is_paid_later_is_confirmed_first_and_then_receipted(self, trade: Trade) -> None:
        placed = trade.place(new_line(quantity=2))
        confirm(trade.db, trade.store_id, placed.order_id)
        trade.pay(placed)

        write_letter(trade.db, OrderPaid(trade.store_id, placed.order_id))

        confirmation, receipt = told(trade)
        assert "2 × Mug" in confirmation.text
        assert "2 × Mug" not in receipt.text
        assert "/invoices/" in receipt.text

    def test_tell_of_the_whole_life(self, trade: Trade) -> None:
        trade.around.others[SHIPPING_QUOTER] = Tracked()
        placed = trade.placed_and_paid(new_line(quantity=2))
        (line,) = trade.lines(placed)
        parcel = ship(trade, placed, (line.id, 1), carrier="post", number="X1")
        reversal = refund(trade, placed, RefundLine(line.id, 1))
        back = ask(trade, placed)
        store, order = trade.store_id, placed.order_id

        for event in (
            OrderPaid(store, order),
            OrderShipped(store, order, parcel),
            OrderRefunded(store, order, reversal),
            OrderCancelled(store, order),
            ReturnRequested(store, order, back.id),
        ):
            write_letter(trade.db, event)
        approve(trade, back)

        paid, shipped, refunded, *_others = told(trade)
        assert f"/orders/{placed.number}/invoices/" in paid.text
        assert placed.access_token in paid.text
        assert "https://track.example/post/X1" in shipped.text
        assert "€11.70" in refunded.text
        assert len({letter.key for letter in told(trade)}) == 6

    def test_acknowledge_a_withdrawal_with_its_time(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()

        leave(trade, placed)

        (letter,) = told(trade)
        assert "11 Mar 2025" in letter.text

    def test_are_not_written_where_nobody_sends_mail(
        self, trade: Trade, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        placed = trade.place()
        monkeypatch.setattr(neighbours, "service_on", lambda *given: given[-1])

        confirm(trade.db, trade.store_id, placed.order_id)

        assert "mail" not in trade.kinds(placed)

    def test_an_address_that_mail_does_not_reach_does_no_harm(self, trade: Trade) -> None:
        class Strict(NoMail):
            def send(self, db: object, store_id: int, letter: Letter) -> None:
                raise ValueError(letter.to)

        class Refusing:
            send = Strict.send

        trade.around.others[MAILER] = Refusing()
        placed = trade.place()

        confirm(trade.db, trade.store_id, placed.order_id)
        confirm(trade.db, trade.store_id, placed.order_id + 99)
        cancel(trade, placed)

        assert "mail" not in trade.kinds(placed)
