-- trip 1
SELECT actor.id AS id, actor.siren AS key__ 
FROM actor 
WHERE actor.siren = ANY ($1::VARCHAR[]) AND true;
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code = ANY ($1::VARCHAR[]) AND territory.kind = $2;
SELECT topic.id AS id, topic.slug AS key__ 
FROM topic 
WHERE topic.slug = ANY ($1::VARCHAR[]) AND true;
SELECT network.id AS id, network.slug AS key__ 
FROM network 
WHERE network.slug = ANY ($1::VARCHAR[]) AND true;

-- trip 2
SELECT actor.name AS name, actor.siren AS siren, actor.id AS id, actor.id AS key__ 
FROM actor 
WHERE actor.id = ANY ($1::VARCHAR[]);
SELECT territory.name AS name, territory.region_id AS region_id, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[]);
SELECT territory.name AS name, territory.category AS category, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[]);
SELECT network.name AS name, network.id AS key__ 
FROM network 
WHERE network.id = ANY ($1::VARCHAR[]);

-- trip 3
SELECT anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT project.title_sort AS sort0__, project.id AS sort1__, project.holder_id AS key__, row_number() OVER (PARTITION BY project.holder_id ORDER BY project.title_sort ASC, project.id ASC) AS rank__ 
FROM project 
WHERE project.holder_id = ANY ($1::VARCHAR[]) AND true) AS anon_1 
WHERE anon_1.rank__ <= $2 ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, project.holder_id AS key__ 
FROM project 
WHERE project.holder_id = ANY ($1::VARCHAR[]) AND true GROUP BY project.holder_id;
SELECT territory.code AS code, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[]);
