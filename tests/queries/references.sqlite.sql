-- trip 1
SELECT json_group_array(json_array(found.code, found.name, found.key__)) || char(31) || coalesce(group_concat(found.text2, char(30)), '') AS anon_1 
FROM (SELECT page.code AS code, page.name AS name, coalesce((SELECT '{"name":' || json_quote(inner1.name) || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.department_id), 'null') AS text2, page.key__ AS key__ 
FROM (SELECT territory.code AS code, territory.name AS name, territory.department_id AS department_id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_3.value 
FROM json_each(?) AS anon_3)) AS page) AS found;
SELECT json_group_array(json_array(found.name, found.siren, found.key__)) || char(31) || coalesce(group_concat(found.text2, char(30)), '') AS anon_1 
FROM (SELECT page.name AS name, page.siren AS siren, coalesce((SELECT '{"code":' || json_quote(inner1.code) || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') AS text2, page.key__ AS key__ 
FROM (SELECT actor.name AS name, actor.siren AS siren, actor.territory_id AS territory_id, actor.id AS key__ 
FROM actor 
WHERE actor.id IN (SELECT anon_3.value 
FROM json_each(?) AS anon_3)) AS page) AS found;
