-- trip 1
SELECT actor.id AS id, actor.siren AS key__ 
FROM actor 
WHERE actor.siren IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND 1 = 1;
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?;
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?;
SELECT topic.id AS id, topic.slug AS key__ 
FROM topic 
WHERE topic.slug IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND 1 = 1;
SELECT network.id AS id, network.slug AS key__ 
FROM network 
WHERE network.slug IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND 1 = 1;

-- trip 2
SELECT actor.name AS name, actor.siren AS siren, actor.id AS id, actor.id AS key__ 
FROM actor 
WHERE actor.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT territory.name AS name, territory.region_id AS region_id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT territory.name AS name, territory.category AS category, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT network.name AS name, network.id AS key__ 
FROM network 
WHERE network.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);

-- trip 3
SELECT anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT project.title_sort AS sort0__, project.id AS sort1__, project.holder_id AS key__, row_number() OVER (PARTITION BY project.holder_id ORDER BY project.title_sort ASC, project.id ASC) AS rank__ 
FROM project 
WHERE project.holder_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, project.holder_id AS key__ 
FROM project 
WHERE project.holder_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND 1 = 1 GROUP BY project.holder_id;
SELECT territory.code AS code, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
