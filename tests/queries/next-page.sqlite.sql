-- trip 1
SELECT json_group_array(json_array(found.cursor, found.sort0__, found.sort1__, found.sort2__)) || char(31) || coalesce(group_concat(found.text1, char(30)), '') AS anon_1 
FROM (SELECT page.cursor AS cursor, '{"title":' || json_quote(page.title) || ',"startsOn":' || coalesce('"' || page.starts_on || '"', 'null') || '}' AS text1, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.sort2__ AS sort2__ 
FROM (SELECT NULL AS cursor, project.title AS title, project.starts_on AS starts_on, coalesce(project.starts_on, ?) AS sort0__, project.title_sort AS sort1__, project.id AS sort2__ 
FROM project 
WHERE project.state = 'PUBLISHED' AND (coalesce(project.starts_on, ?) < ? OR coalesce(project.starts_on, ?) = ? AND project.title_sort > ? OR coalesce(project.starts_on, ?) = ? AND project.title_sort = ? AND project.id > ?) ORDER BY coalesce(project.starts_on, ?) DESC, project.title_sort ASC, project.id ASC
 LIMIT 4 OFFSET ?) AS page ORDER BY page.sort0__ DESC, page.sort1__ ASC, page.sort2__ ASC) AS found;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, NULL AS key__ 
FROM project 
WHERE project.state = 'PUBLISHED') AS found;
SELECT json_group_array(json_array(found.sort0__, found.sort1__, found.sort2__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"title":' || json_quote(page.title) || ',"startsOn":' || coalesce('"' || page.starts_on || '"', 'null') || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.sort2__ AS sort2__ 
FROM (SELECT project.title AS title, project.starts_on AS starts_on, coalesce(project.starts_on, ?) AS sort0__, project.title_sort AS sort1__, project.id AS sort2__ 
FROM project 
WHERE project.state = 'PUBLISHED' ORDER BY coalesce(project.starts_on, ?) ASC, project.title_sort DESC, project.id DESC
 LIMIT 3 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ DESC, page.sort2__ DESC) AS found;
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT topic.slug AS key__, topic.id AS shown, 0 AS number, 0 AS place 
FROM topic 
WHERE topic.slug IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) AS found;

-- trip 2
SELECT json_group_array(json_array(found.label_fr, found.id, found.key__)) AS json_group_array_1 
FROM (SELECT topic.label_fr AS label_fr, topic.id AS id, topic.id AS key__ 
FROM topic 
WHERE topic.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) AS found;

-- trip 3
SELECT group_concat((SELECT json_group_array(json_array(found.cursor, found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text1, char(30)), '') AS anon_1 
FROM (SELECT page.cursor AS cursor, '{"title":' || json_quote(page.title) || '}' AS text1, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT NULL AS cursor, project.title AS title, project.title_sort AS sort0__, project.id AS sort1__ 
FROM project_topic JOIN project ON project_topic.project_id = project.id 
WHERE project.state = 'PUBLISHED' AND project_topic.topic_id = keys.value AND (project.title_sort, project.id) > (?, ?) ORDER BY project.title_sort ASC, project.id ASC
 LIMIT 3 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, project_topic.topic_id AS key__ 
FROM project_topic JOIN project ON project_topic.project_id = project.id 
WHERE project.state = 'PUBLISHED' AND project_topic.topic_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY project_topic.topic_id) AS found;
