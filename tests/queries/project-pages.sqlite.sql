-- trip 1
SELECT json_group_array(json_array(found.id, found.title, found.phase, found.status, found.starts_on, found.budget_cents, found.budget_currency, found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text7 || char(30) || found.text8 || char(30) || found.text9 || char(30) || found.text10, char(30)), '') AS anon_1 
FROM (SELECT page.id AS id, page.title AS title, page.phase AS phase, page.status AS status, page.starts_on AS starts_on, page.budget_cents AS budget_cents, page.budget_currency AS budget_currency, coalesce((SELECT '{"id":"' || inner1.id || '","name":' || json_quote(inner1.name) || ',"kind":"' || inner1.kind || '","territory":' || coalesce((SELECT '{"name":' || json_quote(inner2.name) || ',"department":' || coalesce((SELECT '{"name":' || json_quote(inner3.name) || ',"region":' || coalesce((SELECT '{"name":' || json_quote(inner4.name) || '}' AS anon_5 
FROM territory AS inner4 
WHERE inner4.id = inner3.region_id), 'null') || '}' AS anon_4 
FROM territory AS inner3 
WHERE inner3.id = inner2.department_id), 'null') || '}' AS anon_3 
FROM territory AS inner2 
WHERE inner2.id = inner1.territory_id), 'null') || '}' AS anon_2 
FROM actor AS inner1 
WHERE inner1.id = page.holder_id AND inner1.state = 'PUBLISHED'), 'null') AS text7, (SELECT '{"nodes":[' || coalesce(group_concat('{"labelFr":' || json_quote(inner5.label_fr) || ',"broader":' || coalesce((SELECT '{"labelFr":' || json_quote(inner6.label_fr) || '}' AS anon_7 
FROM topic AS inner6 
WHERE inner6.id = inner5.broader_id), 'null') || '}'), '') || ']}' AS anon_6 
FROM (SELECT topic.label_fr AS label_fr, topic.broader_id AS broader_id 
FROM project_topic JOIN topic ON project_topic.topic_id = topic.id 
WHERE project_topic.project_id = page.id ORDER BY topic.label_sort ASC, topic.id ASC
 LIMIT 3 OFFSET ?) AS inner5) AS text8, (SELECT '{"nodes":[' || coalesce(group_concat('{"title":' || json_quote(inner7.title) || ',"kind":"' || inner7.kind || '","authors":' || (SELECT '{"edges":[' || coalesce(group_concat('{"role":"' || inner8.link__role || '","node":{"name":' || json_quote(inner8.name) || '}}'), '') || ']}' AS anon_9 
FROM (SELECT resource_author.role AS link__role, actor.name AS name 
FROM resource_author JOIN actor ON resource_author.actor_id = actor.id 
WHERE resource_author.resource_id = inner7.id AND actor.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC
 LIMIT 2 OFFSET ?) AS inner8) || '}'), '') || ']}' AS anon_8 
FROM (SELECT resource.title AS title, resource.kind AS kind, resource.id AS id 
FROM resource 
WHERE resource.project_id = page.id AND resource.state = 'PUBLISHED' ORDER BY resource.title_sort ASC, resource.id ASC
 LIMIT 2 OFFSET ?) AS inner7) AS text9, (SELECT '{"nodes":[' || coalesce(group_concat('{"title":' || json_quote(inner9.title) || ',"startsAt":"' || substr(inner9.starts_at, ?, ?) || 'T' || substr(inner9.starts_at, ?, ?) || CASE WHEN (substr(inner9.starts_at, ?, ?) != '.000000') THEN substr(inner9.starts_at, ?, ?) ELSE '' END || '+00:00' || '","timeZone":' || json_quote(inner9.time_zone) || '}'), '') || ']}' AS anon_10 
FROM (SELECT workshop.title AS title, workshop.starts_at AS starts_at, workshop.time_zone AS time_zone 
FROM workshop 
WHERE workshop.project_id = page.id AND workshop.state = 'PUBLISHED' ORDER BY workshop.starts_at DESC, workshop.id DESC
 LIMIT 2 OFFSET ?) AS inner9) AS text10, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT project.id AS id, project.title AS title, project.phase AS phase, project.status AS status, project.starts_on AS starts_on, project.budget_cents AS budget_cents, project.budget_currency AS budget_currency, project.holder_id AS holder_id, project.updated_at AS sort0__, project.id AS sort1__ 
FROM project 
WHERE project.state = 'PUBLISHED' ORDER BY project.updated_at DESC, project.id DESC
 LIMIT 6 OFFSET ?) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC) AS found;

-- trip 2
SELECT group_concat((SELECT json_group_array(json_array(found.sort0__, found.sort1__, found.sort2__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"role":"' || page.link__role || '","since":' || coalesce('"' || page.link__since || '"', 'null') || ',"node":{"name":' || json_quote(page.name) || ',"kind":"' || page.kind || '","territory":' || coalesce((SELECT '{"name":' || json_quote(inner1.name) || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') || '}}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.sort2__ AS sort2__ 
FROM (SELECT participation.role AS link__role, participation.since AS link__since, actor.name AS name, actor.kind AS kind, actor.territory_id AS territory_id, actor.name_sort AS sort0__, actor.id AS sort1__, participation.id AS sort2__ 
FROM participation JOIN actor ON participation.actor_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND participation.state = 'PUBLISHED' AND participation.project_id = keys.value ORDER BY actor.name_sort ASC, actor.id ASC, participation.id ASC
 LIMIT 3 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC, page.sort2__ ASC) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, participation.project_id AS key__ 
FROM participation JOIN actor ON participation.actor_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND participation.state = 'PUBLISHED' AND participation.project_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY participation.project_id) AS found;
