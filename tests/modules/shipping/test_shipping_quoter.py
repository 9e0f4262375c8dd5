from __future__ import annotations

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.shipping import (
    SHIPPING_QUOTER,
    FreeShipping,
    PickUpPoint,
    ShippingKind,
    ShippingOffer,
)
from app.modules.core.services.module_services import service_on
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.shipping.models import ShippingCarrier
from app.modules.shipping.services.carriers import KNOWN
from app.modules.shipping.services.shipping_quoter import shipping_quoter
from tests.factories import make_platform, make_store
from tests.modules.shipping.factories import ADDRESS, make_method, make_rate, make_zone, parcel


class TestOffers:
    def test_of_a_store_that_said_nothing_are_one_for_nothing(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        offers = shipping_quoter.offers(db, store.id, parcel(), locale="lb")

        assert [(offer.code, offer.name, offer.price_minor) for offer in offers] == [
            ("standard", "Standardliwwerung", 0)
        ]

    def test_are_none_where_the_store_named_another_zone_only(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        make_zone(db, store, "FR")

        assert shipping_quoter.offers(db, store.id, parcel(), locale="en") == []

    def test_are_the_methods_of_the_zone_in_their_order(self, db: Session) -> None:
        store = make_store(db)
        near, far = make_zone(db, store, "LU"), make_zone(db, store, "*")
        express = make_method(db, store, "express", position=2, days_min=1, days_max=2)
        standard = make_method(
            db, store, "standard", position=1, names={"en": "Parcel", "fr": "Colis"}, carrier="dhl"
        )
        hidden = make_method(db, store, "hidden", is_active=False)
        make_rate(db, express, near, 1500)
        make_rate(db, standard, near, 590, free_from_minor=10_000)
        make_rate(db, standard, far, 2900)
        make_rate(db, standard, near, 700, currency="USD")
        make_rate(db, hidden, near, 1)

        found = shipping_quoter.offers(db, store.id, parcel("LU"), locale="fr")
        abroad = shipping_quoter.offers(db, store.id, parcel("JP"), locale="lb")

        assert found == [
            ShippingOffer(
                "standard",
                "Colis",
                ShippingKind.DELIVERY,
                590,
                "EUR",
                free_from_minor=10_000,
                carrier="dhl",
            ),
            ShippingOffer(
                "express", "Express", ShippingKind.DELIVERY, 1500, "EUR", days_min=1, days_max=2
            ),
        ]
        assert [(offer.code, offer.price_minor) for offer in abroad] == [("standard", 2900)]

    def test_leave_out_what_is_too_heavy(self, db: Session) -> None:
        store = make_store(db)
        letter = make_method(db, store, "letter", max_weight_grams=500)
        make_rate(db, letter, make_zone(db, store), 150)

        light = shipping_quoter.offers(db, store.id, parcel(weight_grams=500), locale="en")
        heavy = shipping_quoter.offers(db, store.id, parcel(weight_grams=501), locale="en")

        assert [offer.price_minor for offer in light] == [150]
        assert heavy == []

    def test_name_the_point_of_a_pick_up_from_everywhere(self, db: Session) -> None:
        store = make_store(db)
        point = make_method(
            db, store, "atelier", kind="pick_up", pick_up_address=ADDRESS, opening_hours="Mo-Fr"
        )
        make_rate(db, point, None)

        found = shipping_quoter.offers(db, store.id, parcel("JP"), locale="en")

        assert [offer.pick_up for offer in found] == [
            PickUpPoint("Atelier", "1, rue Haute", "Luxembourg", "LU", opening_hours="Mo-Fr")
        ]
        assert found[0].kind is ShippingKind.PICK_UP

    def test_take_the_zones_price_before_the_one_for_everywhere(self, db: Session) -> None:
        store = make_store(db)
        point = make_method(db, store, "point", kind="pick_up", pick_up_address=ADDRESS)
        make_rate(db, point, None, 200)
        make_rate(db, point, make_zone(db, store, "LU"), 100)

        found = shipping_quoter.offers(db, store.id, parcel("LU"), locale="en")

        assert [offer.price_minor for offer in found] == [100]

    def test_know_nothing_of_another_store(self, db: Session) -> None:
        other, store = make_store(db), make_store(db)
        make_rate(db, make_method(db, other, "standard"), make_zone(db, other), 1)
        make_zone(db, store, "FR")
        enter_store(db, store.id)

        assert shipping_quoter.offers(db, store.id, parcel(), locale="en") == []

    def test_ask_the_version_of_the_setup_and_only_once_all_of_it(self, db: Session) -> None:
        store = make_store(db)
        for country in ("LU", "DE", "*"):
            make_rate(db, make_method(db, store, f"to-{country}"), make_zone(db, store, country))
        db.expunge_all()
        asked: list[str] = []
        event.listen(db.connection(), "before_cursor_execute", lambda *a: asked.append(a[2]))

        for _ in range(3):
            shipping_quoter.offers(db, store.id, parcel(), locale="en")

        assert len(asked) == 1 + 2


class TestTrackingUrl:
    @pytest.mark.parametrize("code", sorted(KNOWN))
    def test_holds_the_number_of_every_known_carrier(self, db: Session, code: str) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        found = shipping_quoter.tracking_url(db, store.id, code, "AB 1/2")

        assert found is not None
        assert found.startswith("https://")
        assert "AB%201%2F2" in found
        assert "{" not in found

    def test_follows_the_stores_own_carrier_first(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        own = {"dhl": "https://own.example/{number}", "bike": ""}
        for code, url in own.items():
            db.add(ShippingCarrier(store_id=store.id, code=code, name=code, tracking_url=url))
        db.flush()

        found = [shipping_quoter.tracking_url(db, store.id, code, "1") for code in (*own, "no")]

        assert found == ["https://own.example/1", None, None]


def test_is_offered_where_the_module_is_on(db: Session) -> None:
    on, off = make_platform(db), make_platform(db)
    ModuleSwitches(db, off.id).disable("shipping", Actor("test"))

    assert service_on(db, on.id, SHIPPING_QUOTER, FreeShipping()) is shipping_quoter
    assert isinstance(service_on(db, off.id, SHIPPING_QUOTER, FreeShipping()), FreeShipping)
