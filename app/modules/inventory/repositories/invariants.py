"""What must always hold of stock."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

_ITEM_SUMS = """
SELECT i.variant_id, i.on_hand, i.reserved, m.on_hand AS moved, m.reserved AS moved_reserved
FROM inventory_stock_item AS i LEFT JOIN (
  SELECT store_id, variant_id, sum(on_hand_change) AS on_hand, sum(reserved_change) AS reserved
  FROM inventory_movement GROUP BY store_id, variant_id
) AS m ON m.store_id = i.store_id AND m.variant_id = i.variant_id
WHERE i.on_hand <> coalesce(m.on_hand, 0) OR i.reserved <> coalesce(m.reserved, 0)
"""
_LEVEL_SUMS = """
SELECT variant_id, location_id, l.on_hand, l.reserved, m.on_hand AS moved,
  m.reserved AS moved_reserved
FROM inventory_level AS l FULL JOIN (
  SELECT store_id, variant_id, location_id,
    sum(on_hand_change) AS on_hand, sum(reserved_change) AS reserved
  FROM inventory_movement WHERE location_id IS NOT NULL GROUP BY 1, 2, 3
) AS m USING (store_id, variant_id, location_id)
WHERE coalesce(l.on_hand, 0) <> coalesce(m.on_hand, 0)
  OR coalesce(l.reserved, 0) <> coalesce(m.reserved, 0)
"""
_RESERVATION_SUMS = """
SELECT r.id, r.ref, r.quantity - r.shipped - r.released AS held, m.reserved AS moved_reserved
FROM inventory_reservation AS r LEFT JOIN (
  SELECT store_id, reservation_id, sum(reserved_change) AS reserved
  FROM inventory_movement WHERE reservation_id IS NOT NULL GROUP BY 1, 2
) AS m ON m.store_id = r.store_id AND m.reservation_id = r.id
WHERE r.quantity - r.shipped - r.released <> coalesce(m.reserved, 0)
"""
# A reservation says how many of its units were not there when it was made. Where nothing was said,
# there must have been enough: the balance in the order of writing, which the item's lock decides.
# Only items that are promised beyond what there is can hold such a case.
_OVERSOLD = """
SELECT s.variant_id, r.ref, s.balance FROM (
  SELECT m.store_id, m.variant_id, m.reservation_id, m.reserved_change,
    sum(m.on_hand_change - m.reserved_change)
      OVER (PARTITION BY m.store_id, m.variant_id ORDER BY m.id) AS balance
  FROM inventory_movement AS m JOIN inventory_stock_item AS i
    ON i.store_id = m.store_id AND i.variant_id = m.variant_id
  WHERE i.is_tracked AND i.on_hand < i.reserved
) AS s JOIN inventory_reservation AS r ON r.store_id = s.store_id AND r.id = s.reservation_id
WHERE s.reserved_change > 0 AND s.balance < 0 AND (
  SELECT sum(o.backordered) FROM inventory_reservation AS o
  WHERE o.store_id = r.store_id AND o.ref = r.ref AND o.variant_id = r.variant_id
) < least(-s.balance, s.reserved_change)
"""

INVARIANTS = (
    Invariant(
        "inventory.items_are_their_movements",
        "What is on hand and set aside of a variant is the sum of its movements.",
        _ITEM_SUMS,
    ),
    Invariant(
        "inventory.levels_are_their_movements",
        "What a location has of a variant is the sum of the movements there.",
        _LEVEL_SUMS,
    ),
    Invariant(
        "inventory.reservations_are_their_movements",
        "What a reservation holds is what its movements set aside and did not let go.",
        _RESERVATION_SUMS,
    ),
    Invariant(
        "inventory.nothing_is_oversold",
        "Nothing was promised beyond what there was, except as a backorder.",
        _OVERSOLD,
    ),
)
