"""Search over 100,000 products: filling the index, and how long lifelike searches take."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.cli.migrating import migrate_database
from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.plans import forget_plans
from app.kernel.database.roles import derive_urls
from app.kernel.database.scope import enter_store
from app.kernel.database.statistics import gather_statistics
from app.modules.contracts.catalog import NoCatalog, ProductDocument
from app.modules.contracts.stock import NoStock
from app.modules.search.asked import Sort, Wanted
from app.modules.search.repositories.hit_sql import hits
from app.modules.search.services.document_terms import category_term
from app.modules.search.services.indexing import Sources, write_documents
from app.modules.search.services.query_words import understand
from app.modules.search.services.search_answers import search_answer, suggest_answer
from app.modules.search.services.search_products import Asked
from app.modules.tenancy.models import Merchant, Store
from app.modules.tenancy.services.shoppers import ShopperContext
from bench.server import bench_server, recreate, settings_for

DATABASE = "bench_search"
STORES = 3
BATCH = 200
START = datetime(2024, 1, 1, tzinfo=UTC)
Say = Callable[[str], None]


class Vocabulary:
    """Words that can be pronounced, from a seed; frequent ones first, as in any language (Zipf)."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        words = list(dict.fromkeys(self._word() for _ in range(40_000)))
        self.nouns, self.adjectives, self.brands = words[:400], words[400:700], words[700:1200]
        self.colors, self.materials, self.prose = words[1200:1224], words[1224:1254], words[1254:]
        self._weights = {
            id(pool): list(accumulate(1 / (rank + 3) for rank in range(len(pool))))
            for pool in (self.nouns, self.adjectives, self.brands, self.prose)
        }

    def _word(self) -> str:
        syllables = self.random.randint(2, 4)
        parts = (
            self.random.choice("bcdfghklmnprstvw") + self.random.choice(("a", "e", "i", "o", "ou"))
            for _ in range(syllables)
        )
        return "".join(parts) + self.random.choice(("", "n", "r", "st", "l", "s"))

    def often(self, pool: Sequence[str]) -> str:
        """A word of the pool, frequent ones more often."""
        return self.random.choices(pool, cum_weights=self._weights[id(pool)])[0]


def document(vocabulary: Vocabulary, number: int) -> ProductDocument:
    """A product with a title of four words, a description of forty, options and attributes."""
    draw = vocabulary.random
    noun = vocabulary.often(vocabulary.nouns)
    brand = vocabulary.often(vocabulary.brands)
    material = draw.choice(vocabulary.materials)
    title = f"{brand} {vocabulary.often(vocabulary.adjectives)} {material} {noun} {number % 97}"
    group = vocabulary.nouns.index(noun) % 60
    prose = [vocabulary.often(vocabulary.prose) for _ in range(40)]
    colors = draw.sample(vocabulary.colors, 3)
    return ProductDocument(
        product_id=number,
        locale="en",
        slug=f"product-{number}",
        title=title,
        description=" ".join(prose),
        skus=(f"{brand[:3].upper()}-{number}",),
        variant_ids=(number * 3, number * 3 + 1, number * 3 + 2),
        categories=((group % 8 + 1, f"Group {group % 8}"), (group + 100, f"Kind {group}")),
        options=(*(("Color", each) for each in colors), ("Size", draw.choice("SML"))),
        attributes=(("Material", material), ("Season", draw.choice(("warm", "cold")))),
        brand=brand,
        currency="EUR",
        price_minor=int(draw.lognormvariate(8.2, 1.0)),
        is_featured=draw.random() < 0.02,  # noqa: PLR2004
        published_at=START + timedelta(minutes=number),
        card={"image": f"/media/{number}.webp", "badges": []},
    )


@dataclass(frozen=True)
class Kind:
    """A kind of search, and how it is typed."""

    name: str
    make: Callable[[Vocabulary], Asked]


def _slipped(vocabulary: Vocabulary, word: str) -> str:
    at = vocabulary.random.randrange(1, len(word) - 1)
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


KINDS = (
    Kind("a noun", lambda v: Asked(v.often(v.nouns) + " ")),
    Kind("two words", lambda v: Asked(f"{v.often(v.adjectives)} {v.often(v.nouns)} ")),
    Kind("brand and noun", lambda v: Asked(f"{v.often(v.brands)} {v.often(v.nouns)} ")),
    Kind("a word of the prose", lambda v: Asked(v.often(v.prose) + " ")),
    Kind("half a word", lambda v: Asked(v.often(v.nouns)[:4])),
    Kind("a slip", lambda v: Asked(_slipped(v, v.often(v.nouns)) + " ")),
    Kind("a sku", lambda v: Asked(f"{v.brands[0][:3]}-{v.random.randrange(1, 90_000)} ")),
    Kind(
        "two words in a category",
        lambda v: Asked(
            f"{v.random.choice(v.materials)} {v.often(v.nouns)} ",
            filters=(("category", (category_term(v.random.randrange(1, 9)),)),),
        ),
    ),
    Kind(
        "cheapest first",
        lambda v: Asked(v.often(v.nouns) + " ", price_max=5000, sort=Sort.PRICE_ASC),
    ),
    Kind(
        "a category, newest first",
        lambda v: Asked(filters=(("category", (category_term(v.random.randrange(100, 160)),)),)),
    ),
)


def measure_search(data: Path, say: Say, *, products: int, rounds: int, refill: bool) -> None:
    """Fills a database if it is not there, and prints what each kind of search took."""
    with bench_server(data) as server_url:
        settings = settings_for(server_url, DATABASE, data)
        if refill:
            recreate(server_url, DATABASE)
            migrate_database(settings)
            _fill(settings, say, products)
        database = Database(derive_urls(settings.owner_url, settings))
        _measure(database, say, rounds)
        _explain(database, say)
        database.dispose()


def _fill(settings: Settings, say: Say, products: int) -> None:
    """The store that is measured and two of a tenth of its size beside it."""
    database = Database(derive_urls(settings.owner_url, settings))
    for store in range(1, STORES + 1):
        began = time.monotonic()
        vocabulary = Vocabulary(store)
        count = products if store == 1 else products // 10
        with database.transaction(for_job=True) as db:
            merchant = Merchant(code=f"m{store}", name="Bench", created_at=START)
            db.add(merchant)
            db.flush()
            db.add(Store(merchant_id=merchant.id, code=f"s{store}", name="Bench"))
        for batch in _batches(vocabulary, count):
            with database.transaction(for_job=True) as db:
                enter_store(db, store)
                forget_plans(db)
                ids = [each.product_id for each in batch]
                write_documents(db, store, ids, batch, Sources(NoCatalog(), NoStock()))
        took = time.monotonic() - began
        say(f"store {store}: {count} products in {took:.0f} s, {count / took:.0f} a second")
    database.dispose()
    gather_statistics(settings)


def _batches(vocabulary: Vocabulary, count: int) -> Iterator[list[ProductDocument]]:
    for first in range(1, count + 1, BATCH):
        last = min(first + BATCH, count + 1)
        yield [document(vocabulary, number) for number in range(first, last)]


def _measure(database: Database, say: Say, rounds: int) -> None:
    shopper = ShopperContext(1, 1, "EUR")
    for facets in (frozenset[str](), frozenset({"all"})):
        say(f"{'with all facets' if facets else 'without facets'}: ms p50 / p95 / max")
        everything = []
        for kind in KINDS:
            vocabulary = Vocabulary(1)
            vocabulary.random.seed(kind.name)
            took = []
            for _ in range(rounds):
                asked = replace(kind.make(vocabulary), facets=facets)
                work = partial(search_answer, shopper=shopper, locale="en", asked=asked)
                took.append(_timed(database, work))
            everything += took
            say(f"  {kind.name:28} {_figures(took)}")
        say(f"  {'all together':28} {_figures(everything)}")
    vocabulary = Vocabulary(1)
    took = []
    for _ in range(rounds):
        typed = vocabulary.often(vocabulary.nouns)[:3]
        work = partial(suggest_answer, shopper=shopper, locale="en", typed=typed)
        took.append(_timed(database, work))
    say(f"  {'suggestions':28} {_figures(took)}")


def _timed(database: Database, work: Callable[[Session], object]) -> float:
    began = time.perf_counter()
    with database.transaction() as db:
        enter_store(db, 1)
        work(db)
    return (time.perf_counter() - began) * 1000


def _figures(took: Sequence[float]) -> str:
    ordered = sorted(took)
    p50, p95 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
    return f"{p50:6.1f} / {p95:6.1f} / {ordered[-1]:6.1f}"


def _explain(database: Database, say: Say) -> None:
    """The plan of a search for two words, as the app role and under its policies."""
    vocabulary = Vocabulary(1)
    typed = f"{vocabulary.adjectives[0]} {vocabulary.nouns[0]} "
    with database.transaction() as db:
        enter_store(db, 1)
        query, given = hits(1, Wanted("en", understand(db, 1, "en", typed).words))
        plan = db.execute(text(f"EXPLAIN (ANALYZE, BUFFERS) {query}"), given)
        say("\n".join(str(row[0]) for row in plan))
        sizes = db.execute(
            text(
                "SELECT relname, pg_size_pretty(pg_table_size(oid)),"
                " pg_size_pretty(pg_indexes_size(oid)) FROM pg_class"
                " WHERE relname LIKE 'search\\_%' AND relkind = 'r' ORDER BY relname"
            )
        )
        for row in sizes:
            say(f"{row[0]}: table {row[1]}, indexes {row[2]}")
