SELECT '{"projects":{"edges":[' || coalesce(group_concat(
  '{"node":{"id":"' || p.id || '","title":' || json_quote(p.title) || ',"summary":' || json_quote(p.summary)
  || ',"phase":"' || p.phase || '","status":"' || p.status || '","startsOn":' || json_quote(p.starts_on) || ',"endsOn":' || json_quote(p.ends_on)
  || ',"budgetCents":' || json_quote(p.budget_cents) || ',"holder":' || iif(a.id IS NULL, 'null',
   json_object('id', a.id, 'kind', a.kind, 'name', a.name, 'acronym', a.acronym, 'territory', iif(t.id IS NULL, NULL,
      json_object('code', t.code, 'name', t.name, 'department', iif(d.id IS NULL, NULL, json_object('code', d.code, 'name', d.name))))))
  || ',"participants":{"edges":[' || coalesce((
    SELECT group_concat(j, ',') FROM (
      SELECT json_object('role', l.role, 'node', json_object('id', a.id, 'kind', a.kind, 'name', a.name, 'territory', iif(t.id IS NULL, NULL, json_object('code', t.code, 'name', t.name)))) AS j
      FROM participation l JOIN actor a ON a.id = l.actor_id LEFT JOIN territory t ON t.id = a.territory_id
      WHERE l.project_id = p.id ORDER BY a.name_sort, a.id, l.role LIMIT 5)), '')
  || ']},"topics":{"edges":[' || coalesce((
    SELECT group_concat(j, ',') FROM (SELECT json_object('node', json_object('slug', t.slug, 'labelFr', t.label_fr)) AS j FROM project_topic l JOIN topic t ON t.id = l.topic_id
      WHERE l.project_id = p.id ORDER BY t.label_sort, t.id LIMIT 3) x), '') || ']}}}', ','), '') || ']}}'
FROM (SELECT id, title, summary, phase, status, starts_on, ends_on, budget_cents, holder_id FROM project ORDER BY title_sort, id LIMIT 50) p
LEFT JOIN actor a ON a.id = p.holder_id LEFT JOIN territory t ON t.id = a.territory_id LEFT JOIN territory d ON d.id = t.department_id
