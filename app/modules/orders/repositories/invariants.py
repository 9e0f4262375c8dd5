"""What must always hold of orders that were placed here."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "orders.totals_are_their_lines",
        "An order's amounts and units are the sums over its lines, and of its shipping.",
        "SELECT o.id FROM orders_order AS o LEFT JOIN LATERAL (SELECT"
        " coalesce(sum(l.gross_minor), 0) AS gross, coalesce(sum(l.discount_minor), 0) AS discount,"
        " coalesce(sum(l.tax_minor), 0) AS tax, coalesce(sum(l.quantity), 0) AS units"
        " FROM orders_order_line AS l WHERE l.store_id = o.store_id AND l.order_id = o.id) AS x"
        " ON true WHERE o.source = 'storefront' AND (o.gross_minor <> x.gross OR o.discount_minor"
        " <> x.discount"
        " OR o.tax_minor <> x.tax + o.shipping_tax_minor OR o.units <> x.units)",
    ),
    Invariant(
        "orders.reversed_is_its_reversals",
        "What was taken back of an order, and owed for it, is the sum of its reversals.",
        "SELECT o.id FROM orders_order AS o LEFT JOIN LATERAL (SELECT"
        " coalesce(sum(r.goods_minor + r.shipping_minor + r.tax_minor), 0) AS value,"
        " coalesce(sum(r.shipping_minor), 0) AS shipping,"
        " coalesce(sum(r.shipping_tax_minor), 0) AS shipping_tax,"
        " coalesce(sum(r.refund_minor), 0) AS owed FROM orders_reversal AS r"
        " WHERE r.store_id = o.store_id AND r.order_id = o.id AND r.source = o.source) AS x ON true"
        " WHERE o.source = 'storefront' AND (o.reversed_minor <> x.value OR o.owed_minor <> x.owed"
        " OR o.reversed_shipping_minor <> x.shipping"
        " OR o.reversed_shipping_tax_minor <> x.shipping_tax)",
    ),
    Invariant(
        "orders.lines_are_reversed_as_written",
        "What was taken back of a line is the sum of the reversal lines that name it.",
        "SELECT l.id, l.order_id FROM orders_order_line AS l JOIN orders_order AS o"
        " ON o.store_id = l.store_id AND o.id = l.order_id LEFT JOIN LATERAL (SELECT"
        " coalesce(sum(b.quantity), 0) AS units, coalesce(sum(b.goods_minor), 0) AS net,"
        " coalesce(sum(b.tax_minor), 0) AS tax FROM orders_reversal_line AS b"
        " WHERE b.store_id = l.store_id AND b.order_line_id = l.id) AS x ON true"
        " WHERE o.source = 'storefront' AND (l.reversed_units <> x.units OR l.reversed_net_minor"
        " <> x.net"
        " OR l.reversed_tax_minor <> x.tax)",
    ),
    Invariant(
        "orders.nothing_below_zero_is_left",
        "Of a line there is never taken back, cancelled or shipped more than was sold.",
        "SELECT l.id, l.order_id FROM orders_order_line AS l"
        " WHERE least(l.quantity - l.reversed_units, l.reversed_units - l.cancelled_units,"
        " l.quantity - l.cancelled_units - l.shipped_units, l.shipped_units - l.returned_units,"
        " l.gross_minor - l.discount_minor - l.reversed_net_minor,"
        " l.tax_minor - l.reversed_tax_minor) < 0"
        " AND EXISTS (SELECT FROM orders_order AS o WHERE o.store_id = l.store_id"
        " AND o.id = l.order_id AND o.source = 'storefront')",
    ),
    Invariant(
        "orders.shipped_is_in_shipments",
        "The shipped units of a line are those in its order's shipments.",
        "SELECT l.id, l.order_id FROM orders_order_line AS l WHERE l.shipped_units <>"
        " coalesce((SELECT"
        " sum(f.quantity) FROM orders_fulfilment_line AS f JOIN orders_fulfilment AS x"
        " ON x.store_id = f.store_id AND x.id = f.fulfilment_id AND x.order_id = l.order_id"
        " WHERE f.store_id = l.store_id AND f.order_line_id = l.id), 0)",
    ),
    Invariant(
        "orders.refunds_are_paid_for",
        "No more money is owed or given back than was received.",
        "SELECT o.id FROM orders_order AS o WHERE o.source = 'storefront' AND (o.refunded_minor"
        " + o.returning_minor > o.captured_minor OR o.surplus_minor > o.captured_minor"
        " OR o.owed_minor > o.captured_minor + o.recorded_minor - o.surplus_minor"
        " OR o.owed_minor > o.reversed_minor)",
    ),
    Invariant(
        "orders.nothing_is_kept_beyond_what_is_due",
        "What was received beyond what is charged, or for an order that was given up, goes back.",
        "SELECT o.id FROM orders_order AS o WHERE o.source = 'storefront'"
        " AND o.captured_minor - o.surplus_minor - greatest(o.owed_minor - o.recorded_minor,"
        " o.refunded_minor + o.returning_minor - o.surplus_minor)"
        " > CASE WHEN o.failed_at IS NULL THEN o.gross_minor - o.discount_minor + o.shipping_minor"
        " + o.tax_minor - o.reversed_minor ELSE 0 END",
    ),
    Invariant(
        "orders.paid_is_covered",
        "What a paid order received, less what it owes, covers what is charged for it.",
        "SELECT o.id FROM orders_order AS o WHERE o.source = 'storefront' AND o.paid_at IS NOT NULL"
        " AND o.captured_minor + o.recorded_minor - o.surplus_minor - o.owed_minor"
        " < o.gross_minor - o.discount_minor + o.shipping_minor + o.tax_minor - o.reversed_minor",
    ),
    Invariant(
        "orders.paid_has_an_invoice",
        "Every paid order has an invoice.",
        "SELECT o.id FROM orders_order AS o WHERE o.source = 'storefront' AND o.paid_at IS NOT NULL"
        " AND NOT EXISTS (SELECT FROM orders_invoice AS x"
        " WHERE o.store_id = x.store_id AND o.id = x.order_id AND x.kind = 'invoice')",
    ),
    Invariant(
        "orders.corrections_are_documented",
        "What was taken back after the invoice has a credit note of the same worth.",
        "SELECT r.id, r.order_id FROM orders_reversal AS r JOIN orders_order_event AS taken"
        " ON taken.store_id = r.store_id AND taken.order_id = r.order_id"
        " AND taken.reversal_id = r.id JOIN orders_order_event AS issued"
        " ON issued.store_id = r.store_id AND issued.order_id = r.order_id"
        " AND issued.kind = 'invoiced' AND issued.details ->> 'kind' = 'invoice'"
        " AND issued.id < taken.id WHERE r.source = 'storefront' AND NOT EXISTS (SELECT"
        " FROM orders_invoice AS c WHERE c.store_id = r.store_id AND c.reversal_id = r.id"
        " AND c.invoice_id = issued.subject_id"
        " AND c.total_minor = r.goods_minor + r.shipping_minor + r.tax_minor)",
    ),
    Invariant(
        "orders.documents_have_no_gaps",
        "Invoices and credit notes of a store are numbered without a gap.",
        "SELECT c.kind, c.last FROM orders_invoice_counter AS c LEFT JOIN LATERAL (SELECT"
        " count(*) AS number, coalesce(max(x.sequence), 0) AS highest,"
        " coalesce(min(x.sequence), 1) AS lowest FROM orders_invoice AS x"
        " WHERE x.store_id = c.store_id AND x.kind = c.kind) AS x ON true"
        " WHERE x.number <> c.last OR x.highest <> c.last OR x.lowest <> 1"
        " UNION ALL SELECT x.kind, max(x.sequence) FROM orders_invoice AS x WHERE NOT EXISTS"
        " (SELECT"
        " FROM orders_invoice_counter AS c WHERE c.store_id = x.store_id AND c.kind = x.kind)"
        " GROUP BY x.kind",
    ),
    Invariant(
        "orders.rates_sum_to_the_tax",
        "The rates on an invoice or credit note sum to its net amount and its tax; one without"
        " rates has no tax.",
        "SELECT x.id, x.number FROM orders_invoice AS x LEFT JOIN LATERAL (SELECT"
        " coalesce(sum((r ->> 'net_minor')::bigint), 0) AS net,"
        " coalesce(sum((r ->> 'tax_minor')::bigint), 0) AS tax"
        " FROM jsonb_array_elements(x.content -> 'rates') AS r) AS s ON true"
        " WHERE s.tax <> x.tax_minor"
        " OR s.net <> x.net_minor AND jsonb_array_length(x.content -> 'rates') > 0"
        " OR x.total_minor <> x.net_minor + x.tax_minor",
    ),
    Invariant(
        "orders.timelines_begin_with_placing",
        "The timeline of an order has its placing.",
        "SELECT o.id FROM orders_order AS o WHERE o.source = 'storefront' AND NOT EXISTS (SELECT"
        " FROM orders_order_event AS x WHERE o.store_id = x.store_id AND o.id = x.order_id AND"
        " x.kind = 'placed'"
        " AND x.happened_at = o.placed_at)",
    ),
    Invariant(
        "orders.lines_stay_in_their_order",
        "What is shipped, returned or taken back names lines of its own order.",
        "SELECT x.id FROM orders_reversal_line AS b JOIN orders_reversal AS x"
        " ON x.store_id = b.store_id AND x.id = b.reversal_id JOIN orders_order_line AS l"
        " ON l.store_id = b.store_id AND l.id = b.order_line_id WHERE l.order_id <> x.order_id"
        " UNION ALL SELECT x.id FROM orders_return_line AS b JOIN orders_return AS x"
        " ON x.store_id = b.store_id AND x.id = b.return_id JOIN orders_order_line AS l"
        " ON l.store_id = b.store_id AND l.id = b.order_line_id WHERE l.order_id <> x.order_id"
        " UNION ALL SELECT x.id FROM orders_fulfilment_line AS b JOIN orders_fulfilment AS x"
        " ON x.store_id = b.store_id AND x.id = b.fulfilment_id JOIN orders_order_line AS l"
        " ON l.store_id = b.store_id AND l.id = b.order_line_id WHERE l.order_id <> x.order_id",
    ),
)
