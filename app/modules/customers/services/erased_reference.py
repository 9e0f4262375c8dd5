"""What is left of a customer's name in the system they came from, once their data is erased.

For somebody imported a keyed digest of it: nobody can tell who it was, and a file that is imported
again does not bring the person back. With another secret key in the settings the digest would not
be found again. A guest's name is their address; who comes back with it is a new guest, and may be
erased again, so what is left of a guest is the number of their row.
"""

from __future__ import annotations

import hashlib
import hmac

from app.kernel.config import get_settings
from app.kernel.security.keys import derive_key
from app.modules.customers.models import Customer
from app.modules.customers.repositories.guest_rows import SOURCE

_PREFIX = "erased:"


def reference_left(customer: Customer) -> str:
    """The reference in the place of the customer's own, once they are erased."""
    if customer.source == SOURCE:
        return f"{_PREFIX}{customer.id}"
    return erased_reference(customer.source, customer.external_ref)


def erased_reference(source: str, external_ref: str) -> str:
    """The reference in the place of an imported customer's; the same for the same."""
    key = derive_key(get_settings().secret_key.get_secret_value(), "erased-customers")
    text = f"{source}\n{external_ref}".encode("utf-8", "surrogatepass")
    return _PREFIX + hmac.new(key, text, hashlib.sha256).hexdigest()
