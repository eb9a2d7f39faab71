SELECT json_object('node', (SELECT json_object('id', id, 'kind', kind, 'name', name, 'acronym', acronym, 'summary', summary, 'website', website) FROM actor WHERE id = ?1))
