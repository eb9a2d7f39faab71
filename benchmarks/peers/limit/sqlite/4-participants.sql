SELECT '{"projects":{"edges":[' || coalesce(group_concat(
  '{"node":{"id":"' || p.id || '","title":' || json_quote(p.title) || ',"participants":{"edges":[' || coalesce((
    SELECT group_concat('{"role":"' || x.role || '","node":{"id":"' || x.id || '","name":' || json_quote(x.name) || ',"participations":{"edges":[' || coalesce((
      SELECT group_concat(j, ',')
      FROM (SELECT json_object('role', l.role, 'node', json_object('id', q.id, 'title', q.title)) AS j FROM participation l JOIN project q ON q.id = l.project_id
        WHERE l.actor_id = x.id ORDER BY q.title_sort, q.id, l.role LIMIT 5)), '') || ']}}}', ',')
    FROM (SELECT l.role, a.id, a.name FROM participation l JOIN actor a ON a.id = l.actor_id
      WHERE l.project_id = p.id ORDER BY a.name_sort, a.id, l.role LIMIT 10) x), '') || ']}}}', ','), '') || ']}}'
FROM (SELECT id, title FROM project WHERE status = 'PAUSED' ORDER BY title_sort, id LIMIT 20) p
