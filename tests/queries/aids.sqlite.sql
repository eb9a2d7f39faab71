-- trip 1
WITH found AS 
(SELECT resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource 
WHERE resource.state = 'PUBLISHED' AND resource.kind = ? AND resource.title_sort >= ? AND resource.title_sort < (? || '􏿿'))
 SELECT json_group_array(json_array(found.sort0__, found.sort1__, found.total__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"title":' || json_quote(page.title) || ',"url":' || coalesce(json_quote(page.url), 'null') || ',"sourceName":' || coalesce(json_quote(page.source_name), 'null') || ',"sourceDate":' || coalesce('"' || page.source_date || '"', 'null') || ',"licence":"' || page.licence || '","demonstration":' || CASE WHEN page.demonstration THEN 'true' WHEN (page.demonstration IS NOT NULL) THEN 'false' END || ',"aid":' || coalesce((SELECT '{"funders":' || CAST(inner1.funders AS VARCHAR) || ',"audiences":' || CAST(inner1.audiences AS VARCHAR) || ',"types":' || CAST(inner1.types AS VARCHAR) || ',"callForProjects":' || CASE WHEN inner1.call_for_projects THEN 'true' WHEN (inner1.call_for_projects IS NOT NULL) THEN 'false' END || ',"recurrence":"' || inner1.recurrence || '","closesOn":' || coalesce('"' || inner1.closes_on || '"', 'null') || '}' AS anon_2 
FROM aid AS inner1 
WHERE inner1.resource_id = page.id), 'null') || ',"experienceReport":' || coalesce((SELECT '{"purposes":' || CAST(inner2.purposes AS VARCHAR) || '}' AS anon_3 
FROM experience_report AS inner2 
WHERE inner2.resource_id = page.id), 'null') || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.total__ AS total__ 
FROM (SELECT resource.title AS title, resource.url AS url, resource.source_name AS source_name, resource.source_date AS source_date, resource.licence AS licence, resource.demonstration AS demonstration, resource.id AS id, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ DESC, found.sort1__ DESC
 LIMIT 4 OFFSET ?) AS cut JOIN resource ON resource.id = cut.id ORDER BY cut.sort0__ DESC, cut.sort1__ DESC) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC) AS found;
