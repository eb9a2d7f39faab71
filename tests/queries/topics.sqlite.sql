-- trip 1
SELECT json_group_array(json_array(found.slug, found.label_fr, found.label_en, found.id, found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text3, char(30)), '') AS anon_1 
FROM (SELECT page.slug AS slug, page.label_fr AS label_fr, page.label_en AS label_en, coalesce((SELECT '{"slug":' || json_quote(inner1.slug) || '}' AS anon_2 
FROM topic AS inner1 
WHERE inner1.id = page.broader_id), 'null') AS text3, page.id AS id, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT topic.slug AS slug, topic.label_fr AS label_fr, topic.label_en AS label_en, topic.broader_id AS broader_id, topic.id AS id, topic.label_sort AS sort0__, topic.id AS sort1__ 
FROM topic ORDER BY topic.label_sort ASC, topic.id ASC
 LIMIT 3 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, NULL AS key__ 
FROM topic) AS found;

-- trip 2
SELECT group_concat((SELECT json_group_array(json_array(found.slug, found.id)) AS json_group_array_1 
FROM (SELECT topic.slug AS slug, topic.id AS id 
FROM topic 
WHERE topic.broader_id = keys.value ORDER BY topic.label_sort ASC, topic.id ASC
 LIMIT 3 OFFSET ?) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, topic.broader_id AS key__ 
FROM topic 
WHERE topic.broader_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY topic.broader_id) AS found;

-- trip 3
SELECT group_concat((SELECT json_group_array(json_array(found.sort0__, found.sort1__)) || char(31) || coalesce(group_concat(found.text0, char(30)), '') AS anon_1 
FROM (SELECT '{"title":' || json_quote(page.title) || '}' AS text0, page.sort0__ AS sort0__, page.sort1__ AS sort1__ 
FROM (SELECT resource.title AS title, resource.title_sort AS sort0__, resource.id AS sort1__ 
FROM resource_topic JOIN resource ON resource_topic.resource_id = resource.id 
WHERE resource.state = 'PUBLISHED' AND resource_topic.topic_id = keys.value ORDER BY resource.title_sort ASC, resource.id ASC
 LIMIT 2 OFFSET ?) AS page ORDER BY page.sort0__ ASC, page.sort1__ ASC) AS found), char(29)) AS group_concat_1 
FROM json_each(?) AS keys;
SELECT json_group_array(json_array(found.total, found.key__)) AS json_group_array_1 
FROM (SELECT count(*) AS total, resource_topic.topic_id AS key__ 
FROM resource_topic JOIN resource ON resource_topic.resource_id = resource.id 
WHERE resource.state = 'PUBLISHED' AND resource_topic.topic_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) GROUP BY resource_topic.topic_id) AS found;
