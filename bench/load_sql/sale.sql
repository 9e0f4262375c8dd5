-- Every order in the order of time: when, in which store, the how manieth there.
CREATE UNLOGGED TABLE bench.sale AS
SELECT number, store_id, placed_at, place
FROM (
    SELECT number, store_id, placed_at,
        row_number() OVER (PARTITION BY store_id ORDER BY number) AS place
    FROM (
        SELECT
            hour.before + within AS number,
            width_bucket(
                bench.dice(hour.before + within, 50), %(thresholds)s::double precision[]
            )::bigint + 1 AS store_id,
            hour.starts_at
                + (within - bench.dice(hour.before + within, 51)) / hour.orders
                * interval '1 hour' AS placed_at
        FROM bench.hour CROSS JOIN LATERAL generate_series(1, hour.orders) AS within
        OFFSET 0
    ) AS drawn
) AS numbered
ORDER BY number;
ANALYZE bench.sale;

-- Two of five orders bring a new customer, the others come from one who is known already.
UPDATE bench.store SET first_customer = counted.first_customer
FROM (
    SELECT store_id,
        1 + sum((2 * max(place) + 4) / 5) OVER (ORDER BY store_id)
            - (2 * max(place) + 4) / 5 AS first_customer
    FROM bench.sale GROUP BY store_id
) AS counted
WHERE store.store_id = counted.store_id;
