"""What providers tell by themselves: checked, kept once, and only taken as a reason to look.

Nothing in a message is believed but whose payment it is about: the provider is asked how that
stands. So neither the order in which messages come nor their number matters.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.logging import get_logger
from app.modules.core.services.module_switches import enabled_codes
from app.modules.payments.exceptions import WebhookRefused
from app.modules.payments.models import Payment
from app.modules.payments.providers.directory import find_provider
from app.modules.payments.providers.provider import (
    BadSignature,
    Provider,
    ProviderEvent,
    Unreachable,
)
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.repositories.unanswered import FIRST_LOOK
from app.modules.payments.repositories.webhook_rows import WebhookRows
from app.modules.payments.services import errands
from app.modules.payments.services.provider_accounts import account_of
from app.modules.tenancy.repositories.store_directory import StoreDirectory

MODULE = "payments"
LONGEST_ID = 255
_log = get_logger(__name__)


def receive_for(store_code: str, provider: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Takes a message that came over HTTP; whether it was new. Raises WebhookRefused."""
    store_id = None
    if store_code.isascii() and store_code.isprintable():
        with get_database().transaction() as db:
            store_id = _open_store(db, store_code)
    if store_id is None:
        raise WebhookRefused
    return receive(store_id, provider, headers, body)


def receive(store_id: int, provider_code: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Takes a message for a store; whether it was new. Raises WebhookRefused.

    The job that looks is enqueued with the event, so that an event which is known has been or will
    be followed; looking at once only makes it sooner.
    """
    provider = find_provider(provider_code)
    if provider is None:
        raise WebhookRefused
    with get_database().transaction() as db:
        enter_store(db, store_id)
        event = _checked(store_id, provider, headers, body)
        payment = _payment_of(PaymentRows(db, store_id), provider, event)
        payment_id = None if payment is None else payment.id
        is_new = WebhookRows(db, store_id).take(
            provider.code, event.event_id, event.kind[:LONGEST_ID], payment_id, utc_now()
        )
        if is_new and payment is not None:
            errands.look_later(db, payment, utc_now() + FIRST_LOOK)
    if is_new and payment_id is not None:
        _look(store_id, payment_id)
    return is_new


def _open_store(db: Session, store_code: str) -> int | None:
    directory = StoreDirectory(db)
    store_id = directory.store_id_of_code(store_code)
    if store_id is None:
        return None
    platforms = directory.platform_ids_of_store(store_id)
    is_on = any(MODULE in enabled_codes(db, platform) for platform in platforms)
    return store_id if is_on else None


def _checked(
    store_id: int, provider: Provider, headers: Mapping[str, str], body: bytes
) -> ProviderEvent:
    """The event, if it was signed for the store's account with the provider.

    Whether the store still offers a way to pay by it does not matter: what was begun goes on.
    """
    try:
        event = provider.parse_webhook(account_of(store_id, provider, {}), headers, body)
    except BadSignature:
        raise WebhookRefused from None
    if not 0 < len(event.event_id) <= LONGEST_ID or not event.event_id.isprintable():
        raise WebhookRefused
    return event


def _payment_of(rows: PaymentRows, provider: Provider, event: ProviderEvent) -> Payment | None:
    found = None
    if event.reference is not None:
        found = rows.of_reference(provider.code, event.reference)
    if found is None and event.key is not None:
        found = rows.of_provider_key(provider.code, event.key)
    return found


def _look(store_id: int, payment_id: int) -> None:
    try:
        errands.look(store_id, payment_id)
    except Unreachable:
        _log.warning("webhook_look_put_off", store_id=store_id, payment_id=payment_id)
