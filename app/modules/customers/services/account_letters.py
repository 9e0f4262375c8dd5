"""The letters about accounts, in the reader's language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from app.kernel.i18n.catalog import Catalog
from app.kernel.security.opaque import new_token
from app.modules.contracts.mail import MAILER, Letter, Mailer, NoMail
from app.modules.core.services.module_services import service_on
from app.modules.customers.exceptions import NoMailHere
from app.modules.customers.services.visitor import Visitor

_LOCALES = Path(__file__).parent.parent / "locales"


def mailer_for(db: Session, visitor: Visitor) -> Mailer:
    """Sends letters of the store. Raises NoMailHere while mail is off on the platform."""
    mailer = service_on(db, visitor.platform_id, MAILER, NoMail())
    if isinstance(mailer, NoMail):
        raise NoMailHere
    return mailer


def write(
    db: Session,
    visitor: Visitor,
    kind: str,
    to: str,
    *,
    path: str | None = None,
    token: str | None = None,
) -> None:
    """Sends the letter of a kind; with a token its link leads there, and it is a secret one.

    Goes nowhere while mail is off on the platform.
    """
    link = visitor.address + (path or "")
    if token is not None:
        link = f"{link}?token={token}"
    words = {"store": visitor.store_name, "link": link}
    letter = Letter(
        key=f"customers:{kind}:{new_token()}",
        to=to,
        subject=_texts().text(visitor.locale, f"customers-letter-{kind}.subject", **words),
        text=_texts().text(visitor.locale, f"customers-letter-{kind}", **words),
        locale=visitor.locale,
        is_secret=token is not None,
    )
    service_on(db, visitor.platform_id, MAILER, NoMail()).send(db, visitor.store_id, letter)


@cache
def _texts() -> Catalog:
    """The module's own texts: letters are written in workers too, where no application is."""
    return Catalog([_LOCALES])
