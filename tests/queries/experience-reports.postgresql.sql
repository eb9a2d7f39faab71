-- trip 1
SELECT topic.id AS id, topic.slug AS key__ 
FROM topic 
WHERE topic.slug = ANY ($1::VARCHAR[]) AND true;

-- trip 2
SELECT resource.title AS title, resource.language AS language, resource.published_on AS published_on, resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__, NULL AS key__ 
FROM resource 
WHERE resource.kind = $1 AND resource.id IN (SELECT resource_topic.resource_id 
FROM resource_topic 
WHERE resource_topic.topic_id IN (SELECT topic_inclusion.descendant_id 
FROM topic_inclusion 
WHERE topic_inclusion.ancestor_id = ANY ($2::VARCHAR[]))) ORDER BY resource.title_sort ASC, resource.id ASC 
 LIMIT $3;
SELECT count(*) AS total, NULL AS key__ 
FROM resource 
WHERE resource.kind = $1 AND resource.id IN (SELECT resource_topic.resource_id 
FROM resource_topic 
WHERE resource_topic.topic_id IN (SELECT topic_inclusion.descendant_id 
FROM topic_inclusion 
WHERE topic_inclusion.ancestor_id = ANY ($2::VARCHAR[])));

-- trip 3
SELECT experience_report.participation_level AS participation_level, experience_report.purposes AS purposes, experience_report.recruitment AS recruitment, experience_report.interaction AS interaction, experience_report.decision_method AS decision_method, experience_report.outputs AS outputs, experience_report.participants AS participants, experience_report.cost_cents AS cost_cents, experience_report.cost_days AS cost_days, experience_report.formally_evaluated AS formally_evaluated, experience_report.resource_id AS key__ 
FROM experience_report 
WHERE experience_report.resource_id = ANY ($1::VARCHAR[]);
SELECT aid.recurrence AS recurrence, aid.resource_id AS key__ 
FROM aid 
WHERE aid.resource_id = ANY ($1::VARCHAR[]);
