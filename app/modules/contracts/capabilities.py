"""Typed keys under which a module provides a service that at most one module can provide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Capability(Generic[T_co]):
    """A key such as `Capability[OrderIntake]("orders.intake")`; without it the feature is off."""

    name: str
