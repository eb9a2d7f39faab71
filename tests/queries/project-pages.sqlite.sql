-- trip 1
SELECT project.id AS id, project.title AS title, project.phase AS phase, project.status AS status, project.starts_on AS starts_on, project.budget_cents AS budget_cents, project.budget_currency AS budget_currency, project.holder_id AS holder_id, project.updated_at AS sort0__, project.id AS sort1__, NULL AS key__ 
FROM project 
WHERE 1 = 1 ORDER BY project.updated_at DESC, project.id DESC
 LIMIT ? OFFSET ?;

-- trip 2
SELECT actor.id AS id, actor.name AS name, actor.kind AS kind, actor.territory_id AS territory_id, actor.id AS key__ 
FROM actor 
WHERE actor.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT anon_1.link__role, anon_1.link__since, anon_1.name, anon_1.kind, anon_1.territory_id, anon_1.sort0__, anon_1.sort1__, anon_1.sort2__, anon_1.key__ 
FROM (SELECT participation.role AS link__role, participation.since AS link__since, actor.name AS name, actor.kind AS kind, actor.territory_id AS territory_id, actor.name_sort AS sort0__, actor.id AS sort1__, participation.role AS sort2__, participation.project_id AS key__, row_number() OVER (PARTITION BY participation.project_id ORDER BY actor.name_sort ASC, actor.id ASC, participation.role ASC) AS rank__ 
FROM participation JOIN actor ON participation.actor_id = actor.id 
WHERE participation.project_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, participation.project_id AS key__ 
FROM participation JOIN actor ON participation.actor_id = actor.id 
WHERE participation.project_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND 1 = 1 GROUP BY participation.project_id;
SELECT anon_1.label_fr, anon_1.broader_id, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT topic.label_fr AS label_fr, topic.broader_id AS broader_id, topic.label_sort AS sort0__, topic.id AS sort1__, project_topic.project_id AS key__, row_number() OVER (PARTITION BY project_topic.project_id ORDER BY topic.label_sort ASC, topic.id ASC) AS rank__ 
FROM project_topic JOIN topic ON project_topic.topic_id = topic.id 
WHERE project_topic.project_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT anon_1.title, anon_1.kind, anon_1.id, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT resource.title AS title, resource.kind AS kind, resource.id AS id, resource.title_sort AS sort0__, resource.id AS sort1__, resource.project_id AS key__, row_number() OVER (PARTITION BY resource.project_id ORDER BY resource.title_sort ASC, resource.id ASC) AS rank__ 
FROM resource 
WHERE resource.project_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT anon_1.title, anon_1.starts_at, anon_1.time_zone, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT workshop.title AS title, workshop.starts_at AS starts_at, workshop.time_zone AS time_zone, workshop.starts_at AS sort0__, workshop.id AS sort1__, workshop.project_id AS key__, row_number() OVER (PARTITION BY workshop.project_id ORDER BY workshop.starts_at DESC, workshop.id DESC) AS rank__ 
FROM workshop 
WHERE workshop.project_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;

-- trip 3
SELECT territory.name AS name, territory.department_id AS department_id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT topic.label_fr AS label_fr, topic.id AS key__ 
FROM topic 
WHERE topic.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT anon_1.link__role, anon_1.name, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT resource_author.role AS link__role, actor.name AS name, actor.name_sort AS sort0__, actor.id AS sort1__, resource_author.resource_id AS key__, row_number() OVER (PARTITION BY resource_author.resource_id ORDER BY actor.name_sort ASC, actor.id ASC) AS rank__ 
FROM resource_author JOIN actor ON resource_author.actor_id = actor.id 
WHERE resource_author.resource_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT territory.name AS name, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);

-- trip 4
SELECT territory.name AS name, territory.region_id AS region_id, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);

-- trip 5
SELECT territory.name AS name, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
