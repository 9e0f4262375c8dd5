"""What a store's team does with attributes; cards of products that have them follow in a job."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.locks import lock_names
from app.modules.catalog.exceptions import NameTaken, UnknownAttribute
from app.modules.catalog.models import Attribute
from app.modules.catalog.repositories.attribute_rows import AttributeRows
from app.modules.catalog.schemas.store_attributes import (
    AttributeIn,
    AttributeOut,
    AttributePatch,
    AttributesOut,
)
from app.modules.catalog.services.edit_products import VersionCheck
from app.modules.catalog.services.renew_cards import show_later

_PLAIN = ("name", "unit", "is_shown", "position")


class AttributeEditor:
    """Changes attributes of one store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._rows = AttributeRows(db, store_id)

    def all(self) -> AttributesOut:
        """Every attribute, by position."""
        return AttributesOut(items=[AttributeOut.model_validate(row) for row in self._rows.all()])

    def see(self, attribute_id: int) -> AttributeOut:
        """One attribute. Raises UnknownAttribute."""
        for attribute in self.all().items:
            if attribute.id == attribute_id:
                return attribute
        raise UnknownAttribute

    def create(self, body: AttributeIn) -> AttributeOut:
        """A new one. Raises NameTaken for a code that is there."""
        lock_names(self._db, f"catalog:attributes:{self._store_id}", ["attributes"])
        if body.code in self._rows.names():
            raise NameTaken(name=body.code)
        row = Attribute(
            store_id=self._store_id,
            code=body.code,
            kind=body.kind,
            name=body.name,
            created_at=utc_now(),
        )
        _write(row, body)
        self._rows.write(row)
        return self.see(row.id)

    def change(self, attribute_id: int, body: AttributePatch, check: VersionCheck) -> AttributeOut:
        """Other names or choices. Raises UnknownAttribute and what `check` does."""
        row = self._locked(attribute_id, check)
        _write(row, body)
        row.version += 1
        self._rows.write(row)
        show_later(self._db, self._store_id, self._rows.lock_products(row.code))
        return self.see(attribute_id)

    def remove(self, attribute_id: int, check: VersionCheck) -> None:
        """Products lose their values of it."""
        row = self._locked(attribute_id, check)
        products = self._rows.lock_products(row.code)
        show_later(self._db, self._store_id, products)
        self._rows.remove(row, products, utc_now())

    def _locked(self, attribute_id: int, check: VersionCheck) -> Attribute:
        row = self._rows.lock(attribute_id)
        if row is None:
            raise UnknownAttribute
        check(row.version)
        return row


def _write(row: Attribute, body: AttributePatch) -> None:
    for name in _PLAIN:
        if (value := getattr(body, name)) is not None:
            setattr(row, name, value)
    if body.translations is not None:
        row.translations = {
            str(locale): {"name": t.name} for locale, t in body.translations.items() if t.name
        }
    if body.choices is not None:
        row.choices = [choice.model_dump(mode="json") for choice in body.choices]
