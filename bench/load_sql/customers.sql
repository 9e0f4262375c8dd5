INSERT INTO customers_customer
    (store_id, id, source, external_ref, name, email, country, is_guest, first_seen_at)
SELECT store_id, customer_id, 'bench', 'customer-' || customer_id, 'Customer ' || customer_id,
    'customer-' || customer_id || '@example.test', 'LU', bench.dice(customer_id, 54) < 0.1,
    placed_at
FROM (
    SELECT store_id, placed_at, store.first_customer + (2 * place + 4) / 5 - 1 AS customer_id
    FROM bench.sale JOIN bench.store USING (store_id)
    WHERE (2 * place + 4) / 5 > (2 * place + 2) / 5
    OFFSET 0
) AS drawn;
