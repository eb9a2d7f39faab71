-- trip 1
SELECT actor.name AS name, actor.id AS id, actor.name_sort AS sort0__, actor.id AS sort1__, NULL AS key__ 
FROM actor 
WHERE actor.kind = ? ORDER BY actor.name_sort ASC, actor.id ASC
 LIMIT ? OFFSET ?;

-- trip 2
SELECT anon_1.slug, anon_1.id, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT topic.slug AS slug, topic.id AS id, topic.label_sort AS sort0__, topic.id AS sort1__, actor_topic.actor_id AS key__, row_number() OVER (PARTITION BY actor_topic.actor_id ORDER BY topic.label_sort ASC, topic.id ASC) AS rank__ 
FROM actor_topic JOIN topic ON actor_topic.topic_id = topic.id 
WHERE actor_topic.actor_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT anon_1.role, anon_1.organisation_id, anon_1.network_id, anon_1.sort0__, anon_1.key__ 
FROM (SELECT membership.role AS role, membership.organisation_id AS organisation_id, membership.network_id AS network_id, membership.id AS sort0__, membership.member_id AS key__, row_number() OVER (PARTITION BY membership.member_id ORDER BY membership.id ASC) AS rank__ 
FROM membership 
WHERE membership.member_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT anon_1.link__role, anon_1.title, anon_1.id, anon_1.sort0__, anon_1.sort1__, anon_1.sort2__, anon_1.key__ 
FROM (SELECT participation.role AS link__role, project.title AS title, project.id AS id, project.title_sort AS sort0__, project.id AS sort1__, participation.role AS sort2__, participation.actor_id AS key__, row_number() OVER (PARTITION BY participation.actor_id ORDER BY project.title_sort ASC, project.id ASC, participation.role ASC) AS rank__ 
FROM participation JOIN project ON participation.project_id = project.id 
WHERE participation.actor_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT anon_1.title, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT resource.title AS title, resource.title_sort AS sort0__, resource.id AS sort1__, resource_author.actor_id AS key__, row_number() OVER (PARTITION BY resource_author.actor_id ORDER BY resource.title_sort ASC, resource.id ASC) AS rank__ 
FROM resource_author JOIN resource ON resource_author.resource_id = resource.id 
WHERE resource_author.actor_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;

-- trip 3
SELECT anon_1.name, anon_1.sort0__, anon_1.sort1__, anon_1.key__ 
FROM (SELECT actor.name AS name, actor.name_sort AS sort0__, actor.id AS sort1__, actor_topic.topic_id AS key__, row_number() OVER (PARTITION BY actor_topic.topic_id ORDER BY actor.name_sort ASC, actor.id ASC) AS rank__ 
FROM actor_topic JOIN actor ON actor_topic.actor_id = actor.id 
WHERE actor_topic.topic_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT actor.name AS name, actor.id AS key__ 
FROM actor 
WHERE actor.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT anon_1.link__role, anon_1.name, anon_1.sort0__, anon_1.sort1__, anon_1.sort2__, anon_1.key__ 
FROM (SELECT participation.role AS link__role, actor.name AS name, actor.name_sort AS sort0__, actor.id AS sort1__, participation.role AS sort2__, participation.project_id AS key__, row_number() OVER (PARTITION BY participation.project_id ORDER BY actor.name_sort ASC, actor.id ASC, participation.role ASC) AS rank__ 
FROM participation JOIN actor ON participation.actor_id = actor.id 
WHERE participation.project_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
