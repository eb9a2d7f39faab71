-- trip 1
SELECT convert_to('{"name":' || CAST(to_json(page.name) AS TEXT) || ',"topics":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"slug":' || CAST(to_json(inner1.slug) AS TEXT) || ',"actors":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"name":' || CAST(to_json(inner2.name) AS TEXT) || '}', ','), '') || ']}' AS anon_2 
FROM (SELECT actor.name AS name 
FROM actor_topic JOIN actor ON actor_topic.actor_id = actor.id 
WHERE actor_topic.topic_id = inner1.id AND actor.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC 
 LIMIT 2) AS inner2) || '}', ','), '') || ']}' AS anon_1 
FROM (SELECT topic.slug AS slug, topic.id AS id 
FROM actor_topic JOIN topic ON actor_topic.topic_id = topic.id 
WHERE actor_topic.actor_id = page.id ORDER BY topic.label_sort ASC, topic.id ASC 
 LIMIT 1) AS inner1) || ',"memberships":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"role":"' || inner3.role || '","organisation":' || coalesce((SELECT '{"name":' || CAST(to_json(inner4.name) AS TEXT) || '}' AS anon_4 
FROM actor AS inner4 
WHERE inner4.id = inner3.organisation_id AND inner4.state = 'PUBLISHED'), 'null') || ',"network":' || coalesce((SELECT '{"slug":' || CAST(to_json(inner5.slug) AS TEXT) || '}' AS anon_5 
FROM network AS inner5 
WHERE inner5.id = inner3.network_id), 'null') || '}', ','), '') || ']}' AS anon_3 
FROM (SELECT membership.role AS role, membership.organisation_id AS organisation_id, membership.network_id AS network_id 
FROM membership 
WHERE membership.member_id = page.id AND membership.state = 'PUBLISHED' ORDER BY membership.id ASC 
 LIMIT 2) AS inner3) || ',"participations":' || (SELECT '{"edges":[' || coalesce(string_agg('{"role":"' || inner6.link__role || '","node":{"title":' || CAST(to_json(inner6.title) AS TEXT) || ',"participants":' || (SELECT '{"edges":[' || coalesce(string_agg('{"role":"' || inner7.link__role || '","node":{"name":' || CAST(to_json(inner7.name) AS TEXT) || '}}', ','), '') || ']}' AS anon_7 
FROM (SELECT participation.role AS link__role, actor.name AS name 
FROM participation JOIN actor ON participation.actor_id = actor.id 
WHERE participation.project_id = inner6.id AND actor.state = 'PUBLISHED' AND participation.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC, participation.id ASC 
 LIMIT 2) AS inner7) || '}}', ','), '') || ']}' AS anon_6 
FROM (SELECT participation.role AS link__role, project.title AS title, project.id AS id 
FROM participation JOIN project ON participation.project_id = project.id 
WHERE participation.actor_id = page.id AND project.state = 'PUBLISHED' AND participation.state = 'PUBLISHED' ORDER BY project.title_sort ASC, project.id ASC, participation.id ASC 
 LIMIT 2) AS inner6) || ',"resources":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"title":' || CAST(to_json(inner8.title) AS TEXT) || '}', ','), '') || ']}' AS anon_8 
FROM (SELECT resource.title AS title 
FROM resource_author JOIN resource ON resource_author.resource_id = resource.id 
WHERE resource_author.actor_id = page.id AND resource.state = 'PUBLISHED' ORDER BY resource.title_sort ASC, resource.id ASC 
 LIMIT 1) AS inner8) || '}', 'UTF8') AS text0, page.sort0__, page.sort1__ 
FROM (SELECT actor.name AS name, actor.id AS id, actor.name_sort AS sort0__, actor.id AS sort1__ 
FROM actor 
WHERE actor.state = 'PUBLISHED' AND actor.kind = $1 ORDER BY actor.name_sort ASC, actor.id ASC 
 LIMIT 3) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC;
