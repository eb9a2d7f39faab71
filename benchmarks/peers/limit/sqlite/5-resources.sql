-- CROSS JOIN fixes the order of the loops; the plus keeps the topics a set to look into rather than keys to search by.
WITH found AS MATERIALIZED (
  SELECT r.id, r.published_on
  FROM (
    SELECT DISTINCT l.resource_id
    FROM territory_inclusion i
    CROSS JOIN resource_territory l ON l.territory_id = i.descendant_id
    CROSS JOIN resource_topic t ON t.resource_id = l.resource_id
    WHERE i.ancestor_id = (SELECT id FROM territory WHERE kind = 'DEPARTMENT' AND code = ?1)
    AND +t.topic_id IN (
      SELECT descendant_id FROM topic_inclusion WHERE ancestor_id = (SELECT id FROM topic WHERE slug = ?2))) x
  CROSS JOIN resource r ON r.id = x.resource_id
)
SELECT '{"resources":{"totalCount":' || (SELECT count(*) FROM found) || ',"edges":['
|| coalesce(group_concat(json_object('node', json_object(
  'id', r.id, 'kind', kind, 'title', title, 'language', language, 'publishedOn', r.published_on, 'licence', licence
)), ','), '') || ']}}'
FROM (SELECT * FROM found ORDER BY published_on DESC, id DESC LIMIT 20) newest
CROSS JOIN resource r ON r.id = newest.id
