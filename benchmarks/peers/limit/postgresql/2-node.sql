SELECT '{"node":' || coalesce((
  SELECT '{"id":"' || id || '","kind":"' || kind || '","name":' || JSON_SCALAR(name)::text
    || ',"acronym":' || coalesce(JSON_SCALAR(acronym)::text, 'null') || ',"summary":' || coalesce(JSON_SCALAR(summary)::text, 'null')
    || ',"website":' || coalesce(JSON_SCALAR(website)::text, 'null') || '}'
  FROM actor WHERE id = $1), 'null') || '}'
