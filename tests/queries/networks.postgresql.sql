-- trip 1
SELECT page.slug AS slug, page.name AS name, page.role AS role, page.id AS id, convert_to((SELECT '{"nodes":[' || coalesce(string_agg('{"role":"' || inner1.role || '","member":' || coalesce((SELECT '{"name":' || CAST(to_json(inner2.name) AS TEXT) || '}' AS anon_2 
FROM actor AS inner2 
WHERE inner2.id = inner1.member_id AND inner2.state = 'PUBLISHED'), 'null') || ',"network":' || coalesce((SELECT '{"slug":' || CAST(to_json(inner3.slug) AS TEXT) || '}' AS anon_3 
FROM network AS inner3 
WHERE inner3.id = inner1.network_id), 'null') || ',"organisation":' || coalesce((SELECT '{"name":' || CAST(to_json(inner4.name) AS TEXT) || '}' AS anon_4 
FROM actor AS inner4 
WHERE inner4.id = inner1.organisation_id AND inner4.state = 'PUBLISHED'), 'null') || '}', ','), '') || ']}' AS anon_1 
FROM (SELECT membership.role AS role, membership.member_id AS member_id, membership.network_id AS network_id, membership.organisation_id AS organisation_id 
FROM membership 
WHERE membership.network_id = page.id AND membership.state = 'PUBLISHED' ORDER BY membership.id ASC 
 LIMIT 1) AS inner1), 'UTF8') AS text4, page.sort0__, page.sort1__ 
FROM (SELECT network.slug AS slug, network.name AS name, network.role AS role, network.id AS id, network.name_sort AS sort0__, network.id AS sort1__ 
FROM network ORDER BY network.name_sort ASC, network.id ASC 
 LIMIT 20) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC;

-- trip 2
SELECT pages.text0, pages.sort0__, pages.sort1__, pages.sort2__, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT convert_to('{"role":"' || page.link__role || '","since":' || coalesce('"' || CASE WHEN isfinite(page.link__since) THEN to_char(page.link__since, 'YYYY-MM-DD') WHEN (page.link__since = 'infinity') THEN '9999-12-31' WHEN (page.link__since = '-infinity') THEN '0001-01-01' END || '"', 'null') || ',"node":{"name":' || CAST(to_json(page.name) AS TEXT) || ',"kind":"' || page.kind || '"}}', 'UTF8') AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.sort2__ AS sort2__ 
FROM (SELECT membership.role AS link__role, membership.since AS link__since, actor.name AS name, actor.kind AS kind, actor.name_sort AS sort0__, actor.id AS sort1__, membership.id AS sort2__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND membership.state = 'PUBLISHED' AND membership.network_id = keys.key ORDER BY actor.name_sort ASC, actor.id ASC, membership.id ASC 
 LIMIT 2) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC, page.sort2__ ASC) AS pages ON true;
SELECT count(*) AS total, membership.network_id AS key__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND membership.state = 'PUBLISHED' AND membership.network_id = ANY ($1::VARCHAR[]) GROUP BY membership.network_id;
SELECT pages.text0, pages.sort0__, pages.sort1__, pages.sort2__, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT convert_to('{"name":' || CAST(to_json(page.name) AS TEXT) || '}', 'UTF8') AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.sort2__ AS sort2__ 
FROM (SELECT actor.name AS name, actor.name_sort AS sort0__, actor.id AS sort1__, membership.id AS sort2__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND membership.state = 'PUBLISHED' AND membership.role = $2 AND membership.network_id = keys.key ORDER BY actor.name_sort ASC, actor.id ASC, membership.id ASC 
 LIMIT 2) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC, page.sort2__ ASC) AS pages ON true;
SELECT count(*) AS total, membership.network_id AS key__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND membership.state = 'PUBLISHED' AND membership.role = $1 AND membership.network_id = ANY ($2::VARCHAR[]) GROUP BY membership.network_id;
