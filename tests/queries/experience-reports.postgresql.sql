-- trip 1
SELECT topic.id AS id, topic.slug AS key__ 
FROM topic 
WHERE topic.slug = ANY ($1::VARCHAR[]);

-- trip 2
SELECT page.title AS title, page.language AS language, page.published_on AS published_on, convert_to(coalesce((SELECT '{"participationLevel":"' || inner1.participation_level || '","purposes":' || CAST(inner1.purposes AS TEXT) || ',"recruitment":"' || inner1.recruitment || '","interaction":"' || inner1.interaction || '","decisionMethod":"' || inner1.decision_method || '","outputs":' || CAST(inner1.outputs AS TEXT) || ',"participants":' || coalesce(CAST(inner1.participants AS TEXT), 'null') || ',"costCents":' || coalesce(CAST(inner1.cost_cents AS TEXT), 'null') || ',"costDays":' || coalesce(CAST(inner1.cost_days AS TEXT), 'null') || ',"formallyEvaluated":' || CAST(inner1.formally_evaluated AS TEXT) || '}' AS anon_1 
FROM experience_report AS inner1 
WHERE inner1.resource_id = page.id), 'null'), 'UTF8') AS text3, convert_to(coalesce((SELECT '{"recurrence":"' || inner2.recurrence || '"}' AS anon_2 
FROM aid AS inner2 
WHERE inner2.resource_id = page.id), 'null'), 'UTF8') AS text4, page.sort0__, page.sort1__ 
FROM (SELECT resource.title AS title, resource.language AS language, resource.published_on AS published_on, resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource 
WHERE resource.kind = $1 AND resource.id IN (SELECT resource_topic.resource_id 
FROM resource_topic 
WHERE resource_topic.topic_id IN (SELECT topic_inclusion.descendant_id 
FROM topic_inclusion 
WHERE topic_inclusion.ancestor_id = ANY ($2::VARCHAR[]))) ORDER BY resource.title_sort ASC, resource.id ASC 
 LIMIT 3) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC;
SELECT count(*) AS total, NULL AS key__ 
FROM resource 
WHERE resource.kind = $1 AND resource.id IN (SELECT resource_topic.resource_id 
FROM resource_topic 
WHERE resource_topic.topic_id IN (SELECT topic_inclusion.descendant_id 
FROM topic_inclusion 
WHERE topic_inclusion.ancestor_id = ANY ($2::VARCHAR[])));
