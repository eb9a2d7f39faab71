-- trip 1
SELECT page.cursor AS cursor, convert_to('{"title":' || CAST(to_json(page.title) AS TEXT) || ',"startsOn":' || coalesce('"' || CASE WHEN isfinite(page.starts_on) THEN to_char(page.starts_on, 'YYYY-MM-DD') WHEN (page.starts_on = 'infinity') THEN '9999-12-31' WHEN (page.starts_on = '-infinity') THEN '0001-01-01' END || '"', 'null') || '}', 'UTF8') AS text1, page.sort0__, page.sort1__, page.sort2__ 
FROM (SELECT NULL AS cursor, project.title AS title, project.starts_on AS starts_on, coalesce(project.starts_on, $1::DATE) AS sort0__, project.title_sort AS sort1__, project.id AS sort2__ 
FROM project 
WHERE project.state = 'PUBLISHED' AND (coalesce(project.starts_on, $2::DATE) < $3::DATE OR coalesce(project.starts_on, $2::DATE) = $3::DATE AND project.title_sort > $4::VARCHAR COLLATE "C" OR coalesce(project.starts_on, $2::DATE) = $3::DATE AND project.title_sort = $4::VARCHAR COLLATE "C" AND project.id > $5::VARCHAR COLLATE "C") ORDER BY coalesce(project.starts_on, $2::DATE) DESC, project.title_sort ASC, project.id ASC 
 LIMIT 4) AS page ORDER BY page.sort0__ DESC, page.sort1__ ASC, page.sort2__ ASC;
SELECT count(*) AS total, NULL AS key__ 
FROM project 
WHERE project.state = 'PUBLISHED';
SELECT convert_to('{"title":' || CAST(to_json(page.title) AS TEXT) || ',"startsOn":' || coalesce('"' || CASE WHEN isfinite(page.starts_on) THEN to_char(page.starts_on, 'YYYY-MM-DD') WHEN (page.starts_on = 'infinity') THEN '9999-12-31' WHEN (page.starts_on = '-infinity') THEN '0001-01-01' END || '"', 'null') || '}', 'UTF8') AS text0, page.sort0__, page.sort1__, page.sort2__ 
FROM (SELECT project.title AS title, project.starts_on AS starts_on, coalesce(project.starts_on, $1::DATE) AS sort0__, project.title_sort AS sort1__, project.id AS sort2__ 
FROM project 
WHERE project.state = 'PUBLISHED' ORDER BY coalesce(project.starts_on, $2::DATE) ASC, project.title_sort DESC, project.id DESC 
 LIMIT 3) AS page ORDER BY page.sort0__ ASC, page.sort1__ DESC, page.sort2__ DESC;
SELECT topic.slug AS key__, topic.id AS shown, 0 AS number, 0 AS place 
FROM topic 
WHERE topic.slug = ANY ($1::VARCHAR[]);

-- trip 2
SELECT topic.label_fr AS label_fr, topic.id AS id, topic.id AS key__ 
FROM topic 
WHERE topic.id = ANY ($1::VARCHAR[]);

-- trip 3
SELECT pages.cursor, pages.text1, pages.sort0__, pages.sort1__, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT page.cursor AS cursor, convert_to('{"title":' || CAST(to_json(page.title) AS TEXT) || '}', 'UTF8') AS text1, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT NULL AS cursor, project.title AS title, project.title_sort AS sort0__, project.id AS sort1__ 
FROM project_topic JOIN project ON project_topic.project_id = project.id 
WHERE project.state = 'PUBLISHED' AND project_topic.topic_id = keys.key AND (project.title_sort, project.id) > ($2::VARCHAR COLLATE "C", $3::VARCHAR COLLATE "C") ORDER BY project.title_sort ASC, project.id ASC 
 LIMIT 3) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS pages ON true;
SELECT count(*) AS total, project_topic.topic_id AS key__ 
FROM project_topic JOIN project ON project_topic.project_id = project.id 
WHERE project.state = 'PUBLISHED' AND project_topic.topic_id = ANY ($1::VARCHAR[]) GROUP BY project_topic.topic_id;
