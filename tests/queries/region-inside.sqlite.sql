-- trip 1
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?;
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?;
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?;

-- trip 2
SELECT territory.code AS code, territory.name AS name, territory.population AS population, coalesce(territory.population, ?) AS sort0__, territory.id AS sort1__, NULL AS key__ 
FROM territory 
WHERE territory.kind = ? AND territory.id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) ORDER BY coalesce(territory.population, ?) DESC, territory.id DESC
 LIMIT ? OFFSET ?;
SELECT count(*) AS total, NULL AS key__ 
FROM territory 
WHERE territory.kind = ? AND territory.id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1));
SELECT actor.name AS name, actor.territory_id AS territory_id, actor.name_sort AS sort0__, actor.id AS sort1__, NULL AS key__ 
FROM actor 
WHERE actor.territory_id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) ORDER BY actor.name_sort ASC, actor.id ASC
 LIMIT ? OFFSET ?;
SELECT count(*) AS total, NULL AS key__ 
FROM actor 
WHERE actor.territory_id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1));
SELECT territory.name AS name, territory.id AS id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);

-- trip 3
SELECT anon_1.kind, anon_1.code, anon_1.name, anon_1.id, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT territory.kind AS kind, territory.code AS code, territory.name AS name, territory.id AS id, territory.name_sort AS sort0__, territory.id AS sort1__, territory_inclusion.ancestor_id AS key__, row_number() OVER (PARTITION BY territory_inclusion.ancestor_id ORDER BY territory.name_sort ASC, territory.id ASC) AS rank__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND territory_inclusion.direct = ?) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory_inclusion.direct = ? GROUP BY territory_inclusion.ancestor_id;
SELECT territory.code AS code, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);

-- trip 4
SELECT anon_1.name, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT territory.name AS name, territory.name_sort AS sort0__, territory.id AS sort1__, territory_inclusion.ancestor_id AS key__, row_number() OVER (PARTITION BY territory_inclusion.ancestor_id ORDER BY territory.name_sort ASC, territory.id ASC) AS rank__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND territory_inclusion.direct = ?) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory_inclusion.direct = ? GROUP BY territory_inclusion.ancestor_id;
