-- trip 1
SELECT page.code AS code, page.name AS name, convert_to(coalesce((SELECT '{"name":' || CAST(to_json(inner1.name) AS TEXT) || '}' AS anon_1 
FROM territory AS inner1 
WHERE inner1.id = page.department_id), 'null'), 'UTF8') AS text2, page.key__ 
FROM (SELECT territory.code AS code, territory.name AS name, territory.department_id AS department_id, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[])) AS page;
SELECT page.name AS name, page.siren AS siren, convert_to(coalesce((SELECT '{"code":' || CAST(to_json(inner1.code) AS TEXT) || '}' AS anon_1 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null'), 'UTF8') AS text2, page.key__ 
FROM (SELECT actor.name AS name, actor.siren AS siren, actor.territory_id AS territory_id, actor.id AS key__ 
FROM actor 
WHERE actor.id = ANY ($1::VARCHAR[])) AS page;
