"""Values as product files of all kinds write them."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal

from babel.numbers import get_currency_symbol

from app.kernel.money import minor_digits, to_minor
from app.modules.marketplace.formats.file_format import RowRefused

LONGEST_KEY, LONGEST_LINE, LONGEST_TEXT, MOST_NAMED = 100, 255, 50_000, 50
TOO_MANY = f"Has more than {MOST_NAMED} pictures or tags, of which the first ones are kept"
DIGITS_OF_A_THOUSAND = 3
_BYTES_OF_A_SUM = 8
# Programs write what they reckoned, such as 150.2524725625 grams.
_AMOUNT = re.compile(r"[0-9]{1,10}([.,][0-9]{1,20})?|[.,][0-9]{1,20}", re.ASCII)
_GROUPED = re.compile(
    r"[0-9]{1,3}([.,' ])[0-9]{3}(?:\1[0-9]{3})?(?:(?!\1)[.,][0-9]{1,6})?", re.ASCII
)
_EITHER = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}", re.ASCII)
# Three noughts behind a point or comma may as well be a thousand.
_WHOLE = re.compile(r"(-?[0-9]{1,9})([.,](?:0{1,2}|0{4,6}))?", re.ASCII)
_ADDRESS = re.compile(r"(?:https?:/)?/\S{1,1990}")


def clean(value: object) -> str:
    """The text of a cell; "" for one that is not there."""
    return value.replace("\0", "").strip() if isinstance(value, str) else ""


def key_of(text: str) -> str:
    """The text, or of one that is too long for a key its beginning and a sum of all of it."""
    if len(text) <= LONGEST_KEY:
        return text
    summed = hashlib.blake2b(text.encode(), digest_size=_BYTES_OF_A_SUM).hexdigest()
    return f"{text[: LONGEST_KEY - 1 - len(summed)]}-{summed}"


def amount(value: str | None) -> Decimal | None:
    """With a point or a comma, and without any for thousands."""
    if value is None or not _AMOUNT.fullmatch(value):
        return None
    return Decimal(value.replace(",", "."))


def check_price(name: str, value: str, currency: str) -> None:
    """Raises RowRefused for a price that is none, or may be one of two."""
    if price(value, currency) is not None:
        return
    if _EITHER.fullmatch(_bare(value, currency)):
        raise RowRefused("number", f"{name} may have decimals or thousands: {value!r}")
    raise RowRefused("number", f"{name} is no amount in {currency}: {value!r}")


def price(value: str | None, currency: str) -> Decimal | None:
    """An amount as people write it: thousands may stand apart, the currency's sign beside it.

    None for what is no amount of the currency, and for "1,299" where amounts have two decimals: it
    may be one or a thousand. Without decimals it is a thousand, with three of them one.
    """
    plain = _bare(value or "", currency)
    digits = minor_digits(currency)
    is_either = _EITHER.fullmatch(plain) is not None and digits < DIGITS_OF_A_THOUSAND
    if is_either and digits:
        return None
    found = None if is_either else amount(plain)
    grouped = _GROUPED.fullmatch(plain)
    if found is None and grouped is not None:
        found = Decimal(plain.replace(grouped[1], "").replace(",", "."))
    return found


def minor(value: str | None, currency: str) -> int | None:
    """The price in minor units of the currency."""
    found = price(value, currency)
    return None if found is None else to_minor(found, currency)


def _bare(value: str, currency: str) -> str:
    """Without the code or sign of the currency, with plain blanks and apostrophes."""
    plain = " ".join(value.replace("\u2019", "'").split())
    for sign in (currency, get_currency_symbol(currency, "en")):
        plain = plain.removeprefix(sign).removesuffix(sign).strip()
    return plain


def whole(value: str) -> int | None:
    """A whole number, which may be below zero."""
    found = _WHOLE.fullmatch(value)
    return None if found is None else int(found[1])


def is_address(url: str) -> bool:
    """Of the web or below the own one: no bare name, and nothing that would be run."""
    return _ADDRESS.fullmatch(url) is not None
