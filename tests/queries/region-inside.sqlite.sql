-- trip 1
SELECT json_group_array(json_array(found.id, found.key__)) AS json_group_array_1 
FROM (SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?) AS found;
SELECT json_group_array(json_array(found.id, found.key__)) AS json_group_array_1 
FROM (SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?) AS found;
SELECT json_group_array(json_array(found.id, found.key__)) AS json_group_array_1 
FROM (SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?) AS found;

-- trip 2
SELECT json_group_array(json_array(found.code, found.name, found.population)) AS json_group_array_1 
FROM (SELECT territory.code AS code, territory.name AS name, territory.population AS population 
FROM territory 
WHERE territory.kind = ? AND territory.id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) ORDER BY coalesce(territory.population, ?) DESC, territory.id DESC
 LIMIT 3 OFFSET ?) AS found;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, NULL AS key__ 
FROM territory 
WHERE territory.kind = ? AND territory.id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1))) AS found;
SELECT json_group_array(json_array(found.name, found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text1, char(30)), '') AS anon_1 
FROM (SELECT page.name AS name, coalesce((SELECT '{"code":' || json_quote(inner1.code) || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') AS text1, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT actor.name AS name, actor.territory_id AS territory_id, actor.name_sort AS sort0__, actor.id AS sort1__ 
FROM actor 
WHERE actor.territory_id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_3.value 
FROM json_each(?) AS anon_3)) ORDER BY actor.name_sort ASC, actor.id ASC
 LIMIT 3 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, NULL AS key__ 
FROM actor 
WHERE actor.territory_id IN (SELECT territory_inclusion.descendant_id 
FROM territory_inclusion 
WHERE territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1))) AS found;
SELECT json_group_array(json_array(found.name, found.id, found.key__)) AS json_group_array_1 
FROM (SELECT territory.name AS name, territory.id AS id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) AS found;

-- trip 3
SELECT group_concat((SELECT json_group_array(json_array(found.kind, found.code, found.name, found.id)) AS json_group_array_1 
FROM (SELECT territory.kind AS kind, territory.code AS code, territory.name AS name, territory.id AS id 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = ? AND territory_inclusion.ancestor_id = keys.value ORDER BY territory.name_sort ASC, territory.id ASC
 LIMIT 5 OFFSET ?) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = ? AND territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY territory_inclusion.ancestor_id) AS found;

-- trip 4
SELECT group_concat((SELECT json_group_array(json_array(found.name)) AS json_group_array_1 
FROM (SELECT territory.name AS name 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = ? AND territory_inclusion.ancestor_id = keys.value ORDER BY territory.name_sort ASC, territory.id ASC
 LIMIT 2 OFFSET ?) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = ? AND territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY territory_inclusion.ancestor_id) AS found;
