-- A paid or cancelled order took its goods at once, one that waits or failed reserved them.
INSERT INTO inventory_movement
    (store_id, id, variant_id, source, external_ref, reason, on_hand_change, reserved_change,
     happened_at)
SELECT sale.store_id, line.line_id * 2, line.variant_id, 'bench',
    'order-' || sale.place || '/' || line.nth,
    CASE WHEN sale.is_taken THEN 'sale' ELSE 'reservation' END,
    CASE WHEN sale.is_taken THEN -line.quantity ELSE 0 END,
    CASE WHEN sale.is_taken THEN 0 ELSE line.quantity END,
    sale.placed_at
FROM (
    SELECT sale.number, sale.store_id, sale.place, sale.placed_at, store.first_product,
        store.products, store.tax_percent,
        fate.paid_at IS NOT NULL OR fate.cancelled_at IS NOT NULL AS is_taken
    FROM bench.sale
    JOIN bench.store ON store.store_id = sale.store_id AND store.is_tracked
    CROSS JOIN LATERAL bench.fate(sale.number, sale.placed_at) AS fate
    OFFSET 0
) AS sale
CROSS JOIN LATERAL bench.basket(
    sale.number, sale.first_product * 2, sale.products * 2, sale.tax_percent
) AS line;

-- A failed order lets go of what it had reserved.
INSERT INTO inventory_movement
    (store_id, id, variant_id, source, external_ref, reason, on_hand_change, reserved_change,
     happened_at)
SELECT sale.store_id, line.line_id * 2 + 1, line.variant_id, 'bench',
    'order-' || sale.place || '/' || line.nth || '/x', 'release', 0, -line.quantity,
    sale.failed_at
FROM (
    SELECT sale.number, sale.store_id, sale.place, store.first_product, store.products,
        store.tax_percent, fate.failed_at
    FROM bench.sale
    JOIN bench.store ON store.store_id = sale.store_id AND store.is_tracked
    CROSS JOIN LATERAL bench.fate(sale.number, sale.placed_at) AS fate
    WHERE bench.dice(sale.number, 10) < 0.011 AND fate.failed_at IS NOT NULL
    OFFSET 0
) AS sale
CROSS JOIN LATERAL bench.basket(
    sale.number, sale.first_product * 2, sale.products * 2, sale.tax_percent
) AS line;

-- On the first of the month comes what the month will sell; the opening stock stays over.
INSERT INTO inventory_movement
    (store_id, id, variant_id, source, external_ref, reason, on_hand_change, reserved_change,
     happened_at)
SELECT store_id, %(beyond)s::bigint + row_number() OVER (), variant_id, 'bench',
    'delivery-' || to_char(month, 'YYYY-MM') || '/' || variant_id, 'delivery', units, 0,
    greatest(month, %(begins)s::timestamptz)
FROM (
    SELECT store_id, variant_id, date_trunc('month', happened_at) AS month,
        -sum(on_hand_change) AS units
    FROM inventory_movement
    WHERE reason = 'sale'
    GROUP BY 1, 2, 3
) AS sold;

INSERT INTO inventory_movement
    (store_id, id, variant_id, source, external_ref, reason, on_hand_change, reserved_change,
     happened_at)
SELECT store_id, %(beyond)s::bigint - id, id, 'bench', 'opening/' || id, 'opening',
    CASE WHEN bench.dice(id, 71) < 0.06 THEN 0 ELSE floor(60 * bench.dice(id, 72)) END, 0,
    %(opened)s::timestamptz + interval '1 day'
FROM catalog_variant JOIN bench.store USING (store_id)
WHERE store.is_tracked;

INSERT INTO inventory_stock_item
    (store_id, id, variant_id, sku, title, is_tracked, low_stock_threshold, on_hand, reserved,
     created_at)
SELECT variant.store_id, variant.id, variant.id, variant.sku, variant.title, store.is_tracked,
    5, coalesce(level.on_hand, 0), coalesce(level.reserved, 0),
    %(opened)s::timestamptz + interval '1 day'
FROM catalog_variant AS variant
JOIN bench.store USING (store_id)
LEFT JOIN (
    SELECT store_id, variant_id, sum(on_hand_change) AS on_hand,
        sum(reserved_change) AS reserved
    FROM inventory_movement GROUP BY 1, 2
) AS level ON level.store_id = variant.store_id AND level.variant_id = variant.id;
