-- trip 1
SELECT topic.slug AS key__, topic.id AS shown, 0 AS number, 0 AS place 
FROM topic 
WHERE topic.slug = ANY ($1::VARCHAR[]);

-- trip 2
WITH found AS 
(SELECT resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource 
WHERE resource.state = 'PUBLISHED' AND resource.kind = $1 AND resource.id = ANY (array((SELECT resource_topic_1.resource_id 
FROM resource_topic AS resource_topic_1 
WHERE resource_topic_1.topic_id = ANY (array((SELECT topic_inclusion_1.descendant_id 
FROM topic_inclusion AS topic_inclusion_1 
WHERE topic_inclusion_1.ancestor_id = ANY ($2::VARCHAR[]))))))))
 SELECT convert_to('{"title":' || CAST(to_json(page.title) AS TEXT) || ',"language":' || CAST(to_json(page.language) AS TEXT) || ',"publishedOn":' || coalesce('"' || CASE WHEN isfinite(page.published_on) THEN to_char(page.published_on, 'YYYY-MM-DD') WHEN (page.published_on = 'infinity') THEN '9999-12-31' WHEN (page.published_on = '-infinity') THEN '0001-01-01' END || '"', 'null') || ',"experienceReport":' || coalesce((SELECT '{"participationLevel":"' || inner1.participation_level || '","purposes":' || CAST(inner1.purposes AS TEXT) || ',"recruitment":"' || inner1.recruitment || '","interaction":"' || inner1.interaction || '","decisionMethod":"' || inner1.decision_method || '","outputs":' || CAST(inner1.outputs AS TEXT) || ',"participants":' || coalesce(CAST(inner1.participants AS TEXT), 'null') || ',"costCents":' || coalesce(CAST(inner1.cost_cents AS TEXT), 'null') || ',"costDays":' || coalesce(CAST(inner1.cost_days AS TEXT), 'null') || ',"formallyEvaluated":' || CAST(inner1.formally_evaluated AS TEXT) || '}' AS anon_1 
FROM experience_report AS inner1 
WHERE inner1.resource_id = page.id), 'null') || ',"aid":' || coalesce((SELECT '{"recurrence":"' || inner2.recurrence || '"}' AS anon_2 
FROM aid AS inner2 
WHERE inner2.resource_id = page.id), 'null') || '}', 'UTF8') AS text0, page.sort0__, page.sort1__, page.total__ 
FROM (SELECT resource.title AS title, resource.language AS language, resource.published_on AS published_on, resource.id AS id, cut.sort0__ AS sort0__, cut.sort1__ AS sort1__, (SELECT count(*) AS count_1 
FROM found) AS total__ 
FROM (SELECT found.id AS id, found.sort0__ AS sort0__, found.sort1__ AS sort1__ 
FROM found ORDER BY found.sort0__ ASC, found.sort1__ ASC 
 LIMIT 3) AS cut JOIN resource ON resource.id = cut.id ORDER BY cut.sort0__ ASC, cut.sort1__ ASC) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC;
