-- trip 1
WITH found AS 
(SELECT resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource 
WHERE resource.state = 'PUBLISHED' AND resource.demonstration = $1::BOOLEAN AND (strpos(resource.title_sort, $2::VARCHAR COLLATE "C") > $3::INTEGER OR resource.kind = ANY ($4::VARCHAR[])))
 SELECT page.cursor AS cursor, convert_to('{"__typename":"Resource","id":"' || page.id || '","title":' || CAST(to_json(page.title) AS TEXT) || ',"licence":"' || page.licence || '","kind":"' || page.kind || '","authors":' || (SELECT '{"edges":[' || coalesce(string_agg('{"role":"' || inner1.link__role || '","node":{"__typename":"Actor","id":"' || inner1.id || '","name":' || CAST(to_json(inner1.name) AS TEXT) || ',"actorKind":"' || inner1.kind || '"}}', ','), '') || ']}' AS anon_1 
FROM (SELECT resource_author.role AS link__role, actor.id AS id, actor.name AS name, actor.kind AS kind 
FROM resource_author JOIN actor ON resource_author.actor_id = actor.id 
WHERE resource_author.resource_id = page.id AND actor.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC 
 LIMIT 1) AS inner1) || '}', 'UTF8') AS text1, page.sort0__, page.sort1__, page.total__ 
FROM (SELECT NULL AS cursor, resource.id AS id, resource.title AS title, resource.licence AS licence, resource.kind AS kind, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ DESC, found.sort1__ DESC 
 LIMIT 4) AS cut JOIN resource ON resource.id = cut.id ORDER BY cut.sort0__ DESC, cut.sort1__ DESC) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC;
