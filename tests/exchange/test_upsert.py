"""Bulk upserts: what becomes of each item, and that nothing else is touched."""

import pytest

import models
from loaders.unit_of_work.base_unit_of_work import BaseUnitOfWork
from tests.exchange.client import NETWORK, ExchangeClient, space_of
from tests.records.client import EDITOR, VIEWERS

ACTOR = {"kind": "ASSOCIATION", "name": "  Les Voisins "}
WORKSHOP = {
    "title": "Atelier",
    "format": "ONLINE",
    "startsAt": "2028-02-29T10:00:00+01:00",
    "endsAt": "2028-02-29T12:00:00+01:00",
}


async def test_a_record_is_created_once_then_changed_only_where_it_differs(world: ExchangeClient):
    payload = await world.upsert("Actor", {"reference": "a-1", **ACTOR, "referenceUrl": "https://example.org/1"})
    (made,) = payload["items"]
    assert payload["dryRun"] is False
    assert (made["outcome"], made["version"], made["actor"]["state"]) == ("CREATED", 1, "PUBLISHED")
    (row,) = await world.rows(models.Actor, id=made["actor"]["id"])
    assert (row["name"], row["name_sort"], row["licence"], row["space_id"]) == (
        "Les Voisins",
        "les voisins",
        "ETALAB_2_0",
        space_of("network"),
    )
    (link,) = await world.rows(models.ExternalReference)
    assert (link["reference"], link["node_id"], link["url"]) == ("a-1", row["id"], "https://example.org/1")
    assert await world.told("Actor", {"reference": "a-1", **ACTOR}) == [("UNCHANGED", 1)]
    assert await world.told("Actor", {"reference": "a-1", "acronym": "LV"}) == [("UPDATED", 2)]
    assert await world.told("Actor", {"reference": "a-1", "acronym": None}) == [("UPDATED", 3)]
    journal = sorted(await world.rows(models.Change, node_id=row["id"]), key=lambda each: each["version"])
    (network,) = await world.rows(models.Network, slug="anct")
    assert [(each["kind"], each["fields"]) for each in journal] == [
        ("CREATED", {"kind": [None, "ASSOCIATION"], "name": [None, "Les Voisins"]}),
        ("UPDATED", {"acronym": [None, "LV"]}),
        ("UPDATED", {"acronym": ["LV", None]}),
    ]
    assert {(each["network_id"], each["token_id"]) for each in journal} == {(network["id"], "token")}


async def test_references_are_codes_ids_and_what_the_network_calls_its_records(world: ExchangeClient):
    assert await world.told(
        "Actor",
        {"reference": "a", **ACTOR, "territory": {"commune": "01001"}, "topics": [{"slug": "concertation"}]},
        {"reference": "b", **ACTOR, "territory": {"commune": "99999"}, "topics": [{"slug": "no-such"}]},
    ) == [("CREATED", 1), ("REFUSED", [("territory", "INVALID_CODE"), ("topics.0", "NOT_FOUND")])]
    assert await world.told(
        "Workshop",
        {"reference": "w", **WORKSHOP, "hosts": [{"actor": {"external": "a"}, "role": "ORGANISER"}]},
        {"reference": "v", **WORKSHOP, "hosts": [{"actor": {"external": "b"}, "role": "ORGANISER"}]},
        {"reference": "u", **WORKSHOP, "hosts": [{"actor": {"external": "\0"}, "role": "ORGANISER"}]},
    ) == [("CREATED", 1), ("REFUSED", [("hosts.0", "NOT_FOUND")]), ("REFUSED", [("hosts.0", "NOT_FOUND")])]
    guide = {"kind": "GUIDE", "title": "Guide"}
    assert await world.told(
        "Resource",
        {"reference": "later", **guide, "derivedFrom": {"external": "first"}},
        {"reference": "first", **guide},
        {"reference": "second", **guide, "derivedFrom": {"external": "first"}},
    ) == [("REFUSED", [("derivedFrom", "NOT_FOUND")]), ("CREATED", 1), ("CREATED", 1)]


async def test_lists_and_reports_are_replaced_as_a_whole(world: ExchangeClient):
    report = {
        "participationLevel": "EMPOWER",
        "recruitment": "MIXED",
        "interaction": "HYBRID",
        "decisionMethod": "CONSENT",
        "whatWorked": "A",
        "whatFailed": "B",
        "reuseConditions": "C",
    }
    item = {"reference": "r", "kind": "EXPERIENCE_REPORT", "title": "T", "topics": [{"slug": "concertation"}]}
    assert await world.told("Resource", item) == [("REFUSED", [("experienceReport", "REPORT_MISSING")])]
    assert await world.told("Resource", {**item, "experienceReport": report}) == [("CREATED", 1)]
    assert await world.told("Resource", {**item, "experienceReport": report}) == [("UNCHANGED", 1)]
    changed = {**report, "whatFailed": "Z", "purposes": ["PLAN_SPACE"]}
    assert await world.told("Resource", {"reference": "r", "experienceReport": changed, "topics": []}) == [
        ("UPDATED", 2)
    ]
    (stored,) = await world.rows(models.ExperienceReport, what_failed="Z")
    assert (stored["purposes"], stored["outputs"]) == (["PLAN_SPACE"], [])
    assert await world.rows(models.ResourceTopic, resource_id=stored["resource_id"]) == []
    (change,) = await world.rows(models.Change, node_id=stored["resource_id"], kind="UPDATED")
    assert change["fields"].keys() == {"topics", "experience_report.what_failed", "experience_report.purposes"}


async def test_what_is_told_twice_is_refused_the_second_time(world: ExchangeClient):
    assert await world.told(
        "Actor",
        {"reference": "a", **ACTOR, "siren": "552 100 554"},
        {"reference": " a ", **ACTOR},
        {"reference": "b", **ACTOR, "siren": "552100554"},
        {"reference": "\u202e", **ACTOR},
    ) == [
        ("CREATED", 1),
        ("REFUSED", [("reference", "LIST_REPEATS")]),
        ("REFUSED", [("siren", "ALREADY_TAKEN")]),
        ("REFUSED", [("reference", "TEXT_CHARACTER")]),
    ]
    assert await world.told("Actor", {"reference": "c", **ACTOR, "siren": "552100554"}) == [
        ("REFUSED", [("siren", "ALREADY_TAKEN")])
    ]
    (row,) = await world.rows(models.Actor, siren="552100554")
    assert await world.told("Actor", {"reference": "a", "acronym": "A"}, {"reference": row["id"], "acronym": "B"}) == [
        ("UPDATED", 2),
        ("REFUSED", [("reference", "LIST_REPEATS")]),
    ]


async def test_all_or_nothing_item_by_item_and_dry_runs(world: ExchangeClient):
    good, bad = {"reference": "good", **ACTOR}, {"reference": "bad", "name": "No kind"}
    refused = ("REFUSED", [("kind", "REQUIRED")])
    assert await world.told("Actor", good, bad, atomic=True) == [("NOT_MADE", []), refused]
    assert await world.rows(models.ExternalReference) == []
    dry = await world.upsert("Actor", good, bad, dryRun=True)
    assert (dry["dryRun"], [each["outcome"] for each in dry["items"]]) == (True, ["CREATED", "REFUSED"])
    assert dry["items"][0]["actor"] is None
    assert (await world.upsert("Actor", bad, dryRun=True))["dryRun"] is True
    assert await world.rows(models.ExternalReference) == []
    assert await world.told("Actor", good, bad) == [("CREATED", 1), refused]


async def test_a_key_makes_a_request_once(world: ExchangeClient):
    first = await world.upsert("Actor", {"reference": "a", **ACTOR}, {"reference": "b"}, idempotencyKey="k")
    again = await world.upsert("Actor", {"reference": "a", **ACTOR}, {"reference": "b"}, idempotencyKey="k")
    assert first == again
    other = await world.upsert("Actor", {"reference": "z", **ACTOR}, idempotencyKey="k")
    assert other["code"] == "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"


async def test_the_records_of_others_are_never_touched(world: ExchangeClient):
    made = await world.do("createActor", EDITOR, kind="ASSOCIATION", name="Theirs")
    theirs = made["actor"]["id"]
    hidden = await world.told("Actor", {"reference": theirs, **ACTOR}, dryRun=True)
    assert hidden == [("CREATED", 1)]  # nobody learns that there is such a draft
    await world.do("publishActor", EDITOR, id=theirs, expectedVersion=1)
    (before,) = await world.rows(models.Actor, id=theirs)
    changes = await world.rows(models.Change)
    assert await world.told("Actor", {"reference": theirs, "name": "Mine"}) == [
        ("REFUSED", [("reference", "NOT_PERMITTED")])
    ]
    assert await world.told("Actor", {"reference": theirs, "topics": [{"slug": "concertation"}]}) == [
        ("REFUSED", [("reference", "NOT_PERMITTED")])
    ]
    assert await world.told("Actor", {"reference": theirs, "name": "Theirs"}) == [("UNCHANGED", 2)]
    assert await world.rows(models.Actor, id=theirs) == [before]
    assert await world.rows(models.Change) == changes


async def test_many_items_take_as_many_statements_as_few(
    settled_url: str, world: ExchangeClient, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    def counted(name: str):
        run = getattr(BaseUnitOfWork, name)

        async def counting(self, *arguments):
            asked.append(name)
            return await run(self, *arguments)

        monkeypatch.setattr(BaseUnitOfWork, name, counting)

    for name in ("fetch", "insert", "update", "delete", "update_all", "delete_all"):
        counted(name)

    async def statements(first: int, last: int) -> list[str]:
        asked.clear()
        topics = {"topics": [{"slug": "concertation"}]}
        items = [{"reference": f"r{each}", "kind": "GUIDE", "title": "T", **topics} for each in range(first, last)]
        told = await world.told("Resource", *items)
        assert {each[0] for each in told} <= {"CREATED", "UNCHANGED"}
        return list(asked)

    await statements(600, 601)  # after which the network's usage is a row
    few, many = await statements(0, 2), await statements(2, 502)
    assert few == many
    assert len(many) <= 15  # three of which are for the index of words
    again, all_again = await statements(0, 2), await statements(2, 502)
    assert again == all_again
    assert {*all_again} <= {"fetch", "insert", "update"}
    locks = settled_url.startswith("postgresql")  # the network's usage; units on SQLite write one after the other
    assert all_again.count("update") == int(locks)


async def test_many_changes_are_made_by_one_statement(world: ExchangeClient):
    """Each is of one record alone, with its own entry in the journal."""
    first = [{"reference": f"r{each}", **ACTOR} for each in range(120)]
    changed = [{"reference": each["reference"], "name": f"Nom {number}"} for number, each in enumerate(first)]
    await world.told("Actor", *first)
    assert set(await world.told("Actor", *changed)) == {("UPDATED", 2)}
    assert await world.told("Actor", *changed[:2]) == [("UNCHANGED", 2)] * 2
    links = {each["reference"]: each["node_id"] for each in await world.rows(models.ExternalReference)}
    names = {each["id"]: each["name"] for each in await world.rows(models.Actor, version=2)}
    assert {each["reference"]: names[links[each["reference"]]] for each in changed} == {
        each["reference"]: each["name"] for each in changed
    }
    journal = {each["node_id"]: each["fields"] for each in await world.rows(models.Change, version=2)}
    assert journal[links["r7"]] == {"name": [ACTOR["name"].strip(), "Nom 7"]}
    assert journal.keys() == names.keys()


async def test_archived_records_stay_as_they_are(world: ExchangeClient):
    made = await world.upsert("Actor", {"reference": "a", **ACTOR})
    id_ = made["items"][0]["actor"]["id"]
    await world.do("archiveActor", NETWORK, id=id_, expectedVersion=1)
    assert await world.told("Actor", {"reference": "a", "name": "Other"}) == [("REFUSED", [("reference", "ARCHIVED")])]
    assert await world.told("Actor", {"reference": "a", **ACTOR}) == [("UNCHANGED", 2)]


async def test_only_who_acts_for_the_network_may(world: ExchangeClient):
    for name, viewer in VIEWERS.items():
        answer = await world.upsert("Actor", {"reference": "a", **ACTOR}, viewer=viewer, dryRun=True)
        assert answer.get("code") == {"network token": None, "anonymous": "UNAUTHENTICATED"}.get(
            name, "NOT_PERMITTED"
        ), name
    other = await world.upsert("Actor", {"reference": "a", **ACTOR}, network={"slug": "icpc"})
    assert other["code"] == "NOT_PERMITTED"
    nobody = await world.upsert("Actor", {"reference": "a", **ACTOR}, network={"slug": "nobody"})
    assert [each["code"] for each in nobody["problems"]] == ["NOT_FOUND"]
    many = await world.upsert("Actor", *[{"reference": str(number), **ACTOR} for number in range(501)])
    assert [(each["path"], each["code"]) for each in many["problems"]] == [(["items"], "LIST_TOO_LONG")]


async def test_a_membership_is_never_of_itself_by_whatever_names(world: ExchangeClient):
    actor = {"reference": "A", "kind": "ASSOCIATION", "name": "A", "siren": "005520135"}
    assert await world.told("Actor", actor) == [("CREATED", 1)]
    member = {"reference": "M", "role": "MEMBER", "member": {"external": "A"}}
    told = await world.told(
        "Membership", {**member, "organisation": {"siren": "005520135"}}, {**member, "reference": "N"}
    )
    assert told == [
        ("REFUSED", [("organisation", "MEMBERSHIP_OF_ITSELF")]),
        ("REFUSED", [("organisation", "MEMBERSHIP_WITHOUT_HOST")]),
    ]
