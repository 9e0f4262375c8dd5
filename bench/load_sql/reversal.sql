-- What goes back: all of a cancelled order that was paid, the first line of some that were shipped.
CREATE UNLOGGED TABLE bench.back AS
SELECT sale.number, sale.store_id, sale.place, drawn.kind, drawn.occurred_at
FROM bench.sale
CROSS JOIN LATERAL bench.fate(sale.number, sale.placed_at) AS fate
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN fate.cancelled_at IS NOT NULL THEN 'cancellation'
            WHEN bench.dice(sale.number, 61) < 0.6 THEN 'return' ELSE 'refund' END AS kind,
        CASE WHEN fate.cancelled_at IS NOT NULL THEN fate.cancelled_at
            WHEN bench.dice(sale.number, 60) < 0.04 THEN bench.past(
                fate.fulfilled_at + (2 + 28 * bench.dice(sale.number, 62)) * interval '1 day'
            ) END AS occurred_at
    WHERE fate.paid_at IS NOT NULL
        AND (fate.cancelled_at IS NOT NULL OR fate.fulfilled_at IS NOT NULL)
    OFFSET 0
) AS drawn
WHERE drawn.occurred_at IS NOT NULL;
ANALYZE bench.back;

INSERT INTO orders_reversal_line
    (store_id, id, reversal_id, external_ref, sku, title, quantity, goods_minor)
SELECT back.store_id, line.line_id, back.number, line.nth::text, 'SKU-' || line.variant_id,
    'Article ' || line.variant_id, line.quantity, line.gross_minor - line.discount_minor
FROM bench.back
JOIN bench.store USING (store_id)
CROSS JOIN LATERAL bench.basket(
    back.number, store.first_product * 2, store.products * 2, store.tax_percent
) AS line
WHERE line.nth = 1 OR back.kind = 'cancellation';

INSERT INTO orders_reversal
    (store_id, id, source, external_ref, number, kind, order_ref, order_id, occurred_at, currency,
     goods_minor, shipping_minor, tax_minor, units, reason)
SELECT back.store_id, back.number, 'bench', 'back-' || back.place, 'R' || 10000 + back.place,
    back.kind, 'order-' || back.place, back.number, back.occurred_at,
    bench.currency_of(back.number, store.currency, store.second_currency),
    line.goods_minor, 0, line.tax_minor, line.units, NULL
FROM bench.back
JOIN bench.store USING (store_id)
CROSS JOIN LATERAL (
    SELECT sum(gross_minor - discount_minor) AS goods_minor, sum(tax_minor) AS tax_minor,
        sum(quantity) AS units
    FROM bench.basket(
        back.number, store.first_product * 2, store.products * 2, store.tax_percent
    )
    WHERE nth = 1 OR back.kind = 'cancellation'
) AS line;
