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
SELECT territory.code AS code, territory.name AS name, territory.population AS population, coalesce(territory.population, $1::INTEGER) AS sort0__, territory.id AS sort1__, NULL AS key__ 
FROM territory 
WHERE territory.kind = $2 AND territory.id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id = ANY ($3::VARCHAR[])) ORDER BY coalesce(territory.population, $1::INTEGER) DESC, territory.id DESC 
 LIMIT $4;
SELECT count(*) AS total, NULL AS key__ 
FROM territory 
WHERE territory.kind = $1 AND territory.id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id = ANY ($2::VARCHAR[]));
SELECT actor.name AS name, actor.territory_id AS territory_id, actor.name_sort AS sort0__, actor.id AS sort1__, NULL AS key__ 
FROM actor 
WHERE actor.territory_id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id = ANY ($1::VARCHAR[])) ORDER BY actor.name_sort ASC, actor.id ASC 
 LIMIT $2;
SELECT count(*) AS total, NULL AS key__ 
FROM actor 
WHERE actor.territory_id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id = ANY ($1::VARCHAR[]));
SELECT territory.name AS name, territory.id AS id, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[]);

-- trip 3
SELECT anon_1.kind, anon_1.code, anon_1.name, anon_1.id, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT territory.kind AS kind, territory.code AS code, territory.name AS name, territory.id AS id, territory.name_sort AS sort0__, territory.id AS sort1__, territory_inclusion.ancestor_id AS key__, row_number() OVER (PARTITION BY territory_inclusion.ancestor_id ORDER BY territory.name_sort ASC, territory.id ASC) AS rank__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.ancestor_id = ANY ($1::VARCHAR[]) AND territory_inclusion.direct = $2::BOOLEAN) AS anon_1 
WHERE anon_1.rank__ <= $3 ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.ancestor_id = ANY ($1::VARCHAR[]) AND territory_inclusion.direct = $2::BOOLEAN GROUP BY territory_inclusion.ancestor_id;
SELECT territory.code AS code, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[]);

-- trip 4
SELECT anon_1.name, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT territory.name AS name, territory.name_sort AS sort0__, territory.id AS sort1__, territory_inclusion.ancestor_id AS key__, row_number() OVER (PARTITION BY territory_inclusion.ancestor_id ORDER BY territory.name_sort ASC, territory.id ASC) AS rank__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.ancestor_id = ANY ($1::VARCHAR[]) AND territory_inclusion.direct = $2::BOOLEAN) AS anon_1 
WHERE anon_1.rank__ <= $3 ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.ancestor_id = ANY ($1::VARCHAR[]) AND territory_inclusion.direct = $2::BOOLEAN GROUP BY territory_inclusion.ancestor_id;
