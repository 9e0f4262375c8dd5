"""Founds what an installation consists of: platforms, merchants, stores, and people for them.

Every act is in the audit log. Codes and addresses are checked before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.kernel.money import UnknownCurrency, minor_digits
from app.kernel.security.passwords import hash_password
from app.modules.contracts.permissions import STORE_ROLES
from app.modules.tenancy.exceptions import CannotFound
from app.modules.tenancy.models import Merchant, Platform, Store, User
from app.modules.tenancy.repositories.founding_rows import FoundingRows
from app.modules.tenancy.services import audit

ACTOR = "command line"
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}|localhost")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+")
Coded = TypeVar("Coded", Platform, Merchant, Store)


@dataclass(frozen=True)
class Habits:
    """Where a platform or store is at home: IANA zone, language, and for stores the currency."""

    time_zone: str
    locale: str
    currency: str = "EUR"


class Founding:
    """Founds in the caller's transaction. Every refusal is a CannotFound that says what to do."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._rows = FoundingRows(db)

    def platform(self, code: str, name: str, domain: str, habits: Habits) -> int:
        """A platform under its own domain; stores appear beneath it as subdomains."""
        self._refuse_code(Platform, code)
        _refuse_habits(habits)
        if _DOMAIN.fullmatch(domain) is None:
            raise CannotFound(reason=f"{domain!r} is no host name such as market.example")
        if self._rows.is_domain_taken(domain):
            raise CannotFound(reason=f"another platform has the domain {domain}")
        platform = Platform(
            code=code,
            name=name,
            domain=domain,
            time_zone=habits.time_zone,
            locale=habits.locale,
        )
        platform_id = self._rows.add(platform)
        self._record("platform", code, platform_id=platform_id)
        return platform_id

    def merchant(self, code: str, name: str) -> int:
        """A business that can own stores."""
        self._refuse_code(Merchant, code)
        merchant_id = self._rows.add(Merchant(code=code, name=name))
        self._record("merchant", code)
        return merchant_id

    def store(
        self, code: str, name: str, *, merchant: str, platforms: Sequence[str], habits: Habits
    ) -> int:
        """A store of the merchant that sells on these platforms, each named once or more."""
        self._refuse_code(Store, code)
        _refuse_habits(habits)
        owner = self._known(Merchant, merchant)
        places = [self._known(Platform, platform) for platform in dict.fromkeys(platforms)]
        store = Store(
            merchant_id=owner.id,
            code=code,
            name=name,
            currency=habits.currency,
            time_zone=habits.time_zone,
            locale=habits.locale,
        )
        store_id = self._rows.add(store)
        for place in places:
            self._rows.link(store_id, place.id)
        self._record("store", code, store_id=store_id)
        return store_id

    def person(self, email: str, name: str, password: str) -> int:
        """A user who can sign in. Raises PasswordTooShort or PasswordTooLong as well."""
        email = email.strip().lower()
        if _EMAIL.fullmatch(email) is None:
            raise CannotFound(reason=f"{email!r} is no e-mail address")
        if self._rows.user(email) is not None:
            raise CannotFound(reason=f"there is a user {email} already")
        user_id = self._rows.add(
            User(email=email, name=name, password_hash=hash_password(password))
        )
        self._record("person", email)
        return user_id

    def member(self, email: str, store: str, role: str) -> None:
        """The user works in the store in that role."""
        if role not in STORE_ROLES:
            raise CannotFound(reason=f"{role!r} is none of the roles {', '.join(STORE_ROLES)}")
        place = self._known(Store, store)
        self._rows.make_member(place.id, self._user(email).id, role)
        self._record("member", email, store_id=place.id)

    def operator(self, email: str, platform: str | None) -> None:
        """The user runs the platform, or all of them."""
        place = None if platform is None else self._known(Platform, platform).id
        self._rows.make_operator(self._user(email).id, place)
        self._record("operator", email, platform_id=place)

    def _user(self, email: str) -> User:
        user = self._rows.user(email.strip().lower())
        if user is None:
            raise CannotFound(reason=f"there is no user {email}; make one with: stoa admin person")
        return user

    def _known(self, kind: type[Coded], code: str) -> Coded:
        row = self._rows.by_code(kind, code)
        if row is None:
            known = ", ".join(self._rows.codes(kind)) or "none yet"
            what = kind.__name__.lower()
            raise CannotFound(reason=f"there is no {what} {code!r}; there are: {known}")
        return row

    def _refuse_code(self, kind: type[Coded], code: str) -> None:
        if _CODE.fullmatch(code) is None:
            raise CannotFound(
                reason=f"{code!r} is no code: small letters, digits and hyphens, 63 at most"
            )
        if self._rows.by_code(kind, code) is not None:
            raise CannotFound(reason=f"there is a {kind.__name__.lower()} {code!r} already")

    def _record(
        self, what: str, name: str, *, platform_id: int | None = None, store_id: int | None = None
    ) -> None:
        audit.record(
            self._db,
            act=f"tenancy.{what}_made",
            actor=ACTOR,
            platform_id=platform_id,
            store_id=store_id,
            details={what: name},
        )


def _refuse_habits(habits: Habits) -> None:
    if habits.locale not in SUPPORTED_LOCALES:
        languages = ", ".join(SUPPORTED_LOCALES)
        raise CannotFound(reason=f"{habits.locale!r} is none of the languages {languages}")
    try:
        ZoneInfo(habits.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise CannotFound(
            reason=f"{habits.time_zone!r} is no time zone such as Europe/Luxembourg"
        ) from None
    try:
        minor_digits(habits.currency)
    except UnknownCurrency:
        raise CannotFound(reason=f"{habits.currency!r} is no currency such as EUR") from None
