"""What promotions is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.permissions import MANAGER, OWNER, Permission
from app.modules.contracts.promotions import PROMOTION_ENGINE

if TYPE_CHECKING:
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.personal_data import PersonalDataHolder
    from app.modules.contracts.promotions import PromotionEngine


def _engine() -> PromotionEngine:
    from app.modules.promotions.services.engine import promotion_engine

    return promotion_engine


def _personal_data() -> PersonalDataHolder:
    from app.modules.promotions.services.personal_data import uses_of_promotions

    return uses_of_promotions


def _invariants() -> Sequence[Invariant]:
    from app.modules.promotions.repositories.invariants import INVARIANTS

    return INVARIANTS


promotions_module = ModuleDefinition(
    code="promotions",
    name="Promotions",
    description="Codes and automatic rules that take something off, and their limits.",
    icon="tag",
    permissions=(
        Permission("promotions.view"),
        Permission("promotions.manage", roles=(OWNER, MANAGER)),
    ),
    provides={PROMOTION_ENGINE: _engine},
    personal_data=_personal_data,
    invariants=_invariants,
)
