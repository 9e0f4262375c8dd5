"""The shapes of the demonstration's data, and chance that is the same at every start."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SEED = "stoa"
SOURCE = "demonstration"
HISTORY = timedelta(days=396)


def happens(dice: random.Random, probability: float) -> bool:
    """Whether something of that probability comes about this time."""
    return dice.random() < probability


@dataclass(frozen=True)
class PlatformSeed:
    """A platform; `switched_off` are the codes of the modules that are off there."""

    code: str
    name: str
    domain: str
    time_zone: str
    accent: str
    switched_off: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinkSeed:
    """A store on a platform: since and until how many days ago, and its share of the orders."""

    platform: str
    since_days: int = 600
    until_days: int | None = None
    share: int = 1


@dataclass(frozen=True)
class StoreSeed:
    """A store and how it trades.

    `goods` names what it sells, `orders` how many it places in the whole time, `growth` how many
    times more it sells at the end than at the beginning, `tax_percent` the tax on its goods.
    """

    code: str
    name: str
    merchant: str
    goods: str
    currency: str
    links: tuple[LinkSeed, ...]
    orders: int
    products: int
    tax_percent: int
    growth: float = 1.5
    opened_days: int = 600
    closed_days: int | None = None

    @property
    def time_zone(self) -> str:
        """Where its days begin and end."""
        return "Europe/London" if self.currency == "GBP" else "Europe/Luxembourg"

    @property
    def country(self) -> str:
        return "GB" if self.currency == "GBP" else "LU"


@dataclass(frozen=True)
class PersonSeed:
    """Somebody who signs in: an operator (of one platform or "all"), or in teams by role."""

    name: str
    email: str
    teams: tuple[tuple[str, str], ...] = ()
    operates: str | None = None
    left: bool = False


@dataclass(frozen=True)
class Stage:
    """One store at one moment: what the generators of its data start from."""

    store: StoreSeed
    now: datetime

    @property
    def today(self) -> datetime:
        """Midnight before now (UTC): what is drawn from it is the same all day."""
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0)

    @property
    def start(self) -> datetime:
        """When its history begins: 13 months ago, or when it opened."""
        return self.today - min(HISTORY, timedelta(days=self.store.opened_days))

    @property
    def before(self) -> timedelta:
        """How long before its history there was something already; a new store prepares a week."""
        is_new = self.store.opened_days < HISTORY.days
        return timedelta(days=7 if is_new else 150)

    @property
    def end(self) -> datetime:
        """When its history ends: now, or when it closed."""
        closed = self.store.closed_days
        return self.now if closed is None else self.today - timedelta(days=closed)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.store.time_zone)

    def dice(self, subject: str) -> random.Random:
        """Chance for one subject of one store; a new subject does not change the others."""
        return random.Random(f"{SEED}/{self.store.code}/{subject}")  # noqa: S311  no secret

    def past(self, moment: datetime) -> datetime | None:
        """The moment, or None when it has not come yet."""
        return moment if moment <= self.now else None
