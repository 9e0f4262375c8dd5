"""Which platform is in view, and who may see what."""

from __future__ import annotations

from collections.abc import Iterator

import anyio
import pytest
from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.config import reset_settings
from app.kernel.errors import NotSignedIn
from app.modules.registry import registry
from app.modules.tenancy.dependencies import (
    PermissionGuard,
    needs,
    permission_of,
    public,
    signed_in,
)
from app.modules.tenancy.exceptions import NoAccess, UnknownPlatform, UnknownStore
from app.modules.tenancy.models import StorePlatform
from app.modules.tenancy.services.access import Access, Place, admin_access, store_access
from app.modules.tenancy.services.entrance import Wish, choices, enter, enter_anywhere
from app.modules.tenancy.services.user_context import permissions_of_role
from tests.factories import make_member, make_operator, make_platform, make_store, make_user


def of_member(db: Session, user_id: int, held: Place, named: Place | None = None) -> Access:
    return store_access(db, user_id, held=held, named=named or Place(), session_key="key")


def of_operator(db: Session, user_id: int, held: Place, named: Place | None = None) -> Access:
    return admin_access(db, user_id, held=held, named=named or Place(), session_key="key")


@pytest.fixture
def default_platform(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("STOA_DEFAULT_PLATFORM", "preferred")
    reset_settings()
    yield "preferred"
    monkeypatch.undo()
    reset_settings()


class TestPlatformInView:
    def test_is_the_held_one_first(self, db: Session, default_platform: str) -> None:
        older, held = make_platform(db), make_platform(db)
        default = make_platform(db, default_platform)
        store = make_store(db, platforms=[older, held, default])
        user = make_member(db, store)

        access = of_member(db, user.id, Place(store.id, held.id))

        assert access.platform.id == held.id
        assert access.user.token_platform_id == held.id

    def test_is_the_named_one_next(self, db: Session, default_platform: str) -> None:
        default, named = make_platform(db, default_platform), make_platform(db)
        store = make_store(db, platforms=[default, named])
        user = make_member(db, store)

        access = of_member(db, user.id, Place(store.id), Place(platform_id=named.id))

        assert access.platform.id == named.id

    def test_is_the_default_one_then(self, db: Session, default_platform: str) -> None:
        older, default = make_platform(db), make_platform(db, default_platform)
        store = make_store(db, platforms=[older, default])
        user = make_member(db, store)

        assert of_member(db, user.id, Place(store.id)).platform.id == default.id

    def test_is_the_oldest_link_at_last(self, db: Session, default_platform: str) -> None:
        make_platform(db, default_platform)
        newer, older = make_platform(db), make_platform(db)
        store = make_store(db, platforms=[older])
        db.add(StorePlatform(store_id=store.id, platform_id=newer.id))
        db.flush()
        user = make_member(db, store)

        assert of_member(db, user.id, Place(store.id)).platform.id == older.id

    def test_of_an_operator_is_never_another_ones(self, db: Session, default_platform: str) -> None:
        make_platform(db, default_platform)
        mine = make_platform(db)
        user = make_operator(db, mine)

        assert of_operator(db, user.id, Place()).platform.id == mine.id


class TestRefusal:
    def test_of_a_store_without_any_platform(self, db: Session) -> None:
        store = make_store(db)
        user = make_member(db, store)

        with pytest.raises(NoAccess):
            of_member(db, user.id, Place(store.id))

    def test_of_a_session_that_names_no_store(self, db: Session) -> None:
        with pytest.raises(NoAccess):
            of_member(db, make_user(db).id, Place())

    def test_of_an_address_that_names_another_place(self, db: Session) -> None:
        platform, other = make_platform(db), make_platform(db)
        store = make_store(db, platforms=[platform, other])
        neighbour = make_store(db, platforms=[platform])
        user = make_operator(db, platform, make_member(db, store))

        with pytest.raises(UnknownStore):
            of_member(db, user.id, Place(store.id), Place(neighbour.id))
        with pytest.raises(UnknownPlatform):
            of_member(db, user.id, Place(store.id, platform.id), Place(None, other.id))
        with pytest.raises(UnknownPlatform):
            of_member(db, user.id, Place(store.id), Place(None, make_platform(db).id))
        with pytest.raises(UnknownPlatform):
            of_operator(db, user.id, Place(None, platform.id), Place(store.id))
        with pytest.raises(UnknownPlatform):
            of_operator(db, user.id, Place(), Place(None, other.id))

    def test_of_a_platform_that_somebody_else_operates(self, db: Session) -> None:
        mine, other = make_platform(db), make_platform(db)
        user = make_operator(db, mine)

        with pytest.raises(NoAccess):
            of_operator(db, user.id, Place(None, other.id))

    def test_of_an_operator_who_was_locked_out(self, db: Session) -> None:
        platform = make_platform(db)
        user = make_operator(db, platform, make_user(db, is_active=False))

        with pytest.raises(NoAccess):
            of_operator(db, user.id, Place(None, platform.id))


class TestPermissions:
    def test_of_a_role_are_those_that_name_it(self, db: Session) -> None:
        store = make_store(db, platforms=[make_platform(db)])
        viewer = of_member(db, make_member(db, store, "viewer").id, Place(store.id)).user
        owner = of_member(db, make_member(db, store, "owner").id, Place(store.id)).user

        assert viewer.may("tenancy.view_team")
        assert not viewer.may("tenancy.manage_team")
        assert owner.may("tenancy.manage_team")
        assert not owner.may("tenancy.view_merchants")
        assert viewer.permissions == permissions_of_role("viewer")

    def test_of_an_operator_are_all_but_those_of_the_installation(self, db: Session) -> None:
        platform = make_platform(db)
        everything = {permission.code for permission in registry().permissions()}
        whole = {p.code for p in registry().permissions() if p.for_installation}

        one, every = make_operator(db, platform), make_operator(db)
        of_one = of_operator(db, one.id, Place()).user
        of_all = of_operator(db, every.id, Place()).user

        assert whole
        assert of_one.permissions == everything - whole
        assert of_all.permissions == everything
        assert of_one.is_operator

    def test_of_an_unknown_role_are_none(self) -> None:
        assert permissions_of_role("stranger") == frozenset()


class TestPermissionGuard:
    def test_refuses_whoever_no_guard_has_seen(self) -> None:
        with pytest.raises(NotSignedIn):
            anyio.run(PermissionGuard("tenancy.view_team"), Request({"type": "http"}))

    def test_is_found_by_its_permission(self) -> None:
        asked = [needs("tenancy.view_team"), signed_in(), public(), Depends(make_user)]

        assert [permission_of(each) for each in asked] == ["tenancy.view_team", "", "", None]


class TestEntrance:
    def test_passes_over_a_store_without_platform(self, db: Session) -> None:
        linked = make_store(db, "b-linked", platforms=[make_platform(db)])
        user = make_member(db, make_store(db, "a-alone"))
        make_member(db, linked, "staff", user)

        access = enter(db, user.id, "store", wish=Wish(), named=Place())

        assert access.store is not None
        assert access.store.id == linked.id

    def test_prefers_the_frontend_that_one_comes_from(self, db: Session) -> None:
        platform = make_platform(db)
        user = make_operator(db, platform)
        make_member(db, make_store(db, platforms=[platform]), "staff", user)

        audiences = [
            enter_anywhere(db, user.id, named=Place(), towards=path).user.audience
            for path in ("", "/admin/modules", "/store/orders")
        ]

        assert audiences == ["admin", "admin", "store"]


class TestChoices:
    def test_are_the_stores_and_platforms_one_has_a_right_in(self, db: Session) -> None:
        platform, other = make_platform(db), make_platform(db)
        first = make_store(db, "zebra", platforms=[platform])
        second = make_store(db, "ant", platforms=[platform, other])
        make_store(db, platforms=[platform])
        unlinked = make_store(db)
        user = make_operator(db, platform)
        for store in (first, second, unlinked):
            make_member(db, store, "staff", user)

        found = choices(db, user.id)

        assert [member.store.name for member in found.memberships] == ["Ant", "Zebra"]
        assert found.memberships[0].store.platform_ids == (platform.id, other.id)
        assert [item.id for item in found.platforms] == [platform.id]

    def test_of_the_menu_name_a_store_and_perhaps_a_platform(self) -> None:
        assert Wish.chosen("grocer") == Wish("grocer", None)
        assert Wish.chosen("grocer@alpha") == Wish("grocer", "alpha")
