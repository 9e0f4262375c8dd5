"""Laws that hold for any basket; STOA_EXAMPLES=20000 proves them deeply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.kernel.money import to_major, to_minor
from app.modules.contracts.taxes import TaxAnswer, TaxRequest, TaxScheme
from app.modules.taxes.services.store_taxes import ClassRule, DistanceSales, StoreTaxes
from app.modules.taxes.services.tax_rules import tax_of
from app.modules.taxes.services.tax_sums import tax_on_top, tax_within
from tests.modules.taxes.factories import DEEPLY, basket

MOST_MINOR = 10**13
amounts = st.one_of(st.integers(0, 200), st.integers(0, MOST_MINOR))
classes = st.sampled_from(
    ["standard", "reduced", "super_reduced", "zero", "exempt", "parking", "books", "shipping"]
)
lines = st.lists(st.tuples(amounts, classes), max_size=12)
countries = st.sampled_from(["LU", "DE", "FR", "IE", "FI", "DK", "CH", "US", "XI"])
numbers = st.sampled_from([None, "DE136695976", "LU26375245", "nonsense"])
rates = st.decimals("0", "100", places=4, allow_nan=False, allow_infinity=False)
stores = st.builds(
    StoreTaxes,
    home_country=st.sampled_from(["LU", "DE", "GB", "US"]),
    are_prices_gross=st.booleans(),
    distance_sales=st.sampled_from(DistanceSales),
    registrations=st.sampled_from([{}, {"DE": ""}, {"CH": "", "FR": ""}]),
    classes=st.sampled_from([{}, {"books": ClassRule("reduced", {"LU": "super_reduced"})}]),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[StoreTaxes, TaxRequest]:
    request = basket(draw(countries), *draw(lines), vat_id=draw(numbers))
    return draw(stores), request


def totals(answer: TaxAnswer) -> tuple[int, int]:
    return sum(l.net_minor for l in answer.lines), sum(l.tax_minor for l in answer.lines)  # noqa: E741


@DEEPLY
@given(cases())
def test_lines_and_rates_add_up_to_the_same(case: tuple[StoreTaxes, TaxRequest]) -> None:
    answer = tax_of(*case)

    if answer.scheme is not TaxScheme.NONE:
        of_rates = (
            sum(rate.net_minor for rate in answer.rates),
            sum(rate.tax_minor for rate in answer.rates),
        )
        assert totals(answer) == of_rates


@DEEPLY
@given(cases())
def test_no_amount_is_ever_negative(case: tuple[StoreTaxes, TaxRequest]) -> None:
    answer = tax_of(*case)

    assert all(line.net_minor >= 0 and line.tax_minor >= 0 for line in answer.lines)
    assert all(rate.net_minor >= 0 and rate.tax_minor >= 0 for rate in answer.rates)


@DEEPLY
@given(cases())
def test_a_price_is_kept_on_the_side_on_which_it_was_given(
    case: tuple[StoreTaxes, TaxRequest],
) -> None:
    store, request = case
    answer = tax_of(store, request)

    for line, asked in zip(answer.lines, request.lines, strict=True):
        assert line.key == asked.key
        if not store.are_prices_gross:
            assert line.net_minor == asked.amount_minor
        elif answer.scheme in {TaxScheme.DOMESTIC, TaxScheme.ONE_STOP}:
            assert line.gross_minor == asked.amount_minor
        else:
            assert line.gross_minor <= asked.amount_minor


@DEEPLY
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_total(
    case: tuple[StoreTaxes, TaxRequest], random: object
) -> None:
    store, request = case
    shuffled = list(request.lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a Random

    one, other = tax_of(store, request), tax_of(store, replace(request, lines=shuffled))

    assert one.rates == other.rates
    assert totals(one) == totals(other)
    alike = [Counter((l.net_minor + l.tax_minor) for l in a.lines) for a in (one, other)]  # noqa: E741
    if store.are_prices_gross and one.scheme in {TaxScheme.DOMESTIC, TaxScheme.ONE_STOP}:
        assert alike[0] == alike[1]


@DEEPLY
@given(cases())
def test_each_rate_is_rounded_once(case: tuple[StoreTaxes, TaxRequest]) -> None:
    store, request = case
    answer = tax_of(store, request)

    if answer.scheme in {TaxScheme.DOMESTIC, TaxScheme.ONE_STOP}:
        for rate in answer.rates:
            whole = rate.net_minor + rate.tax_minor
            expected = (
                tax_within(whole, rate.rate)
                if store.are_prices_gross
                else tax_on_top(rate.net_minor, rate.rate)
            )
            assert rate.tax_minor == expected


@DEEPLY
@given(cases())
def test_no_line_is_further_than_one_unit_from_its_exact_tax(
    case: tuple[StoreTaxes, TaxRequest],
) -> None:
    store, request = case
    answer = tax_of(store, request)

    for line in answer.lines:
        if line.rate is not None and line.tax_minor:
            base = line.gross_minor if store.are_prices_gross else line.net_minor
            per = 100 + line.rate if store.are_prices_gross else Decimal(100)
            assert abs(line.tax_minor * per - base * line.rate) < 2 * per


@DEEPLY
@given(amounts, rates)
def test_net_to_gross_to_net_is_exact(net_minor: int, rate: Decimal) -> None:
    gross_minor = net_minor + tax_on_top(net_minor, rate)

    assert gross_minor - tax_within(gross_minor, rate) == net_minor


@DEEPLY
@given(amounts, rates)
def test_gross_to_net_to_gross_is_right_within_one_unit(gross_minor: int, rate: Decimal) -> None:
    net_minor = gross_minor - tax_within(gross_minor, rate)

    assert abs(net_minor + tax_on_top(net_minor, rate) - gross_minor) <= 1


@DEEPLY
@given(st.sampled_from(["JPY", "EUR", "KWD"]), st.integers(0, 10**9), rates)
def test_holds_for_any_number_of_decimals(currency: str, major: int, rate: Decimal) -> None:
    gross_minor = to_minor(Decimal(major), currency)
    tax_minor = tax_within(gross_minor, rate)

    unit = to_major(1, currency)
    exact = major * rate / (100 + rate)
    assert abs(to_major(tax_minor, currency) - exact) <= unit / 2 + Decimal("1e-12")


def shares_to_the_lines_one_by_one(store: StoreTaxes, request: TaxRequest) -> Sequence[int]:
    return [tax_within(line.amount_minor, Decimal(17)) for line in request.lines]


def test_rounding_each_line_would_break_the_law() -> None:
    """The negative control: the simpler rule does not add up."""
    store, request = StoreTaxes("LU"), basket("LU", 10, 10, 10, 10)

    alone = sum(shares_to_the_lines_one_by_one(store, request))

    assert alone == 4
    assert tax_of(store, request).rates[0].tax_minor == 6
