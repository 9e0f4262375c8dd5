"""Whether what a promotion names is there."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from app.modules.contracts.catalog import CATALOG_READER, CatalogThing, NoCatalog
from app.modules.promotions.exceptions import TargetUnknown
from app.modules.promotions.models import Promotion
from app.modules.promotions.schemas.promotions import PromotionIn, TargetIn
from app.modules.registry import registry


def check_targets(
    db: Session, store_id: int, given: PromotionIn, before: Promotion | None = None
) -> None:
    """Raises TargetUnknown; what the promotion named before may be gone meanwhile, and stays."""
    had_target: Collection[int] = ()
    had_reward: Collection[int] = ()
    if before is not None and before.target_kind == given.target.kind:
        had_target = before.target_ids
    if before is not None and given.reward and before.reward_kind == given.reward.kind:
        had_reward = before.reward_ids
    _check(db, store_id, "target.ids", given.target, had_target)
    if given.reward is not None:
        _check(db, store_id, "reward.ids", given.reward, had_reward)


def _check(
    db: Session, store_id: int, field: str, target: TargetIn, known: Collection[int]
) -> None:
    asked = set(target.ids).difference(known)
    if not asked:
        return
    catalog = registry().find(CATALOG_READER) or NoCatalog()
    unknown = sorted(asked - catalog.known_ids(db, store_id, CatalogThing(target.kind), asked))
    if unknown:
        raise TargetUnknown(field=field, ids=", ".join(map(str, unknown))).with_facts(
            field=field, unknown_ids=unknown
        )
