"""How a module declares itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.events import Event, Reaction
from app.modules.contracts.invariants import Invariant
from app.modules.contracts.listings import Listing
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.metric_description import MetricDescription
from app.modules.contracts.metrics import MetricsProviderProtocol
from app.modules.contracts.permissions import Permission
from app.modules.contracts.personal_data import PersonalDataHolder
from app.modules.contracts.widgets import WidgetProviderProtocol

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.kernel.jobs.job import Job


@dataclass(frozen=True)
class ModuleDefinition:
    """A module: who it is, what it needs, and what it brings.

    Everything that costs imports is a function without arguments, with the import inside, called
    when it is first needed: reading a definition loads no database, web or template library.
    `requires` names modules that must be present and enabled. `is_core` modules are always on.
    A module that nobody has switched yet is on where `enabled_by_default` says so.
    `dashboard_order` sorts the module's cards, ascending. `package` is the import path of the
    module's package and is filled by discovery; models, routes, templates, locales and migrations
    are found under it by their folder names.
    """

    code: str
    name: str
    description: str = ""
    version: str = "1.0.0"
    is_core: bool = False
    enabled_by_default: bool = True
    requires: tuple[str, ...] = ()
    icon: str = "box"
    dashboard_order: int = 100
    permissions: Sequence[Permission] = ()
    menus: Sequence[MenuEntry] = ()
    metrics_provider: Callable[[], MetricsProviderProtocol] | None = None
    figure_source: Callable[[], FigureSource] | None = None
    metric_descriptions: Callable[[], Sequence[MetricDescription]] | None = None
    widget_provider: Callable[[], WidgetProviderProtocol] | None = None
    listings: Callable[[], Sequence[Listing]] | None = None
    provides: Mapping[Capability[Any], Callable[[], Any]] = field(default_factory=dict)
    reactions: Mapping[type[Event], Callable[[], Reaction]] = field(default_factory=dict)
    jobs: Callable[[], Sequence[Job]] | None = None
    personal_data: Callable[[], PersonalDataHolder] | None = None
    invariants: Callable[[], Sequence[Invariant]] | None = None
    package: str = ""
