WITH sale AS (
    SELECT i, now() - i * (interval '700 days' / %(orders)s) AS placed_at,
        300 + (i * 7919) %% 29700 AS price, 1 + i %% 3 AS units
    FROM generate_series(1, %(orders)s::bigint) AS i
),
placed AS (
    INSERT INTO orders_order
        (store_id, id, source, external_ref, number, platform_id, customer_name, customer_email,
         country, currency, placed_at, paid_at, fulfilled_at, gross_minor, discount_minor,
         shipping_minor, shipping_tax_minor, tax_minor, units)
    SELECT %(store_id)s, nextval('orders_order_id_seq'), 'bench', i::text, 'B' || i,
        (SELECT min(platform_id) FROM tenancy_store_platform WHERE store_id = %(store_id)s),
        'Customer ' || i %% 50000, 'customer-' || i %% 50000 || '@example.test', 'LU', 'EUR',
        placed_at, placed_at, placed_at + interval '1 day', price * units, 0, 0, 0, 0, units
    FROM sale
    RETURNING store_id, id, external_ref
)
INSERT INTO orders_order_line
    (store_id, id, order_id, external_ref, sku, title, quantity, unit_price, gross_minor,
     discount_minor, tax_minor)
SELECT placed.store_id, nextval('orders_order_line_id_seq'), placed.id, '1', 'B-' || sale.i,
    'Article ' || sale.i, sale.units, sale.price::numeric / 100, sale.price * sale.units, 0, 0
FROM placed JOIN sale ON sale.i = placed.external_ref::bigint
