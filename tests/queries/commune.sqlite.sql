-- trip 1
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?) AS found;

-- trip 2
SELECT json_group_array(json_array(found.id, found.code, found.name, found.siren, found.population, found.postal_codes, found.key__)) || char(31) || coalesce(group_concat(found.text6 || char(30) || found.text7 || char(30) || found.text8 || char(30) || found.text9, char(30)), '') AS anon_1 
FROM (SELECT page.id AS id, page.code AS code, page.name AS name, page.siren AS siren, page.population AS population, page.postal_codes AS postal_codes, coalesce((SELECT '{"code":' || json_quote(inner1.code) || ',"name":' || json_quote(inner1.name) || ',"category":' || coalesce('"' || inner1.category || '"', 'null') || ',"population":' || coalesce(CAST(inner1.population AS VARCHAR), 'null') || '}' AS anon_2 
FROM territory AS inner1 
WHERE inner1.id = page.epci_id), 'null') AS text6, coalesce((SELECT '{"code":' || json_quote(inner2.code) || ',"name":' || json_quote(inner2.name) || '}' AS anon_3 
FROM territory AS inner2 
WHERE inner2.id = page.department_id), 'null') AS text7, coalesce((SELECT '{"code":' || json_quote(inner3.code) || ',"name":' || json_quote(inner3.name) || '}' AS anon_4 
FROM territory AS inner3 
WHERE inner3.id = page.region_id), 'null') AS text8, (SELECT '{"nodes":[' || coalesce(group_concat('{"name":' || json_quote(inner4.name) || ',"siren":' || coalesce(json_quote(inner4.siren), 'null') || ',"sourceName":' || coalesce(json_quote(inner4.source_name), 'null') || ',"sourceDate":' || coalesce('"' || inner4.source_date || '"', 'null') || ',"licence":"' || inner4.licence || '"}'), '') || ']}' AS anon_5 
FROM (SELECT actor.name AS name, actor.siren AS siren, actor.source_name AS source_name, actor.source_date AS source_date, actor.licence AS licence 
FROM actor 
WHERE actor.territory_id = page.id AND actor.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC
 LIMIT 5 OFFSET ?) AS inner4) AS text9, page.key__ AS key__ 
FROM (SELECT territory.id AS id, territory.code AS code, territory.name AS name, territory.siren AS siren, territory.population AS population, territory.postal_codes AS postal_codes, territory.epci_id AS epci_id, territory.department_id AS department_id, territory.region_id AS region_id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_6.value 
FROM json_each(?) AS anon_6)) AS page) AS found;

-- trip 3
SELECT group_concat((SELECT json_group_array(json_array(found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"kind":"' || page.kind || '","name":' || json_quote(page.name) || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT territory.kind AS kind, territory.name AS name, territory.name_sort AS sort0__, territory.id AS sort1__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.ancestor_id = territory.id 
WHERE territory_inclusion.direct = ? AND territory_inclusion.descendant_id = keys.value ORDER BY territory.name_sort ASC, territory.id ASC
 LIMIT 5 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT group_concat((SELECT json_group_array(json_array(found.cursor, found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text1, char(30)), '') AS anon_1 
FROM (SELECT page.cursor AS cursor, '{"title":' || json_quote(page.title) || ',"startsOn":' || coalesce('"' || page.starts_on || '"', 'null') || ',"endsOn":' || coalesce('"' || page.ends_on || '"', 'null') || ',"sourceReference":' || coalesce(json_quote(page.source_reference), 'null') || '}' AS text1, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT NULL AS cursor, project.title AS title, project.starts_on AS starts_on, project.ends_on AS ends_on, project.source_reference AS source_reference, coalesce(project.starts_on, ?) AS sort0__, project.id AS sort1__ 
FROM project_territory JOIN project ON project_territory.project_id = project.id 
WHERE project.state = 'PUBLISHED' AND project_territory.territory_id = keys.value ORDER BY coalesce(project.starts_on, ?) DESC, project.id DESC
 LIMIT 3 OFFSET ?) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, project_territory.territory_id AS key__ 
FROM project_territory JOIN project ON project_territory.project_id = project.id 
WHERE project.state = 'PUBLISHED' AND project_territory.territory_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY project_territory.territory_id) AS found;
