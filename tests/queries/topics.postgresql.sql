-- trip 1
SELECT page.slug AS slug, page.label_fr AS label_fr, page.label_en AS label_en, convert_to(coalesce((SELECT '{"slug":' || CAST(to_json(inner1.slug) AS TEXT) || '}' AS anon_1 
FROM topic AS inner1 
WHERE inner1.id = page.broader_id), 'null'), 'UTF8') AS text3, page.id AS id, page.sort0__, page.sort1__ 
FROM (SELECT topic.slug AS slug, topic.label_fr AS label_fr, topic.label_en AS label_en, topic.broader_id AS broader_id, topic.id AS id, topic.label_sort AS sort0__, topic.id AS sort1__ 
FROM topic ORDER BY topic.label_sort ASC, topic.id ASC 
 LIMIT 3) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC;
SELECT count(*) AS total, NULL AS key__ 
FROM topic;

-- trip 2
SELECT pages.slug, pages.id, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT topic.slug AS slug, topic.id AS id 
FROM topic 
WHERE topic.broader_id = keys.key ORDER BY topic.label_sort ASC, topic.id ASC 
 LIMIT 3) AS pages ON true;
SELECT count(*) AS total, topic.broader_id AS key__ 
FROM topic 
WHERE topic.broader_id = ANY ($1::VARCHAR[]) GROUP BY topic.broader_id;

-- trip 3
SELECT pages.text0, pages.sort0__, pages.sort1__, keys.number 
FROM unnest($1::VARCHAR[]) WITH ORDINALITY AS keys(key, number) JOIN LATERAL (SELECT convert_to('{"title":' || CAST(to_json(page.title) AS TEXT) || '}', 'UTF8') AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT resource.title AS title, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource_topic JOIN resource ON resource_topic.resource_id = resource.id 
WHERE resource.state = 'PUBLISHED' AND resource_topic.topic_id = keys.key ORDER BY resource.title_sort ASC, resource.id ASC 
 LIMIT 2) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS pages ON true;
SELECT count(*) AS total, resource_topic.topic_id AS key__ 
FROM resource_topic JOIN resource ON resource_topic.resource_id = resource.id 
WHERE resource.state = 'PUBLISHED' AND resource_topic.topic_id = ANY ($1::VARCHAR[]) GROUP BY resource_topic.topic_id;
