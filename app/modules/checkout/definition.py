"""What checkout is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition

if TYPE_CHECKING:
    from app.kernel.jobs.job import Job
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.personal_data import PersonalDataHolder


def _jobs() -> Sequence[Job]:
    from app.modules.checkout.services.forget_checkouts import FORGET_CHECKOUTS

    return (FORGET_CHECKOUTS,)


def _personal_data() -> PersonalDataHolder:
    from app.modules.checkout.services.checkout_personal_data import checkout_personal_data

    return checkout_personal_data


def _invariants() -> Sequence[Invariant]:
    from app.modules.checkout.repositories.invariants import INVARIANTS

    return INVARIANTS


checkout_module = ModuleDefinition(
    code="checkout",
    name="Checkout",
    description="From a cart to an order: address, delivery, tax, payment, and one call that buys.",
    icon="credit-card",
    jobs=_jobs,
    personal_data=_personal_data,
    invariants=_invariants,
)
