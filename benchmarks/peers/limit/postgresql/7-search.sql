-- Sorted once for both the window and the aggregate, which have the same order.
WITH page AS MATERIALIZED (SELECT id, kind, name, name_sort FROM actor WHERE name_sort >= $1 AND name_sort < $2 ORDER BY name_sort, id LIMIT 30),
work AS (
  SELECT actor_id, string_agg('{"role":"' || role || '","since":' || coalesce('"' || since || '"', 'null') || ',"node":{"__typename":"Project","id":"' || id
      || '","title":' || JSON_SCALAR(title)::text || ',"phase":"' || phase || '"}}', ',' ORDER BY title_sort, id, role) AS j
  FROM (SELECT l.actor_id, l.role, l.since, p.id, p.title, p.title_sort, p.phase, row_number() OVER (PARTITION BY l.actor_id ORDER BY p.title_sort, p.id, l.role) AS row
    FROM page JOIN participation l ON l.actor_id = page.id JOIN project p ON p.id = l.project_id) x WHERE row <= 3 GROUP BY actor_id
),
texts AS (
  SELECT actor_id, string_agg('{"role":"' || role || '","node":{"__typename":"Resource","id":"' || id
      || '","title":' || JSON_SCALAR(title)::text || ',"language":' || JSON_SCALAR(language)::text || '}}', ',' ORDER BY title_sort, id) AS j
  FROM (SELECT l.actor_id, l.role, r.id, r.title, r.title_sort, r.language, row_number() OVER (PARTITION BY l.actor_id ORDER BY r.title_sort, r.id) AS row
    FROM page JOIN resource_author l ON l.actor_id = page.id JOIN resource r ON r.id = l.resource_id) x WHERE row <= 3 GROUP BY actor_id
)
SELECT '{"actors":{"edges":[' || coalesce(string_agg(
  '{"node":{"__typename":"Actor","id":"' || a.id || '","kind":"' || a.kind || '","name":' || JSON_SCALAR(a.name)::text || ',"participations":{"edges":[' || coalesce(work.j, '')
  || ']},"resources":{"edges":[' || coalesce(texts.j, '') || ']}}}', ',' ORDER BY name_sort, id), '') || ']}}'
FROM page a LEFT JOIN work ON work.actor_id = a.id LEFT JOIN texts ON texts.actor_id = a.id
