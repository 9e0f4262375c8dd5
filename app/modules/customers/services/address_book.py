"""A customer's address book, kept by themselves or by the store's team."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.modules.contracts.orders import PostalAddress
from app.modules.contracts.postal_rules import AddressFaults, normal_address
from app.modules.customers.exceptions import (
    AddressInvalid,
    CustomerIsErased,
    TooManyAddresses,
    UnknownAddress,
    UnknownCustomer,
)
from app.modules.customers.models import Address
from app.modules.customers.repositories.address_rows import AddressRows
from app.modules.customers.repositories.customer_changes import CustomerChanges

MOST_ADDRESSES = 50
CheckVersion = Callable[[int], None]


@dataclass(frozen=True)
class BookEntry:
    """An address, and whether goods or bills go there unless something else is said."""

    address: PostalAddress
    is_default_shipping: bool = False
    is_default_billing: bool = False


def book_entry(fields: Mapping[str, Any]) -> BookEntry:
    """The entry from its fields by name, flat."""
    defaults = {name: fields[name] for name in ("is_default_shipping", "is_default_billing")}
    address = {name: value for name, value in fields.items() if name not in defaults}
    return BookEntry(PostalAddress(**address), **defaults)


class AddressBook:
    """The addresses of one customer. Every call raises UnknownCustomer where there is none."""

    def __init__(self, db: Session, store_id: int, customer_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._customer_id = customer_id
        self._rows = AddressRows(db, store_id, customer_id)
        self._customers = CustomerChanges(db, store_id)

    def all(self) -> Sequence[Address]:
        """The newest first; fifty at most."""
        if self._customers.find(self._customer_id) is None:
            raise UnknownCustomer
        return self._rows.all()

    def one(self, address_id: int) -> Address:
        """Raises UnknownAddress."""
        found = self._rows.find(address_id)
        if found is None:
            raise UnknownAddress
        return found

    def add(self, entry: BookEntry) -> Address:
        """Raises AddressInvalid, TooManyAddresses or CustomerIsErased."""
        wanted = _normal(entry)
        self._lock()
        if self._rows.count() >= MOST_ADDRESSES:
            raise TooManyAddresses(most=MOST_ADDRESSES)
        self._make_room(wanted)
        address = Address(store_id=self._store_id, customer_id=self._customer_id)
        _fill(address, wanted)
        self._rows.add(address)
        return self.one(address.id)

    def change(self, address_id: int, entry: BookEntry, check: CheckVersion) -> Address:
        """Puts the entry in the place of the one there; `check` may refuse its version.

        Raises UnknownAddress, AddressInvalid or CustomerIsErased.
        """
        wanted = _normal(entry)
        self._lock()
        address = self.one(address_id)
        check(address.version)
        self._make_room(wanted, but=address_id)
        _fill(address, wanted)
        address.version += 1
        self._db.flush()
        return self.one(address_id)

    def remove(self, address_id: int, check: CheckVersion) -> None:
        """Raises UnknownAddress."""
        self._lock()
        check(self.one(address_id).version)
        self._rows.remove(address_id)

    def _lock(self) -> None:
        """Two changes of one book come one after the other."""
        customer = self._customers.lock(self._customer_id)
        if customer is None:
            raise UnknownCustomer
        if customer.erased_at is not None:
            raise CustomerIsErased

    def _make_room(self, entry: BookEntry, but: int | None = None) -> None:
        shipping, billing = entry.is_default_shipping, entry.is_default_billing
        self._rows.no_default(shipping=shipping, billing=billing, but=but)


def _normal(entry: BookEntry) -> BookEntry:
    try:
        address = normal_address(entry.address)
    except AddressFaults as faults:
        raise AddressInvalid(fields=", ".join(faults.fields)) from None
    return BookEntry(address, entry.is_default_shipping, entry.is_default_billing)


def _fill(address: Address, entry: BookEntry) -> None:
    for name, value in asdict(entry.address).items():
        setattr(address, name, value)
    address.is_default_shipping = entry.is_default_shipping
    address.is_default_billing = entry.is_default_billing
