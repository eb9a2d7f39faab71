"""A batch is judged by its end: official codes change hands within it, among any number of records."""

from pathlib import Path
from typing import Any

import pytest

import models
from loaders.tables import table_of
from models.codes import is_siren
from tests.exchange.client import NETWORK, ExchangeClient, space_of
from tests.exchange.files import codes, imported
from tests.records.client import EDITOR, VIEWERS

ACTOR = {"kind": "ASSOCIATION", "name": "Les Voisins"}
SIRENS = [code for code in map(str, range(552100500, 552101500)) if is_siren(code)]
A, B, C, D = SIRENS[:4]
TAKEN = ("REFUSED", [("siren", "ALREADY_TAKEN")])


async def enter(world: ExchangeClient, **sirens: str | None) -> None:
    """Records of the network, by its references, with their SIRENs."""
    items = [{"reference": each, **ACTOR, "siren": siren} for each, siren in sirens.items()]
    assert {outcome for outcome, _ in await world.told("Actor", *items)} == {"CREATED"}


async def stored(world: ExchangeClient) -> dict[str, Any]:
    """The SIRENs by the network's references; all records are published."""
    links = {each["node_id"]: each["reference"] for each in await world.rows(models.ExternalReference)}
    actors = [each for each in await world.rows(models.Actor) if each["id"] in links]
    assert {each["state"] for each in actors} == {"PUBLISHED"}
    return {links[each["id"]]: each["siren"] for each in actors}


def wanting(**sirens: str | None) -> list[dict[str, Any]]:
    """Items that want SIRENs."""
    return [{"reference": each, "siren": siren} for each, siren in sirens.items()]


@pytest.mark.parametrize("atomic", [False, True])
async def test_two_swap_three_go_round_and_one_hands_over(world: ExchangeClient, atomic: bool):
    await enter(world, a=A, b=B, c=C, d=None)

    async def all_of(*items: Any) -> list[Any]:
        dry = await world.told("Actor", *items, atomic=atomic, dryRun=True)
        told = await world.told("Actor", *items, atomic=atomic)
        assert dry == told
        return [outcome for outcome, _ in told]

    assert await all_of(*wanting(a=B, b=A)) == ["UPDATED"] * 2
    assert await stored(world) == {"a": B, "b": A, "c": C, "d": None}
    assert await all_of(*wanting(a=A, b=C, c=B)) == ["UPDATED"] * 3
    assert await stored(world) == {"a": A, "b": C, "c": B, "d": None}
    assert await all_of(*wanting(d=A, a=None)) == ["UPDATED"] * 2
    assert await all_of({"reference": "e", **ACTOR, "siren": B}, *wanting(c=D)) == ["CREATED", "UPDATED"]
    assert await stored(world) == {"a": None, "b": C, "c": D, "d": A, "e": B}
    journal = await world.rows(models.Change, kind="UPDATED")
    assert {frozenset(each["fields"]) for each in journal} == {frozenset({"siren"})}


async def test_who_stays_as_it_is_keeps_what_it_has(world: ExchangeClient):
    await enter(world, a=A, b=B, c=C)
    wrong = {"reference": "c", "siren": D, "website": "no-address"}
    chain = [*wanting(a=B, b=C), wrong]  # each waits for the next, and the last is refused
    assert await world.told("Actor", *chain) == [TAKEN, TAKEN, ("REFUSED", [("website", "INVALID_URL")])]
    assert await stored(world) == {"a": A, "b": B, "c": C}
    named = {"reference": "b", "acronym": "B"}
    assert await world.told("Actor", *wanting(a=B), named) == [TAKEN, ("UPDATED", 2)]
    two = wanting(a=D, b=D)  # the first has it
    assert await world.told("Actor", *two) == [("UPDATED", 2), TAKEN]
    assert await world.told("Actor", *wanting(c=B, b=A), atomic=True) == [("UPDATED", 2), ("UPDATED", 3)]
    made = await world.do("createActor", EDITOR, **ACTOR, siren=SIRENS[9])
    await world.do("publishActor", EDITOR, id=made["actor"]["id"], expectedVersion=1)
    others = wanting(a=A, b=SIRENS[9])  # which nobody here can give up
    assert await world.told("Actor", *others) == [TAKEN, TAKEN]
    assert await world.told("Actor", *others, atomic=True) == [TAKEN, TAKEN]
    assert await stored(world) == {"a": D, "b": A, "c": B}


async def test_what_is_refused_after_all_is_not_counted(world: ExchangeClient):
    await enter(world, a=A, b=B)
    before = await world.rows(models.StorageUsage)
    items = [{"reference": "new", **ACTOR, "siren": A}, *wanting(a=B), {"reference": "b", "name": ""}]
    assert [outcome for outcome, _ in await world.told("Actor", *items)] == ["REFUSED"] * 3
    assert await world.rows(models.StorageUsage) == before
    assert len(await world.rows(models.ExternalReference)) == 2


async def test_drafts_want_what_nobody_has_in_public(world: ExchangeClient):
    """A network only drafts what needs a decision of the partners."""
    await enter(world, a=A)
    hidden = await world.do("createActor", EDITOR, **ACTOR, siren=B)
    assert await world.told("Actor", *wanting(a=B), dryRun=True) == [("UPDATED", 2)]  # a hidden draft is nobody's
    await world.do("publishActor", EDITOR, id=hidden["actor"]["id"], expectedVersion=1)
    assert await world.told("Actor", *wanting(a=B), dryRun=True) == [TAKEN]


async def test_an_unverified_spaces_record_gives_way(world: ExchangeClient):
    made = await world.do("createActor", VIEWERS["editor of another space"], **ACTOR, siren=A)
    id_ = made["actor"]["id"]
    await world.do("publishActor", VIEWERS["steward"], id=id_, expectedVersion=1)
    await enter(world, a=A)
    assert await stored(world) == {"a": A}
    assert [each["state"] for each in await world.rows(models.Actor, id=id_)] == ["DRAFT"]


async def test_what_others_have_taken_over_and_hidden_tells_nothing(world: ExchangeClient):
    """The network's reference still leads there, and that it says the same would tell what it says."""
    await enter(world, a=A)
    (link,) = await world.rows(models.ExternalReference)
    (before,) = await world.rows(models.Actor, id=link["node_id"])
    theirs = {"space_id": space_of("own")}
    await world.writer.run(lambda work: work.update(table_of(models.Actor), {"id": before["id"]}, theirs))
    assert await world.told("Actor", {"reference": "a", **ACTOR}) == [("UNCHANGED", 1)]
    await world.do("archiveActor", EDITOR, id=before["id"], expectedVersion=1)
    for says in (ACTOR, {"name": "Autre"}, {"siren": B}):
        for options in ({}, {"dryRun": True}, {"atomic": True}):
            told = await world.told("Actor", {"reference": "a", **says}, viewer=NETWORK, **options)
            assert told == [("REFUSED", [("reference", "NOT_FOUND")])]


@pytest.mark.parametrize("atomic", [False, True])
async def test_a_file_of_many_units_is_judged_by_its_end(
    world: ExchangeClient, settled_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atomic: bool
):
    monkeypatch.setattr("resolvers.exchange.importer.CHUNK", 2)
    await enter(world, a=A, b=B, c=C, d=None)
    file = tmp_path / "actors.csv"
    rest = "".join(f"x{number};ASSOCIATION;Nom;\n" for number in range(3))
    file.write_text(f"reference;kind;name;siren\na;;;{B}\n{rest}b;;;{C}\nc;;;{A}\n")
    assert (await imported(settled_url, file, "Actor", atomic=atomic)) == ("3 created, 3 updated", [])
    assert {each: siren for each, siren in (await stored(world)).items() if siren} == {"a": B, "b": C, "c": A}
    file.write_text(f"reference;kind;name;siren\nd;;;{A}\n{rest}a;;;{A}\n")
    summary, report = await imported(settled_url, file, "Actor", atomic=atomic)
    assert summary == ("2 refused, 3 not made" if atomic else "3 unchanged, 2 refused")
    assert codes(report) == [(2, [("siren", "ALREADY_TAKEN")]), (6, [("siren", "ALREADY_TAKEN")])]
    made = await world.do("createActor", EDITOR, **ACTOR, siren=D)
    await world.do("publishActor", EDITOR, id=made["actor"]["id"], expectedVersion=1)
    monkeypatch.setattr("resolvers.exchange.importer.MOST_DEFERRED", 1)  # which what others have does not fill
    file.write_text(f"reference;kind;name;siren\nx0;;;{D}\nd;;;{C}\nx1;;Autre;\nb;;;{SIRENS[5]}\n")
    summary, report = await imported(settled_url, file, "Actor", atomic=atomic)
    assert codes(report) == [(2, [("siren", "ALREADY_TAKEN")])]
    assert summary == ("1 refused, 3 not made" if atomic else "3 updated, 1 refused")
