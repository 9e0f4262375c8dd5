"""Where a parcel goes, in the eyes of the tax: special territories of the Union, and others.

Article 6 of Directive 2006/112/EC names the territories of member states where it does not apply,
article 7 those of others where it does. Postal codes as of 2026.

`XI` is Northern Ireland: for goods it is in the Union (Windsor Framework, article 8 and annex 3),
and yet one country with Great Britain, whose tax is charged on what is sold between the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.modules.contracts.postal_rules import bare_code

UNION = frozenset(
    {
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
        "XI",
    }
)

# Countries that belong to another one's tax territory, and names that others use for one.
_BELONGS_TO = {"MC": "FR", "IM": "GB", "LI": "CH", "EL": "GR", "UK": "GB"}

# Beginnings of postal codes that lie outside the territory of their country's tax.
_OUTSIDE_CODES: dict[str, tuple[str, ...]] = {
    "DE": ("78266", "27498"),  # Büsingen, Heligoland
    "ES": ("35", "38", "51", "52"),  # Canary Islands, Ceuta, Melilla
    "FI": ("22",),  # Åland
    "FR": ("971", "972", "973", "974", "975", "976", "977", "978", "984", "986", "987", "988"),
    "GB": ("JE", "GY"),  # Jersey, Guernsey
    "GR": ("63086",),  # Mount Athos
    "IT": ("23041", "22061"),  # Livigno, Campione d'Italia
}
_OUTSIDE_REGIONS: dict[str, frozenset[str]] = {
    "ES": frozenset({"CN", "GC", "TF", "CE", "ML"}),
    "FI": frozenset({"01"}),
    "FR": frozenset({"971", "972", "973", "974", "976", "GP", "MQ", "GF", "RE", "YT"}),
    "GR": frozenset({"69"}),
}

# Beginnings of postal codes, and regions, that have rates of their own.
_AREA_CODES: dict[str, tuple[tuple[str, str], ...]] = {
    "AT": tuple((code, "AT-19") for code in ("6691", "6991", "6992", "6993")),
    "GB": (("BT", "XI"),),
    "PT": (
        *((code, "PT-30") for code in ("90", "91", "92", "93", "94")),
        *((code, "PT-20") for code in ("95", "96", "97", "98", "99")),
    ),
}
_AREA_REGIONS: dict[str, dict[str, str]] = {
    "GB": {"NIR": "XI"},
    "PT": {"20": "PT-20", "30": "PT-30"},
}


@dataclass(frozen=True)
class Territory:
    """A place of taxation.

    `country` is whose tax it is, `area` which rates of it apply (the country's own code in most
    places), `is_outside` whether it lies outside that country's tax territory. `region` and
    `postal_code` are those given, upper case, the first without the country, the second as
    `bare_code` makes it.
    """

    country: str
    area: str
    is_outside: bool = False
    region: str = ""
    postal_code: str = ""

    @property
    def countries(self) -> tuple[str, ...]:
        """Of which countries the rules hold here, the nearer first.

        What somebody says of Great Britain and not of Northern Ireland is meant for both.
        """
        return (self.country, "GB") if self.country == "XI" else (self.country,)

    @property
    def is_in_union(self) -> bool:
        """Whether goods there are taxed by the common system of the Union."""
        return self.country in UNION and not self.is_outside


def territory_of(
    country: str, region: str | None = None, postal_code: str | None = None
) -> Territory:
    """Where ISO country, ISO 3166-2 region (with or without country) and postal code lie."""
    given = country.upper()
    short_region = (region or "").strip().upper().removeprefix(f"{given}-")
    code = bare_code(given, postal_code or "")
    home = _BELONGS_TO.get(given, given)
    if _is_outside(home, short_region, code):
        return Territory(home, home, True, short_region, code)
    area = _area_of(home, short_region, code)
    return Territory("XI" if area == "XI" else home, area, False, short_region, code)


def _is_outside(country: str, region: str, code: str) -> bool:
    if region in _OUTSIDE_REGIONS.get(country, ()):
        return True
    return code.startswith(_OUTSIDE_CODES.get(country, ())) if code else False


def _area_of(country: str, region: str, code: str) -> str:
    by_region = _AREA_REGIONS.get(country, {}).get(region)
    if by_region is not None:
        return by_region
    for beginning, area in _AREA_CODES.get(country, ()):
        if code.startswith(beginning):
            return area
    return country
