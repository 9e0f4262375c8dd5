INSERT INTO orders_order_event (store_id, id, order_id, kind, reversal_id, happened_at)
SELECT sale.store_id, sale.number * 8 + event.place, sale.number, event.kind, NULL, event.at
FROM bench.sale
CROSS JOIN LATERAL bench.fate(sale.number, sale.placed_at) AS fate
CROSS JOIN LATERAL (
    VALUES (1, 'placed', sale.placed_at), (2, 'paid', fate.paid_at),
        (3, 'fulfilled', fate.fulfilled_at), (4, 'cancelled', fate.cancelled_at),
        (5, 'failed', fate.failed_at)
) AS event (place, kind, at)
WHERE event.at IS NOT NULL;

INSERT INTO orders_order_event (store_id, id, order_id, kind, reversal_id, happened_at)
SELECT store_id, number * 8 + 6, number, 'reversed', number, occurred_at FROM bench.back;
