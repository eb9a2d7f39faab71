SELECT '{"actors":{"pageInfo":{"hasNextPage":' || iif(EXISTS (SELECT 1 FROM actor LIMIT 1 OFFSET 100), 'true', 'false')
|| '},"edges":[' || coalesce(group_concat(json, ','), '') || ']}}'
FROM (
  SELECT json_object('node', json_object('id', a.id, 'kind', a.kind, 'name', a.name, 'territory', iif(
    t.id IS NULL, NULL, json_object('code', t.code, 'name', t.name,
      'department', iif(d.id IS NULL, NULL, json_object('code', d.code, 'name', d.name)),
      'region', iif(r.id IS NULL, NULL, json_object('code', r.code, 'name', r.name)))))) AS json
  FROM actor a
  LEFT JOIN territory t ON t.id = a.territory_id
  LEFT JOIN territory d ON d.id = t.department_id
  LEFT JOIN territory r ON r.id = t.region_id
  ORDER BY a.name_sort, a.id LIMIT 100)
