-- Draws that depend on nothing but a number, a salt and the seed: the same data on every machine.
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;

CREATE FUNCTION bench.dice(number bigint, salt bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(number, salt + %(seed)s::bigint * 1000) & 1073741823)
    / 1073741824.0::double precision;

CREATE FUNCTION bench.past(moment timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN moment < %(ending)s::timestamptz THEN moment END;

-- 3.95 to 93.95, more often cheap than dear.
CREATE FUNCTION bench.price(variant_id bigint) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN floor(power(bench.dice(variant_id, 30), 2) * 91)::integer * 100 + 395;

CREATE FUNCTION bench.currency_of(number bigint, first text, second text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN second IS NOT NULL AND bench.dice(number, 31) < 0.2 THEN second ELSE first END;

-- What became of an order until now: 1.1 % fail, 2.2 % are cancelled, 7 % are paid by transfer.
CREATE FUNCTION bench.fate(number bigint, placed_at timestamptz)
RETURNS TABLE (
    paid_at timestamptz, fulfilled_at timestamptz, cancelled_at timestamptz, failed_at timestamptz
)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT
        CASE WHEN chance >= 0.033 OR (chance >= 0.011 AND wait < later)
            THEN bench.past(fate.placed_at + wait) END,
        CASE WHEN chance >= 0.033 THEN bench.past(fate.placed_at + wait + packing) END,
        CASE WHEN chance >= 0.011 AND chance < 0.033
            THEN bench.past(fate.placed_at + later) END,
        CASE WHEN chance < 0.011 THEN bench.past(fate.placed_at + later) END
    FROM (
        SELECT
            bench.dice(number, 10) AS chance,
            CASE WHEN bench.dice(number, 11) < 0.07 THEN 20 + 56 * bench.dice(number, 12)
                ELSE 0.01 + 0.07 * bench.dice(number, 12) END * interval '1 hour' AS wait,
            (1 + 19 * bench.dice(number, 13)) * interval '1 hour' AS later,
            (5 + 57 * bench.dice(number, 14)) * interval '1 hour' AS packing
        OFFSET 0
    ) AS drawn;
END;

-- One to six lines, 2.5 in the mean; popular variants are those with low numbers.
CREATE FUNCTION bench.basket(
    number bigint, first_variant bigint, variants bigint, tax_percent integer
)
RETURNS TABLE (
    nth bigint, line_id bigint, variant_id bigint, quantity integer, price_minor integer,
    gross_minor integer, discount_minor integer, tax_minor integer
)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT
        line.nth, basket.number * 8 + line.nth, line.variant_id, line.quantity,
        line.price_minor, line.price_minor * line.quantity,
        line.discount_minor,
        ((line.price_minor * line.quantity - line.discount_minor) * tax_percent + 50) / 100
    FROM (
        SELECT
            drawn.nth, drawn.variant_id, drawn.quantity, drawn.price_minor,
            (drawn.price_minor * drawn.quantity * drawn.percent + 50) / 100 AS discount_minor
        FROM (
            SELECT
                chosen.nth, chosen.variant_id, chosen.percent, chosen.quantity,
                bench.price(chosen.variant_id) AS price_minor
            FROM (
                SELECT
                    place AS nth,
                    first_variant + floor(
                        variants * power(bench.dice(basket.number * 8 + place, 20), 2)
                    )::bigint AS variant_id,
                    width_bucket(
                        bench.dice(basket.number * 8 + place, 21),
                        ARRAY[0.0, 0.8, 0.93, 0.97, 0.99]::double precision[]
                    ) AS quantity,
                    CASE WHEN bench.dice(basket.number, 22) < 0.17
                        THEN (ARRAY[5, 10, 10, 15, 20])[1 + floor(
                            5 * bench.dice(basket.number, 23)
                        )::integer] ELSE 0 END AS percent
                FROM generate_series(1, width_bucket(
                    bench.dice(basket.number, 24),
                    ARRAY[0.0, 0.33, 0.59, 0.76, 0.87, 0.94]::double precision[]
                )::bigint) AS place
                OFFSET 0
            ) AS chosen
            OFFSET 0
        ) AS drawn
        OFFSET 0
    ) AS line;
END;
