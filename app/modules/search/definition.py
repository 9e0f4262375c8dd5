"""What search is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.events import AvailabilityChanged, ProductsChanged
from app.modules.contracts.permissions import MANAGER, OWNER, Permission

if TYPE_CHECKING:
    from app.kernel.jobs.job import Job
    from app.modules.contracts.events import Reaction
    from app.modules.contracts.invariants import Invariant


def _on_products_changed() -> Reaction:
    from app.modules.search.services.index_reactions import on_products_changed

    return on_products_changed


def _on_availability_changed() -> Reaction:
    from app.modules.search.services.index_reactions import on_availability_changed

    return on_availability_changed


def _jobs() -> Sequence[Job]:
    from app.modules.search.services.rebuild import REBUILD

    return (REBUILD,)


def _invariants() -> Sequence[Invariant]:
    from app.modules.search.repositories.invariants import INVARIANTS

    return INVARIANTS


search_module = ModuleDefinition(
    code="search",
    name="Search",
    description="Finding products by words and facets, also when a word is misspelt.",
    icon="search",
    permissions=(
        Permission("search.view"),
        Permission("search.manage", roles=(OWNER, MANAGER)),
    ),
    reactions={
        ProductsChanged: _on_products_changed,
        AvailabilityChanged: _on_availability_changed,
    },
    jobs=_jobs,
    invariants=_invariants,
)
