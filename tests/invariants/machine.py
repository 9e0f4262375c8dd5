"""The machine: all that happens in stores, and questions about it in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.modules.contracts.catalog import CATALOG_INTAKE, ProductIn, VariantIn
from app.modules.contracts.content import CONTENT_INTAKE, MediaFileIn, PageIn, ThemeIn
from app.modules.contracts.imports import IMPORT_RECORDER, ImportJobIn, StagingProductIn
from app.modules.contracts.stock import STOCK_INTAKE, MovementIn, MovementReason, StockItemIn
from app.modules.tenancy.models import StoreDomain, StoreMember
from tests.factories import LONG_AGO, make_user
from tests.invariants.memory import Membership
from tests.invariants.paying import Attempted, write_attempt
from tests.invariants.trade import SOURCE, Trade, later, moments, picks, places, waits
from tests.journeys.filling import intake

MODULES = (
    "orders",
    "payments",
    "customers",
    "catalog",
    "inventory",
    "cms",
    "marketplace",
    "tenancy",
)
units = st.integers(-6, 6)


class Histories(Trade):
    """Stock, content, imports and teams beside the trade, and windows and platforms asked for."""

    # Inventory

    @rule(
        index=places,
        at=moments,
        tracked=st.sampled_from([True, True, False]),
        low=st.integers(0, 4),
    )
    def keep_stock(self, index: int, at: datetime, tracked: bool, low: int) -> None:
        place = self.enter(index)
        sku = f"stock-{len(place.memory.items)}"
        # The variant is older than all that is looked at, so that the catalogue stays as it was.
        product = ProductIn(
            SOURCE, sku, sku, LONG_AGO, (VariantIn(sku, sku),), archived_at=LONG_AGO
        )
        taken = intake(CATALOG_INTAKE).take_products(self.db, place.store_id, [product])
        item = StockItemIn(taken.variant_ids[sku], sku, sku, at, tracked, low)
        place.memory.items[item.variant_id] = item
        intake(STOCK_INTAKE).take_items(self.db, place.store_id, [item])
        self.world.after(place, "inventory", at)

    @precondition(lambda self: self.any("items"))
    @rule(pick=picks, at=moments, on_hand=units, reserved=units)
    def move(self, pick: int, at: datetime, on_hand: int, reserved: int) -> None:
        """Units come and go; a movement may be older than what was known of its item."""
        place, item = self.some("items", pick)
        movement = MovementIn(
            source=SOURCE,
            external_ref=f"move-{len(place.memory.movements)}",
            variant_id=item.variant_id,
            reason=MovementReason.CORRECTION,
            happened_at=at,
            on_hand_change=on_hand,
            reserved_change=reserved,
        )
        place.memory.movements.append(movement)
        intake(STOCK_INTAKE).take_movements(self.db, place.store_id, [movement])
        self.world.after(place, "inventory", at)

    # Content

    @rule(index=places, at=moments, published=waits)
    def write_page(self, index: int, at: datetime, published: int | None) -> None:
        place = self.enter(index)
        slug = f"page-{len(place.memory.pages)}"
        page = PageIn(slug, slug, "en", at, at, later(at, published))
        place.memory.pages[slug] = page
        intake(CONTENT_INTAKE).take_pages(self.db, place.store_id, [page])
        self.world.after(place, "cms", at, page.published_at)

    @precondition(lambda self: self.any("pages"))
    @rule(pick=picks, what=st.sampled_from(["published_at", "unpublished_at"]), at=moments)
    def change_page(self, pick: int, what: str, at: datetime) -> None:
        place, page = self.some("pages", pick)
        changed = replace(page, **{what: at})
        place.memory.pages[page.slug] = changed
        intake(CONTENT_INTAKE).take_pages(self.db, place.store_id, [changed])
        self.world.after(place, "cms", at, getattr(page, what))

    @rule(index=places, at=moments, size=st.integers(0, 10**7))
    def upload(self, index: int, at: datetime, size: int) -> None:
        """A file, and a theme with it."""
        place = self.enter(index)
        name = f"file-{len(place.memory.files)}"
        file = MediaFileIn(name, "image/webp", size, at)
        theme = ThemeIn(name, name, at)
        place.memory.files.append(file)
        place.memory.themes.append(theme)
        intake(CONTENT_INTAKE).take_media(self.db, place.store_id, [file])
        intake(CONTENT_INTAKE).take_themes(self.db, place.store_id, [theme])
        self.world.after(place, "cms", at)

    # Imports

    @rule(
        index=places,
        at=moments,
        ran=waits,
        rows=st.lists(st.integers(0, 99), min_size=4, max_size=4),
    )
    def run_import(self, index: int, at: datetime, ran: int | None, rows: list[int]) -> None:
        """An import that still runs or has ended, and a product that it put aside."""
        place = self.enter(index)
        ref = f"job-{len(place.memory.jobs)}"
        ended = later(at, ran)
        created, updated, unchanged, failed = rows
        job = ImportJobIn(
            external_ref=ref,
            kind="products",
            file_name=f"{ref}.csv",
            started_at=at,
            finished_at=ended,
            rows=sum(rows),
            created=created,
            updated=updated,
            unchanged=unchanged,
            skipped=0,
            failed=failed,
            state="finished" if ended else "running",
        )
        staged = StagingProductIn(ref, ref, ref, ref, at)
        place.memory.jobs[ref] = job
        place.memory.staged[ref] = staged
        intake(IMPORT_RECORDER).take_jobs(self.db, place.store_id, [job])
        intake(IMPORT_RECORDER).take_staging(self.db, place.store_id, [staged])
        self.world.after(place, "marketplace", at, ended)

    @precondition(lambda self: self.any("staged"))
    @rule(pick=picks, wait=st.integers(0, 5000))
    def decide(self, pick: int, wait: int) -> None:
        """What was put aside is accepted."""
        place, staged = self.some("staged", pick)
        at = later(staged.staged_at, wait)
        decided = replace(staged, resolved_at=at, resolution="accepted")
        place.memory.staged[staged.external_ref] = decided
        intake(IMPORT_RECORDER).take_staging(self.db, place.store_id, [decided])
        self.world.after(place, "marketplace", at, staged.resolved_at)

    # Payments

    @rule(
        index=places,
        at=moments,
        amount=st.integers(1, 9999),
        currency=st.sampled_from(["EUR", "JPY"]),
        captured=st.booleans(),
    )
    def pay(self, index: int, at: datetime, amount: int, currency: str, captured: bool) -> None:
        place = self.enter(index)
        attempt = Attempted(at, amount, currency, captured)
        place.memory.attempts.append(attempt)
        ref = f"payment-{len(place.memory.attempts)}"
        write_attempt(self.db, place.store_id, ref, attempt)
        self.world.after(place, "payments", at)

    # Teams and domains

    @rule(index=places, at=moments, stayed=waits, verified=waits)
    def join(self, index: int, at: datetime, stayed: int | None, verified: int | None) -> None:
        """Somebody joins the team, perhaps leaves it, and claims a domain."""
        place = self.enter(index)
        left, proven = later(at, stayed), later(at, verified)
        place.memory.members.append(Membership(at, left))
        place.memory.domains.append((at, proven))
        store_id, number = place.store_id, len(place.memory.domains)
        user_id = make_user(self.db).id
        self.db.add_all(
            [
                StoreMember(
                    store_id=store_id, user_id=user_id, role="staff", joined_at=at, left_at=left
                ),
                StoreDomain(
                    store_id=store_id,
                    hostname=f"s{store_id}-{number}.example",
                    created_at=at,
                    verified_at=proven,
                ),
            ]
        )
        self.db.flush()
        self.world.after(place, "tenancy", at, left, proven)

    # The keeper of the read models

    @rule(index=places)
    def fold(self, index: int) -> None:
        self.world.fold(self.world.places[index])

    @rule(which=st.integers(0, 1))
    def align(self, which: int) -> None:
        self.world.align(self.world.platforms[which])

    # Questions

    @rule(
        index=places,
        module=st.sampled_from(MODULES),
        cuts=st.lists(moments, min_size=3, max_size=3, unique=True),
    )
    def look_at_windows(self, index: int, module: str, cuts: list[datetime]) -> None:
        start, middle, end = sorted(cuts)
        self.world.windows(self.world.places[index], module, (start, middle, end))

    @rule(which=st.integers(0, 1), module=st.sampled_from(MODULES))
    def look_at_a_platform(self, which: int, module: str) -> None:
        self.world.stores_sum(self.world.platforms[which], module)

    @rule(index=places)
    def look_at_both_bases(self, index: int) -> None:
        self.world.bases(self.world.places[index])
