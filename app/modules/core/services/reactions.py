"""Tells modules what happened in others: an event becomes a job for each handler that wants it."""

from __future__ import annotations

from dataclasses import asdict, fields
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.base import ModuleDefinition
from app.modules.contracts.events import Event
from app.modules.core.services.module_switches import enabled_codes
from app.modules.core.services.storefront_memory import note_change
from app.modules.registry import registry
from app.modules.tenancy.repositories.store_directory import StoreDirectory


def announce(db: Session, event: Event) -> None:
    """Each module that reacts to such an event does so once, after the caller's commit.

    What shoppers are answered is made anew from then on, if the event is one that they see.
    """
    if event.is_seen:
        note_change(db, event.store_id)
    for module in _reacting(type(event)):
        facts = {name: value for name, value in asdict(event).items() if name != "store_id"}
        enqueue(
            db,
            REACT,
            store_id=event.store_id,
            module=module.code,
            event=type(event).__name__,
            facts=facts,
        )


def react(db: Session, store_id: int, module: str, event: str, facts: dict[str, Any]) -> None:
    """Hands the event to the module's handler, if the module is on where the store sells."""
    definition = registry().get(module)
    kind = _kinds().get(event)
    if definition is None or kind is None or kind not in definition.reactions:
        return
    if not _is_on(db, store_id, definition):
        return
    definition.reactions[kind]()(db, _event(kind, store_id, facts))


def _event(kind: type[Event], store_id: int, facts: dict[str, Any]) -> Event:
    """The event as it was; JSON knows no tuples."""
    known = {field.name for field in fields(kind)}
    given = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in facts.items()
        if name in known
    }
    return kind(store_id=store_id, **given)


def _is_on(db: Session, store_id: int, module: ModuleDefinition) -> bool:
    if module.is_core:
        return True
    platforms = StoreDirectory(db).platform_ids_of_store(store_id)
    return any(module.code in enabled_codes(db, platform) for platform in platforms)


def _reacting(kind: type[Event]) -> list[ModuleDefinition]:
    return [module for module in registry() if kind in module.reactions]


@cache
def _kinds() -> dict[str, type[Event]]:
    return {kind.__name__: kind for module in registry() for kind in module.reactions}


REACT = Job("core.react", react)
