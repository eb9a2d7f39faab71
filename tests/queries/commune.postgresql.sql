-- trip 1
SELECT territory.code AS key__, territory.id AS shown, 0 AS number, 0 AS place 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;

-- trip 2
SELECT page.id AS id, page.code AS code, page.name AS name, page.siren AS siren, page.population AS population, page.postal_codes AS postal_codes, convert_to(coalesce((SELECT '{"code":' || CAST(to_json(inner1.code) AS TEXT) || ',"name":' || CAST(to_json(inner1.name) AS TEXT) || ',"category":' || coalesce('"' || inner1.category || '"', 'null') || ',"population":' || coalesce(CAST(inner1.population AS TEXT), 'null') || '}' AS anon_1 
FROM territory AS inner1 
WHERE inner1.id = page.epci_id), 'null'), 'UTF8') AS text6, convert_to(coalesce((SELECT '{"code":' || CAST(to_json(inner2.code) AS TEXT) || ',"name":' || CAST(to_json(inner2.name) AS TEXT) || '}' AS anon_2 
FROM territory AS inner2 
WHERE inner2.id = page.department_id), 'null'), 'UTF8') AS text7, convert_to(coalesce((SELECT '{"code":' || CAST(to_json(inner3.code) AS TEXT) || ',"name":' || CAST(to_json(inner3.name) AS TEXT) || '}' AS anon_3 
FROM territory AS inner3 
WHERE inner3.id = page.region_id), 'null'), 'UTF8') AS text8, convert_to((SELECT '{"nodes":[' || coalesce(string_agg('{"name":' || CAST(to_json(inner4.name) AS TEXT) || ',"siren":' || coalesce(CAST(to_json(inner4.siren) AS TEXT), 'null') || ',"sourceName":' || coalesce(CAST(to_json(inner4.source_name) AS TEXT), 'null') || ',"sourceDate":' || coalesce('"' || CASE WHEN isfinite(inner4.source_date) THEN to_char(inner4.source_date, 'YYYY-MM-DD') WHEN (inner4.source_date = 'infinity') THEN '9999-12-31' WHEN (inner4.source_date = '-infinity') THEN '0001-01-01' END || '"', 'null') || ',"licence":"' || inner4.licence || '"}', ','), '') || ']}' AS anon_4 
FROM (SELECT actor.name AS name, actor.siren AS siren, actor.source_name AS source_name, actor.source_date AS source_date, actor.licence AS licence 
FROM actor 
WHERE actor.territory_id = page.id AND actor.state = 'PUBLISHED' ORDER BY actor.name_sort ASC, actor.id ASC 
 LIMIT 5) AS inner4), 'UTF8') AS text9, page.key__ 
FROM (SELECT territory.id AS id, territory.code AS code, territory.name AS name, territory.siren AS siren, territory.population AS population, territory.postal_codes AS postal_codes, territory.epci_id AS epci_id, territory.department_id AS department_id, territory.region_id AS region_id, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[])) AS page;

-- trip 3
SELECT pages.text0, pages.sort0__, pages.sort1__, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT convert_to('{"kind":"' || page.kind || '","name":' || CAST(to_json(page.name) AS TEXT) || '}', 'UTF8') AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT territory.kind AS kind, territory.name AS name, territory.name_sort AS sort0__, territory.id AS sort1__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.ancestor_id = territory.id 
WHERE territory_inclusion.direct = $2::BOOLEAN AND territory_inclusion.descendant_id = keys.key ORDER BY territory.name_sort ASC, territory.id ASC 
 LIMIT 5) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS pages ON true;
SELECT pages.cursor, pages.text1, pages.sort0__, pages.sort1__, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT page.cursor AS cursor, convert_to('{"title":' || CAST(to_json(page.title) AS TEXT) || ',"startsOn":' || coalesce('"' || CASE WHEN isfinite(page.starts_on) THEN to_char(page.starts_on, 'YYYY-MM-DD') WHEN (page.starts_on = 'infinity') THEN '9999-12-31' WHEN (page.starts_on = '-infinity') THEN '0001-01-01' END || '"', 'null') || ',"endsOn":' || coalesce('"' || CASE WHEN isfinite(page.ends_on) THEN to_char(page.ends_on, 'YYYY-MM-DD') WHEN (page.ends_on = 'infinity') THEN '9999-12-31' WHEN (page.ends_on = '-infinity') THEN '0001-01-01' END || '"', 'null') || ',"sourceReference":' || coalesce(CAST(to_json(page.source_reference) AS TEXT), 'null') || '}', 'UTF8') AS text1, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT NULL AS cursor, project.title AS title, project.starts_on AS starts_on, project.ends_on AS ends_on, project.source_reference AS source_reference, coalesce(project.starts_on, $2::DATE) AS sort0__, project.id AS sort1__ 
FROM project_territory JOIN project ON project_territory.project_id = project.id 
WHERE project.state = 'PUBLISHED' AND project_territory.territory_id = keys.key ORDER BY coalesce(project.starts_on, $3::DATE) DESC, project.id DESC 
 LIMIT 3) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC) AS pages ON true;
SELECT count(*) AS total, project_territory.territory_id AS key__ 
FROM project_territory JOIN project ON project_territory.project_id = project.id 
WHERE project.state = 'PUBLISHED' AND project_territory.territory_id = ANY ($1::VARCHAR[]) GROUP BY project_territory.territory_id;
