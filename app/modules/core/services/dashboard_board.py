"""Which cards a person's dashboard has and where they stand: his own choice over his role's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy.orm import Session

from app.modules.base import ModuleDefinition
from app.modules.contracts.metric_description import MetricDescription
from app.modules.core.exceptions import UnknownMetric
from app.modules.core.repositories.layout_table import LayoutTable
from app.modules.core.services.arrangement import (
    Board,
    Layout,
    arranged,
    default_layout,
    laid,
    moved,
    rearranged,
)
from app.modules.tenancy.services.user_context import UserContext

STEPS = {"up": -1, "down": 1}
PLACES = {"pin": "pin", "unpin": "back", "hide": "hide", "show": "back"}


class DashboardBoard:
    """One person's board over the modules that are on; a layout holds for all his stores.

    `headline` is the metric that is drawn as the main chart; it has no card, but can be hidden.
    """

    def __init__(self, db: Session, user: UserContext, modules: Sequence[ModuleDefinition]) -> None:
        self._table = LayoutTable(db, user.user_id, user.audience)
        self._user = user
        self.described = {
            description.key: description
            for module in modules
            for description in described_by(module)
            if user.audience in description.audiences and user.may(description.permission)
        }
        self.headline = next((d.key for d in self.described.values() if d.is_headline), None)
        ordered = sorted(modules, key=lambda module: (module.dashboard_order, module.code))
        self._known = {
            module.code: tuple(d.key for d in described_by(module) if d.key in self.described)
            for module in ordered
            if module.metrics_provider is not None
        }
        kept = self._table.read()
        self.is_own = kept is not None
        self._layout = self._default() if kept is None else Layout(**kept)
        self.board = arranged(self._known, self._layout)

    @property
    def has_headline(self) -> bool:
        """Whether the main chart is drawn."""
        return self.headline is not None and not self.board.is_hidden(self.headline)

    def pinned(self) -> list[str]:
        """The cards of the strip on top, in order."""
        return [key for key in self.board.pinned if key != self.headline]

    def cards_of(self, module: str) -> list[str]:
        """The cards of a module's section, in order."""
        return [key for key in self.board.sections[module] if key != self.headline]

    def pinned_of(self, module: str) -> list[str]:
        """The cards of a module that stand on top."""
        return [key for key in self.pinned() if key in self._known[module]]

    def is_asked(self, module: str) -> bool:
        """Whether any card of the module is shown, or it describes none, so that nobody knows."""
        return bool(not self._known[module] or self.cards_of(module) or self.pinned_of(module))

    def act(self, act: str, name: str, before: str | None = None) -> None:
        """Moves, pins, hides or shows one card, moves one section, or resets everything.

        Raises UnknownMetric for a name that is not on the board or an act that does not exist.
        """
        if act == "reset":
            self._table.forget()
            self.is_own, self._layout = False, self._default()
            self.board = arranged(self._known, self._layout)
            return
        kept = self._table.read(for_change=True)
        self._layout = self._layout if kept is None else Layout(**kept)
        self.board = self._acted(arranged(self._known, self._layout), act, name, before)
        self._layout = rearranged(self.board, self._layout)
        self._table.keep(asdict(self._layout))
        self.is_own = True

    def _acted(self, board: Board, act: str, name: str, before: str | None) -> Board:
        is_card = name in self.described
        if not is_card and (name not in self._known or act in PLACES):
            raise UnknownMetric
        if act in PLACES and not (act == "pin" and name == self.headline):
            return laid(board, name, where=PLACES[act])
        if act in STEPS:
            return moved(board, name, by=STEPS[act])
        if act == "place":
            return moved(board, name, before=before or None)
        raise UnknownMetric

    def _default(self) -> Layout:
        work = {key for key, description in self.described.items() if description.is_work}
        return default_layout(self._user.role, self._known, work)


def described_by(module: ModuleDefinition) -> Sequence[MetricDescription]:
    """The module's descriptions; none where it brings none."""
    return module.metric_descriptions() if module.metric_descriptions else ()
