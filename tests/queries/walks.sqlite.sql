-- trip 1
SELECT json_group_array(json_array(found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"name":' || json_quote(page.name) || ',"topics":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"slug":' || json_quote(inner1.slug) || ',"actors":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"name":' || json_quote(inner2.name) || '}'), '') || ']}' AS anon_3 
FROM (SELECT actor.name AS name 
FROM actor_topic JOIN actor ON actor_topic.actor_id = actor.id 
WHERE actor_topic.topic_id = inner1.id AND actor.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC
 LIMIT 2 OFFSET ?) AS inner2) || '}'), '') || ']}' AS anon_2 
FROM (SELECT topic.slug AS slug, topic.id AS id 
FROM actor_topic JOIN topic ON actor_topic.topic_id = topic.id 
WHERE actor_topic.actor_id = page.id ORDER BY topic.label_sort ASC, topic.id ASC
 LIMIT 1 OFFSET ?) AS inner1) || ',"memberships":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"role":"' || inner3.role || '","organisation":' || coalesce((SELECT '{"name":' || json_quote(inner4.name) || '}' AS anon_5 
FROM actor AS inner4 
WHERE inner4.id = inner3.organisation_id AND inner4.state = 'PUBLISHED'), 'null') || ',"network":' || coalesce((SELECT '{"slug":' || json_quote(inner5.slug) || '}' AS anon_6 
FROM network AS inner5 
WHERE inner5.id = inner3.network_id), 'null') || '}'), '') || ']}' AS anon_4 
FROM (SELECT membership.role AS role, membership.organisation_id AS organisation_id, membership.network_id AS network_id 
FROM membership 
WHERE membership.member_id = page.id AND membership.state = 'PUBLISHED' ORDER BY membership.id ASC
 LIMIT 2 OFFSET ?) AS inner3) || ',"participations":' || (SELECT '{"edges":[' || coalesce(group_concat('{"role":"' || inner6.link__role || '","node":{"title":' || json_quote(inner6.title) || ',"participants":' || (SELECT '{"edges":[' || coalesce(group_concat('{"role":"' || inner7.link__role || '","node":{"name":' || json_quote(inner7.name) || '}}'), '') || ']}' AS anon_8 
FROM (SELECT participation.role AS link__role, actor.name AS name 
FROM participation JOIN actor ON participation.actor_id = actor.id 
WHERE participation.project_id = inner6.id AND actor.state = 'PUBLISHED' AND participation.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC, participation.id ASC
 LIMIT 2 OFFSET ?) AS inner7) || '}}'), '') || ']}' AS anon_7 
FROM (SELECT participation.role AS link__role, project.title AS title, project.id AS id 
FROM participation JOIN project ON participation.project_id = project.id 
WHERE participation.actor_id = page.id AND project.state = 'PUBLISHED' AND participation.state = 'PUBLISHED' ORDER BY project.title_sort ASC, project.id ASC, participation.id ASC
 LIMIT 2 OFFSET ?) AS inner6) || ',"resources":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"title":' || json_quote(inner8.title) || '}'), '') || ']}' AS anon_9 
FROM (SELECT resource.title AS title 
FROM resource_author JOIN resource ON resource_author.resource_id = resource.id 
WHERE resource_author.actor_id = page.id AND resource.state = 'PUBLISHED' ORDER BY resource.title_sort ASC, resource.id ASC
 LIMIT 1 OFFSET ?) AS inner8) || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT actor.name AS name, actor.id AS id, actor.name_sort AS sort0__, actor.id AS sort1__ 
FROM actor 
WHERE actor.state = 'PUBLISHED' AND actor.kind = ? ORDER BY actor.name_sort ASC, actor.id ASC
 LIMIT 3 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found;
