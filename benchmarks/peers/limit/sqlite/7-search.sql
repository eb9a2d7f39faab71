SELECT '{"actors":{"edges":[' || coalesce(group_concat(
  '{"node":{"__typename":"Actor","id":"' || a.id || '","kind":"' || a.kind || '","name":' || json_quote(a.name) || ',"participations":{"edges":[' || coalesce((
    SELECT group_concat(j, ',') FROM (SELECT json_object('role', l.role, 'since', l.since, 'node', json_object('__typename', 'Project', 'id', p.id, 'title', p.title, 'phase', p.phase)) AS j
      FROM participation l JOIN project p ON p.id = l.project_id
      WHERE l.actor_id = a.id ORDER BY p.title_sort, p.id, l.role LIMIT 3)), '')
  || ']},"resources":{"edges":[' || coalesce((
    SELECT group_concat(j, ',') FROM (SELECT json_object('role', l.role, 'node', json_object('__typename', 'Resource', 'id', r.id, 'title', r.title, 'language', r.language)) AS j
      FROM resource_author l JOIN resource r ON r.id = l.resource_id
      WHERE l.actor_id = a.id ORDER BY r.title_sort, r.id LIMIT 3)), '') || ']}}}', ','), '') || ']}}'
FROM (SELECT id, kind, name FROM actor WHERE name_sort >= ?1 AND name_sort < ?2 ORDER BY name_sort, id LIMIT 30) a
