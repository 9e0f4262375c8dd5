"""Who shops: nobody in particular, or the customer whose token of this very store it is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.database.scope import enter_store
from app.modules.contracts.accounts import ACCOUNT_SESSIONS
from app.modules.registry import registry
from app.modules.tenancy.exceptions import TokenRevoked, UnknownStore
from app.modules.tenancy.infos import StoreInfo
from app.modules.tenancy.services.bearer import claims_of


@dataclass(frozen=True, slots=True)
class ShopperContext:
    """A visitor of one store's storefront, on the platform through which they came.

    `customer_id` is None for somebody who is not signed in; `session_key` is then "", else the
    family of the token.
    """

    store_id: int
    token_platform_id: int
    currency: str
    customer_id: int | None = None
    session_key: str = ""

    @property
    def platform_id(self) -> int:
        return self.token_platform_id

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody knows who this is."""
        return self.customer_id is None

    @property
    def actor(self) -> str:
        """Tells callers apart: each customer is one, all strangers together are one."""
        return "anonymous" if self.customer_id is None else f"customer:{self.customer_id}"

    def may(self, permission: str) -> bool:
        """A shopper has no permissions; what needs none is open to whoever is signed in."""
        return not permission


@dataclass(frozen=True, slots=True)
class Visit:
    """The store and platform that an address names."""

    store: StoreInfo
    platform_id: int


def named_visit(request: Request) -> Visit:
    """What the address says. Raises UnknownStore when it names no store that sells anywhere.

    The platform is the one named, else the one that the store was linked to first.
    """
    store: StoreInfo | None = request.state.store
    if store is None or not store.platform_ids:
        raise UnknownStore
    platform = request.state.platform if request.state.is_platform_named else None
    return Visit(store, store.platform_ids[0] if platform is None else platform.id)


def enter_storefront(
    db: Session, visit: Visit, authorization: str | None, *, plans_once: bool
) -> ShopperContext:
    """Makes the store's rows visible; with a token, checks whose it is, in this store, now.

    `plans_once` as in `enter_store`.

    Raises:
        TokenInvalid, TokenExpired: as `TokenSigner.read_access` does, also for another store's.
        TokenRevoked: the sign-in ended, or there are no accounts any more.
    """
    store = visit.store
    enter_store(db, store.id, plans_once=plans_once)
    if authorization is None:
        return ShopperContext(store.id, visit.platform_id, store.currency)
    claims = claims_of(authorization, "storefront", store_id=store.id)
    sessions = registry().find(ACCOUNT_SESSIONS)
    if sessions is None or not sessions.is_signed_in(
        db, store.id, claims.user_id, claims.family_id
    ):
        raise TokenRevoked
    return ShopperContext(
        store.id, visit.platform_id, store.currency, claims.user_id, claims.family_id
    )
