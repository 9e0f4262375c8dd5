"""What a postal address has to look like, by country; data, so that a country is a line more.

Countries: ISO 3166-1 alpha-2, as of November 2026. Postal codes: Universal Postal Union, "Postal
addressing systems". A country that is in no table below takes any code, or none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.modules.contracts.orders import PostalAddress

_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR"
    " BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ"
    " EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW"
    " GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY"
    " KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV"
    " MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY"
    " QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG"
    " TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM"
    " ZW"
)
COUNTRIES = frozenset(_CODES.split())
LONGEST_CODE = 16


@dataclass(frozen=True)
class CodeRule:
    """How a country writes its postal codes.

    `pattern` is of the code without spaces and hyphens; the last `cut` signs stand apart, behind
    `joint`, where the code is longer than `shortest`. A `prefix` that some people write before the
    digits is dropped, as is the country's own code.
    """

    pattern: str
    cut: int = 0
    joint: str = " "
    shortest: int = 0
    prefix: str = ""


_FOUR, _FIVE, _SIX = r"\d{4}", r"\d{5}", r"\d{6}"
CODES: Mapping[str, CodeRule] = {
    "AT": CodeRule(r"[1-9]\d{3}", prefix="A"),
    "AU": CodeRule(_FOUR),
    "BE": CodeRule(r"[1-9]\d{3}", prefix="B"),
    "BG": CodeRule(_FOUR),
    "CA": CodeRule(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d", cut=3),
    "CH": CodeRule(r"[1-9]\d{3}", prefix="CH"),
    "CY": CodeRule(_FOUR),
    "CZ": CodeRule(r"[1-7]\d{4}", cut=2),
    "DE": CodeRule(_FIVE, prefix="D"),
    "DK": CodeRule(_FOUR, prefix="DK"),
    "EE": CodeRule(_FIVE),
    "ES": CodeRule(r"(?:0[1-9]|[1-4]\d|5[0-2])\d{3}", prefix="E"),
    "FI": CodeRule(_FIVE, prefix="FI"),
    "FR": CodeRule(r"(?:0[1-9]|[1-8]\d|9[0-8])\d{3}", prefix="F"),
    "GB": CodeRule(r"GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", cut=3),
    "GR": CodeRule(_FIVE, cut=2),
    "HR": CodeRule(_FIVE, prefix="HR"),
    "HU": CodeRule(_FOUR),
    "IE": CodeRule(r"[A-Z]\d[\dW][A-Z\d]{4}", cut=4),
    "IT": CodeRule(_FIVE, prefix="I"),
    "JP": CodeRule(r"\d{7}", cut=4, joint="-"),
    "LI": CodeRule(r"94(?:8[5-9]|9[0-8])", prefix="FL"),
    "LT": CodeRule(_FIVE, prefix="LT"),
    "LU": CodeRule(r"[1-9]\d{3}", prefix="L"),
    "LV": CodeRule(_FOUR, prefix="LV"),
    "MC": CodeRule(r"980\d{2}", prefix="MC"),
    "NL": CodeRule(r"[1-9]\d{3}[A-Z]{2}", cut=2, prefix="NL"),
    "NO": CodeRule(_FOUR, prefix="NO"),
    "PL": CodeRule(_FIVE, cut=3, joint="-"),
    "PT": CodeRule(r"[1-9]\d{6}", cut=3, joint="-"),
    "RO": CodeRule(_SIX),
    "SE": CodeRule(r"[1-9]\d{4}", cut=2, prefix="SE"),
    "SI": CodeRule(_FOUR, prefix="SI"),
    "SK": CodeRule(_FIVE, cut=2, prefix="SK"),
    "US": CodeRule(r"\d{5}(?:\d{4})?", cut=4, joint="-", shortest=5),
}
# Where mail does not arrive without the state or province.
NEEDS_REGION = frozenset({"AU", "CA", "US"})
_REGION = re.compile(r"[A-Z0-9]{1,3}")


class AddressFaults(ValueError):
    """An address that goods cannot be sent to; `fields` are those at fault, as they are named."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def normal_address(address: PostalAddress) -> PostalAddress:
    """The address as its country writes it: "l-1234" becomes "1234" and "1012ab" "1012 AB".

    `region` becomes ISO 3166-2 ("CA" in "US" becomes "US-CA"). Raises AddressFaults with every
    field that is missing or of the wrong form.
    """
    faults = [name for name in ("name", "line1", "city") if not getattr(address, name).strip()]
    country = address.country.strip().upper()
    if country not in COUNTRIES:
        faults.append("country")
    code = _normal_code(country, address.postal_code)
    if code is None:
        faults.append("postal_code")
    region = _normal_region(country, address.region)
    if region is None:
        faults.append("region")
    if faults or code is None or region is None:
        raise AddressFaults(tuple(faults))
    return replace(address, country=country, postal_code=code, region=region)


def bare_code(country: str, written: str) -> str:
    """A postal code, or the beginning of one, as codes are compared: "l-12 34" becomes "1234".

    Upper case, without spaces and hyphens, and without the letters of the country that some people
    write before the digits.
    """
    code = re.sub(r"[\s-]", "", written.upper())
    rule = CODES.get(country)
    for letters in () if rule is None else (rule.prefix, country):
        rest = code.removeprefix(letters)
        if rest[:1].isdigit():
            return rest
    return code


def _normal_code(country: str, written: str) -> str | None:
    """The code, None when it is not one of the country."""
    rule = CODES.get(country)
    if rule is None:
        trimmed = written.strip()
        return trimmed if len(trimmed) <= LONGEST_CODE else None
    code = bare_code(country, written)
    if not re.fullmatch(rule.pattern, code, re.ASCII):
        return None
    if not rule.cut or len(code) <= rule.shortest:
        return code
    return f"{code[: -rule.cut]}{rule.joint}{code[-rule.cut :]}"


def _normal_region(country: str, written: str) -> str | None:
    """The region as ISO 3166-2, "" for none; None when it is missing or of the wrong form."""
    region = written.strip().upper()
    if not region:
        return None if country in NEEDS_REGION else ""
    part = region.removeprefix(f"{country}-")
    return f"{country}-{part}" if _REGION.fullmatch(part) else None
