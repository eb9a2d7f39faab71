-- trip 1
SELECT page.title AS title, page.format AS format, page.starts_at AS starts_at, page.ends_at AS ends_at, page.time_zone AS time_zone, page.place AS place, page.capacity AS capacity, convert_to(coalesce((SELECT '{"name":' || CAST(to_json(inner1.name) AS TEXT) || '}' AS anon_1 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null'), 'UTF8') AS text7, convert_to(coalesce((SELECT '{"title":' || CAST(to_json(inner2.title) AS TEXT) || '}' AS anon_2 
FROM project AS inner2 
WHERE inner2.id = page.project_id), 'null'), 'UTF8') AS text8, convert_to(coalesce((SELECT '{"edges":[' || coalesce(string_agg('{"role":"' || inner3.link__role || '","node":{"name":' || CAST(to_json(inner3.name) AS TEXT) || '}}', ','), '') || ']}' AS anon_3 
FROM (SELECT workshop_host.role AS link__role, actor.name AS name 
FROM workshop_host JOIN actor ON workshop_host.actor_id = actor.id 
WHERE workshop_host.workshop_id = page.id ORDER BY actor.name_sort ASC, actor.id ASC 
 LIMIT 3) AS inner3), 'null'), 'UTF8') AS text9, convert_to(coalesce((SELECT '{"nodes":[' || coalesce(string_agg('{"labelFr":' || CAST(to_json(inner4.label_fr) AS TEXT) || '}', ','), '') || ']}' AS anon_4 
FROM (SELECT topic.label_fr AS label_fr 
FROM workshop_topic JOIN topic ON workshop_topic.topic_id = topic.id 
WHERE workshop_topic.workshop_id = page.id ORDER BY topic.label_sort ASC, topic.id ASC 
 LIMIT 2) AS inner4), 'null'), 'UTF8') AS text10, page.sort0__, page.sort1__ 
FROM (SELECT workshop.title AS title, workshop.format AS format, workshop.starts_at AS starts_at, workshop.ends_at AS ends_at, workshop.time_zone AS time_zone, workshop.place AS place, workshop.capacity AS capacity, workshop.territory_id AS territory_id, workshop.project_id AS project_id, workshop.id AS id, workshop.starts_at AS sort0__, workshop.id AS sort1__ 
FROM workshop 
WHERE workshop.starts_at >= $1::TIMESTAMP WITH TIME ZONE ORDER BY workshop.starts_at ASC, workshop.id ASC 
 LIMIT 4) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC;
SELECT count(*) AS total, NULL AS key__ 
FROM workshop 
WHERE workshop.starts_at >= $1::TIMESTAMP WITH TIME ZONE;
