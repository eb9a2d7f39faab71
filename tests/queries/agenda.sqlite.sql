-- trip 1
SELECT workshop.title AS title, workshop.format AS format, workshop.starts_at AS starts_at, workshop.ends_at AS ends_at, workshop.time_zone AS time_zone, workshop.place AS place, workshop.capacity AS capacity, workshop.territory_id AS territory_id, workshop.project_id AS project_id, workshop.id AS id, workshop.starts_at AS sort0__, workshop.id AS sort1__, NULL AS key__ 
FROM workshop 
WHERE workshop.starts_at >= ? ORDER BY workshop.starts_at ASC, workshop.id ASC
 LIMIT ? OFFSET ?;
SELECT count(*) AS total, NULL AS key__ 
FROM workshop 
WHERE workshop.starts_at >= ?;

-- trip 2
SELECT territory.name AS name, territory.id AS key__ 
FROM territory 
WHERE territory.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT project.title AS title, project.id AS key__ 
FROM project 
WHERE project.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT anon_1.link__role, anon_1.name, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT workshop_host.role AS link__role, actor.name AS name, actor.name_sort AS sort0__, actor.id AS sort1__, workshop_host.workshop_id AS key__, row_number() OVER (PARTITION BY workshop_host.workshop_id ORDER BY actor.name_sort ASC, actor.id ASC) AS rank__ 
FROM workshop_host JOIN actor ON workshop_host.actor_id = actor.id 
WHERE workshop_host.workshop_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT anon_1.label_fr, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT topic.label_fr AS label_fr, topic.label_sort AS sort0__, topic.id AS sort1__, workshop_topic.workshop_id AS key__, row_number() OVER (PARTITION BY workshop_topic.workshop_id ORDER BY topic.label_sort ASC, topic.id ASC) AS rank__ 
FROM workshop_topic JOIN topic ON workshop_topic.topic_id = topic.id 
WHERE workshop_topic.workshop_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
