"""The thousand stores of the benchmarks: who sells how much, where, in what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import accumulate

BIGGEST_SHARE = 0.05
PLATFORMS = 3
EXTRA_STORES = 20  # for tests with a handful of stores: their biggest one has a larger share


@dataclass(frozen=True)
class StorePlan:
    """One store. Its rank by orders is its id; it has two variants a product, ids from `first`."""

    store_id: int
    merchant_id: int
    currency: str
    second_currency: str | None
    time_zone: str
    tax_percent: int
    platform_id: int
    second_platform_id: int | None
    products: int
    first_product: int
    is_tracked: bool
    has_feed: bool

    @classmethod
    def columns(cls) -> list[str]:
        """The names of the columns, in the order of `row`."""
        return [field.name for field in fields(cls)]

    def row(self) -> tuple[object, ...]:
        """The values of the columns."""
        return astuple(self)


def plan_stores(number: int) -> list[StorePlan]:
    """The stores by falling share of trade; the same for every size of history.

    Half of them, the biggest among them, sell on the first platform, and every fifth on a second.
    """
    return list(_plans(number))


def _plans(number: int) -> Iterator[StorePlan]:
    first_product = 1
    for rank in range(1, number + 1):
        products = max(20, round(1000 / rank**0.5))
        is_british = rank % 20 == 7  # noqa: PLR2004 - one store in twenty
        yield StorePlan(
            store_id=rank,
            merchant_id=1 + (rank - 1) * 4 // 5,
            currency="GBP" if is_british else "EUR",
            second_currency="USD" if rank % 20 == 3 else None,  # noqa: PLR2004 - one in twenty
            time_zone="Europe/London" if is_british else "Europe/Luxembourg",
            tax_percent=20 if is_british else 17,
            platform_id=_platform(rank),
            second_platform_id=_second_platform(rank),
            products=products,
            first_product=first_product,
            is_tracked=rank % 5 < 3,  # noqa: PLR2004 - three of five
            has_feed=rank % 5 < 2,  # noqa: PLR2004 - two of five
        )
        first_product += products


def _platform(rank: int) -> int:
    return 1 if rank % 2 == 1 else 2 + rank // 2 % 2


def _second_platform(rank: int) -> int | None:
    if rank % 5 != 0:
        return None
    return 2 if _platform(rank) == PLATFORMS or rank % 2 == 1 else PLATFORMS


def shares(number: int) -> list[float]:
    """Shares of all orders by rank, falling as 1 / rank ** s; the first of many stores has 5 %."""
    exponent = _exponent(max(number, EXTRA_STORES + 1))
    weights = [1 / rank**exponent for rank in range(1, number + 1)]
    total = sum(weights)
    return [weight / total for weight in weights]


def thresholds(number: int) -> Sequence[float]:
    """Where one store ends and the next begins, when all of them lie between 0 and 1."""
    return list(accumulate(shares(number)))[:-1]


def _exponent(number: int) -> float:
    """Found by halving: the larger the exponent, the larger the share of the first."""
    low, high = 0.0, 4.0
    while high - low > 1e-12:  # noqa: PLR2004 - as exact as a float needs
        middle = (low + high) / 2
        if 1 / sum(1 / rank**middle for rank in range(1, number + 1)) < BIGGEST_SHARE:
            low = middle
        else:
            high = middle
    return low
