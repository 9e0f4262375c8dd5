"""What shipping is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.permissions import MANAGER, OWNER, Permission
from app.modules.contracts.shipping import SHIPPING_INTAKE, SHIPPING_QUOTER

if TYPE_CHECKING:
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.shipping import ShippingIntake, ShippingQuoter


def _quoter() -> ShippingQuoter:
    from app.modules.shipping.services.shipping_quoter import shipping_quoter

    return shipping_quoter


def _intake() -> ShippingIntake:
    from app.modules.shipping.services.shipping_intake import shipping_intake

    return shipping_intake


def _invariants() -> Sequence[Invariant]:
    from app.modules.shipping.repositories.invariants import INVARIANTS

    return INVARIANTS


shipping_module = ModuleDefinition(
    code="shipping",
    name="Shipping",
    description="Zones, ways of delivery and their prices.",
    icon="truck",
    dashboard_order=80,
    permissions=(
        Permission("shipping.view"),
        Permission("shipping.manage", (OWNER, MANAGER)),
    ),
    provides={SHIPPING_QUOTER: _quoter, SHIPPING_INTAKE: _intake},
    invariants=_invariants,
)
