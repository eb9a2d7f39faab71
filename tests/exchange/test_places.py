"""Codes and times of places in what networks send: read as everywhere, in a request and in a file."""

import models
from tests.exchange.client import ExchangeClient
from tests.exchange.files import codes, imported

HEAD = "reference;kind;name;siren;rna;territory\r\n"
WORKSHOP = {"title": "T", "format": "ON_SITE", "startsAt": "2028-07-01T08:00:00Z", "endsAt": "2028-07-01T09:00:00Z"}
ACTOR = {"kind": "ASSOCIATION", "name": "A"}


async def test_codes_are_read_the_same_in_requests_and_in_files(world: ExchangeClient, settled_url, tmp_path):
    spelled = {"siren": "213 400\u00a0773", "rna": "w2a1 000\u202f004", "territory": {"commune": " 2a 004 "}}
    plain = {"siren": "213400773", "rna": "W2A1000004", "territory": {"commune": "2A004"}}
    assert await world.told("Actor", {"reference": "a", **ACTOR, **spelled}) == [("CREATED", 1)]
    assert await world.told("Actor", {"reference": "a", **ACTOR, **plain}) == [("UNCHANGED", 1)]
    file = tmp_path / "actors.csv"
    file.write_text(f"{HEAD}a;ASSOCIATION;A;213\u00a0400 773;w2a1000004; commune : 2a\u00a0004\r\n", "utf-8")
    assert await imported(settled_url, file, "Actor") == ("1 unchanged", [])


async def test_references_are_read_the_same_however_they_are_spelled(world: ExchangeClient, settled_url, tmp_path):
    composed, apart = "É 1", "\u00a0E\u0301 1 "
    project = {"title": "P", "phase": "STUDY", "status": "LATE"}
    assert await world.told("Actor", {"reference": apart, **ACTOR}) == [("CREATED", 1)]
    assert await world.told("Actor", {"reference": composed, **ACTOR}) == [("UNCHANGED", 1)]
    first = {"reference": "first", **project, "holder": {"external": apart}}
    later = {"reference": "later", **project, "inspiredBy": [{"external": " first"}, {"external": "first"}]}
    assert await world.told("Project", first, later) == [("CREATED", 1)] * 2
    file = tmp_path / "projects.csv"
    file.write_text(f"reference;holder;inspiredBy\nfirst;external:{apart};\nlater;;external:\u00a0first\n", "utf-8")
    assert await imported(settled_url, file, "Project") == ("2 unchanged", [])


async def test_a_code_that_is_none_of_today_is_refused_with_what_it_leads_to(
    world: ExchangeClient, settled_url, tmp_path
):
    assert await world.told(
        "Actor",
        {"reference": "former", **ACTOR, "territory": {"commune": "01091"}},
        {"reference": "postal", **ACTOR, "territory": {"commune": "33000"}},
        {"reference": "both", **ACTOR, "territory": {"commune": "75012"}},
        {"reference": "several", **ACTOR, "territory": {"postalCode": "38500"}},
        {"reference": "siret", **ACTOR, "territory": {"epci": "248 400 251 00000"}},
        {"reference": "meant", **ACTOR, "territory": {"formerCode": "01091"}},
        {"reference": "served", **ACTOR, "territory": {"postalCode": "75012"}},
        {"reference": "district", **ACTOR, "territory": {"commune": "75112"}},
    ) == [
        ("REFUSED", [("territory", "FORMER_CODE")]),
        ("REFUSED", [("territory", "POSTAL_CODE")]),
        ("REFUSED", [("territory", "AMBIGUOUS_CODE")]),
        ("REFUSED", [("territory", "SEVERAL_COMMUNES")]),
        ("REFUSED", [("territory", "SIRET_GIVEN")]),
        ("CREATED", 1),
        ("CREATED", 1),
        ("CREATED", 1),
    ]
    file = tmp_path / "actors.csv"
    file.write_text(
        f"{HEAD}f;ASSOCIATION;A;;;commune:01091\r\nm;ASSOCIATION;A;;;formerCode:01091\r\n"
        "s;ASSOCIATION;A;21340077300015;;epci:24840025100000\r\nn;ASSOCIATION;A;000 000 000;WABCDEFGHI;\r\n"
    )
    summary, report = await imported(settled_url, file, "Actor")
    assert summary == "1 created, 3 refused"
    assert codes(report) == [
        (2, [("territory", "FORMER_CODE")]),
        (4, [("territory", "SIRET_GIVEN"), ("siren", "SIRET_GIVEN")]),
        (5, [("siren", "INVALID_SIREN"), ("rna", "INVALID_RNA")]),
    ]


async def test_workshops_have_the_time_of_their_place(world: ExchangeClient, settled_url, tmp_path):
    reunion, local = {"commune": "97411"}, {"startsAt": "2028-07-01T12:00:00+04:00"}
    assert await world.told(
        "Workshop",
        {"reference": "paris", **WORKSHOP},
        {"reference": "here", **WORKSHOP, **local, "territory": reunion},
        {"reference": "cleared", **WORKSHOP, **local, "territory": reunion, "timeZone": None},
        {"reference": "wrong", **WORKSHOP, "startsAt": "2028-07-01T10:00:00+02:00", "territory": reunion},
    ) == [
        ("CREATED", 1),
        ("CREATED", 1),
        ("CREATED", 1),
        ("REFUSED", [("startsAt", "OFFSET_NOT_OF_ZONE")]),
    ]
    nowhere = {**local, "territory": {"commune": "97499"}}
    assert (
        await world.told(
            "Workshop", {"reference": "new", **WORKSHOP, **nowhere}, {"reference": "here", **nowhere, "timeZone": None}
        )
        == [("REFUSED", [("territory", "NOT_FOUND")])] * 2
    )
    assert await world.told("Workshop", {"reference": "paris", "territory": {"commune": "98818"}}) == [("UPDATED", 2)]
    file = tmp_path / "workshops.csv"
    file.write_text(
        "reference;title;format;startsAt;endsAt;territory\r\n"
        "csv;T;ON_SITE;2028-07-01T12:00:00+04:00;2028-07-01T12:00:00Z;commune:97411\r\n"
        "bad;T;ON_SITE;2028-07-01T12:00:00+01:00;2028-07-01T12:00:00Z;commune:84007\r\n"
    )
    summary, report = await imported(settled_url, file, "Workshop")
    assert (summary, codes(report)) == (
        "1 created, 1 refused",
        [(3, [("startsAt", "OFFSET_NOT_OF_ZONE")])],
    )
    links = {row["node_id"]: row["reference"] for row in await world.rows(models.ExternalReference)}
    found = {links[row["id"]]: row["time_zone"] for row in await world.rows(models.Workshop) if row["id"] in links}
    assert found == {
        "paris": "Pacific/Noumea",
        "here": "Indian/Reunion",
        "cleared": "Indian/Reunion",
        "csv": "Indian/Reunion",
    }
