-- trip 1
SELECT NULL AS cursor, project.title AS title, project.starts_on AS starts_on, coalesce(project.starts_on, ?) AS sort0__, project.title_sort AS sort1__, project.id AS sort2__, NULL AS key__ 
FROM project 
WHERE 1 = 1 AND (coalesce(project.starts_on, ?) < ? OR coalesce(project.starts_on, ?) = ? AND project.title_sort > ? OR coalesce(project.starts_on, ?) = ? AND project.title_sort = ? AND project.id > ?) ORDER BY coalesce(project.starts_on, ?) DESC, project.title_sort ASC, project.id ASC
 LIMIT ? OFFSET ?;
SELECT count(*) AS total, NULL AS key__ 
FROM project 
WHERE 1 = 1;
SELECT project.title AS title, project.starts_on AS starts_on, coalesce(project.starts_on, ?) AS sort0__, project.title_sort AS sort1__, project.id AS sort2__, NULL AS key__ 
FROM project 
WHERE 1 = 1 ORDER BY coalesce(project.starts_on, ?) ASC, project.title_sort DESC, project.id DESC
 LIMIT ? OFFSET ?;
SELECT topic.id AS id, topic.slug AS key__ 
FROM topic 
WHERE topic.slug IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND 1 = 1;

-- trip 2
SELECT topic.label_fr AS label_fr, topic.id AS id, topic.id AS key__ 
FROM topic 
WHERE topic.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);

-- trip 3
SELECT anon_1.cursor, anon_1.title, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT NULL AS cursor, project.title AS title, project.title_sort AS sort0__, project.id AS sort1__, project_topic.topic_id AS key__, row_number() OVER (PARTITION BY project_topic.topic_id ORDER BY project.title_sort ASC, project.id ASC) AS rank__ 
FROM project_topic JOIN project ON project_topic.project_id = project.id 
WHERE project_topic.topic_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1 AND (project.title_sort, project.id) > (?, ?)) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, project_topic.topic_id AS key__ 
FROM project_topic JOIN project ON project_topic.project_id = project.id 
WHERE project_topic.topic_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND 1 = 1 GROUP BY project_topic.topic_id;
