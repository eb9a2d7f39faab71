-- trip 1
SELECT json_group_array(json_array(found.number, found.key__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT anon_2.text0 AS text0, 0 AS number, anon_2.key__ AS key__ 
FROM (SELECT '{"__typename":"Territory","code":' || json_quote(page.code) || ',"name":' || json_quote(page.name) || ',"department":' || coalesce((SELECT '{"name":' || json_quote(inner1.name) || '}' AS anon_3 
FROM territory AS inner1 
WHERE inner1.id = page.department_id), 'null') || '}' AS text0, page.key__ AS key__ 
FROM (SELECT territory.code AS code, territory.name AS name, territory.department_id AS department_id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_4.value 
FROM json_each(?) AS anon_4)) AS page) AS anon_2 UNION ALL SELECT anon_5.text0 AS text0, 1 AS number, anon_5.key__ AS key__ 
FROM (SELECT '{"__typename":"Actor","name":' || json_quote(page.name) || ',"siren":' || coalesce(json_quote(page.siren), 'null') || ',"territory":' || coalesce((SELECT '{"code":' || json_quote(inner1.code) || '}' AS anon_6 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') || '}' AS text0, page.key__ AS key__ 
FROM (SELECT actor.name AS name, actor.siren AS siren, actor.territory_id AS territory_id, actor.id AS key__ 
FROM actor 
WHERE actor.id IN (SELECT anon_7.value 
FROM json_each(?) AS anon_7) AND actor.state = 'PUBLISHED') AS page) AS anon_5) AS found;
