-- trip 1
SELECT anon_1.text0, 0 AS number, anon_1.key__ 
FROM (SELECT convert_to('{"__typename":"Territory","code":' || CAST(to_json(page.code) AS TEXT) || ',"name":' || CAST(to_json(page.name) AS TEXT) || ',"department":' || coalesce((SELECT '{"name":' || CAST(to_json(inner1.name) AS TEXT) || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.department_id), 'null') || '}', 'UTF8') AS text0, page.key__ AS key__ 
FROM (SELECT territory.code AS code, territory.name AS name, territory.department_id AS department_id, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[])) AS page) AS anon_1 UNION ALL SELECT anon_3.text0, 1 AS number, anon_3.key__ 
FROM (SELECT convert_to('{"__typename":"Actor","name":' || CAST(to_json(page.name) AS TEXT) || ',"siren":' || coalesce(CAST(to_json(page.siren) AS TEXT), 'null') || ',"territory":' || coalesce((SELECT '{"code":' || CAST(to_json(inner1.code) AS TEXT) || '}' AS anon_4 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') || '}', 'UTF8') AS text0, page.key__ AS key__ 
FROM (SELECT actor.name AS name, actor.siren AS siren, actor.territory_id AS territory_id, actor.id AS key__ 
FROM actor 
WHERE actor.id = ANY ($2::VARCHAR[]) AND actor.state = 'PUBLISHED') AS page) AS anon_3;
