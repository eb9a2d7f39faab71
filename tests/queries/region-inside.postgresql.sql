-- trip 1
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;

-- trip 2
SELECT territory.code AS code, territory.name AS name, territory.population AS population 
FROM territory 
WHERE territory.kind = $1 AND territory.id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id = ANY ($2::VARCHAR[])) ORDER BY coalesce(territory.population, $3::INTEGER) DESC, territory.id DESC 
 LIMIT 3;
SELECT count(*) AS total, NULL AS key__ 
FROM territory 
WHERE territory.kind = $1 AND territory.id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id = ANY ($2::VARCHAR[]));
SELECT page.name AS name, convert_to(coalesce((SELECT '{"code":' || CAST(to_json(inner1.code) AS TEXT) || '}' AS anon_1 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null'), 'UTF8') AS text1, page.sort0__, page.sort1__ 
FROM (SELECT actor.name AS name, actor.territory_id AS territory_id, actor.name_sort AS sort0__, actor.id AS sort1__ 
FROM actor 
WHERE actor.territory_id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id = ANY ($1::VARCHAR[])) ORDER BY actor.name_sort ASC, actor.id ASC 
 LIMIT 3) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC;
SELECT count(*) AS total, NULL AS key__ 
FROM actor 
WHERE actor.territory_id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id = ANY ($1::VARCHAR[]));
SELECT territory.name AS name, territory.id AS id, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[]);

-- trip 3
SELECT pages.kind, pages.code, pages.name, pages.id, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT territory.kind AS kind, territory.code AS code, territory.name AS name, territory.id AS id 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = $2::BOOLEAN AND territory_inclusion.ancestor_id = keys.key ORDER BY territory.name_sort ASC, territory.id ASC 
 LIMIT 5) AS pages ON true;
SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = $1::BOOLEAN AND territory_inclusion.ancestor_id = ANY ($2::VARCHAR[]) GROUP BY territory_inclusion.ancestor_id;

-- trip 4
SELECT pages.name, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT territory.name AS name 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = $2::BOOLEAN AND territory_inclusion.ancestor_id = keys.key ORDER BY territory.name_sort ASC, territory.id ASC 
 LIMIT 2) AS pages ON true;
SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = $1::BOOLEAN AND territory_inclusion.ancestor_id = ANY ($2::VARCHAR[]) GROUP BY territory_inclusion.ancestor_id;
