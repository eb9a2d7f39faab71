-- trip 1
SELECT topic.slug AS slug, topic.label_fr AS label_fr, topic.label_en AS label_en, topic.broader_id AS broader_id, topic.id AS id, topic.label_sort AS sort0__, topic.id AS sort1__, NULL AS key__ 
FROM topic 
WHERE true ORDER BY topic.label_sort ASC, topic.id ASC 
 LIMIT $1;
SELECT count(*) AS total, NULL AS key__ 
FROM topic 
WHERE true;

-- trip 2
SELECT topic.slug AS slug, topic.id AS key__ 
FROM topic 
WHERE topic.id = ANY ($1::VARCHAR[]);
SELECT anon_1.slug, anon_1.id, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT topic.slug AS slug, topic.id AS id, topic.label_sort AS sort0__, topic.id AS sort1__, topic.broader_id AS key__, row_number() OVER (PARTITION BY topic.broader_id ORDER BY topic.label_sort ASC, topic.id ASC) AS rank__ 
FROM topic 
WHERE topic.broader_id = ANY ($1::VARCHAR[]) AND true) AS anon_1 
WHERE anon_1.rank__ <= $2 ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, topic.broader_id AS key__ 
FROM topic 
WHERE topic.broader_id = ANY ($1::VARCHAR[]) AND true GROUP BY topic.broader_id;

-- trip 3
SELECT anon_1.title, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT resource.title AS title, resource.title_sort AS sort0__, resource.id AS sort1__, resource_topic.topic_id AS key__, row_number() OVER (PARTITION BY resource_topic.topic_id ORDER BY resource.title_sort ASC, resource.id ASC) AS rank__ 
FROM resource_topic JOIN resource ON resource_topic.resource_id = resource.id 
WHERE resource_topic.topic_id = ANY ($1::VARCHAR[]) AND true) AS anon_1 
WHERE anon_1.rank__ <= $2 ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, resource_topic.topic_id AS key__ 
FROM resource_topic JOIN resource ON resource_topic.resource_id = resource.id 
WHERE resource_topic.topic_id = ANY ($1::VARCHAR[]) AND true GROUP BY resource_topic.topic_id;
