"""Whether a module is on for a platform."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class ModuleSwitch(Base):
    """The last decision about an optional module on a platform; without one its default holds."""

    __tablename__ = "core_module_switch"
    ownership = Ownership.SHARED

    platform_id: Mapped[int] = mapped_column(ForeignKey("tenancy_platform.id"), primary_key=True)
    module_code: Mapped[str] = mapped_column(primary_key=True)
    is_enabled: Mapped[bool]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("tenancy_user.id"))
