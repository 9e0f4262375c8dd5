"""What must always hold in a store's catalogue."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "catalog.price_of_now",
        "The price that lists show of a variant is the one that counts now, or a change is due.",
        "SELECT v.id, v.price_minor, r.amount_minor FROM catalog_variant v"
        " JOIN catalog_product p ON p.store_id = v.store_id AND p.id = v.product_id"
        " CROSS JOIN LATERAL (SELECT a.amount_minor FROM catalog_price a"
        "  WHERE a.store_id = v.store_id AND a.variant_id = v.id AND a.currency = v.currency"
        "  AND a.valid_from <= now() ORDER BY a.valid_from DESC LIMIT 1) AS r"
        " WHERE v.price_minor IS DISTINCT FROM r.amount_minor AND p.cards_due_at > now()",
    ),
    Invariant(
        "catalog.prior_price",
        "A reduced price names the lowest price of the 30 days before it (98/6/EC, article 6a).",
        "SELECT a.id, a.prior_minor FROM catalog_price a WHERE a.is_reduced"
        " AND a.prior_minor IS DISTINCT FROM (SELECT min(b.amount_minor) FROM catalog_price b"
        "  WHERE b.store_id = a.store_id AND b.variant_id = a.variant_id"
        "  AND b.currency = a.currency AND b.valid_from < a.valid_from"
        "  AND coalesce((SELECT min(c.valid_from) FROM catalog_price c"
        "   WHERE c.store_id = b.store_id AND c.variant_id = b.variant_id"
        "   AND c.currency = b.currency AND c.valid_from > b.valid_from), 'infinity')"
        "  > a.valid_from - interval '30 days')",
    ),
    Invariant(
        "catalog.card_for_product",
        "What is published is shown once in the store's own currency at every moment, or is due.",
        "SELECT p.id FROM catalog_product p JOIN tenancy_store s ON s.id = p.store_id"
        " WHERE p.cards_due_at > now() AND ((p.published_at IS NOT NULL"
        " AND greatest(p.created_at, p.published_at) <= now()"
        " AND coalesce(p.archived_at, 'infinity') > now())::int)"
        " <> (SELECT count(*) FROM catalog_card c WHERE c.store_id = p.store_id"
        "  AND c.product_id = p.id AND c.currency = s.currency"
        "  AND c.valid_from <= now() AND c.valid_until > now())",
    ),
    Invariant(
        "catalog.card_price",
        "The lowest price on a card is the lowest price that its variants have.",
        "SELECT c.product_id, c.price_key FROM catalog_card c"
        " WHERE c.valid_from <= now() AND c.valid_until > now()"
        " AND nullif(c.price_key, 100000000000000) IS DISTINCT FROM ("
        "  SELECT min(r.amount_minor) FROM catalog_variant v CROSS JOIN LATERAL ("
        "   SELECT a.amount_minor FROM catalog_price a WHERE a.store_id = v.store_id"
        "   AND a.variant_id = v.id AND a.currency = c.currency AND a.valid_from <= now()"
        "   ORDER BY a.valid_from DESC LIMIT 1) AS r"
        "  WHERE v.store_id = c.store_id AND v.product_id = c.product_id"
        "  AND v.retired_at IS NULL)",
    ),
    Invariant(
        "catalog.tree",
        "The way to a category is its parent's and itself.",
        "SELECT k.id, k.path FROM catalog_category k LEFT JOIN catalog_category a"
        " ON a.store_id = k.store_id AND a.id = k.parent_id"
        " WHERE k.path <> coalesce(a.path, '{}') || k.id",
    ),
    Invariant(
        "catalog.one_slug",
        "A thing has one slug in a language at a time.",
        "SELECT kind, locale, coalesce(product_id, category_id, collection_id), count(*)"
        " FROM catalog_slug WHERE replaced_at IS NULL GROUP BY 1, 2, 3 HAVING count(*) > 1",
    ),
)
