-- trip 1
SELECT NULL AS cursor, resource.id AS id, resource.title AS title, resource.licence AS licence, resource.kind AS kind, resource.title_sort AS sort0__, resource.id AS sort1__, NULL AS key__ 
FROM resource 
WHERE resource.demonstration = $1::BOOLEAN AND (strpos(resource.title_sort, $2::VARCHAR COLLATE "C") > $3::INTEGER OR resource.kind = ANY ($4::VARCHAR[])) ORDER BY resource.title_sort DESC, resource.id DESC 
 LIMIT $5;
SELECT count(*) AS total, NULL AS key__ 
FROM resource 
WHERE resource.demonstration = $1::BOOLEAN AND (strpos(resource.title_sort, $2::VARCHAR COLLATE "C") > $3::INTEGER OR resource.kind = ANY ($4::VARCHAR[]));

-- trip 2
SELECT anon_1.link__role, anon_1.id, anon_1.name, anon_1.kind, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT resource_author.role AS link__role, actor.id AS id, actor.name AS name, actor.kind AS kind, actor.name_sort AS sort0__, actor.id AS sort1__, resource_author.resource_id AS key__, row_number() OVER (PARTITION BY resource_author.resource_id ORDER BY actor.name_sort ASC, actor.id ASC) AS rank__ 
FROM resource_author JOIN actor ON resource_author.actor_id = actor.id 
WHERE resource_author.resource_id = ANY ($1::VARCHAR[]) AND true) AS anon_1 
WHERE anon_1.rank__ <= $2 ORDER BY anon_1.key__, anon_1.rank__;
