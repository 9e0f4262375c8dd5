"""A customer's own address book."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import IdInPath
from app.kernel.http.versions import etag_of
from app.modules.core.services.once import Once
from app.modules.customers.dependencies import Me, Shopper, VersionIfGiven
from app.modules.customers.schemas.addresses import AddressesOut, AddressIn, AddressOut
from app.modules.customers.services.address_book import AddressBook, book_entry
from app.modules.tenancy.dependencies import Db, signed_in

router = APIRouter(prefix="/me/addresses", tags=["account"])


def my_book(db: Db, shopper: Shopper, me: Me) -> AddressBook:
    """The address book of the customer who is signed in."""
    return AddressBook(db, shopper.store_id, me)


Book = Annotated[AddressBook, Depends(my_book)]


@router.get("", dependencies=[signed_in()])
def read_my_addresses(book: Book) -> AddressesOut:
    """The whole address book."""
    return AddressesOut.model_validate({"items": book.all()})


@router.post("", dependencies=[signed_in()], status_code=201, response_model=AddressOut)
def add_my_address(db: Db, book: Book, once: Once, body: AddressIn) -> Response:
    """Write an address into the book."""
    entry = book_entry(body.model_dump())
    return once.answer(db, lambda: AddressOut.model_validate(book.add(entry)))


@router.get("/{address_id}", dependencies=[signed_in()])
def read_my_address(response: Response, book: Book, address_id: IdInPath) -> AddressOut:
    """One address of the book."""
    address = book.one(address_id)
    response.headers["ETag"] = etag_of(address.version)
    return AddressOut.model_validate(address)


@router.put("/{address_id}", dependencies=[signed_in()])
def change_my_address(
    response: Response, book: Book, check: VersionIfGiven, address_id: IdInPath, body: AddressIn
) -> AddressOut:
    """Put another address in the place of one."""
    address = book.change(address_id, book_entry(body.model_dump()), check)
    response.headers["ETag"] = etag_of(address.version)
    return AddressOut.model_validate(address)


@router.delete("/{address_id}", dependencies=[signed_in()], status_code=204)
def remove_my_address(book: Book, check: VersionIfGiven, address_id: IdInPath) -> None:
    """Take an address out of the book."""
    book.remove(address_id, check)
