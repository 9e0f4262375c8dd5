"""When a store's orders come in, and who places them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import cos, exp, pi
from random import Random

from app.cli.demo.names import FIRST_NAMES, LAST_NAMES
from app.cli.demo.seeds import HISTORY, SOURCE, Stage, happens
from app.modules.contracts.customers import CustomerIn

# Monday to Sunday: people order on Sunday evening and hardly on Saturday.
WEEK = (1.12, 1.04, 1.0, 0.98, 0.92, 0.78, 1.16)
# Midnight to midnight, one weight an hour: a hill at noon and a higher one in the evening.
DAY = (6, 3, 2, 1, 1, 2, 6, 14, 24, 32, 38, 42, 46, 42, 36, 36, 38, 42, 50, 60, 68, 66, 44, 18)
KNOWN, GUEST, DOMESTIC = 0.66, 0.14, 0.72
QUIET, BUSY = 0.35, 1.6


@dataclass(frozen=True)
class Visit:
    """That a customer placed an order at a moment."""

    placed_at: datetime
    customer: CustomerIn


def visits_of(stage: Stage, scale: float) -> list[Visit]:
    """All orders' moments and buyers, in order of time.

    The days are drawn whole and cut at the present moment, so that a later start on the same day
    tells the same story a little further.
    """
    dice = stage.dice("visits")
    visits = _bought(stage, list(_moments(stage, dice, scale)))
    return [visit for visit in visits if stage.start <= visit.placed_at <= stage.end]


def silent_customers(stage: Stage, buyers: int) -> list[CustomerIn]:
    """People with an account who have not ordered yet."""
    dice = stage.dice("silent customers")
    span = min(stage.today, stage.end) - stage.start
    return [
        _customer(stage, dice, f"silent-{n}", stage.start + span * dice.random())
        for n in range(buyers // 12)
    ]


def _moments(stage: Stage, dice: Random, scale: float) -> Iterator[datetime]:
    last = stage.today.date() + timedelta(days=1)  # it has begun where clocks are ahead
    count = min(HISTORY.days, stage.store.opened_days) + 1
    days = [last - timedelta(days=back) for back in range(count - 1, -1, -1)]
    weights = [_busyness(day, n / count, stage.store.growth, dice) for n, day in enumerate(days)]
    per_weight = stage.store.orders * scale / sum(weights)
    for day, weight in zip(days, weights, strict=True):
        number = int(weight * per_weight + dice.random())
        hours = sorted(dice.choices(range(24), weights=DAY, k=number))
        for at in sorted(time(hour, dice.randrange(60), dice.randrange(60)) for hour in hours):
            yield datetime.combine(day, at, stage.zone).astimezone(stage.now.tzinfo)


def _busyness(day: date, elapsed: float, growth: float, dice: Random) -> float:
    """How much is ordered that day: growth, the season, the weekday, and a little luck."""
    year_day = day.timetuple().tm_yday
    summer_dip = 1 + 0.08 * cos(2 * pi * (year_day - 15) / 365)
    before_christmas = 1 + 0.75 * exp(-(((year_day - 345) / 13) ** 2))
    luck = dice.lognormvariate(0, 0.16)
    season = summer_dip * before_christmas * _special(day)
    return float(growth**elapsed * season * WEEK[day.weekday()] * luck)


def _special(day: date) -> float:
    """Quiet feast days, and the busy Friday before the last weekend of November."""
    if f"{day:%d.%m}" in {"25.12", "01.01"}:
        return QUIET
    is_black_friday = (day.month, day.weekday()) == (11, 4) and day.day in range(23, 30)
    return BUSY if is_black_friday else 1.0


def _bought(stage: Stage, moments: Sequence[datetime]) -> Iterator[Visit]:
    """Each moment with its buyer: ever more often somebody who bought before.

    Who bought often is drawn often, so that a store has its regulars.
    """
    dice = stage.dice("buyers")
    history = _regulars_before(stage, dice, len(moments))
    number = 0
    for at in moments:
        is_known = bool(history) and happens(dice, KNOWN)
        if is_known:
            customer = dice.choice(history)
        else:
            number += 1
            first_seen = at - timedelta(minutes=dice.uniform(1, 25))
            customer = _customer(
                stage, dice, f"customer-{number}", first_seen, is_guest=happens(dice, GUEST)
            )
        if not customer.is_guest:
            history.append(customer)
        yield Visit(at, customer)


def _regulars_before(stage: Stage, dice: Random, orders: int) -> list[CustomerIn]:
    """Customers from before the history begins; a store that has just opened has none."""
    if stage.store.opened_days < HISTORY.days:
        return []
    return [
        _customer(stage, dice, f"regular-{n}", stage.start - timedelta(days=dice.uniform(1, 180)))
        for n in range(orders // 8)
    ]


def _customer(
    stage: Stage, dice: Random, ref: str, first_seen_at: datetime, *, is_guest: bool = False
) -> CustomerIn:
    home = stage.store.country
    abroad = ("FR", "DE", "BE") if home == "LU" else ("IE", "FR", "LU")
    first, last = dice.choice(FIRST_NAMES[home]), dice.choice(LAST_NAMES[home])
    suffix = dice.randrange(10, 100_000)
    return CustomerIn(
        source=SOURCE,
        external_ref=ref,
        first_seen_at=first_seen_at,
        name=f"{first} {last}",
        email=f"{_plain(first)}.{_plain(last)}{suffix}@mail.example",
        country=home if happens(dice, DOMESTIC) else dice.choice(abroad),
        is_guest=is_guest,
    )


def _plain(name: str) -> str:
    return name.lower().translate(str.maketrans("éëèçüïô", "eeecuio"))
