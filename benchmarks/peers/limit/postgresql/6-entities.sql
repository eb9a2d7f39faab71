SELECT '{"_entities":[' || coalesce(string_agg(coalesce(CASE r."__typename"
  WHEN 'Actor' THEN (SELECT '{"__typename":"Actor","id":"' || id || '","name":' || JSON_SCALAR(name)::text || ',"actorKind":"' || kind || '"}' FROM actor WHERE id = r.id)
  WHEN 'Project' THEN (SELECT '{"__typename":"Project","id":"' || id || '","title":' || JSON_SCALAR(title)::text || ',"phase":"' || phase || '"}' FROM project WHERE id = r.id)
  WHEN 'Resource' THEN (SELECT '{"__typename":"Resource","id":"' || id || '","title":' || JSON_SCALAR(title)::text || ',"resourceKind":"' || kind || '"}' FROM resource WHERE id = r.id)
  WHEN 'Workshop' THEN (SELECT '{"__typename":"Workshop","id":"' || id || '","title":' || JSON_SCALAR(title)::text || ',"format":"' || format || '"}' FROM workshop WHERE id = r.id)
  WHEN 'Territory' THEN (SELECT '{"__typename":"Territory","id":"' || id || '","name":' || JSON_SCALAR(name)::text || ',"code":"' || code || '"}' FROM territory WHERE id = r.id)
END, 'null'), ',' ORDER BY r.n), '') || ']}'
FROM ROWS FROM (json_to_recordset($1) AS ("__typename" text, id text)) WITH ORDINALITY AS r ("__typename", id, n)
