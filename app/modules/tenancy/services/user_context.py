"""Who is asking, through which frontend, for which store or platform, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass

from app.modules.registry import registry


@dataclass(frozen=True, slots=True)
class UserContext:
    """The person behind a request, as read from the database at this very request.

    `audience` is the frontend. `token_store_id` is set in the store frontend, `token_platform_id`
    names the platform in view there and in the operators' frontend. `role` is the role in the
    store, None for operators. `session_key` is the digest of the session's cookie, or for the API
    the family of the token.
    """

    user_id: int
    name: str
    email: str
    audience: str
    token_store_id: int | None
    token_platform_id: int | None
    role: str | None
    permissions: frozenset[str]
    is_operator: bool
    session_key: str
    locale: str | None

    @property
    def is_anonymous(self) -> bool:
        """Never: whoever has this context has proved who they are."""
        return False

    @property
    def actor(self) -> str:
        """Tells callers apart, whichever session they use."""
        return f"user:{self.user_id}"

    @property
    def platform_id(self) -> int:
        """The platform in view. Raises LookupError in a frontend that has none."""
        if self.token_platform_id is None:
            raise LookupError("no platform is in view")
        return self.token_platform_id

    @property
    def store_id(self) -> int:
        """The store in view. Raises LookupError outside the store frontend."""
        if self.token_store_id is None:
            raise LookupError("no store is in view")
        return self.token_store_id

    def may(self, permission: str) -> bool:
        """Whether the permission is held; the empty one is everybody's."""
        return not permission or permission in self.permissions


def permissions_of_role(role: str) -> frozenset[str]:
    """What a role in a store's team may do, over all installed modules."""
    return frozenset(
        permission.code for permission in registry().permissions() if role in permission.roles
    )


def permissions_of_operators(*, of_all_platforms: bool = False) -> frozenset[str]:
    """Everything on the platforms that they operate; about all of them only to those of all."""
    return frozenset(
        permission.code
        for permission in registry().permissions()
        if of_all_platforms or not permission.for_installation
    )
