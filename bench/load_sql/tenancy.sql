INSERT INTO tenancy_platform (id, code, name, domain, time_zone, created_at)
SELECT number, 'platform-' || number, 'Platform ' || number,
    'platform-' || number || '.localhost', 'Europe/Luxembourg', %(opened)s
FROM generate_series(1, 3) AS number;

INSERT INTO tenancy_merchant (id, code, name, created_at)
SELECT DISTINCT merchant_id, 'merchant-' || merchant_id, 'Merchant ' || merchant_id,
    %(opened)s::timestamptz
FROM bench.store;

INSERT INTO tenancy_store
    (id, merchant_id, code, name, currency, time_zone, created_at, opened_at)
SELECT store_id, merchant_id, 'store-' || store_id, 'Store ' || store_id, currency, time_zone,
    %(opened)s, %(opened)s
FROM bench.store;

INSERT INTO tenancy_store_platform (store_id, platform_id, linked_at)
SELECT store_id, platform_id, %(opened)s::timestamptz FROM bench.store
UNION ALL
SELECT store_id, second_platform_id,
    %(opened)s::timestamptz + floor(900 * bench.dice(store_id, 1)) * interval '1 day'
FROM bench.store WHERE second_platform_id IS NOT NULL;

-- Two to five people a store, the owner first; one operator of each platform and one of all.
INSERT INTO tenancy_user (id, email, name, password_hash, created_at)
SELECT store_id * 8 + place, 'member-' || place || '@store-' || store_id || '.test',
    'Member ' || place, CASE WHEN place = 1 THEN %(password_hash)s ELSE '!' END, %(opened)s
FROM bench.store, generate_series(1, 2 + floor(4 * bench.dice(store_id, 2))::integer) AS place
UNION ALL
SELECT number, 'operator-' || number || '@stoa.test', 'Operator ' || number,
    %(password_hash)s, %(opened)s
FROM generate_series(1, 4) AS number;

INSERT INTO tenancy_store_member (store_id, user_id, role, joined_at, left_at)
SELECT (id / 8), id, CASE mod(id, 8) WHEN 1 THEN 'owner' ELSE 'staff' END,
    %(opened)s::timestamptz + CASE mod(id, 8) WHEN 1 THEN 0 ELSE 700 END
        * bench.dice(id, 3) * interval '1 day',
    CASE WHEN mod(id, 8) > 1 AND bench.dice(id, 4) < 0.2
        THEN %(ending)s::timestamptz - 90 * bench.dice(id, 5) * interval '1 day' END
FROM tenancy_user WHERE id >= 8;

INSERT INTO tenancy_operator (user_id, platform_id, created_at)
SELECT number, CASE WHEN number < 4 THEN number END, %(opened)s
FROM generate_series(1, 4) AS number;

INSERT INTO tenancy_store_domain (store_id, hostname, created_at, verified_at)
SELECT store_id, 'www.store-' || store_id || '.test', %(opened)s::timestamptz + interval '3 days',
    CASE WHEN bench.dice(store_id, 7) < 0.8 THEN %(opened)s::timestamptz + interval '4 days' END
FROM bench.store WHERE bench.dice(store_id, 6) < 0.3;
