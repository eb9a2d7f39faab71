-- trip 1
SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;
SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;
SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;

-- trip 2
WITH found AS 
(SELECT territory.id AS id, coalesce(territory.population, $1::INTEGER) AS sort0__, territory.id AS sort1__ 
FROM territory 
WHERE territory.kind = $2 AND territory.id = ANY (array((SELECT territory_inclusion_1.descendant_id 
FROM territory_inclusion AS territory_inclusion_1 
WHERE territory_inclusion_1.ancestor_id = ANY ($3::VARCHAR[])))))
 SELECT convert_to('{"code":' || CAST(to_json(page.code) AS TEXT) || ',"name":' || CAST(to_json(page.name) AS TEXT) || ',"population":' || coalesce(CAST(page.population AS TEXT), 'null') || '}', 'UTF8') AS text0, page.sort0__, page.sort1__, page.total__ 
FROM (SELECT territory.code AS code, territory.name AS name, territory.population AS population, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ DESC, found.sort1__ DESC 
 LIMIT 3) AS cut JOIN territory ON territory.id = cut.id ORDER BY cut.sort0__ DESC, cut.sort1__ DESC) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC;
WITH found AS 
(SELECT actor.id AS id, actor.name_sort AS sort0__, actor.id AS sort1__ 
FROM actor 
WHERE actor.state = 'PUBLISHED' AND actor.territory_id = ANY (array((SELECT territory_inclusion_1.descendant_id 
FROM territory_inclusion AS territory_inclusion_1 
WHERE territory_inclusion_1.ancestor_id = ANY ($1::VARCHAR[])))))
 SELECT convert_to('{"name":' || CAST(to_json(page.name) AS TEXT) || ',"territory":' || coalesce((SELECT '{"code":' || CAST(to_json(inner1.code) AS TEXT) || '}' AS anon_1 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') || '}', 'UTF8') AS text0, page.sort0__, page.sort1__, page.total__ 
FROM (SELECT actor.name AS name, actor.territory_id AS territory_id, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ ASC, found.sort1__ ASC 
 LIMIT 3) AS cut JOIN actor ON actor.id = cut.id ORDER BY cut.sort0__ ASC, cut.sort1__ ASC) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC;
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
SELECT pages.text0, pages.sort0__, pages.sort1__, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT convert_to('{"name":' || CAST(to_json(page.name) AS TEXT) || '}', 'UTF8') AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT territory.name AS name, territory.name_sort AS sort0__, territory.id AS sort1__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = $2::BOOLEAN AND territory_inclusion.ancestor_id = keys.key ORDER BY territory.name_sort ASC, territory.id ASC 
 LIMIT 2) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS pages ON true;
SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = $1::BOOLEAN AND territory_inclusion.ancestor_id = ANY ($2::VARCHAR[]) GROUP BY territory_inclusion.ancestor_id;
