"""Categories and collections for shoppers, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from app.kernel.clock import utc_now
from app.kernel.errors import NotFound
from app.kernel.http.public_answers import public_answer
from app.modules.catalog.exceptions import UnknownCategory, UnknownCollection
from app.modules.catalog.repositories.category_rows import CategoryRows
from app.modules.catalog.repositories.collection_rows import CollectionRows
from app.modules.catalog.repositories.slug_rows import SlugRows
from app.modules.catalog.repositories.store_row import own_language
from app.modules.catalog.repositories.storefront_rows import StorefrontRows
from app.modules.catalog.services.card_json import Json, as_json
from app.modules.catalog.services.localised import Words
from app.modules.catalog.services.storefront_answers import moved_answer
from app.modules.catalog.services.storefront_catalog import LONGEST_ID, Looking

Found = Row[*tuple[Any, ...]]
MAX_AGE = 60
Nodes = dict[int, tuple[Json, Found]]


class Groups:
    """The categories and collections of one store as one shopper sees them."""

    def __init__(self, request: Request, db: Session, looking: Looking) -> None:
        self._request = request
        self._db = db
        self._looking = looking
        self._words = Words(looking.locale, own_language(db, looking.store_id))

    def tree(self) -> Response:
        """All categories that are shown; what stands below a hidden one is hidden too."""
        nodes = self._nodes(self._counts())
        return self._answer({"items": [node for node, row in nodes.values() if len(row.path) == 1]})

    def category(self, named: str) -> Response:
        """One of them by id or slug, or where it is by now. Raises UnknownCategory."""
        nodes = self._nodes(self._counts())
        found = {
            key: (self._category_page(node, row, nodes), row) for key, (node, row) in nodes.items()
        }
        return self._page("category", named, UnknownCategory, found)

    def collections(self) -> Response:
        """All collections that are shown."""
        return self._answer({"items": [page for page, _ in self._collections().values()]})

    def collection(self, named: str) -> Response:
        """One of them by id or slug, or where it is by now. Raises UnknownCollection."""
        return self._page("collection", named, UnknownCollection, self._collections())

    def _page(
        self,
        kind: str,
        named: str,
        refusal: type[NotFound],
        known: Nodes,
    ) -> Response:
        if named.isascii() and named.isdecimal() and len(named) <= LONGEST_ID:
            owner, is_former = int(named), False
        else:
            slugs = SlugRows(self._db, self._looking.store_id, kind)
            row = slugs.owner(named.replace("\0", ""), self._looking.locale)
            owner, is_former = (0, False) if row is None else (row.owner_id, row.is_former)
        if owner not in known:
            raise refusal
        if is_former:
            return moved_answer(self._request, known[owner][0]["slug"])
        return self._answer(known[owner][0])

    def _counts(self) -> dict[int, int]:
        return StorefrontRows(self._db).counts(self._looking.store_id, utc_now())

    def _nodes(self, counts: Mapping[int, int]) -> Nodes:
        nodes: Nodes = {}
        for row in CategoryRows(self._db, self._looking.store_id).all():
            above = nodes.get(row.parent_id)
            if not row.is_shown or (row.parent_id is not None and above is None):
                continue
            node = {
                **self._label(row),
                "image_url": row.image_url,
                "product_count": counts.get(row.id, 0),
                "children": [],
            }
            nodes[row.id] = (node, row)
            if above is not None:
                above[0]["children"].append(node)
        return nodes

    def _category_page(self, node: Json, row: Found, nodes: Nodes) -> Json:
        way = [nodes[key][0] for key in row.path]
        labels = [{name: each[name] for name in ("id", "slug", "name")} for each in way]
        return {**node, **self._texts(row), "breadcrumb": labels}

    def _collections(self) -> Nodes:
        counts = StorefrontRows(self._db).members(self._looking.store_id, utc_now())
        return {
            row.id: (
                {
                    **self._label(row),
                    **self._texts(row),
                    "image_url": row.image_url,
                    "sort": row.sort,
                    "product_count": counts.get(row.id, 0),
                },
                row,
            )
            for row in CollectionRows(self._db, self._looking.store_id).all()
            if row.is_shown
        }

    def _label(self, row: Found) -> Json:
        name = self._words.text(row.name, row.translations, "name")
        return {"id": row.id, "slug": self._words.pick(row.slugs or {}, str(row.id)), "name": name}

    def _texts(self, row: Found) -> Json:
        said = {
            name: self._words.text(getattr(row, name), row.translations, name)
            for name in ("description", "seo_title", "seo_description")
        }
        return {
            "description": said["description"],
            "seo": {"title": said["seo_title"], "description": said["seo_description"]},
            "slugs": row.slugs or {},
        }

    def _answer(self, content: Json) -> Response:
        return public_answer(self._request, as_json(content).encode(), max_age=MAX_AGE)
