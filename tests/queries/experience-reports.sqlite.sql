-- trip 1
SELECT json_group_array(json_array(found.id, found.key__)) AS json_group_array_1 
FROM (SELECT topic.id AS id, topic.slug AS key__ 
FROM topic 
WHERE topic.slug IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) AS found;

-- trip 2
SELECT json_group_array(json_array(found.title, found.language, found.published_on, found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text3 || char(30) || found.text4, char(30)), '') AS anon_1 
FROM (SELECT page.title AS title, page.language AS language, page.published_on AS published_on, coalesce((SELECT '{"participationLevel":"' || inner1.participation_level || '","purposes":' || CAST(inner1.purposes AS VARCHAR) || ',"recruitment":"' || inner1.recruitment || '","interaction":"' || inner1.interaction || '","decisionMethod":"' || inner1.decision_method || '","outputs":' || CAST(inner1.outputs AS VARCHAR) || ',"participants":' || coalesce(CAST(inner1.participants AS VARCHAR), 'null') || ',"costCents":' || coalesce(CAST(inner1.cost_cents AS VARCHAR), 'null') || ',"costDays":' || coalesce(CAST(inner1.cost_days AS VARCHAR), 'null') || ',"formallyEvaluated":' || CASE WHEN inner1.formally_evaluated THEN 'true' WHEN (inner1.formally_evaluated IS NOT NULL) THEN 'false' END || '}' AS anon_2 
FROM experience_report AS inner1 
WHERE inner1.resource_id = page.id), 'null') AS text3, coalesce((SELECT '{"recurrence":"' || inner2.recurrence || '"}' AS anon_3 
FROM aid AS inner2 
WHERE inner2.resource_id = page.id), 'null') AS text4, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT resource.title AS title, resource.language AS language, resource.published_on AS published_on, resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource 
WHERE resource.kind = ? AND resource.id IN (SELECT resource_topic.resource_id 
FROM resource_topic 
WHERE resource_topic.topic_id IN (SELECT topic_inclusion.descendant_id 
FROM topic_inclusion 
WHERE topic_inclusion.ancestor_id IN (SELECT anon_4.value 
FROM json_each(?) AS anon_4))) ORDER BY resource.title_sort ASC, resource.id ASC
 LIMIT 3 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, NULL AS key__ 
FROM resource 
WHERE resource.kind = ? AND resource.id IN (SELECT resource_topic.resource_id 
FROM resource_topic 
WHERE resource_topic.topic_id IN (SELECT topic_inclusion.descendant_id 
FROM topic_inclusion 
WHERE topic_inclusion.ancestor_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)))) AS found;
