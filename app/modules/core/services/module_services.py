"""What other modules offer on a platform, or what stands in for them while they are off."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from app.modules.contracts.capabilities import Capability
from app.modules.core.services.module_switches import enabled_codes
from app.modules.registry import registry

T = TypeVar("T")


def service_on(db: Session, platform_id: int, capability: Capability[T], otherwise: T) -> T:
    """The service, or the stand-in where no installed module that is on there provides it."""
    module = registry().provider_of(capability)
    if module is None or module.code not in enabled_codes(db, platform_id):
        return otherwise
    return registry().find(capability) or otherwise
