"""What promotions is and brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.permissions import MANAGER, OWNER, Permission
from app.modules.contracts.promotions import PROMOTION_ENGINE

if TYPE_CHECKING:
    from app.modules.contracts.promotions import PromotionEngine


def _engine() -> PromotionEngine:
    from app.modules.promotions.services.engine import promotion_engine

    return promotion_engine


promotions_module = ModuleDefinition(
    code="promotions",
    name="Promotions",
    description="Codes and automatic rules that take something off, and their limits.",
    icon="key-round",
    permissions=(
        Permission("promotions.view"),
        Permission("promotions.manage", roles=(OWNER, MANAGER)),
    ),
    provides={PROMOTION_ENGINE: _engine},
)
