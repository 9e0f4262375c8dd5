INSERT INTO orders_order
    (store_id, id, source, external_ref, number, platform_id, customer_id, customer_name,
     customer_email, country, currency, placed_at, paid_at, fulfilled_at, cancelled_at, failed_at,
     gross_minor, discount_minor, shipping_minor, shipping_tax_minor, tax_minor, units)
SELECT sale.store_id, sale.number, 'bench', 'order-' || sale.place, (10000 + sale.place)::text,
    CASE WHEN bench.dice(sale.number, 53) < 0.3
        THEN coalesce(store.second_platform_id, store.platform_id)
        ELSE store.platform_id END,
    sale.customer_id, 'Customer ' || sale.customer_id,
    'customer-' || sale.customer_id || '@example.test', 'LU',
    bench.currency_of(sale.number, store.currency, store.second_currency),
    sale.placed_at, fate.paid_at, fate.fulfilled_at, fate.cancelled_at, fate.failed_at,
    line.gross_minor, line.discount_minor, shipping.minor,
    (shipping.minor * store.tax_percent + 50) / 100,
    line.tax_minor + (shipping.minor * store.tax_percent + 50) / 100,
    line.units
FROM (
    SELECT sale.number, sale.store_id, sale.placed_at, sale.place,
        store.first_customer + CASE
            WHEN (2 * place + 4) / 5 > (2 * place + 2) / 5 THEN (2 * place + 4) / 5 - 1
            ELSE floor(bench.dice(sale.number, 52) * ((2 * place + 4) / 5))::bigint
        END AS customer_id
    FROM bench.sale JOIN bench.store USING (store_id)
    OFFSET 0
) AS sale
JOIN bench.store USING (store_id)
CROSS JOIN LATERAL bench.fate(sale.number, sale.placed_at) AS fate
CROSS JOIN LATERAL (
    SELECT sum(gross_minor) AS gross_minor, sum(discount_minor) AS discount_minor,
        sum(tax_minor) AS tax_minor, sum(quantity) AS units
    FROM bench.basket(
        sale.number, store.first_product * 2, store.products * 2, store.tax_percent
    )
) AS line
CROSS JOIN LATERAL (
    SELECT CASE WHEN line.gross_minor - line.discount_minor >= 9000 THEN 0 ELSE 590 END AS minor
) AS shipping;
