"""What cart is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.carts import CART_DESK
from app.modules.contracts.events import OrderExpired

if TYPE_CHECKING:
    from app.kernel.jobs.job import Job
    from app.modules.contracts.carts import CartDesk
    from app.modules.contracts.events import Reaction
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.personal_data import PersonalDataHolder


def _desk() -> CartDesk:
    from app.modules.cart.services.cart_desk import cart_desk

    return cart_desk


def _reopen() -> Reaction:
    from app.modules.cart.services.reopen_cart import reopen_cart

    return reopen_cart


def _jobs() -> Sequence[Job]:
    from app.modules.cart.services.forget_carts import FORGET_CARTS

    return (FORGET_CARTS,)


def _personal_data() -> PersonalDataHolder:
    from app.modules.cart.services.cart_personal_data import cart_personal_data

    return cart_personal_data


def _invariants() -> Sequence[Invariant]:
    from app.modules.cart.repositories.invariants import INVARIANTS

    return INVARIANTS


cart_module = ModuleDefinition(
    code="cart",
    name="Cart",
    description="What shoppers mean to buy, at today's prices, with what changed explained.",
    icon="shopping-cart",
    provides={CART_DESK: _desk},
    reactions={OrderExpired: _reopen},
    jobs=_jobs,
    personal_data=_personal_data,
    invariants=_invariants,
)
