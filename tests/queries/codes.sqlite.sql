-- trip 1
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT actor.siren AS key__, actor.id AS shown, 0 AS number, 0 AS place 
FROM actor 
WHERE actor.siren IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND actor.state = 'PUBLISHED') AS found;
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?) AS found;
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?) AS found;
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT topic.slug AS key__, topic.id AS shown, 0 AS number, 0 AS place 
FROM topic 
WHERE topic.slug IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) AS found;
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT network.slug AS key__, network.id AS shown, 0 AS number, 0 AS place 
FROM network 
WHERE network.slug IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) AS found;

-- trip 2
SELECT json_group_array(json_array(found.name, found.siren, found.id, found.key__)) AS json_group_array_1 
FROM (SELECT actor.name AS name, actor.siren AS siren, actor.id AS id, actor.id AS key__ 
FROM actor 
WHERE actor.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND actor.state = 'PUBLISHED') AS found;
SELECT json_group_array(json_array(found.key__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"name":' || json_quote(page.name) || ',"region":' || coalesce((SELECT '{"code":' || json_quote(inner1.code) || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.region_id), 'null') || '}' AS text0, page.key__ AS key__ 
FROM (SELECT territory.name AS name, territory.region_id AS region_id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_3.value 
FROM json_each(?) AS anon_3)) AS page) AS found;
SELECT json_group_array(json_array(found.key__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"name":' || json_quote(page.name) || ',"category":' || coalesce('"' || page.category || '"', 'null') || '}' AS text0, page.key__ AS key__ 
FROM (SELECT territory.name AS name, territory.category AS category, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2)) AS page) AS found;
SELECT json_group_array(json_array(found.key__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"name":' || json_quote(page.name) || '}' AS text0, page.key__ AS key__ 
FROM (SELECT network.name AS name, network.id AS key__ 
FROM network 
WHERE network.id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2)) AS page) AS found;

-- trip 3
SELECT group_concat((SELECT json_group_array(json_array(found.sort0__, found.sort1__)) AS json_group_array_1 
FROM (SELECT project.title_sort AS sort0__, project.id AS sort1__ 
FROM project 
WHERE project.state = 'PUBLISHED' AND project.holder_id = keys.value ORDER BY project.title_sort ASC, project.id ASC
 LIMIT 1 OFFSET ?) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, project.holder_id AS key__ 
FROM project 
WHERE project.state = 'PUBLISHED' AND project.holder_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY project.holder_id) AS found;
