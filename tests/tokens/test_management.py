"""Tokens are seen, renamed, rotated without a pause, revoked at once, and known from where they may be used."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

import models
from models import Scope, SpaceRole
from resolvers.security.opaque_tokens import new_token
from resolvers.spaces.tokens.usage import TokenUsage, record_usage
from tests.records.client import space_of
from tests.tokens.client import EVERY, HEAD, STEWARD, TokensClient, codes, moment


async def test_a_rotated_token_works_beside_the_new_one_and_then_ends(client: TokensClient):
    old = await client.create(days=90, addresses=["192.0.2.0/24"], name="Été")
    client.now += timedelta(days=80)
    new = await client.act("rotateApiToken", id=old["token"]["id"])
    assert new["secret"] != old["secret"]
    for same in ("name", "scopes", "addresses", "network"):
        assert new["token"][same] == old["token"][same]
    assert moment(new["token"]["expiresAt"]) == client.now + timedelta(days=90)
    assert new["replaced"]["replacedBy"] == new["token"]["id"]
    assert moment(new["replaced"]["expiresAt"]) == client.now + timedelta(days=7)
    assert codes(await client.act("rotateApiToken", id=old["token"]["id"])) == {"": "TOKEN_REPLACED"}
    client.now += timedelta(days=7) - timedelta(seconds=1)
    assert {(await client.known(each["secret"])).network_id for each in (old, new)} == {await network_of(client)}
    client.now += timedelta(seconds=1)
    assert await client.known(old["secret"]) is None
    assert await client.known(new["secret"]) is not None
    assert codes(await client.act("rotateApiToken", id=old["token"]["id"])) == {"": "TOKEN_EXPIRED"}
    assert codes(await client.act("revokeApiToken", id=old["token"]["id"])) == {"": "TOKEN_EXPIRED"}


async def test_the_grace_time_is_never_longer_than_the_old_token_lives(client: TokensClient):
    old = await client.create(days=2)
    for days in (-1, 31):
        answer = await client.act("rotateApiToken", id=old["token"]["id"], graceDays=days)
        assert codes(answer) == {"graceDays": "NUMBER_OUT_OF_RANGE"}
    new = await client.act("rotateApiToken", id=old["token"]["id"], graceDays=30)
    assert new["replaced"]["expiresAt"] == old["token"]["expiresAt"]
    newer = await client.act("rotateApiToken", id=new["token"]["id"], graceDays=0)
    assert newer["replaced"]["state"] == "EXPIRED"
    assert await client.known(new["secret"]) is None


async def test_all_that_is_wrong_with_a_token_looks_the_same(client: TokensClient):
    good = await client.create(addresses=["192.0.2.0/24", "2001:db8::/32"])
    expired, revoked = await client.create(days=1), await client.create()
    await client.act("revokeApiToken", id=revoked["token"]["id"])
    client.now += timedelta(days=1)
    for secret in (
        expired["secret"],
        revoked["secret"],
        new_token("api"),
        new_token("refresh"),
        "",
        "é",
        good["secret"][:-1],
    ):
        assert await client.known(secret) is None
    for address in ("198.51.100.1", "2001:db9::1", "", "nowhere"):
        assert await client.known(good["secret"], address) is None
    for address in ("192.0.2.255", "2001:db8::1", "::ffff:192.0.2.1"):
        assert (await client.known(good["secret"], address)).token_id == good["token"]["id"]


@pytest.mark.parametrize(
    ("scopes", "role"),
    [
        (["READ"], SpaceRole.MEMBER),
        (["READ", "CONTENT_WRITE"], SpaceRole.EDITOR),
        (EVERY, SpaceRole.ADMIN),
    ],
)
async def test_a_program_is_known_by_its_network_and_scopes(client: TokensClient, scopes, role):
    issued = await client.create(scopes=scopes)
    viewer = await client.known(issued["secret"])
    assert (viewer.token_id, viewer.account_id, viewer.network_id) == (
        issued["token"]["id"],
        None,
        await network_of(client),
    )
    assert (viewer.scopes, viewer.roles) == (frozenset(map(Scope, scopes)), {space_of("network"): role})
    assert issued["secret"] not in repr(viewer)


async def test_the_list_tells_where_each_token_stands(client: TokensClient):
    tokens = {days: (await client.create(days=days))["token"]["id"] for days in (5, 30, 31)}
    revoked = (await client.create())["token"]["id"]
    await client.act("revokeApiToken", id=revoked)
    states = {each["id"]: each["state"] for each in await client.listed()}
    assert states == {tokens[5]: "EXPIRING", tokens[30]: "EXPIRING", tokens[31]: "LIVE", revoked: "REVOKED"}
    client.now += timedelta(days=5)
    found = await client.listed(STEWARD)
    assert {each["id"]: each["state"] for each in found}[tokens[5]] == "EXPIRED"
    assert {each["id"] for each in found[:2]} == {tokens[30], tokens[31]}  # what works comes first
    result = await client.result('{ apiTokens(network: {slug: "nulle-part"}) { id } }', STEWARD)
    assert result.errors[0].extensions["code"] == "NOT_FOUND"
    fields = await client.ask('{ __type(name: "ApiToken") { fields { name } } }')
    assert not {"tokenHash", "secret"} & {each["name"] for each in fields["__type"]["fields"]}


async def test_a_list_is_capped_and_never_without_what_works(client: TokensClient):
    works = (await client.create())["token"]["id"]
    (row,) = await client.rows(models.ApiToken)
    later = [
        {
            **row,
            "id": f"token_{n}",
            "token_hash": f"{n}",
            "created_at": client.now + timedelta(n),
            "revoked_at": client.now,
        }
        for n in range(1, 121)
    ]

    async def job(work):
        await work.insert(models.ApiToken.__table__, later)

    await client.run(job)
    listed = await client.listed()
    assert [each["id"] for each in listed][:2] == [works, "token_120"]
    assert len(listed) == 100


async def test_a_token_is_renamed_bound_and_stopped(client: TokensClient, caplog):
    caplog.set_level(logging.INFO, "encommun.tokens")
    issued = await client.create(addresses=["192.0.2.0/24"])
    id_ = issued["token"]["id"]
    saved = await client.act("updateApiToken", id=id_, name="  Carte ")
    assert saved["token"] == {**issued["token"], "name": "Carte"}
    assert (await client.act("updateApiToken", id=id_))["token"] == saved["token"]
    saved = await client.act("updateApiToken", STEWARD, id=id_, addresses=["2001:db8::1"])
    assert saved["token"]["addresses"] == ["2001:db8::1/128"]
    assert await client.known(issued["secret"]) is None
    assert await client.known(issued["secret"], "2001:db8::1") is not None
    assert (await client.act("updateApiToken", id=id_, addresses=[]))["token"]["addresses"] == []
    assert codes(await client.act("updateApiToken", id=id_, name="", addresses=["x"])) == {
        "name": "TEXT_BLANK",
        "addresses.0": "INVALID_ADDRESS_RANGE",
    }
    stopped = await client.act("revokeApiToken", id=id_)
    assert (stopped["token"]["state"], moment(stopped["token"]["revokedAt"])) == ("REVOKED", client.now)
    assert await client.known(issued["secret"]) is None
    for verb in ("revoke", "rotate", "update"):
        assert codes(await client.act(f"{verb}ApiToken", id=id_)) == {"": "TOKEN_REVOKED"}
    assert f"{HEAD.account_id} revoked token {id_}" in caplog.text
    assert issued["secret"] not in caplog.text


async def test_a_replaced_token_can_be_stopped_before_its_time(client: TokensClient):
    old = await client.create()
    new = await client.act("rotateApiToken", id=old["token"]["id"])
    await client.act("revokeApiToken", id=old["token"]["id"])
    assert await client.known(old["secret"]) is None
    assert await client.known(new["secret"]) is not None


async def test_uses_are_kept_to_the_minute_and_never_go_back(client: TokensClient):
    id_ = (await client.create())["token"]["id"]
    uses, noon = TokenUsage(), client.now.replace(hour=12)
    for seconds in (1, 30, 59):
        uses.record(id_, noon + timedelta(seconds=seconds))
    uses.record("token_gone", noon)
    taken = uses.drain()
    assert taken == {id_: noon, "token_gone": noon}
    assert uses.drain() == {}
    for given in (taken, {id_: noon - timedelta(minutes=1)}):
        await client.run(lambda work, given=given: record_usage(work, given))
        assert moment((await client.listed())[0]["usedAt"]) == noon
    await client.run(lambda work: record_usage(work, {id_: noon + timedelta(minutes=1)}))
    assert moment((await client.listed())[0]["usedAt"]) == noon + timedelta(minutes=1)


async def test_a_use_is_written_once_a_minute(client: TokensClient):
    id_ = (await client.create())["token"]["id"]
    updates = []

    async def job(work):
        update_all = work.update_all
        work.update_all = lambda table, changes: updates.extend(changes) or update_all(table, changes)
        await record_usage(work, {id_: client.now})
        await record_usage(work, {id_: client.now})

    await client.run(job)
    assert len(updates) == 1


async def network_of(client: TokensClient) -> str:
    return (await client.rows(models.Network, slug="anct"))[0]["id"]


async def test_what_people_read_is_in_their_language(client: TokensClient):
    french = await client.create(replace(HEAD, language="fr"), days=400)
    assert french["problems"][0]["message"].startswith("Un jeton est valable 366 jours au plus.")
