-- OFFSET 0 keeps the fragments of departments and regions apart, so that the planner may remember them (Memoize).
SELECT '{"actors":{"pageInfo":{"hasNextPage":' || EXISTS (SELECT FROM actor OFFSET 100)::text || '},"edges":['
|| coalesce(string_agg(
  '{"node":{"id":"' || a.id || '","kind":"' || a.kind || '","name":' || JSON_SCALAR(a.name)::text
  || ',"territory":' || coalesce('{"code":"' || t.code || '","name":' || JSON_SCALAR(t.name)::text
  || ',"department":' || coalesce(d.json, 'null') || ',"region":' || coalesce(r.json, 'null') || '}', 'null')
  || '}}', ',' ORDER BY a.name_sort, a.id), '') || ']}}'
FROM (SELECT id, kind, name, territory_id, name_sort FROM actor ORDER BY name_sort, id LIMIT 100) a
LEFT JOIN territory t ON t.id = a.territory_id
LEFT JOIN LATERAL (
  SELECT '{"code":"' || code || '","name":' || JSON_SCALAR(name)::text || '}' AS json
  FROM territory WHERE id = t.department_id OFFSET 0) d ON true
LEFT JOIN LATERAL (
  SELECT '{"code":"' || code || '","name":' || JSON_SCALAR(name)::text || '}' AS json
  FROM territory WHERE id = t.region_id OFFSET 0) r ON true
