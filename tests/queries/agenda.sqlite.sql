-- trip 1
SELECT json_group_array(json_array(found.title, found.format, found.starts_at, found.ends_at, found.time_zone, found.place, found.capacity, found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text7 || char(30) || found.text8 || char(30) || found.text9 || char(30) || found.text10, char(30)), '') AS anon_1 
FROM (SELECT page.title AS title, page.format AS format, page.starts_at AS starts_at, page.ends_at AS ends_at, page.time_zone AS time_zone, page.place AS place, page.capacity AS capacity, coalesce((SELECT '{"name":' || json_quote(inner1.name) || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') AS text7, coalesce((SELECT '{"title":' || json_quote(inner2.title) || '}' AS anon_3 
FROM project AS inner2 
WHERE inner2.id = page.project_id), 'null') AS text8, coalesce((SELECT '{"edges":[' || coalesce(group_concat('{"role":"' || inner3.link__role || '","node":{"name":' || json_quote(inner3.name) || '}}'), '') || ']}' AS anon_4 
FROM (SELECT workshop_host.role AS link__role, actor.name AS name 
FROM workshop_host JOIN actor ON workshop_host.actor_id = actor.id 
WHERE workshop_host.workshop_id = page.id ORDER BY actor.name_sort ASC, actor.id ASC
 LIMIT 3 OFFSET ?) AS inner3), 'null') AS text9, coalesce((SELECT '{"nodes":[' || coalesce(group_concat('{"labelFr":' || json_quote(inner4.label_fr) || '}'), '') || ']}' AS anon_5 
FROM (SELECT topic.label_fr AS label_fr 
FROM workshop_topic JOIN topic ON workshop_topic.topic_id = topic.id 
WHERE workshop_topic.workshop_id = page.id ORDER BY topic.label_sort ASC, topic.id ASC
 LIMIT 2 OFFSET ?) AS inner4), 'null') AS text10, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT workshop.title AS title, workshop.format AS format, workshop.starts_at AS starts_at, workshop.ends_at AS ends_at, workshop.time_zone AS time_zone, workshop.place AS place, workshop.capacity AS capacity, workshop.territory_id AS territory_id, workshop.project_id AS project_id, workshop.id AS id, workshop.starts_at AS sort0__, workshop.id AS sort1__ 
FROM workshop 
WHERE workshop.starts_at >= ? ORDER BY workshop.starts_at ASC, workshop.id ASC
 LIMIT 4 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, NULL AS key__ 
FROM workshop 
WHERE workshop.starts_at >= ?) AS found;
