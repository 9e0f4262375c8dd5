"""What is known of a customer counts where customers are kept, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.cart.services.buyers import buyer_of
from app.modules.checkout.services.walk import CheckoutWalk
from app.modules.contracts.customers import CustomerProfile
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.customers.services.customer_directory import CustomerDirectoryService
from tests.trade.market import CUSTOMER, Place, Shopper, Team, known


@pytest.mark.parametrize(("is_on", "groups"), [(True, ("club",)), (False, ())])
def test_groups_count_where_customers_are_on(
    team: Team,
    shopper: Shopper,
    place: Place,
    committed: Database,
    monkeypatch: pytest.MonkeyPatch,
    is_on: bool,
    groups: tuple[str, ...],
) -> None:
    asked = []

    def profile(*_given: Any) -> CustomerProfile:
        asked.append(CUSTOMER)
        return CustomerProfile(CUSTOMER, None, None, is_guest=False, group_codes=("club",))

    monkeypatch.setattr(CustomerDirectoryService, "profile", profile)
    token = shopper.cart((team.product(), 1))
    if not is_on:
        with committed.transaction() as db:
            ModuleSwitches(db, place.platform).disable(
                "customers", Actor("test"), with_dependants=True
            )

    with committed.transaction() as db:
        enter_store(db, place.store)
        assert buyer_of(db, known(place)).group_codes == groups
        CheckoutWalk(db, known(place), "en").see(token)

    assert len(asked) == 2 * is_on
