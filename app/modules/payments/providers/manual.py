"""Payments by hand: a bank transfer, cash on delivery. People say when the money is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.modules.payments.providers.provider import (
    Account,
    BadSignature,
    Charge,
    Outcome,
    ProviderEvent,
    Result,
    Returned,
)


class ManualProvider:
    """Nobody is asked, so it always answers: it waits until the team marks the payment as paid."""

    code = "manual"
    is_deferred = True
    secret_names: Sequence[str] = ()
    setting_names: Sequence[str] = ()

    def takes(self, _amount_minor: int, _currency: str) -> bool:
        return True

    def charge(self, _account: Account, charge: Charge) -> Outcome:
        return Outcome(Result.WAITING, charge.currency)

    def find(self, _account: Account, _charge: Charge) -> Outcome | None:
        """Nobody knows more of it than we do."""
        return None

    def capture(self, _account: Account, charge: Charge, amount_minor: int) -> Outcome:
        return Outcome(Result.CAPTURED, charge.currency, captured_minor=amount_minor)

    def void(self, _account: Account, charge: Charge) -> Outcome:
        return Outcome(Result.VOIDED, charge.currency)

    def refund(self, _account: Account, _charge: Charge, key: str, amount_minor: int) -> Returned:
        """The team sends the money back by hand, as it came; here it is only written down."""
        return Returned(key, amount_minor, key)

    def parse_webhook(
        self, _account: Account, _headers: Mapping[str, str], _body: bytes
    ) -> ProviderEvent:
        raise BadSignature


provider = ManualProvider()
