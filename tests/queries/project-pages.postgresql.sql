-- trip 1
SELECT page.id AS id, page.title AS title, page.phase AS phase, page.status AS status, page.starts_on AS starts_on, page.budget_cents AS budget_cents, page.budget_currency AS budget_currency, convert_to(coalesce((SELECT '{"id":"' || inner1.id || '","name":' || CAST(to_json(inner1.name) AS TEXT) || ',"kind":"' || inner1.kind || '","territory":' || coalesce((SELECT '{"name":' || CAST(to_json(inner2.name) AS TEXT) || ',"department":' || coalesce((SELECT '{"name":' || CAST(to_json(inner3.name) AS TEXT) || ',"region":' || coalesce((SELECT '{"name":' || CAST(to_json(inner4.name) AS TEXT) || '}' AS anon_4 
FROM territory AS inner4 
WHERE inner4.id = inner3.region_id), 'null') || '}' AS anon_3 
FROM territory AS inner3 
WHERE inner3.id = inner2.department_id), 'null') || '}' AS anon_2 
FROM territory AS inner2 
WHERE inner2.id = inner1.territory_id), 'null') || '}' AS anon_1 
FROM actor AS inner1 
WHERE inner1.id = page.holder_id AND inner1.state = 'PUBLISHED'), 'null'), 'UTF8') AS text7, convert_to((SELECT '{"nodes":[' || coalesce(string_agg('{"labelFr":' || CAST(to_json(inner5.label_fr) AS TEXT) || ',"broader":' || coalesce((SELECT '{"labelFr":' || CAST(to_json(inner6.label_fr) AS TEXT) || '}' AS anon_6 
FROM topic AS inner6 
WHERE inner6.id = inner5.broader_id), 'null') || '}', ','), '') || ']}' AS anon_5 
FROM (SELECT topic.label_fr AS label_fr, topic.broader_id AS broader_id 
FROM project_topic JOIN topic ON project_topic.topic_id = topic.id 
WHERE project_topic.project_id = page.id ORDER BY topic.label_sort ASC, topic.id ASC 
 LIMIT 3) AS inner5), 'UTF8') AS text8, convert_to((SELECT '{"nodes":[' || coalesce(string_agg('{"title":' || CAST(to_json(inner7.title) AS TEXT) || ',"kind":"' || inner7.kind || '","authors":' || (SELECT '{"edges":[' || coalesce(string_agg('{"role":"' || inner8.link__role || '","node":{"name":' || CAST(to_json(inner8.name) AS TEXT) || '}}', ','), '') || ']}' AS anon_8 
FROM (SELECT resource_author.role AS link__role, actor.name AS name 
FROM resource_author JOIN actor ON resource_author.actor_id = actor.id 
WHERE resource_author.resource_id = inner7.id AND actor.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC 
 LIMIT 2) AS inner8) || '}', ','), '') || ']}' AS anon_7 
FROM (SELECT resource.title AS title, resource.kind AS kind, resource.id AS id 
FROM resource 
WHERE resource.project_id = page.id AND resource.state = 'PUBLISHED' ORDER BY resource.title_sort ASC, resource.id ASC 
 LIMIT 2) AS inner7), 'UTF8') AS text9, convert_to((SELECT '{"nodes":[' || coalesce(string_agg('{"title":' || CAST(to_json(inner9.title) AS TEXT) || ',"startsAt":"' || CASE WHEN isfinite(inner9.starts_at) THEN CASE WHEN (date_trunc('second', timezone('UTC', inner9.starts_at)) = timezone('UTC', inner9.starts_at)) THEN to_char(timezone('UTC', inner9.starts_at), 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"') ELSE to_char(timezone('UTC', inner9.starts_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') END WHEN (inner9.starts_at = 'infinity') THEN '9999-12-31T23:59:59.999999+00:00' WHEN (inner9.starts_at = '-infinity') THEN '0001-01-01T00:00:00+00:00' END || '","timeZone":' || CAST(to_json(inner9.time_zone) AS TEXT) || '}', ','), '') || ']}' AS anon_9 
FROM (SELECT workshop.title AS title, workshop.starts_at AS starts_at, workshop.time_zone AS time_zone 
FROM workshop 
WHERE workshop.project_id = page.id AND workshop.state = 'PUBLISHED' ORDER BY workshop.starts_at DESC, workshop.id DESC 
 LIMIT 2) AS inner9), 'UTF8') AS text10, page.sort0__, page.sort1__ 
FROM (SELECT project.id AS id, project.title AS title, project.phase AS phase, project.status AS status, project.starts_on AS starts_on, project.budget_cents AS budget_cents, project.budget_currency AS budget_currency, project.holder_id AS holder_id, project.updated_at AS sort0__, project.id AS sort1__ 
FROM project 
WHERE project.state = 'PUBLISHED' ORDER BY project.updated_at DESC, project.id DESC 
 LIMIT 6) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC;

-- trip 2
SELECT pages.text0, pages.sort0__, pages.sort1__, pages.sort2__, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT convert_to('{"role":"' || page.link__role || '","since":' || coalesce('"' || CASE WHEN isfinite(page.link__since) THEN to_char(page.link__since, 'YYYY-MM-DD') WHEN (page.link__since = 'infinity') THEN '9999-12-31' WHEN (page.link__since = '-infinity') THEN '0001-01-01' END || '"', 'null') || ',"node":{"name":' || CAST(to_json(page.name) AS TEXT) || ',"kind":"' || page.kind || '","territory":' || coalesce((SELECT '{"name":' || CAST(to_json(inner1.name) AS TEXT) || '}' AS anon_1 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') || '}}', 'UTF8') AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.sort2__ AS sort2__ 
FROM (SELECT participation.role AS link__role, participation.since AS link__since, actor.name AS name, actor.kind AS kind, actor.territory_id AS territory_id, actor.name_sort AS sort0__, actor.id AS sort1__, participation.id AS sort2__ 
FROM participation JOIN actor ON participation.actor_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND participation.state = 'PUBLISHED' AND participation.project_id = keys.key ORDER BY actor.name_sort ASC, actor.id ASC, participation.id ASC 
 LIMIT 3) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC, page.sort2__ ASC) AS pages ON true;
SELECT count(*) AS total, participation.project_id AS key__ 
FROM participation JOIN actor ON participation.actor_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND participation.state = 'PUBLISHED' AND participation.project_id = ANY ($1::VARCHAR[]) GROUP BY participation.project_id;
