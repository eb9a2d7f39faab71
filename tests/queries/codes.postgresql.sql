-- trip 1
SELECT actor.siren AS key__, actor.id AS shown, 0 AS number, 0 AS place 
FROM actor 
WHERE actor.siren = ANY ($1::VARCHAR[]) AND actor.state = 'PUBLISHED';
SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;
SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;
SELECT topic.slug AS key__, topic.id AS shown, 0 AS number, 0 AS place 
FROM topic 
WHERE topic.slug = ANY ($1::VARCHAR[]);
SELECT network.slug AS key__, network.id AS shown, 0 AS number, 0 AS place 
FROM network 
WHERE network.slug = ANY ($1::VARCHAR[]);

-- trip 2
SELECT actor.name AS name, actor.siren AS siren, actor.id AS id, actor.id AS key__ 
FROM actor 
WHERE actor.id = ANY ($1::VARCHAR[]) AND actor.state = 'PUBLISHED';
SELECT convert_to('{"name":' || CAST(to_json(page.name) AS TEXT) || ',"region":' || coalesce((SELECT '{"code":' || CAST(to_json(inner1.code) AS TEXT) || '}' AS anon_1 
FROM territory AS inner1 
WHERE inner1.id = page.region_id), 'null') || '}', 'UTF8') AS text0, page.key__ 
FROM (SELECT territory.name AS name, territory.region_id AS region_id, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[])) AS page;
SELECT convert_to('{"name":' || CAST(to_json(page.name) AS TEXT) || ',"category":' || coalesce('"' || page.category || '"', 'null') || '}', 'UTF8') AS text0, page.key__ 
FROM (SELECT territory.name AS name, territory.category AS category, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[])) AS page;
SELECT convert_to('{"name":' || CAST(to_json(page.name) AS TEXT) || '}', 'UTF8') AS text0, page.key__ 
FROM (SELECT network.name AS name, network.id AS key__ 
FROM network 
WHERE network.id = ANY ($1::VARCHAR[])) AS page;

-- trip 3
SELECT pages.sort0__, pages.sort1__, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT project.title_sort AS sort0__, project.id AS sort1__ 
FROM project 
WHERE project.state = 'PUBLISHED' AND project.holder_id = keys.key ORDER BY project.title_sort ASC, project.id ASC 
 LIMIT 1) AS pages ON true;
SELECT count(*) AS total, project.holder_id AS key__ 
FROM project 
WHERE project.state = 'PUBLISHED' AND project.holder_id = ANY ($1::VARCHAR[]) GROUP BY project.holder_id;
