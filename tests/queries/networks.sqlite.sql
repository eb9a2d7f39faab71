-- trip 1
SELECT json_group_array(json_array(found.slug, found.name, found.role, found.id, found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text4, char(30)), '') AS anon_1 
FROM (SELECT page.slug AS slug, page.name AS name, page.role AS role, page.id AS id, (SELECT '{"nodes":[' || coalesce(group_concat('{"role":"' || inner1.role || '","member":' || coalesce((SELECT '{"name":' || json_quote(inner2.name) || '}' AS anon_3 
FROM actor AS inner2 
WHERE inner2.id = inner1.member_id AND inner2.state = 'PUBLISHED'), 'null') || ',"network":' || coalesce((SELECT '{"slug":' || json_quote(inner3.slug) || '}' AS anon_4 
FROM network AS inner3 
WHERE inner3.id = inner1.network_id), 'null') || ',"organisation":' || coalesce((SELECT '{"name":' || json_quote(inner4.name) || '}' AS anon_5 
FROM actor AS inner4 
WHERE inner4.id = inner1.organisation_id AND inner4.state = 'PUBLISHED'), 'null') || '}'), '') || ']}' AS anon_2 
FROM (SELECT membership.role AS role, membership.member_id AS member_id, membership.network_id AS network_id, membership.organisation_id AS organisation_id 
FROM membership 
WHERE membership.network_id = page.id AND membership.state = 'PUBLISHED' ORDER BY membership.id ASC
 LIMIT 1 OFFSET ?) AS inner1) AS text4, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT network.slug AS slug, network.name AS name, network.role AS role, network.id AS id, network.name_sort AS sort0__, network.id AS sort1__ 
FROM network ORDER BY network.name_sort ASC, network.id ASC
 LIMIT 20 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found;

-- trip 2
SELECT group_concat((SELECT json_group_array(json_array(found.sort0__, found.sort1__, found.sort2__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"role":"' || page.link__role || '","since":' || coalesce('"' || page.link__since || '"', 'null') || ',"node":{"name":' || json_quote(page.name) || ',"kind":"' || page.kind || '"}}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.sort2__ AS sort2__ 
FROM (SELECT membership.role AS link__role, membership.since AS link__since, actor.name AS name, actor.kind AS kind, actor.name_sort AS sort0__, actor.id AS sort1__, membership.id AS sort2__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND membership.state = 'PUBLISHED' AND membership.network_id = keys.value ORDER BY actor.name_sort ASC, actor.id ASC, membership.id ASC
 LIMIT 2 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC, page.sort2__ ASC) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, membership.network_id AS key__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND membership.state = 'PUBLISHED' AND membership.network_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY membership.network_id) AS found;
SELECT group_concat((SELECT json_group_array(json_array(found.sort0__, found.sort1__, found.sort2__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"name":' || json_quote(page.name) || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.sort2__ AS sort2__ 
FROM (SELECT actor.name AS name, actor.name_sort AS sort0__, actor.id AS sort1__, membership.id AS sort2__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND membership.state = 'PUBLISHED' AND membership.role = ? AND membership.network_id = keys.value ORDER BY actor.name_sort ASC, actor.id ASC, membership.id ASC
 LIMIT 2 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC, page.sort2__ ASC) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, membership.network_id AS key__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE actor.state = 'PUBLISHED' AND membership.state = 'PUBLISHED' AND membership.role = ? AND membership.network_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY membership.network_id) AS found;
