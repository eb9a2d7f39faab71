"""The published records that the seed ships, in the database: as published, with source, date and licence."""

import hashlib
from datetime import date
from importlib.resources import files

import pytest
from sqlalchemy import text

from encommun.engine import engine_scope
from encommun.seed import aids, avignon, data
from encommun.seed.published import lines
from models.codes import is_siren

PUBLISHED = {
    avignon.FILE: "4d46c7ebad0a5977cef7fd3db8d135950191c069767c906824f2a73d290ac689",
    aids.FILE: "e9183081d2065cd52de9e7560fd456b95164eb70d6306fa5a33b200826ac1577",
}
"""SHA-256 of the files as they were received."""


@pytest.fixture
async def query(database_url):
    """Rows of a statement, as dictionaries."""

    async def rows(statement):
        async with engine_scope(database_url) as engine, engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(text(statement))).mappings()]

    return rows


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_files_are_those_that_were_published(name):
    assert hashlib.sha256(files(data).joinpath(name).read_bytes()).hexdigest() == PUBLISHED[name]


async def test_avignon_s_sites_are_projects_as_published(query):
    found = {row["source_reference"]: row for row in await query("SELECT * FROM project WHERE NOT demonstration")}
    assert len(found) == 20
    for line in lines(avignon.FILE):
        project = found[line["reference"]]
        assert project["title"] == line["label"]
        assert str(project["starts_on"] or "") == line["requested_on"]
        assert str(project["ends_on"] or "") == line["works_ended_on"]
        assert (project["longitude"], project["latitude"]) == (float(line["longitude"]), float(line["latitude"]))
        assert (project["phase"], project["status"]) == ("OPERATION", "COMPLETED")
        for column, name in avignon.NAMED.items():
            assert (f"- {name} : {line[column]}" in project["description"].splitlines()) == bool(line[column])


async def test_every_published_column_of_avignon_is_shown():
    held = {"reference", "label", "requested_on", "works_ended_on", "longitude", "latitude"}
    assert set(lines(avignon.FILE)[0]) == held | set(avignon.NAMED)


async def test_avignon_holds_its_sites_on_its_own_territory(query):
    rows = await query("""
        SELECT DISTINCT actor.name, actor.siren, holder_place.code AS home, place.code AS place, topic.slug,
            project.source_name, project.source_date
        FROM project JOIN actor ON actor.id = project.holder_id
        JOIN territory AS holder_place ON holder_place.id = actor.territory_id
        JOIN project_territory ON project_territory.project_id = project.id
        JOIN territory AS place ON place.id = project_territory.territory_id
        JOIN project_topic ON project_topic.project_id = project.id
        JOIN topic ON topic.id = project_topic.topic_id
        WHERE NOT project.demonstration
    """)
    (row,) = rows
    assert str(row.pop("source_date")) == "2022-11-30"
    assert row == {
        "name": "Ville d'Avignon", "siren": "218400075", "home": "84007", "place": "84007",
        "slug": "vegetalisation-participative", "source_name": "Ville d'Avignon, Végétalisation participative",
    }  # fmt: skip


async def test_aids_are_resources_as_published(query):
    found = {row["url"]: row for row in await query("SELECT * FROM resource WHERE kind = 'AID'")}
    assert len(found) == 274
    for line in lines(aids.FILE):
        aid = found[line["url"]]
        assert aid["title"] == line["name"]
        assert (aid["source_name"], aid["source_url"]) == ("Aides-territoires", line["url"])
        assert (str(aid["source_date"]), aid["licence"]) == ("2022-11-08", "ETALAB_2_0")
        assert str(aid["expires_on"] or "") == line["closes_on"]
    authors = "SELECT 1 FROM resource_author JOIN resource ON resource.id = resource_id WHERE kind = 'AID'"
    assert await query(authors) == []


def test_what_aids_offer_is_what_was_published():
    french = {aid_type: label for label, aid_type in aids.TYPES.items()}
    for line, row in zip(lines(aids.FILE), aids.aid_rows(), strict=True):
        assert ";".join(row["funders"]) == line["funders"]
        assert ";".join(row["audiences"]) == line["audiences"]
        assert ";".join(french[aid_type] for aid_type in row["types"]) == line["aid_types"]
        assert row["closes_on"] == (date.fromisoformat(line["closes_on"]) if line["closes_on"] else None)


async def test_the_six_organisations_are_networks_and_represent_themselves(query):
    rows = await query("""
        SELECT network.slug, network.role, actor.name = network.name AS itself, membership.role AS membership
        FROM network JOIN membership ON membership.network_id = network.id
        JOIN actor ON actor.id = membership.member_id WHERE NOT actor.demonstration ORDER BY network.slug
    """)
    assert [(row["slug"], row["role"], bool(row["itself"]), row["membership"]) for row in rows] == [
        ("anct", "GUARANTOR", True, "REPRESENTATIVE"),
        ("banque-des-territoires", "GUARANTOR", True, "REPRESENTATIVE"),
        ("decider-ensemble", "PARTNER", True, "REPRESENTATIVE"),
        ("democratie-ouverte", "PARTNER", True, "REPRESENTATIVE"),
        ("france-urbaine", "OBSERVER", True, "REPRESENTATIVE"),
        ("icpc", "PARTNER", True, "REPRESENTATIVE"),
    ]


async def test_every_topic_has_two_labels_and_lies_under_a_top_one(query):
    rows = await query("""
        SELECT topic.slug, label_fr, label_en, definition_fr, definition_en, count(ancestor_id) AS depth
        FROM topic JOIN topic_inclusion ON descendant_id = topic.id
        GROUP BY topic.id, topic.slug, label_fr, label_en, definition_fr, definition_en
    """)
    assert len(rows) == len(lines("topics.csv")) == len({row["label_fr"] for row in rows})
    assert all(all(row.values()) for row in rows)
    assert {row["depth"] for row in rows} == {1, 2, 3}


async def test_every_siren_passes_luhn(query):
    rows = await query(
        "SELECT siren FROM territory WHERE siren IS NOT NULL UNION SELECT siren FROM actor WHERE siren > ''"
    )
    assert len(rows) > 36_000
    assert [row["siren"] for row in rows if not is_siren(row["siren"])] == []
