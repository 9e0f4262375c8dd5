"""What is asked of an order over the API."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.kernel.http.schemas import (
    MOST_UNITS,
    CountryCode,
    Id,
    Input,
    Line,
    LongText,
    MinorUnits,
    OptionalLine,
    Units,
)
from app.modules.core.schemas.people import Email, PostalAddressIn

MOST_LINES = 500
Note = Annotated[LongText, Field(max_length=2000)]


class LineUnitsIn(Input):
    """So many units of a line."""

    line_id: Id
    quantity: Units


class CancelIn(Input):
    """Why an order is cancelled."""

    reason: OptionalLine | None = None


class FulfilmentIn(Input):
    """What is handed over; without `lines` everything that is left to ship."""

    lines: Annotated[list[LineUnitsIn], Field(min_length=1, max_length=MOST_LINES)] | None = None
    carrier: OptionalLine | None = Field(default=None, examples=["post-lu"])
    tracking_number: OptionalLine | None = Field(default=None, examples=["JJLU123456789"])


class RefundLineIn(Input):
    """Units whose money goes back; `restock` puts those that were shipped into stock again."""

    line_id: Id
    quantity: Units
    restock: bool = False


class RefundIn(Input):
    """What money goes back for; amounts with tax, in minor units. At least one thing is needed."""

    lines: Annotated[tuple[RefundLineIn, ...], Field(max_length=MOST_LINES)] = ()
    shipping_minor: MinorUnits = 0
    amount_minor: Annotated[
        MinorUnits, Field(description="A part of the price, without goods, in minor units.")
    ] = 0
    reason: OptionalLine | None = None
    was_given_back: bool = Field(
        default=False,
        description="The money went back without the order, in the provider's own pages"
        " (`given_back_apart` of the order): a credit note is written, and nothing is sent.",
    )


class RemainingIn(Input):
    """How many units of a line are to remain; 0 takes it out."""

    line_id: Id
    quantity: Annotated[int, Field(ge=0, le=MOST_UNITS)]


class EditIn(Input):
    """What is to be different; what is left out stays. Units can only become fewer."""

    lines: Annotated[tuple[RemainingIn, ...], Field(max_length=MOST_LINES)] = ()
    shipping_address: PostalAddressIn | None = None
    billing_address: PostalAddressIn | None = None
    email: Email | None = None
    note: Note | None = None
    reason: OptionalLine | None = None


class NoteIn(Input):
    """Something the team wants to remember."""

    text: Annotated[LongText, Field(min_length=1, max_length=2000)]


class RecordedPaymentIn(Input):
    """Money that was received outside of Stoa; without an amount all that is due."""

    amount_minor: Annotated[MinorUnits, Field(gt=0)] | None = None
    note: OptionalLine | None = None


class ReturnIn(Input):
    """What goes back; without `lines` everything that was shipped."""

    lines: Annotated[list[LineUnitsIn], Field(min_length=1, max_length=MOST_LINES)] | None = None
    reason: OptionalLine | None = None


class ShopperReturnIn(ReturnIn):
    """The same from the storefront; guests prove that it is theirs by token or e-mail address."""

    email: Email | None = None


class RejectionIn(Input):
    """Why a return is not taken."""

    reason: OptionalLine | None = None


class ArrivedIn(Input):
    """Units of a line that came back."""

    line_id: Id
    quantity: Units
    restock: bool = True


class ReceiptIn(Input):
    """What came back; without `lines` all that was announced, to be sold again."""

    lines: Annotated[list[ArrivedIn], Field(min_length=1, max_length=MOST_LINES)] | None = None


class SellerIn(Input):
    """Who sells, as invoices have to say it (Directive 2006/112/EC, article 226)."""

    legal_name: Line
    line1: Line
    line2: OptionalLine = ""
    postal_code: OptionalLine = ""
    city: Line
    country: CountryCode
    vat_id: OptionalLine = ""
    registration: OptionalLine = ""
    email: OptionalLine = ""
    footer: OptionalLine = ""
