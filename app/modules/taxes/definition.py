"""What taxes is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.permissions import MANAGER, OWNER, Permission
from app.modules.contracts.taxes import TAX_CALCULATOR, TAX_INTAKE

if TYPE_CHECKING:
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.taxes import TaxCalculator, TaxIntake


def _calculator() -> TaxCalculator:
    from app.modules.taxes.services.tax_calculator import tax_calculator

    return tax_calculator


def _intake() -> TaxIntake:
    from app.modules.taxes.services.tax_intake import tax_intake

    return tax_intake


def _invariants() -> Sequence[Invariant]:
    from app.modules.taxes.repositories.invariants import INVARIANTS

    return INVARIANTS


taxes_module = ModuleDefinition(
    code="taxes",
    name="Taxes",
    description="VAT of the Union and taxes by country and region.",
    icon="percent",
    dashboard_order=90,
    permissions=(
        Permission("taxes.view"),
        Permission("taxes.manage", (OWNER, MANAGER)),
    ),
    provides={TAX_CALCULATOR: _calculator, TAX_INTAKE: _intake},
    invariants=_invariants,
)
