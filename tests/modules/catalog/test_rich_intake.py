"""Products with all that files tell of them: what is not said stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.clock import freeze, utc_now
from app.kernel.database.scope import enter_store
from app.modules.catalog.models import Attribute, Card, Category, Placement, Price, Product, Variant
from app.modules.catalog.repositories.card_rows import CardRows
from app.modules.catalog.services.catalog_intake import catalog_intake
from app.modules.catalog.services.catalog_reader import catalog_reader
from app.modules.catalog.services.renew_cards import renew_due
from app.modules.contracts.catalog import (
    ImageIn,
    OptionIn,
    PriceIn,
    ProductDocument,
    ProductIn,
    VariantIn,
)
from app.modules.contracts.events import ProductsChanged
from tests.factories import make_store
from tests.modules.catalog.factories import at, make_product

SHIRT = ProductIn(
    source="file",
    external_ref="shirt",
    title="T-Shirt",
    created_at=at("2024-01-01"),
    published_at=at("2024-01-01"),
    description="Soft",
    brand="Acme",
    tags=("summer", "summer"),
    categories=(("Clothing", "Tshirts"), ("Sale",)),
    options=(OptionIn("Size", ("S", "M")),),
    images=(ImageIn("https://example.test/a.png", {"en": "A shirt"}),),
    attributes={"Material": "Cotton", "Washable": True},
    variants=(
        VariantIn(
            "T-S",
            "",
            choices=("S",),
            weight_grams=120,
            prices=(PriceIn("EUR", 2500, sale_minor=2000),),
            measure_quantity=Decimal(2),
            measure_unit="piece",
        ),
        VariantIn("T-M", "", 2600, "EUR", choices=("M",)),
    ),
)


def entered(db: Session) -> int:
    store = make_store(db)
    enter_store(db, store.id)
    return store.id


def all_documents(db: Session, store_id: int) -> list[ProductDocument]:
    ids = catalog_reader.published_ids(db, store_id, after=0, most=100)
    return list(catalog_reader.documents(db, store_id, ids))


class TestTakeProducts:
    def test_takes_everything_that_a_file_tells(self, db: Session) -> None:
        store_id = entered(db)

        taken = catalog_intake.take_products(db, store_id, [SHIRT])

        product = db.scalars(select(Product)).one()
        assert (product.description, product.brand, product.tags) == ("Soft", "Acme", ["summer"])
        assert product.attributes == {"material": "Cotton", "washable": True}
        assert set(db.scalars(select(Attribute.name))) == {"Material", "Washable"}
        names = dict(db.execute(select(Category.name, Category.path)).all())
        assert names["Tshirts"] == [names["Clothing"][0], names["Tshirts"][1]]
        sellable = catalog_reader.sellables(
            db, store_id, taken.variant_ids.values(), currency="EUR", locale="en", at=utc_now()
        )[taken.variant_ids["T-S"]]
        assert (sellable.price_minor, sellable.compare_at_minor) == (2000, 2500)
        assert (sellable.weight_grams, sellable.variant_title) == (120, "S")
        assert sellable.image_url == "https://example.test/a.png"
        assert set(sellable.category_ids) == {path[-1] for path in names.values()}
        assert db.scalars(select(Variant.price_minor).order_by(Variant.sku)).all() == [2600, 2000]

    def test_taking_it_again_touches_no_row(self, db: Session) -> None:
        store_id = entered(db)
        catalog_intake.take_products(db, store_id, [SHIRT])
        counted = [select(func.count()).select_from(each) for each in (Price, Category, Placement)]
        before = [db.scalar(each) for each in counted]

        again = catalog_intake.take_products(db, store_id, [SHIRT])

        assert (again.count.updated, again.count.unchanged) == (0, 1)
        assert [db.scalar(each) for each in counted] == before
        assert db.scalars(select(Product.version)).one() == 1

    def test_words_without_a_language_are_in_the_stores_own(self, db: Session) -> None:
        store_id = make_store(db, locale="de").id
        enter_store(db, store_id)
        image = ImageIn("https://example.test/a.png", {"": "Ein Hemd", "en": "A shirt"})
        shirt = replace(SHIRT, images=(image,), slugs={"": "hemd"})

        catalog_intake.take_products(db, store_id, [shirt])
        again = catalog_intake.take_products(db, store_id, [shirt])

        (kept,) = db.scalars(select(Product.images)).one()
        assert kept["alt"] == {"de": "Ein Hemd", "en": "A shirt"}
        assert {one.locale: one.slug for one in all_documents(db, store_id)}["de"] == "hemd"
        assert again.count.unchanged == 1

    def test_what_is_not_said_stays(self, db: Session) -> None:
        store_id = entered(db)
        catalog_intake.take_products(db, store_id, [SHIRT])
        bare = ProductIn("file", "shirt", "Tee", SHIRT.created_at, (VariantIn("T-S", ""),))

        catalog_intake.take_products(db, store_id, [replace(bare, published_at=at("2024-01-01"))])

        product = db.scalars(select(Product)).one()
        assert (product.title, product.description, product.brand) == ("Tee", "Soft", "Acme")
        assert db.scalar(select(func.count()).select_from(Placement)) == 2
        variant = db.scalars(select(Variant).where(Variant.sku == "T-S")).one()
        assert (variant.weight_grams, variant.price_minor) == (120, 2000)

    def test_a_plain_regular_price_ends_no_sale(self, db: Session) -> None:
        store_id = entered(db)
        catalog_intake.take_products(db, store_id, [SHIRT])
        for regular in (2500, 3000):
            plain = replace(SHIRT, variants=(VariantIn("T-S", "", regular, "EUR", choices=("S",)),))

            catalog_intake.take_products(db, store_id, [plain])

            db.expire_all()
            card = db.scalars(select(Card)).one()
            assert card.price_key == 2000
            assert db.scalars(select(Variant.price_minor).where(Variant.sku == "T-S")).one() == 2000

    @pytest.mark.parametrize(
        ("age", "prior"),
        [(timedelta(0), None), (timedelta(microseconds=1), None), (timedelta(days=2), 2500)],
    )
    def test_what_is_new_and_on_sale_was_never_dearer(
        self, db: Session, age: timedelta, prior: int | None
    ) -> None:
        store_id = entered(db)
        fresh = replace(SHIRT, created_at=utc_now() - age)

        with freeze(utc_now()):
            catalog_intake.take_products(db, store_id, [fresh])

        assert db.scalars(select(Price.prior_minor).where(Price.is_reduced)).one() == prior

    def test_a_slug_that_is_asked_for_goes_before_one_from_a_title(self, db: Session) -> None:
        store_id = entered(db)
        titled = replace(SHIRT, external_ref="1", title="Bottle", variants=(), slugs={})
        asked = replace(titled, external_ref="2", title="Flask", slugs={"": "bottle"})

        catalog_intake.take_products(db, store_id, [titled, asked])

        slugs = {doc.title: doc.slug for doc in all_documents(db, store_id)}
        assert slugs["Flask"] == "bottle"
        assert slugs["Bottle"].startswith("bottle-")

    def test_attributes_in_other_letters_stay_apart(self, db: Session) -> None:
        store_id = entered(db)
        said = {"برند": "بوش", "گارانتی": "۲۴ ماه", "Width (cm)": "2", "Width [cm]": "3"}
        fridge = replace(SHIRT, attributes=said)

        catalog_intake.take_products(db, store_id, [fridge])
        again = catalog_intake.take_products(db, store_id, [fridge])

        product = db.scalars(select(Product)).one()
        named = dict(db.execute(select(Attribute.code, Attribute.name)).all())
        assert {named[code]: value for code, value in product.attributes.items()} == said
        assert again.count.unchanged == 1

    def test_the_same_title_twice_gives_two_slugs(self, db: Session) -> None:
        store_id = entered(db)
        other = replace(SHIRT, external_ref="other", variants=())

        catalog_intake.take_products(db, store_id, [SHIRT, other])

        slugs = {doc.slug for doc in all_documents(db, store_id)}
        assert len(slugs) == 2
        assert "t-shirt" in slugs

    def test_each_batch_is_told_once(self, db: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        store_id = entered(db)
        told: list[ProductsChanged] = []
        monkeypatch.setattr(
            "app.modules.catalog.services.renew_cards.announce", lambda _db, fact: told.append(fact)
        )
        products = [replace(SHIRT, external_ref=f"s{n}", variants=()) for n in range(3)]

        catalog_intake.take_products(db, store_id, products)
        catalog_intake.take_products(db, store_id, products)

        assert [len(fact.product_ids) for fact in told] == [3]


class TestDocuments:
    def test_say_each_product_in_each_language(self, db: Session) -> None:
        store_id = entered(db)
        french = {"fr": {"title": "Maillot"}}
        draft = replace(SHIRT, external_ref="draft", published_at=None, variants=())
        products = [replace(SHIRT, translations=french), draft]
        catalog_intake.take_products(db, store_id, products)

        found = {doc.locale: doc for doc in all_documents(db, store_id)}

        assert {locale: doc.title for locale, doc in found.items()} == {
            "en": "T-Shirt",
            "fr": "Maillot",
            "de": "T-Shirt",
            "lb": "Maillot",
        }
        english = found["en"]
        assert [name for _, name in english.categories] == ["Clothing", "Tshirts", "Sale"]
        assert english.options == (("Size", "S"), ("Size", "M"))
        assert english.attributes == (("Material", "Cotton"), ("Washable", "true"))
        assert (english.price_minor, english.currency, english.brand) == (2000, "EUR", "Acme")
        assert english.card["category"] == {"id": 0, "slug": "tshirts", "name": "Tshirts"} | {
            "id": english.categories[1][0]
        }
        assert [d.locale for d in catalog_reader.documents(db, store_id, [999])] == []


class TestRowsOfBefore:
    """Rows that were there before there were cards, as an upgrade finds them."""

    def test_can_be_bought_at_once_and_are_shown_after_the_job(self, db: Session) -> None:
        store = make_store(db)
        product = make_product(db, store, variants=1, published_at=at("2024-01-01"))
        variant = db.scalars(select(Variant.id)).one()

        found = catalog_reader.sellables(
            db, store.id, [variant], currency="EUR", locale="en", at=utc_now()
        )
        assert found[variant].price_minor == 1000
        with freeze(utc_now() + timedelta(minutes=1)):
            renew_due(db, store.id)
            assert CardRows(db, store.id).due(utc_now(), 10) == []

        card = db.scalars(select(Card)).one()
        assert (card.product_id, card.price_key) == (product.id, 1000)
        assert db.scalars(select(Price.amount_minor)).one() == 1000


class TestShownLater:
    def test_cards_and_history_follow_with_the_job(self, db: Session) -> None:
        store_id = entered(db)

        def told(price: int) -> None:
            plain = (VariantIn("P", "", price, "EUR"),)
            product = ProductIn("orders", "p", "P", at("2024-01-01"), plain, at("2024-01-01"))
            catalog_intake.take_products(db, store_id, [replace(product, may_show_later=True)])

        def history() -> list[int | None]:
            return list(db.scalars(select(Price.amount_minor).order_by(Price.valid_from)))

        def renewed() -> None:
            with freeze(utc_now() + timedelta(seconds=1)):
                renew_due(db, store_id)

        told(1000)
        assert (db.scalars(select(Card)).all(), history()) == ([], [])
        renewed()
        told(500)
        told(1200)
        assert db.scalars(select(Card.price_key)).one() == 1000
        renewed()
        db.expire_all()

        assert history() == [1000, 1200]
        assert db.scalars(select(Card.price_key)).one() == 1200
        assert db.scalars(select(Variant.taken_minor)).one() is None

    def test_a_price_that_is_said_in_full_comes_after_what_waited(self, db: Session) -> None:
        store_id = entered(db)
        plain = ProductIn(
            "orders",
            "p",
            "P",
            at("2024-01-01"),
            (VariantIn("P", "", 1000, "EUR"),),
            may_show_later=True,
        )
        catalog_intake.take_products(db, store_id, [plain])
        full = (VariantIn("P", "", prices=(PriceIn("EUR", 1500),)),)

        catalog_intake.take_products(
            db, store_id, [replace(plain, variants=full, may_show_later=False)]
        )

        assert db.scalars(select(Variant.price_minor)).one() == 1500
