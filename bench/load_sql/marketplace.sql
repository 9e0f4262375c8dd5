-- A weekly feed in the stores that have one; the last job of some is running.
INSERT INTO marketplace_import_job
    (store_id, id, external_ref, kind, file_name, state, started_at, finished_at, rows, created,
     updated, unchanged, skipped, failed)
SELECT store_id, number, 'feed-' || week, 'products', 'feed-' || week || '.csv',
    CASE WHEN is_running THEN 'running' WHEN bench.dice(number, 91) < 0.02 THEN 'failed'
        ELSE 'finished' END,
    started_at, CASE WHEN NOT is_running THEN started_at + interval '4 minutes' END,
    created + updated + unchanged + skipped + failed, created, updated, unchanged, skipped, failed
FROM (
    SELECT store_id, week, store_id * 256 + week AS number,
        week = 156 AND bench.dice(store_id, 90) < 0.1 AS is_running,
        %(ending)s::timestamptz - (157 - week - bench.dice(store_id * 256 + week, 92) * 0.9)
            * interval '7 days' AS started_at,
        floor(20 * bench.dice(store_id * 256 + week, 93))::bigint AS created,
        floor(90 * bench.dice(store_id * 256 + week, 94))::bigint AS updated,
        floor(400 * bench.dice(store_id * 256 + week, 95))::bigint AS unchanged,
        floor(5 * bench.dice(store_id * 256 + week, 96))::bigint AS skipped,
        floor(8 * bench.dice(store_id * 256 + week, 97))::bigint AS failed
    FROM bench.store, generate_series(1, 156) AS week
    WHERE has_feed
    OFFSET 0
) AS drawn;

INSERT INTO marketplace_staging_product
    (store_id, id, external_ref, job_id, title, sku, price_minor, currency, staged_at,
     resolved_at, resolution)
SELECT job.store_id, job.id, 'staged-' || job.id, job.id, 'Article ' || job.id, 'NEW-' || job.id,
    bench.price(job.id), store.currency, job.started_at,
    CASE WHEN resolved_at < %(ending)s::timestamptz THEN resolved_at END,
    CASE WHEN resolved_at < %(ending)s::timestamptz THEN 'accepted' END
FROM (
    SELECT *, started_at + 60 * bench.dice(id, 98) * interval '1 day' AS resolved_at
    FROM marketplace_import_job
    OFFSET 0
) AS job
JOIN bench.store USING (store_id);
