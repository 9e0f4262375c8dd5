"""Who did what: acts worth remembering, written in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.tenancy.models import AuditEntry
from app.modules.tenancy.repositories.audit_log import AuditLog

SIGNED_IN = "auth.signed_in"
SIGNED_OUT = "auth.signed_out"
TOKEN_REUSED = "auth.token_reused"  # noqa: S105  the name of an act


def record(
    db: Session,
    *,
    act: str,
    actor: str,
    user_id: int | None = None,
    platform_id: int | None = None,
    store_id: int | None = None,
    details: Mapping[str, object] | None = None,
) -> None:
    """Remember an act, named `<module>.<what was done>`.

    `actor` is the name to show, as it was then: a user's, or "command line". `details` are plain
    JSON values without secrets. The entry stands or falls with the caller's transaction.
    """
    AuditLog(db).add(
        AuditEntry(
            happened_at=utc_now(),
            act=act,
            actor=actor,
            user_id=user_id,
            platform_id=platform_id,
            store_id=store_id,
            details=dict(details or {}),
        )
    )
