"""What is left of a customer's name in the system they came from, once their data is erased.

A keyed digest of it: nobody can tell who it was, and a file that is imported again does not bring
the person back. With another secret key in the settings the digest would not be found again.
"""

from __future__ import annotations

import hashlib
import hmac

from app.kernel.config import get_settings
from app.kernel.security.keys import derive_key

_PREFIX = "erased:"


def erased_reference(source: str, external_ref: str) -> str:
    """The reference in the place of the one that was; the same for the same."""
    key = derive_key(get_settings().secret_key.get_secret_value(), "erased-customers")
    text = f"{source}\n{external_ref}".encode("utf-8", "surrogatepass")
    return _PREFIX + hmac.new(key, text, hashlib.sha256).hexdigest()
