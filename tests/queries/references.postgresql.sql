-- trip 1
SELECT territory.code AS code, territory.name AS name, territory.department_id AS department_id, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[]);
SELECT actor.name AS name, actor.siren AS siren, actor.territory_id AS territory_id, actor.id AS key__ 
FROM actor 
WHERE actor.id = ANY ($1::VARCHAR[]);

-- trip 2
SELECT territory.name AS name, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[]);
SELECT territory.code AS code, territory.id AS key__ 
FROM territory 
WHERE territory.id = ANY ($1::VARCHAR[]);
