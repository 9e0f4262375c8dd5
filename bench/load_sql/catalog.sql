INSERT INTO catalog_product
    (store_id, id, source, external_ref, title, created_at, published_at, archived_at,
     featured_at, unfeatured_at)
SELECT store_id, number, 'bench', 'product-' || number, 'Article ' || number, created_at,
    CASE WHEN bench.dice(number, 41) < 0.95 THEN created_at + interval '2 hours' END,
    CASE WHEN bench.dice(number, 42) < 0.08
        THEN created_at + bench.dice(number, 43) * (%(ending)s::timestamptz - created_at) END,
    CASE WHEN bench.dice(number, 44) < 0.1 THEN created_at + interval '1 day' END,
    CASE WHEN bench.dice(number, 44) < 0.05 THEN created_at + interval '30 days' END
FROM (
    SELECT store_id, number,
        %(opened)s::timestamptz + power(bench.dice(number, 40), 3)
            * (%(ending)s::timestamptz - %(opened)s::timestamptz - interval '40 days')
            AS created_at
    FROM bench.store, generate_series(first_product, first_product + products - 1) AS number
    OFFSET 0
) AS drawn;

INSERT INTO catalog_variant
    (store_id, id, product_id, sku, title, price_minor, currency, created_at)
SELECT product.store_id, product.id * 2 + half, product.id, 'SKU-' || product.id * 2 + half,
    product.title || CASE half WHEN 0 THEN ' small' ELSE ' large' END,
    bench.price(product.id * 2 + half), store.currency, product.created_at
FROM catalog_product AS product
JOIN bench.store USING (store_id)
CROSS JOIN generate_series(0, 1) AS half;
