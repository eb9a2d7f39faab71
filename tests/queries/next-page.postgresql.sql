-- trip 1
SELECT NULL AS cursor, project.title AS title, project.starts_on AS starts_on, coalesce(project.starts_on, $1::DATE) AS sort0__, project.title_sort AS sort1__, project.id AS sort2__, NULL AS key__ 
FROM project 
WHERE true AND (coalesce(project.starts_on, $1::DATE) < $2::DATE OR coalesce(project.starts_on, $1::DATE) = $2::DATE AND project.title_sort > $3::VARCHAR COLLATE "C" OR coalesce(project.starts_on, $1::DATE) = $2::DATE AND project.title_sort = $3::VARCHAR COLLATE "C" AND project.id > $4::VARCHAR COLLATE "C") ORDER BY coalesce(project.starts_on, $1::DATE) DESC, project.title_sort ASC, project.id ASC 
 LIMIT $5;
SELECT count(*) AS total, NULL AS key__ 
FROM project 
WHERE true;
SELECT project.title AS title, project.starts_on AS starts_on, coalesce(project.starts_on, $1::DATE) AS sort0__, project.title_sort AS sort1__, project.id AS sort2__, NULL AS key__ 
FROM project 
WHERE true ORDER BY coalesce(project.starts_on, $1::DATE) ASC, project.title_sort DESC, project.id DESC 
 LIMIT $2;
SELECT topic.id AS id, topic.slug AS key__ 
FROM topic 
WHERE topic.slug = ANY ($1::VARCHAR[]) AND true;

-- trip 2
SELECT topic.label_fr AS label_fr, topic.id AS id, topic.id AS key__ 
FROM topic 
WHERE topic.id = ANY ($1::VARCHAR[]);

-- trip 3
SELECT anon_1.cursor, anon_1.title, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT NULL AS cursor, project.title AS title, project.title_sort AS sort0__, project.id AS sort1__, project_topic.topic_id AS key__, row_number() OVER (PARTITION BY project_topic.topic_id ORDER BY project.title_sort ASC, project.id ASC) AS rank__ 
FROM project_topic JOIN project ON project_topic.project_id = project.id 
WHERE project_topic.topic_id = ANY ($1::VARCHAR[]) AND true AND (project.title_sort, project.id) > ($2::VARCHAR COLLATE "C", $3::VARCHAR COLLATE "C")) AS anon_1 
WHERE anon_1.rank__ <= $4 ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, project_topic.topic_id AS key__ 
FROM project_topic JOIN project ON project_topic.project_id = project.id 
WHERE project_topic.topic_id = ANY ($1::VARCHAR[]) AND true GROUP BY project_topic.topic_id;
