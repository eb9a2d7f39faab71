SELECT '{"projects":{"edges":[' || coalesce(string_agg(
  '{"node":{"id":"' || p.id || '","title":' || JSON_SCALAR(p.title)::text || ',"participants":{"edges":[' || coalesce((
    SELECT string_agg('{"role":"' || x.role || '","node":{"id":"' || x.id || '","name":' || JSON_SCALAR(x.name)::text || ',"participations":{"edges":[' || coalesce((
      SELECT string_agg('{"role":"' || y.role || '","node":{"id":"' || y.id || '","title":' || JSON_SCALAR(y.title)::text || '}}', ',')
      FROM (SELECT l.role, q.id, q.title FROM participation l JOIN project q ON q.id = l.project_id
        WHERE l.actor_id = x.id ORDER BY q.title_sort, q.id, l.role LIMIT 5) y), '') || ']}}}', ',')
    FROM (SELECT l.role, a.id, a.name FROM participation l JOIN actor a ON a.id = l.actor_id
      WHERE l.project_id = p.id ORDER BY a.name_sort, a.id, l.role LIMIT 10) x), '') || ']}}}', ','), '') || ']}}'
FROM (SELECT id, title FROM project WHERE status = 'PAUSED' ORDER BY title_sort, id LIMIT 20) p
