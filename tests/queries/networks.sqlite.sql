-- trip 1
SELECT network.slug AS slug, network.name AS name, network.role AS role, network.id AS id, network.name_sort AS sort0__, network.id AS sort1__, NULL AS key__ 
FROM network 
WHERE 1 = 1 ORDER BY network.name_sort ASC, network.id ASC
 LIMIT ? OFFSET ?;

-- trip 2
SELECT anon_1.link__role, anon_1.link__since, anon_1.name, anon_1.kind, anon_1.sort0__, anon_1.sort1__, anon_1.sort2__, anon_1.key__ 
FROM (SELECT membership.role AS link__role, membership.since AS link__since, actor.name AS name, actor.kind AS kind, actor.name_sort AS sort0__, actor.id AS sort1__, membership.id AS sort2__, membership.network_id AS key__, row_number() OVER (PARTITION BY membership.network_id ORDER BY actor.name_sort ASC, actor.id ASC, membership.id ASC) AS rank__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE membership.network_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, membership.network_id AS key__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE membership.network_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND 1 = 1 GROUP BY membership.network_id;
SELECT anon_1.name, anon_1.sort0__, anon_1.sort1__, anon_1.sort2__, anon_1.key__ 
FROM (SELECT actor.name AS name, actor.name_sort AS sort0__, actor.id AS sort1__, membership.id AS sort2__, membership.network_id AS key__, row_number() OVER (PARTITION BY membership.network_id ORDER BY actor.name_sort ASC, actor.id ASC, membership.id ASC) AS rank__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE membership.network_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND membership.role = ?) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, membership.network_id AS key__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE membership.network_id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1) AND membership.role = ? GROUP BY membership.network_id;
SELECT anon_1.role, anon_1.member_id, anon_1.network_id, anon_1.organisation_id, anon_1.sort0__, anon_1.key__ 
FROM (SELECT membership.role AS role, membership.member_id AS member_id, membership.network_id AS network_id, membership.organisation_id AS organisation_id, membership.id AS sort0__, membership.network_id AS key__, row_number() OVER (PARTITION BY membership.network_id ORDER BY membership.id ASC) AS rank__ 
FROM membership 
WHERE membership.network_id IN (SELECT anon_2.value 
FROM json_each(?) AS anon_2) AND 1 = 1) AS anon_1 
WHERE anon_1.rank__ <= ? ORDER BY anon_1.key__, anon_1.rank__;

-- trip 3
SELECT actor.name AS name, actor.id AS key__ 
FROM actor 
WHERE actor.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
SELECT network.slug AS slug, network.id AS key__ 
FROM network 
WHERE network.id IN (SELECT anon_1.value 
FROM json_each(?) AS anon_1);
