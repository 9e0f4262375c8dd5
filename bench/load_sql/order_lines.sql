INSERT INTO orders_order_line
    (store_id, id, order_id, external_ref, sku, title, variant_id, quantity, unit_price,
     gross_minor, discount_minor, tax_minor)
SELECT sale.store_id, line.line_id, sale.number, line.nth::text, 'SKU-' || line.variant_id,
    'Article ' || line.variant_id, line.variant_id, line.quantity,
    line.price_minor::numeric / 100, line.gross_minor, line.discount_minor, line.tax_minor
FROM bench.sale
JOIN bench.store USING (store_id)
CROSS JOIN LATERAL bench.basket(
    sale.number, store.first_product * 2, store.products * 2, store.tax_percent
) AS line;
