"""What must always hold of promotions."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "promotions.promotion_uses",
        "A promotion with a limit counts its uses, and is not used more often than it may be.",
        "SELECT p.id, p.times_used, p.total_limit, u.uses FROM promotions_promotion p"
        " CROSS JOIN LATERAL (SELECT count(*) AS uses FROM promotions_redemption r"
        "  WHERE r.store_id = p.store_id AND r.promotion_id = p.id) u"
        " WHERE p.total_limit IS NOT NULL"
        " AND (u.uses <> p.times_used OR u.uses > p.total_limit)",
    ),
    Invariant(
        "promotions.code_uses",
        "A code with a limit counts its uses, and is not used more often than it may be.",
        "SELECT c.id, c.times_used, c.usage_limit, u.uses FROM promotions_code c"
        " CROSS JOIN LATERAL (SELECT count(*) AS uses FROM promotions_redemption r"
        "  WHERE r.store_id = c.store_id AND r.code_id = c.id) u"
        " WHERE c.usage_limit IS NOT NULL"
        " AND (u.uses <> c.times_used OR u.uses > c.usage_limit)",
    ),
    Invariant(
        "promotions.use_of_own_code",
        "A use names a code of the promotion that it is a use of, and took something off.",
        "SELECT r.id, r.ref FROM promotions_redemption r LEFT JOIN promotions_code c"
        " ON c.store_id = r.store_id AND c.id = r.code_id"
        " WHERE r.amount_minor <= 0 OR c.promotion_id <> r.promotion_id",
    ),
    Invariant(
        "promotions.automatic_without_codes",
        "A promotion that applies by itself has no codes.",
        "SELECT c.id, c.promotion_id FROM promotions_code c JOIN promotions_promotion p"
        " ON p.store_id = c.store_id AND p.id = c.promotion_id WHERE p.is_automatic",
    ),
)
