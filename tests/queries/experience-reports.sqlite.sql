-- trip 1
SELECT json_group_array(json_array(found.key__, found.shown, found.number, found.place)) AS json_group_array_1 
FROM (SELECT topic.slug AS key__, topic.id AS shown, 0 AS number, 0 AS place 
FROM topic 
WHERE topic.slug IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1)) AS found;

-- trip 2
WITH found AS 
(SELECT resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource 
WHERE resource.state = 'PUBLISHED' AND resource.kind = ? AND resource.id IN (SELECT resource_topic_1.resource_id 
FROM resource_topic AS resource_topic_1 
WHERE resource_topic_1.topic_id IN (SELECT topic_inclusion_1.descendant_id 
FROM topic_inclusion AS topic_inclusion_1 
WHERE topic_inclusion_1.ancestor_id IN (SELECT anon_4.value 
FROM json_each(?) AS anon_4))))
 SELECT json_group_array(json_array(found.sort0__, found.sort1__, found.total__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"title":' || json_quote(page.title) || ',"language":' || json_quote(page.language) || ',"publishedOn":' || coalesce('"' || page.published_on || '"', 'null') || ',"experienceReport":' || coalesce((SELECT '{"participationLevel":"' || inner1.participation_level || '","purposes":' || CAST(inner1.purposes AS VARCHAR) || ',"recruitment":"' || inner1.recruitment || '","interaction":"' || inner1.interaction || '","decisionMethod":"' || inner1.decision_method || '","outputs":' || CAST(inner1.outputs AS VARCHAR) || ',"participants":' || coalesce(CAST(inner1.participants AS VARCHAR), 'null') || ',"costCents":' || coalesce(CAST(inner1.cost_cents AS VARCHAR), 'null') || ',"costDays":' || coalesce(CAST(inner1.cost_days AS VARCHAR), 'null') || ',"formallyEvaluated":' || CASE WHEN inner1.formally_evaluated THEN 'true' WHEN (inner1.formally_evaluated IS NOT NULL) THEN 'false' END || '}' AS anon_2 
FROM experience_report AS inner1 
WHERE inner1.resource_id = page.id), 'null') || ',"aid":' || coalesce((SELECT '{"recurrence":"' || inner2.recurrence || '"}' AS anon_3 
FROM aid AS inner2 
WHERE inner2.resource_id = page.id), 'null') || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__, page.total__ AS total__ 
FROM (SELECT resource.title AS title, resource.language AS language, resource.published_on AS published_on, resource.id AS id, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ ASC, found.sort1__ ASC
 LIMIT 3 OFFSET ?) AS cut JOIN resource ON resource.id = cut.id ORDER BY cut.sort0__ ASC, cut.sort1__ ASC) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found;
