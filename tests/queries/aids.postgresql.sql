-- trip 1
SELECT resource.title AS title, resource.url AS url, resource.source_name AS source_name, resource.source_date AS source_date, resource.licence AS licence, resource.demonstration AS demonstration, resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__, NULL AS key__ 
FROM resource 
WHERE resource.kind = $1 AND substr(resource.title_sort, $2::INTEGER, length($3::VARCHAR COLLATE "C")) = $3::VARCHAR COLLATE "C" ORDER BY resource.title_sort DESC, resource.id DESC 
 LIMIT $4;
SELECT count(*) AS total, NULL AS key__ 
FROM resource 
WHERE resource.kind = $1 AND substr(resource.title_sort, $2::INTEGER, length($3::VARCHAR COLLATE "C")) = $3::VARCHAR COLLATE "C";

-- trip 2
SELECT aid.funders AS funders, aid.audiences AS audiences, aid.types AS types, aid.call_for_projects AS call_for_projects, aid.recurrence AS recurrence, aid.closes_on AS closes_on, aid.resource_id AS key__ 
FROM aid 
WHERE aid.resource_id = ANY ($1::VARCHAR[]);
SELECT experience_report.purposes AS purposes, experience_report.resource_id AS key__ 
FROM experience_report 
WHERE experience_report.resource_id = ANY ($1::VARCHAR[]);
