-- The stores as drawn up in Python, and the hours with the number of orders placed in each.
CREATE TABLE bench.store (
    store_id bigint PRIMARY KEY,
    merchant_id bigint NOT NULL,
    currency text NOT NULL,
    second_currency text,
    time_zone text NOT NULL,
    tax_percent integer NOT NULL,
    platform_id bigint NOT NULL,
    second_platform_id bigint,
    products bigint NOT NULL,
    first_product bigint NOT NULL,
    is_tracked boolean NOT NULL,
    has_feed boolean NOT NULL,
    first_customer bigint NOT NULL DEFAULT 0
);
CREATE TABLE bench.hour (
    starts_at timestamptz NOT NULL,
    before bigint NOT NULL,
    orders bigint NOT NULL
);
