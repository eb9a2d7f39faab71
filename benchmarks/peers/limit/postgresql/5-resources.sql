-- Arrays rather than joins: an index is then searched in the order of its keys, and ids of one department are neighbours.
WITH found AS MATERIALIZED (
  SELECT id, kind, title, language, published_on, licence
  FROM resource WHERE id = ANY(ARRAY(
    SELECT resource_id FROM resource_topic
    WHERE resource_id = ANY(ARRAY(
      SELECT resource_id FROM resource_territory WHERE territory_id = ANY(ARRAY(
        SELECT descendant_id FROM territory_inclusion
        WHERE ancestor_id = (SELECT id FROM territory WHERE kind = 'DEPARTMENT' AND code = $1)))))
    AND topic_id IN (
      SELECT descendant_id FROM topic_inclusion WHERE ancestor_id = (SELECT id FROM topic WHERE slug = $2))))
)
SELECT '{"resources":{"totalCount":' || (SELECT count(*) FROM found) || ',"edges":[' || coalesce(string_agg(
  '{"node":{"id":"' || id || '","kind":"' || kind || '","title":' || JSON_SCALAR(title)::text
  || ',"language":' || JSON_SCALAR(language)::text || ',"publishedOn":' || coalesce('"' || published_on || '"', 'null')
  || ',"licence":"' || licence || '"}}', ',' ORDER BY published_on DESC NULLS LAST, id DESC), '') || ']}}'
FROM (SELECT * FROM found ORDER BY published_on DESC NULLS LAST, id DESC LIMIT 20) newest
