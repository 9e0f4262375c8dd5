"""The refusals of customers."""

from __future__ import annotations

from app.kernel.errors import InvalidInput


class EmailInvalid(InvalidInput):
    """Not an address that mail reaches."""

    code = "customers.email_invalid"
    message_key = "customers-error-email-invalid"
