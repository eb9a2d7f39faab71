-- trip 1
WITH found AS 
(SELECT workshop.id AS id, workshop.starts_at AS sort0__, workshop.id AS sort1__ 
FROM workshop 
WHERE workshop.state = 'PUBLISHED' AND workshop.starts_at >= ?)
 SELECT json_group_array(json_array(found.sort0__, found.sort1__, found.total__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"title":' || json_quote(page.title) || ',"format":"' || page.format || '","startsAt":"' || substr(page.starts_at, ?, ?) || 'T' || substr(page.starts_at, ?, ?) || CASE WHEN (substr(page.starts_at, ?, ?) != '.000000') THEN substr(page.starts_at, ?, ?) ELSE '' END || '+00:00' || '","endsAt":"' || substr(page.ends_at, ?, ?) || 'T' || substr(page.ends_at, ?, ?) || CASE WHEN (substr(page.ends_at, ?, ?) != '.000000') THEN substr(page.ends_at, ?, ?) ELSE '' END || '+00:00' || '","timeZone":' || json_quote(page.time_zone) || ',"place":' || coalesce(json_quote(page.place), 'null') || ',"capacity":' || coalesce(CAST(page.capacity AS VARCHAR), 'null') || ',"territory":' || coalesce((SELECT '{"name":' || json_quote(inner1.name) || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') || ',"project":' || coalesce((SELECT '{"title":' || json_quote(inner2.title) || '}' AS anon_3 
FROM project AS inner2 
WHERE inner2.id = page.project_id AND inner2.state = 'PUBLISHED'), 'null') || ',"hosts":' || (SELECT '{"edges":[' || coalesce(group_concat('{"role":"' || inner3.link__role || '","node":{"name":' || json_quote(inner3.name) || '}}'), '') || ']}' AS anon_4 
FROM (SELECT workshop_host.role AS link__role, actor.name AS name 
FROM workshop_host JOIN actor ON workshop_host.actor_id = actor.id 
WHERE workshop_host.workshop_id = page.id AND actor.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC
 LIMIT 3 OFFSET ?) AS inner3) || ',"topics":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"labelFr":' || json_quote(inner4.label_fr) || '}'), '') || ']}' AS anon_5 
FROM (SELECT topic.label_fr AS label_fr 
FROM workshop_topic JOIN topic ON workshop_topic.topic_id = topic.id 
WHERE workshop_topic.workshop_id = page.id ORDER BY topic.label_sort ASC, topic.id ASC
 LIMIT 2 OFFSET ?) AS inner4) || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.total__ AS total__ 
FROM (SELECT workshop.title AS title, workshop.format AS format, workshop.starts_at AS starts_at, workshop.ends_at AS ends_at, workshop.time_zone AS time_zone, workshop.place AS place, workshop.capacity AS capacity, workshop.territory_id AS territory_id, workshop.project_id AS project_id, workshop.id AS id, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ ASC, found.sort1__ ASC
 LIMIT 4 OFFSET ?) AS cut JOIN workshop ON workshop.id = cut.id ORDER BY cut.sort0__ ASC, cut.sort1__ ASC) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found;
