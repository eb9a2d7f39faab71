-- trip 1
SELECT network.slug AS slug, network.name AS name, network.role AS role, network.id AS id, network.name_sort AS sort0__, network.id AS sort1__, NULL AS key__ 
FROM network 
WHERE true ORDER BY network.name_sort ASC, network.id ASC 
 LIMIT $1;

-- trip 2
SELECT anon_1.link__role, anon_1.link__since, anon_1.name, anon_1.kind, anon_1.sort0__, anon_1.sort1__, anon_1.sort2__, anon_1.key__ 
FROM (SELECT membership.role AS link__role, membership.since AS link__since, actor.name AS name, actor.kind AS kind, actor.name_sort AS sort0__, actor.id AS sort1__, membership.id AS sort2__, membership.network_id AS key__, row_number() OVER (PARTITION BY membership.network_id ORDER BY actor.name_sort ASC, actor.id ASC, membership.id ASC) AS rank__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE membership.network_id = ANY ($1::VARCHAR[]) AND true) AS anon_1 
WHERE anon_1.rank__ <= $2 ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, membership.network_id AS key__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE membership.network_id = ANY ($1::VARCHAR[]) AND true GROUP BY membership.network_id;
SELECT anon_1.name, anon_1.sort0__, anon_1.sort1__, anon_1.sort2__, anon_1.key__ 
FROM (SELECT actor.name AS name, actor.name_sort AS sort0__, actor.id AS sort1__, membership.id AS sort2__, membership.network_id AS key__, row_number() OVER (PARTITION BY membership.network_id ORDER BY actor.name_sort ASC, actor.id ASC, membership.id ASC) AS rank__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE membership.network_id = ANY ($1::VARCHAR[]) AND membership.role = $2) AS anon_1 
WHERE anon_1.rank__ <= $3 ORDER BY anon_1.key__, anon_1.rank__;
SELECT count(*) AS total, membership.network_id AS key__ 
FROM membership JOIN actor ON membership.member_id = actor.id 
WHERE membership.network_id = ANY ($1::VARCHAR[]) AND membership.role = $2 GROUP BY membership.network_id;
SELECT anon_1.role, anon_1.member_id, anon_1.network_id, anon_1.organisation_id, anon_1.sort0__, anon_1.key__ 
FROM (SELECT membership.role AS role, membership.member_id AS member_id, membership.network_id AS network_id, membership.organisation_id AS organisation_id, membership.id AS sort0__, membership.network_id AS key__, row_number() OVER (PARTITION BY membership.network_id ORDER BY membership.id ASC) AS rank__ 
FROM membership 
WHERE membership.network_id = ANY ($1::VARCHAR[]) AND true) AS anon_1 
WHERE anon_1.rank__ <= $2 ORDER BY anon_1.key__, anon_1.rank__;

-- trip 3
SELECT actor.name AS name, actor.id AS key__ 
FROM actor 
WHERE actor.id = ANY ($1::VARCHAR[]);
SELECT network.slug AS slug, network.id AS key__ 
FROM network 
WHERE network.id = ANY ($1::VARCHAR[]);
