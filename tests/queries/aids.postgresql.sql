-- trip 1
WITH found AS 
(SELECT resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource 
WHERE resource.state = 'PUBLISHED' AND resource.kind = $1 AND resource.title_sort >= $2::VARCHAR COLLATE "C" AND resource.title_sort < ($2::VARCHAR COLLATE "C" || '􏿿'))
 SELECT convert_to('{"title":' || CAST(to_json(page.title) AS TEXT) || ',"url":' || coalesce(CAST(to_json(page.url) AS TEXT), 'null') || ',"sourceName":' || coalesce(CAST(to_json(page.source_name) AS TEXT), 'null') || ',"sourceDate":' || coalesce('"' || CASE WHEN isfinite(page.source_date) THEN to_char(page.source_date, 'YYYY-MM-DD') WHEN (page.source_date = 'infinity') THEN '9999-12-31' WHEN (page.source_date = '-infinity') THEN '0001-01-01' END || '"', 'null') || ',"licence":"' || page.licence || '","demonstration":' || CAST(page.demonstration AS TEXT) || ',"aid":' || coalesce((SELECT '{"funders":' || CAST(inner1.funders AS TEXT) || ',"audiences":' || CAST(inner1.audiences AS TEXT) || ',"types":' || CAST(inner1.types AS TEXT) || ',"callForProjects":' || CAST(inner1.call_for_projects AS TEXT) || ',"recurrence":"' || inner1.recurrence || '","closesOn":' || coalesce('"' || CASE WHEN isfinite(inner1.closes_on) THEN to_char(inner1.closes_on, 'YYYY-MM-DD') WHEN (inner1.closes_on = 'infinity') THEN '9999-12-31' WHEN (inner1.closes_on = '-infinity') THEN '0001-01-01' END || '"', 'null') || '}' AS anon_1 
FROM aid AS inner1 
WHERE inner1.resource_id = page.id), 'null') || ',"experienceReport":' || coalesce((SELECT '{"purposes":' || CAST(inner2.purposes AS TEXT) || '}' AS anon_2 
FROM experience_report AS inner2 
WHERE inner2.resource_id = page.id), 'null') || '}', 'UTF8') AS text0, page.sort0__, page.sort1__, page.total__ 
FROM (SELECT resource.title AS title, resource.url AS url, resource.source_name AS source_name, resource.source_date AS source_date, resource.licence AS licence, resource.demonstration AS demonstration, resource.id AS id, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ DESC, found.sort1__ DESC 
 LIMIT 4) AS cut JOIN resource ON resource.id = cut.id ORDER BY cut.sort0__ DESC, cut.sort1__ DESC) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC;
