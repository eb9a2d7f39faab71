-- trip 1
SELECT territory.code AS code, territory.name AS name, territory.department_id AS department_id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT actor.name AS name, actor.siren AS siren, actor.territory_id AS territory_id, actor.id AS key__ 
FROM actor 
WHERE actor.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);

-- trip 2
SELECT territory.name AS name, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT territory.code AS code, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
