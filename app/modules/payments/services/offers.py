"""The ways to pay that a store offers for an amount: its own choice, or what works at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.modules.contracts.payments import PaymentMethod
from app.modules.core.services.setup_memory import SetupMemory
from app.modules.payments.exceptions import UnknownMethod
from app.modules.payments.providers.directory import MANUAL, TEST, find_provider, provider_codes
from app.modules.payments.providers.provider import Provider
from app.modules.payments.repositories.method_rows import MethodRows
from app.modules.payments.services.provider_accounts import is_ready
from app.modules.payments.services.texts import FALLBACK, known_locale, say


@dataclass(frozen=True)
class SetUp:
    """A way to pay as the store has it; texts by locale, limits in minor units of any currency."""

    code: str
    provider: str
    names: Mapping[str, str] = field(default_factory=dict)
    instructions: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    is_enabled: bool = True
    is_captured_later: bool = False
    min_minor: int | None = None
    max_minor: int | None = None
    position: int = 0
    version: int = 1


BANK_TRANSFER = SetUp("bank_transfer", MANUAL)
TEST_CARD = SetUp("test", TEST, position=1)


def set_up(db: Session, store_id: int) -> Sequence[SetUp]:
    """What the store has set up, in its order; while that is nothing, a new store's ways.

    Those are a bank transfer and, outside production, the test provider: they need no account.
    """
    own = _own_ways.of(db, store_id)
    if not own:
        return [way for way in (BANK_TRANSFER, TEST_CARD) if way.provider in provider_codes()]
    return own


def _read_ways(db: Session, store_id: int) -> list[SetUp]:
    return [
        SetUp(
            row.code,
            row.provider,
            row.names,
            row.instructions,
            row.settings,
            row.is_enabled,
            row.is_captured_later,
            row.min_minor,
            row.max_minor,
            row.position,
            row.version,
        )
        for row in MethodRows(db, store_id).all()
    ]


_own_ways = SetupMemory(_read_ways)


def offered(
    db: Session, store_id: int, *, currency: str, amount_minor: int | None
) -> list[tuple[SetUp, Provider]]:
    """The ways by which so much can be paid now, each with who moves the money.

    Without an amount, those by which some amount can be paid.
    """
    found = []
    for way in set_up(db, store_id):
        provider = find_provider(way.provider)
        if provider is None or not way.is_enabled or not is_ready(store_id, provider):
            continue
        if amount_minor is None or (
            _covers(way, amount_minor) and provider.takes(amount_minor, currency)
        ):
            found.append((way, provider))
    return found


def methods(
    db: Session, store_id: int, *, currency: str, amount_minor: int | None, locale: str
) -> Sequence[PaymentMethod]:
    """The same as shoppers see them, in their language."""
    return [
        PaymentMethod(
            way.code, name_of(way, locale), provider.is_deferred, instructions_of(way, locale)
        )
        for way, provider in offered(db, store_id, currency=currency, amount_minor=amount_minor)
    ]


def chosen(
    db: Session, store_id: int, code: str, *, currency: str, amount_minor: int
) -> tuple[SetUp, Provider]:
    """The way of that code. Raises UnknownMethod when it is not offered for the amount."""
    for way, provider in offered(db, store_id, currency=currency, amount_minor=amount_minor):
        if way.code == code:
            return way, provider
    raise UnknownMethod(method=code)


def settings_of(db: Session, store_id: int, code: str) -> Mapping[str, str]:
    """The settings of a way that a payment was made by, also when it is offered no more."""
    return next((way.settings for way in set_up(db, store_id) if way.code == code), {})


def name_of(way: SetUp, locale: str) -> str:
    """The store's own name for it, else a usual one."""
    return _in(way.names, locale) or say(locale, f"payments-method-{way.provider}")


def instructions_of(way: SetUp, locale: str) -> str | None:
    """What people have to do, before there is an order to name.

    The usual ones are those of a bank transfer; a way that the store named itself, such as cash,
    has none but its own.
    """
    own = _in(way.instructions, locale)
    if own is not None or way.provider != MANUAL or way.names:
        return own
    return say(locale, "payments-instructions-manual")


def what_to_do(way: SetUp, locale: str, order_number: str) -> str:
    """The instructions with the reference that the transfer has to name."""
    reference = say(locale, "payments-instructions-reference", number=order_number)
    return "\n".join(filter(None, (instructions_of(way, locale), reference)))


def _in(texts: Mapping[str, str], locale: str) -> str | None:
    for language in (known_locale(locale), FALLBACK, *texts):
        if texts.get(language):
            return texts[language]
    return None


def _covers(way: SetUp, amount_minor: int) -> bool:
    if way.min_minor is not None and amount_minor < way.min_minor:
        return False
    return way.max_minor is None or amount_minor <= way.max_minor
