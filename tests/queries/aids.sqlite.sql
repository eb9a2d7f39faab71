-- trip 1
SELECT json_group_array(json_array(found.title, found.url, found.source_name, found.source_date, found.licence, found.demonstration, found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text6 || char(30) || found.text7, char(30)), '') AS anon_1 
FROM (SELECT page.title AS title, page.url AS url, page.source_name AS source_name, page.source_date AS source_date, page.licence AS licence, page.demonstration AS demonstration, coalesce((SELECT '{"funders":' || CAST(inner1.funders AS VARCHAR) || ',"audiences":' || CAST(inner1.audiences AS VARCHAR) || ',"types":' || CAST(inner1.types AS VARCHAR) || ',"callForProjects":' || CASE WHEN inner1.call_for_projects THEN 'true' WHEN (inner1.call_for_projects IS NOT NULL) THEN 'false' END || ',"recurrence":"' || inner1.recurrence || '","closesOn":' || coalesce('"' || inner1.closes_on || '"', 'null') || '}' AS anon_2 
FROM aid AS inner1 
WHERE inner1.resource_id = page.id), 'null') AS text6, coalesce((SELECT '{"purposes":' || CAST(inner2.purposes AS VARCHAR) || '}' AS anon_3 
FROM experience_report AS inner2 
WHERE inner2.resource_id = page.id), 'null') AS text7, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT resource.title AS title, resource.url AS url, resource.source_name AS source_name, resource.source_date AS source_date, resource.licence AS licence, resource.demonstration AS demonstration, resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource 
WHERE resource.kind = ? AND resource.title_sort >= ? AND resource.title_sort < (? || '􏿿') ORDER BY resource.title_sort DESC, resource.id DESC
 LIMIT 4 OFFSET ?) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC) AS found;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, NULL AS key__ 
FROM resource 
WHERE resource.kind = ? AND resource.title_sort >= ? AND resource.title_sort < (? || '􏿿')) AS found;
