SELECT '{"_entities":[' || coalesce(group_concat(coalesce(CASE r.value ->> '__typename'
  WHEN 'Actor' THEN (SELECT json_object('__typename', 'Actor', 'id', id, 'name', name, 'actorKind', kind) FROM actor WHERE id = r.value ->> 'id')
  WHEN 'Project' THEN (SELECT json_object('__typename', 'Project', 'id', id, 'title', title, 'phase', phase) FROM project WHERE id = r.value ->> 'id')
  WHEN 'Resource' THEN (SELECT json_object('__typename', 'Resource', 'id', id, 'title', title, 'resourceKind', kind) FROM resource WHERE id = r.value ->> 'id')
  WHEN 'Workshop' THEN (SELECT json_object('__typename', 'Workshop', 'id', id, 'title', title, 'format', format) FROM workshop WHERE id = r.value ->> 'id')
  WHEN 'Territory' THEN (SELECT json_object('__typename', 'Territory', 'id', id, 'name', name, 'code', code) FROM territory WHERE id = r.value ->> 'id')
END, 'null'), ','), '') || ']}'
FROM json_each(?1) r
