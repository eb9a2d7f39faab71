-- trip 1
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?) AS found;
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?) AS found;
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?) AS found;

-- trip 2
WITH found AS 
(SELECT territory.id AS id, coalesce(territory.population, ?) AS sort0__, territory.id AS sort1__ 
FROM territory 
WHERE territory.kind = ? AND territory.id IN (SELECT territory_inclusion_1.descendant_id 
FROM territory_inclusion AS territory_inclusion_1 
WHERE territory_inclusion_1.ancestor_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2)))
 SELECT json_group_array(json_array(found.sort0__, found.sort1__, found.total__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"code":' || json_quote(page.code) || ',"name":' || json_quote(page.name) || ',"population":' || coalesce(CAST(page.population AS VARCHAR), 'null') || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.total__ AS total__ 
FROM (SELECT territory.code AS code, territory.name AS name, territory.population AS population, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ DESC, found.sort1__ DESC
 LIMIT 3 OFFSET ?) AS cut JOIN territory ON territory.id = cut.id ORDER BY cut.sort0__ DESC, cut.sort1__ DESC) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC) AS found;
WITH found AS 
(SELECT actor.id AS id, actor.name_sort AS sort0__, actor.id AS sort1__ 
FROM actor 
WHERE actor.state = 'PUBLISHED' AND actor.territory_id IN (SELECT territory_inclusion_1.descendant_id 
FROM territory_inclusion AS territory_inclusion_1 
WHERE territory_inclusion_1.ancestor_id IN (SELECT anon_3.value 
FROM json_each(?) AS anon_3)))
 SELECT json_group_array(json_array(found.sort0__, found.sort1__, found.total__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"name":' || json_quote(page.name) || ',"territory":' || coalesce((SELECT '{"code":' || json_quote(inner1.code) || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.territory_id), 'null') || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.total__ AS total__ 
FROM (SELECT actor.name AS name, actor.territory_id AS territory_id, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ ASC, found.sort1__ ASC
 LIMIT 3 OFFSET ?) AS cut JOIN actor ON actor.id = cut.id ORDER BY cut.sort0__ ASC, cut.sort1__ ASC) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found;
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
SELECT group_concat((SELECT json_group_array(json_array(found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"name":' || json_quote(page.name) || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT territory.name AS name, territory.name_sort AS sort0__, territory.id AS sort1__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = ? AND territory_inclusion.ancestor_id = keys.value ORDER BY territory.name_sort ASC, territory.id ASC
 LIMIT 2 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, territory_inclusion.ancestor_id AS key__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.descendant_id = territory.id 
WHERE territory_inclusion.direct = ? AND territory_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY territory_inclusion.ancestor_id) AS found;
