-- trip 1
SELECT territory.id AS id, territory.code AS key__ 
FROM territory 
WHERE territory.code IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND territory.kind = ?;

-- trip 2
SELECT territory.id AS id, territory.code AS code, territory.name AS name, territory.siren AS siren, territory.population AS population, territory.postal_codes AS postal_codes, territory.epci_id AS epci_id, territory.department_id AS department_id, territory.region_id AS region_id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);

-- trip 3
SELECT territory.code AS code, territory.name AS name, territory.category AS category, territory.population AS population, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT territory.code AS code, territory.name AS name, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT territory.code AS code, territory.name AS name, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT anon_1.kind, anon_1.name, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT territory.kind AS kind, territory.name AS name, territory.name_sort AS sort0__, territory.id AS sort1__, territory_inclusion.descendant_id AS key__, row_number() OVER (PARTITION BY territory_inclusion.descendant_id ORDER BY territory.name_sort ASC, territory.id ASC) AS rank__ 
FROM territory_inclusion JOIN territory ON territory_inclusion.ancestor_id = territory.id 
WHERE territory_inclusion.descendant_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND territory_inclusion.direct = ?) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT anon_1.name, anon_1.siren, anon_1.source_name, anon_1.source_date, anon_1.licence, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT actor.name AS name, actor.siren AS siren, actor.source_name AS source_name, actor.source_date AS source_date, actor.licence AS licence, actor.name_sort AS sort0__, actor.id AS sort1__, actor.territory_id AS key__, row_number() OVER (PARTITION BY actor.territory_id ORDER BY actor.name_sort ASC, actor.id ASC) AS rank__ 
FROM actor 
WHERE actor.territory_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT anon_1.cursor, anon_1.title, anon_1.starts_on, anon_1.ends_on, anon_1.source_reference, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT NULL AS cursor, project.title AS title, project.starts_on AS starts_on, project.ends_on AS ends_on, project.source_reference AS source_reference, coalesce(project.starts_on, ?) AS sort0__, project.id AS sort1__, project_territory.territory_id AS key__, row_number() OVER (PARTITION BY project_territory.territory_id ORDER BY coalesce(project.starts_on, ?) DESC, project.id DESC) AS rank__ 
FROM project_territory JOIN project ON project_territory.project_id = project.id 
WHERE project_territory.territory_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, project_territory.territory_id AS key__ 
FROM project_territory JOIN project ON project_territory.project_id = project.id 
WHERE project_territory.territory_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND 1 = 1 GROUP BY project_territory.territory_id;
