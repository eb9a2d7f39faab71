-- trip 1
SELECT page.title AS title, page.url AS url, page.source_name AS source_name, page.source_date AS source_date, page.licence AS licence, page.demonstration AS demonstration, convert_to(coalesce((SELECT '{"funders":' || CAST(inner1.funders AS TEXT) || ',"audiences":' || CAST(inner1.audiences AS TEXT) || ',"types":' || CAST(inner1.types AS TEXT) || ',"callForProjects":' || CAST(inner1.call_for_projects AS TEXT) || ',"recurrence":"' || inner1.recurrence || '","closesOn":' || coalesce('"' || to_char(inner1.closes_on, 'YYYY-MM-DD') || '"', 'null') || '}' AS anon_1 
FROM aid AS inner1 
WHERE inner1.resource_id = page.id), 'null'), 'UTF8') AS text6, convert_to(coalesce((SELECT '{"purposes":' || CAST(inner2.purposes AS TEXT) || '}' AS anon_2 
FROM experience_report AS inner2 
WHERE inner2.resource_id = page.id), 'null'), 'UTF8') AS text7, page.sort0__, page.sort1__ 
FROM (SELECT resource.title AS title, resource.url AS url, resource.source_name AS source_name, resource.source_date AS source_date, resource.licence AS licence, resource.demonstration AS demonstration, resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource 
WHERE resource.kind = $1 AND resource.title_sort >= $2::VARCHAR COLLATE "C" AND resource.title_sort < ($2::VARCHAR COLLATE "C" || '􏿿') ORDER BY resource.title_sort DESC, resource.id DESC 
 LIMIT 4) AS page ORDER BY page.sort0__ DESC, page.sort1__ DESC;
SELECT count(*) AS total, NULL AS key__ 
FROM resource 
WHERE resource.kind = $1 AND resource.title_sort >= $2::VARCHAR COLLATE "C" AND resource.title_sort < ($2::VARCHAR COLLATE "C" || '􏿿');
