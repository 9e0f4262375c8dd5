INSERT INTO cms_page
    (store_id, id, slug, locale, title, created_at, updated_at, published_at)
SELECT store_id, number, 'page-' || place, 'en', 'Page ' || place, created_at, created_at,
    CASE WHEN bench.dice(number, 81) < 0.85 THEN created_at + interval '1 day' END
FROM (
    SELECT store_id, place, store_id * 32 + place AS number,
        %(opened)s::timestamptz + bench.dice(store_id * 32 + place, 80)
            * (%(ending)s::timestamptz - %(opened)s::timestamptz - interval '2 days')
            AS created_at
    FROM bench.store, generate_series(1, 20) AS place
    OFFSET 0
) AS drawn;

INSERT INTO cms_media_file
    (store_id, id, path, media_type, size_bytes, alt_text, created_at)
SELECT store_id, store_id * 64 + place, 'pictures/' || place || '.webp', 'image/webp',
    20000 + floor(400000 * bench.dice(store_id * 64 + place, 82)), 'Picture ' || place,
    %(opened)s::timestamptz + bench.dice(store_id * 64 + place, 83)
        * (%(ending)s::timestamptz - %(opened)s::timestamptz)
FROM bench.store, generate_series(1, 60) AS place;

INSERT INTO cms_theme (store_id, id, code, name, installed_at, is_in_use)
SELECT store_id, store_id * 2 + place, 'theme-' || place, 'Theme ' || place,
    %(opened)s::timestamptz + place * interval '10 days', place = 0
FROM bench.store, generate_series(0, 1) AS place;
