-- trip 1
WITH found AS 
(SELECT workshop.id AS id, workshop.starts_at AS sort0__, workshop.id AS sort1__ 
FROM workshop 
WHERE workshop.state = 'PUBLISHED' AND workshop.starts_at >= $1::TIMESTAMP WITH TIME ZONE)
 SELECT convert_to('{"title":' || CAST(to_json(page.title) AS TEXT) || ',"format":"' || page.format || '","startsAt":"' || CASE WHEN isfinite(page.starts_at) THEN CASE WHEN (date_trunc('second', timezone('UTC', page.starts_at)) = timezone('UTC', page.starts_at)) THEN to_char(timezone('UTC', page.starts_at), 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"') ELSE to_char(timezone('UTC', page.starts_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') END WHEN (page.starts_at = 'infinity') THEN '9999-12-31T23:59:59.999999+00:00' WHEN (page.starts_at = '-infinity') THEN '0001-01-01T00:00:00+00:00' END || '","endsAt":"' || CASE WHEN isfinite(page.ends_at) THEN CASE WHEN (date_trunc('second', timezone('UTC', page.ends_at)) = timezone('UTC', page.ends_at)) THEN to_char(timezone('UTC', page.ends_at), 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"') ELSE to_char(timezone('UTC', page.ends_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') END WHEN (page.ends_at = 'infinity') THEN '9999-12-31T23:59:59.999999+00:00' WHEN (page.ends_at = '-infinity') THEN '0001-01-01T00:00:00+00:00' END || '","timeZone":' || CAST(to_json(page.time_zone) AS TEXT) || ',"place":' || coalesce(CAST(to_json(page.place) AS TEXT), 'null') || ',"capacity":' || coalesce(CAST(page.capacity AS TEXT), 'null') || ',"territory":' || coalesce((SELECT '{"name":' || CAST(to_json(inner1.name) AS TEXT) || '}' AS anon_1 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') || ',"project":' || coalesce((SELECT '{"title":' || CAST(to_json(inner2.title) AS TEXT) || '}' AS anon_2 
FROM project AS inner2 
WHERE inner2.id = page.project_id AND inner2.state = 'PUBLISHED'), 'null') || ',"hosts":' || (SELECT '{"edges":[' || coalesce(string_agg('{"role":"' || inner3.link__role || '","node":{"name":' || CAST(to_json(inner3.name) AS TEXT) || '}}', ','), '') || ']}' AS anon_3 
FROM (SELECT workshop_host.role AS link__role, actor.name AS name 
FROM workshop_host JOIN actor ON workshop_host.actor_id = actor.id 
WHERE workshop_host.workshop_id = page.id AND actor.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC 
 LIMIT 3) AS inner3) || ',"topics":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"labelFr":' || CAST(to_json(inner4.label_fr) AS TEXT) || '}', ','), '') || ']}' AS anon_4 
FROM (SELECT topic.label_fr AS label_fr 
FROM workshop_topic JOIN topic ON workshop_topic.topic_id = topic.id 
WHERE workshop_topic.workshop_id = page.id ORDER BY topic.label_sort ASC, topic.id ASC 
 LIMIT 2) AS inner4) || '}', 'UTF8') AS text0, page.sort0__, page.sort1__, page.total__ 
FROM (SELECT workshop.title AS title, workshop.format AS format, workshop.starts_at AS starts_at, workshop.ends_at AS ends_at, workshop.time_zone AS time_zone, workshop.place AS place, workshop.capacity AS capacity, workshop.territory_id AS territory_id, workshop.project_id AS project_id, workshop.id AS id, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ ASC, found.sort1__ ASC 
 LIMIT 4) AS cut JOIN workshop ON workshop.id = cut.id ORDER BY cut.sort0__ ASC, cut.sort1__ ASC) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC;
