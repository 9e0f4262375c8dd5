"""The address books of a store's customers, kept by its team."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import IdInPath
from app.kernel.http.versions import etag_of
from app.modules.core.services.once import Once
from app.modules.customers.dependencies import VersionRequired
from app.modules.customers.schemas.addresses import AddressesOut, AddressIn, AddressOut
from app.modules.customers.services.address_book import AddressBook, book_entry
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(prefix="/customers/{customer_id}/addresses", tags=["customers"])
User = Annotated[UserContext, Depends(get_current_store_api)]


def their_book(db: Db, user: User, customer_id: IdInPath) -> AddressBook:
    """The address book of the customer that the path names."""
    return AddressBook(db, user.store_id, customer_id)


Book = Annotated[AddressBook, Depends(their_book)]


@router.get("", dependencies=[needs("customers.view")])
def read_addresses(book: Book) -> AddressesOut:
    """The whole address book of a customer."""
    return AddressesOut.model_validate({"items": book.all()})


@router.post(
    "", dependencies=[needs("customers.manage")], status_code=201, response_model=AddressOut
)
def add_address(db: Db, book: Book, once: Once, body: AddressIn) -> Response:
    """Write an address into a customer's book."""
    entry = book_entry(body.model_dump())
    return once.answer(db, lambda: AddressOut.model_validate(book.add(entry)))


@router.get("/{address_id}", dependencies=[needs("customers.view")])
def read_address(response: Response, book: Book, address_id: IdInPath) -> AddressOut:
    """One address of a customer's book."""
    address = book.one(address_id)
    response.headers["ETag"] = etag_of(address.version)
    return AddressOut.model_validate(address)


@router.put("/{address_id}", dependencies=[needs("customers.manage")])
def change_address(
    response: Response, book: Book, check: VersionRequired, address_id: IdInPath, body: AddressIn
) -> AddressOut:
    """Put another address in the place of one."""
    address = book.change(address_id, book_entry(body.model_dump()), check)
    response.headers["ETag"] = etag_of(address.version)
    return AddressOut.model_validate(address)


@router.delete("/{address_id}", dependencies=[needs("customers.manage")], status_code=204)
def remove_address(book: Book, check: VersionRequired, address_id: IdInPath) -> None:
    """Take an address out of a customer's book."""
    book.remove(address_id, check)
