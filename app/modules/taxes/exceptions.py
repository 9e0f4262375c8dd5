"""What taxes refuses."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound


class TaxClassNotFound(NotFound):
    """The store has no class of that id."""

    code = "taxes.class_not_found"
    message_key = "taxes-error-class-not-found"


class TaxRateNotFound(NotFound):
    """The store has set no rate of that id."""

    code = "taxes.rate_not_found"
    message_key = "taxes-error-rate-not-found"


class NoTaxOfItsOwn(InvalidInput):
    """`country` belongs to the tax territory of another one, `other`."""

    code = "taxes.no_tax_of_its_own"
    message_key = "taxes-error-no-tax-of-its-own"


class VatIdInvalid(InvalidInput):
    """The number has not the form or check digits of one of `country`."""

    code = "taxes.vat_id_invalid"
    message_key = "taxes-error-vat-id-invalid"


class RegisteredAtHome(InvalidInput):
    """The home country is no registration abroad."""

    code = "taxes.registered_at_home"
    message_key = "taxes-error-registered-at-home"


class TaxClassUnknown(InvalidInput):
    """A rate is for a class, `tax_class`, that is neither the store's nor a category."""

    code = "taxes.class_unknown"
    message_key = "taxes-error-class-unknown"


class TaxClassTaken(Conflict):
    """The store has a class of that code, `tax_class`, already."""

    code = "taxes.class_taken"
    message_key = "taxes-error-class-taken"


class TaxClassInUse(Conflict):
    """Rates of the store's own are for this class."""

    code = "taxes.class_in_use"
    message_key = "taxes-error-class-in-use"


class TaxRateTaken(Conflict):
    """The store has a rate for that class, place and first day already."""

    code = "taxes.rate_taken"
    message_key = "taxes-error-rate-taken"


class TooManyOfTaxes(Conflict):
    """A store keeps no more than `most` classes, or rates."""

    code = "taxes.too_many"
    message_key = "taxes-error-too-many"
