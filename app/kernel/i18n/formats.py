"""Numbers, money and times as people of each language write them; everything comes from CLDR.

Amounts are decimals in major units, times are aware, `zone` is an IANA name. Rounding is half away
from zero, so that a page never disagrees with an invoice.
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import dates, numbers, units
from babel.numbers import NumberPattern

from app.kernel.clock import utc_now
from app.kernel.i18n.catalog import Catalog
from app.kernel.i18n.languages import babel_locale
from app.kernel.money import minor_digits

Number = int | float | Decimal

_KILO = 1000
# CLDR's currency spacing ("KWD 1.235"), which Babel 2.18 leaves out.
_LETTER_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
_BYTE_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")
# Luxembourgish drops the n of "virun" before these; they open the words for 4, 5, 6 and 7.
_NO_N_BEFORE = frozenset({4, 5, 6, 7})
_TEN = 10
_HUNDRED = 100


def number(value: Number, locale: str, digits: int | None = None) -> str:
    """1234567.5 -> "1,234,567.5"; `digits` fixes the decimals, otherwise at most three."""
    if digits is None:
        return _write(_decimal(value, 3), _pattern(locale, "decimal", 0, 3), locale)
    return _write(_decimal(value, digits), _pattern(locale, "decimal", digits, digits), locale)


def money(value: int | Decimal, currency: str, locale: str) -> str:
    """A major amount with the currency's own digits: 1234.5 EUR -> "€1,234.50", JPY without."""
    digits = minor_digits(currency)
    pattern = _pattern(locale, "currency", digits, digits)
    text = _write(_decimal(value, digits), pattern, locale, currency)
    return _LETTER_BEFORE_DIGIT.sub("\u00a0", text)


def money_parts(value: int | Decimal, currency: str, locale: str) -> tuple[str, str]:
    """The same text cut before its decimal sign: ("€1,234", ".50"), ("1.234", ",50 €").

    For the big figure whose second part is set smaller; it is empty where there are no decimals.
    """
    text = money(value, currency, locale)
    if not minor_digits(currency):
        return text, ""
    sign = numbers.get_decimal_symbol(babel_locale(locale))
    before, _, minor = text.rpartition(sign)
    return before, sign + minor


def compact(value: Number, locale: str) -> str:
    """For narrow places: 12345 -> "12.3K"; in full where the language has no short form."""
    amount = _decimal(value, 1)
    if abs(amount) < _KILO:
        return number(amount, locale)
    text = numbers.format_compact_decimal(amount, locale=babel_locale(locale), fraction_digits=1)
    return text if any(letter.isalpha() for letter in text) else number(_decimal(value, 0), locale)


def percent(value: Number, locale: str, digits: int = 1) -> str:
    """The value is per cent already: 12.4 -> "12.4%" in English, "12,4 %" in the others."""
    amount = _decimal(value, digits).scaleb(-2)
    return _write(amount, _pattern(locale, "percent", 0, digits), locale)


def points(value: Number, locale: str, catalog: Catalog) -> str:
    """A difference between two percentages: 0.6 -> "0.6 points"."""
    amount = _decimal(value, 1)
    return catalog.text(locale, "format-points", count=abs(amount), number=number(amount, locale))


def date(value: dt.date, locale: str, zone: str = "UTC") -> str:
    """The day, of a moment the one in the zone: "22 Nov 2026", "22 nov. 2026", "22.11.2026"."""
    return dates.format_date(_day(value, zone), "medium", babel_locale(locale))


def weekday_date(value: dt.date, locale: str, zone: str = "UTC") -> str:
    """The day with its short weekday: "Sun, 22 Nov 2026"."""
    return dates.format_skeleton("yMMMEd", _day(value, zone), locale=babel_locale(locale))


def month(value: dt.date, locale: str) -> str:
    """The month that the day lies in: "August 2026", "août 2026"."""
    return dates.format_skeleton("yMMMM", value, locale=babel_locale(locale))


def short_day(value: dt.date, locale: str) -> str:
    """For narrow places, without the year: "22 Nov", "22. Nov."."""
    return dates.format_skeleton("MMMd", value, locale=babel_locale(locale))


def short_month(value: dt.date, locale: str) -> str:
    """For narrow places: "Aug 2026", "août 2026"."""
    return dates.format_skeleton("yMMM", value, locale=babel_locale(locale))


def day_range(first: dt.date, last: dt.date, locale: str) -> str:
    """From one day to another, both included: "3–9 Aug 2026", "30 Nov – 6 Dec 2026"."""
    return str(dates.format_interval(first, last, "yMMMd", locale=babel_locale(locale)))


def datetime(value: dt.datetime, locale: str, zone: str = "UTC") -> str:
    """Day and minute in the zone: "22 Nov 2026, 15:04"."""
    local = _moment(value, zone)
    parts = babel_locale(locale)
    joined = str(dates.get_datetime_format("medium", locale=parts)).replace("'", "")
    day = dates.format_date(local, "medium", parts)
    return joined.format(dates.format_time(local, "short", locale=parts), day)


def time_ago(value: dt.datetime, locale: str, zone: str = "UTC") -> str:
    """Counted from now: "3 hours ago", "in 2 days" for what is to come."""
    elapsed = _moment(value, zone) - utc_now()
    text = dates.format_timedelta(elapsed, add_direction=True, locale=babel_locale(locale))
    return _with_luxembourgish_n(text) if locale == "lb" else text


def byte_size(value: int, locale: str) -> str:
    """A size in steps of 1000: 1_500_000 -> "1.5 MB"."""
    amount, step = Decimal(value), 0
    while abs(amount) >= _KILO and step < len(_BYTE_UNITS) - 1:
        amount, step = amount / _KILO, step + 1
    return units.format_unit(
        _decimal(amount, 1).normalize(),
        f"digital-{_BYTE_UNITS[step]}",
        "short",
        locale=babel_locale(locale),
    )


def _write(
    amount: Decimal, pattern: NumberPattern, locale: str, currency: str | None = None
) -> str:
    # Babel leaves `apply` without a return type. The pattern already has the currency's digits.
    cldr = babel_locale(locale)
    return str(pattern.apply(amount, cldr, currency=currency, currency_digits=False))


def _decimal(value: Number, digits: int) -> Decimal:
    """Rounded half away from zero; never minus zero, which would be written "-0"."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0


@cache
def _pattern(locale: str, kind: str, least: int, most: int) -> NumberPattern:
    """The language's pattern with the wanted number of decimals."""
    cldr = babel_locale(locale)
    found: NumberPattern = {
        "decimal": cldr.decimal_formats[None],
        "percent": cldr.percent_formats[None],
        "currency": cldr.currency_formats["standard"],
    }[kind]
    pattern = numbers.parse_pattern(found.pattern)
    pattern.frac_prec = (least, most)
    return pattern


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _moment(value: dt.datetime, zone: str) -> dt.datetime:
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return value.astimezone(_zone(zone))


def _day(value: dt.date, zone: str) -> dt.date:
    return _moment(value, zone).date() if isinstance(value, dt.datetime) else value


def _with_luxembourgish_n(text: str) -> str:
    """Decide the "(n)" that CLDR leaves open: "virun 3 Stonnen", "viru 4 Stonnen".

    The Eifel rule looks at the sound that follows, here the first one of the spoken number: units
    come before tens (24 is "véieranzwanzeg"), and 100 to 999 begin with their hundreds.
    """
    count = int("".join(letter for letter in text if letter.isdigit()) or "0")
    while count >= _HUNDRED:
        count //= _HUNDRED
    if count >= _TEN:
        count = count % _TEN or count // _TEN
    return text.replace("(n)", "" if count in _NO_N_BEFORE else "n")
