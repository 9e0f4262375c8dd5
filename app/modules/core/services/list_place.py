"""Where a list is looked at: in a store, on a platform, or over all platforms."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store, enter_stores
from app.modules.base import ModuleDefinition
from app.modules.core.services.module_switches import ModuleSwitches, enabled_anywhere
from app.modules.tenancy.infos import INSTALLATION
from app.modules.tenancy.repositories.installation_rows import InstallationRows
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services.user_context import UserContext


@dataclass(frozen=True)
class ListPlace:
    """One person's place: the store or platform in view, or every store of the installation."""

    user: UserContext
    is_everywhere: bool = False

    @property
    def path(self) -> str:
        """What the addresses of all lists here begin with."""
        return "/admin/installation/lists" if self.is_everywhere else f"/{self.user.audience}"

    @property
    def platform_id(self) -> int | None:
        """The platform whose rows are listed, `INSTALLATION` everywhere; None in a store."""
        if self.is_everywhere:
            return INSTALLATION
        return None if self.user.token_store_id is not None else self.user.platform_id

    def enabled(self, db: Session) -> list[ModuleDefinition]:
        """The modules whose lists are here."""
        if self.is_everywhere:
            return enabled_anywhere(db)
        return ModuleSwitches(db, self.user.platform_id).enabled()

    def store_ids(self, db: Session) -> tuple[int, ...]:
        """The stores whose rows are listed."""
        if self.is_everywhere:
            return InstallationRows(db).store_ids()
        if self.user.token_store_id is not None:
            return (self.user.token_store_id,)
        return StoreDirectory(db).store_ids_of_platform(self.user.platform_id)

    def widen(self, db: Session) -> None:
        """Makes rows visible that the guard of the request has not: those of all platforms."""
        if self.is_everywhere:
            self.enter(db)

    def enter(self, db: Session) -> None:
        """Makes the rows visible in a transaction that no guard has entered."""
        if self.user.token_store_id is not None:
            enter_store(db, self.user.token_store_id)
        else:
            enter_stores(db, self.store_ids(db))
