-- Topics at once, as their table is small enough to hash; participants by project, as theirs are found by index.
WITH page AS MATERIALIZED (SELECT * FROM project ORDER BY title_sort, id LIMIT 50),
subjects AS (
  SELECT project_id, string_agg(
    '{"node":{"slug":' || JSON_SCALAR(slug)::text || ',"labelFr":' || JSON_SCALAR(label_fr)::text || '}}', ',' ORDER BY label_sort, id) AS j
  FROM (
    SELECT l.project_id, t.slug, t.label_fr, t.label_sort, t.id,
      row_number() OVER (PARTITION BY l.project_id ORDER BY t.label_sort, t.id) AS row
    FROM page p JOIN project_topic l ON l.project_id = p.id JOIN topic t ON t.id = l.topic_id
  ) x WHERE row <= 3 GROUP BY project_id
)
SELECT '{"projects":{"edges":[' || coalesce(string_agg(
  '{"node":{"id":"' || p.id || '","title":' || JSON_SCALAR(p.title)::text || ',"summary":' || coalesce(JSON_SCALAR(p.summary)::text, 'null')
  || ',"phase":"' || p.phase || '","status":"' || p.status
  || '","startsOn":' || coalesce('"' || p.starts_on || '"', 'null') || ',"endsOn":' || coalesce('"' || p.ends_on || '"', 'null')
  || ',"budgetCents":' || coalesce(p.budget_cents::text, 'null') || ',"holder":' ||
    coalesce('{"id":"' || a.id || '","kind":"' || a.kind || '","name":' || JSON_SCALAR(a.name)::text || ',"acronym":' || coalesce(JSON_SCALAR(a.acronym)::text, 'null')
      || ',"territory":' || coalesce('{"code":"' || t.code || '","name":' || JSON_SCALAR(t.name)::text
      || ',"department":' || coalesce('{"code":"' || d.code || '","name":' || JSON_SCALAR(d.name)::text || '}', 'null') || '}', 'null') || '}', 'null')
  || ',"participants":{"edges":[' || coalesce((
    SELECT string_agg('{"role":"' || x.role || '","node":{"id":"' || x.id || '","kind":"' || x.kind || '","name":' || JSON_SCALAR(x.name)::text
      || ',"territory":' || coalesce((SELECT '{"code":"' || t.code || '","name":' || JSON_SCALAR(t.name)::text || '}' FROM territory t WHERE t.id = x.territory_id), 'null') || '}}', ',')
    FROM (
      SELECT l.role, a.id, a.kind, a.name, a.territory_id, a.name_sort
      FROM participation l JOIN actor a ON a.id = l.actor_id
      WHERE l.project_id = p.id ORDER BY a.name_sort, a.id, l.role LIMIT 5) x), '')
  || ']},"topics":{"edges":[' || coalesce(subjects.j, '') || ']}}}', ',' ORDER BY p.title_sort, p.id), '') || ']}}'
FROM page p
LEFT JOIN subjects ON subjects.project_id = p.id
LEFT JOIN actor a ON a.id = p.holder_id
LEFT JOIN territory t ON t.id = a.territory_id
LEFT JOIN territory d ON d.id = t.department_id
