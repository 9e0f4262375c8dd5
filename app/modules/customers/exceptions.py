"""The refusals of customers."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound, PermissionDenied, StoaError


class EmailInvalid(InvalidInput):
    """Not an address that mail reaches."""

    code = "customers.email_invalid"
    message_key = "customers-error-email-invalid"


class LinkInvalid(InvalidInput):
    """The token from a letter is none, was used, has run out, or came too late."""

    code = "customers.link_invalid"
    message_key = "customers-error-link-invalid"


class NoMailHere(StoaError):
    """Accounts need mail, and the store cannot send any at present."""

    status = 503
    code = "customers.no_mail_here"
    message_key = "customers-error-no-mail-here"


class PasswordWrong(PermissionDenied):
    """Somebody signed in gave a password that is not theirs."""

    code = "customers.password_wrong"
    message_key = "customers-error-password-wrong"


class UnknownCustomer(NotFound):
    """The store has no customer of that id."""

    code = "customers.unknown_customer"
    message_key = "customers-error-unknown-customer"


class CustomerIsErased(Conflict):
    """The customer's data was erased; nothing can be written there any more."""

    code = "customers.customer_is_erased"
    message_key = "customers-error-customer-is-erased"


class VatIdInvalid(InvalidInput):
    """Not a VAT number of a member state of the EU: wrong form, or wrong check digits."""

    code = "customers.vat_id_invalid"
    message_key = "customers-error-vat-id-invalid"


class AddressInvalid(InvalidInput):
    """An address that the country's post would not deliver to; parameter: `fields` at fault."""

    code = "customers.address_invalid"
    message_key = "customers-error-address-invalid"


class UnknownAddress(NotFound):
    """The customer has no address of that id."""

    code = "customers.unknown_address"
    message_key = "customers-error-unknown-address"


class TooManyAddresses(Conflict):
    """The address book is full; parameter: `most`."""

    code = "customers.too_many_addresses"
    message_key = "customers-error-too-many-addresses"


class UnknownGroup(NotFound):
    """The store has no group of that id."""

    code = "customers.unknown_group"
    message_key = "customers-error-unknown-group"


class GroupCodeTaken(Conflict):
    """The store has a group of that code."""

    code = "customers.group_code_taken"
    message_key = "customers-error-group-code-taken"
