"""Tokens are given by those who may, with no more than they have, and their secrets are seen once."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

import models
from loaders.tables import table_of
from models import Scope, SpaceRole
from resolvers.security.opaque_tokens import hash_token, is_well_formed
from resolvers.spaces.tokens.token import TokenChange
from tests.records.client import VIEWERS, account_of, space_of
from tests.tokens.client import EVERY, HAND, HEAD, NETWORK, OTHER, STEWARD, TokensClient, codes, moment


async def test_a_secret_is_shown_once_and_stored_as_a_hash(client: TokensClient, caplog):
    caplog.set_level(logging.DEBUG)
    issued = await client.create(addresses=[" 192.0.2.0/24", "2001:DB8::/32"])
    secret, token = issued["secret"], issued["token"]
    assert is_well_formed(secret, "api")
    assert secret.startswith(token["beginning"])
    assert len(token["beginning"]) == 14
    assert (token["state"], token["network"], token["scopes"]) == ("LIVE", NETWORK, ["READ"])
    assert token["addresses"] == ["192.0.2.0/24", "2001:db8::/32"]
    (row,) = await client.rows(models.ApiToken)
    assert (row["token_hash"], row["created_by"]) == (hash_token(secret), HEAD.account_id)
    assert secret not in repr(row)
    assert await client.listed() == [token]
    told = [each.getMessage() for each in caplog.records if each.name == "encommun.tokens"]
    assert told == [f"{HEAD.account_id} created token {token['id']} of {row['network_id']} (READ)"]
    assert secret not in caplog.text
    assert row["token_hash"] not in caplog.text
    assert await client.rows(models.Change) == []


def test_nothing_that_holds_a_secret_shows_it():
    from schema.tokens.types import ApiTokenIssued  # noqa: PLC0415 - beside what it is for

    assert "enc_" not in repr(TokenChange("created", None, "", "enc_api_x"))
    assert "enc_" not in repr(ApiTokenIssued(token=None, secret="enc_api_x", replaced=None))  # noqa: S106 - none


async def test_who_administers_the_network_gives_tokens_and_nobody_else(client: TokensClient):
    assert (await client.create(STEWARD, network=OTHER))["__typename"] == "ApiTokenIssued"
    program = await client.admin_program()
    assert (await client.create(program))["__typename"] == "ApiTokenIssued"
    reader = await client.known((await client.create())["secret"])
    before = await client.rows(models.ApiToken)
    refused = {"NotPermitted"}
    for viewer in (HAND, reader, VIEWERS["account"], VIEWERS["editor"], VIEWERS["network token"]):
        assert {(await client.create(viewer))["__typename"]} == refused
        assert await client.listed(viewer) == []
        for verb, more in (("rotate", {}), ("revoke", {}), ("update", {"name": "Autre"})):
            for each in before:
                answer = await client.act(f"{verb}ApiToken", viewer, id=each["id"], **more)
                assert answer["__typename"] in {"NotFound", "NotPermitted"}
    assert (await client.create(VIEWERS["anonymous"]))["code"] == "UNAUTHENTICATED"
    assert {(await client.create(each, network=OTHER))["__typename"] for each in (HEAD, program)} == refused
    assert await client.rows(models.ApiToken) == before


async def test_another_networks_tokens_are_as_good_as_none(client: TokensClient):
    id_ = (await client.create(STEWARD, network=OTHER))["token"]["id"]
    for viewer in (HEAD, await client.admin_program()):
        for verb in ("rotate", "revoke", "update"):
            theirs = await client.act(f"{verb}ApiToken", viewer, id=id_)
            assert theirs == await client.act(f"{verb}ApiToken", viewer, id="token_0")
            assert theirs["__typename"] == "NotFound"
        assert await client.listed(viewer, OTHER) == []
    assert len(await client.listed(STEWARD, OTHER)) == 1


async def test_who_was_admin_a_moment_ago_is_not_any_more(client: TokensClient):
    program = await client.admin_program()

    async def job(work):
        table = models.SpaceMember.__table__
        await work.update(table, {"account_id": HEAD.account_id}, {"role": SpaceRole.EDITOR})
        await work.update(models.ApiToken.__table__, {"id": program.token_id}, {"revoked_at": client.now})

    await client.run(job)
    assert [(await client.create(each))["__typename"] for each in (HEAD, program)] == ["NotPermitted"] * 2


async def test_a_token_gives_no_scopes_and_no_addresses_that_it_has_not(client: TokensClient):
    program = await client.admin_program(addresses=["192.0.2.0/24"])
    within = {"addresses": ["192.0.2.0/28"]}
    answer = await client.create(program, scopes=["READ", "CONTENT_WRITE"], addresses=["192.0.0.0/16", "::/0"])
    assert codes(answer) == dict.fromkeys(["scopes.1"], "SCOPE_NOT_HELD") | dict.fromkeys(
        ["addresses.0", "addresses.1"], "RANGE_NOT_HELD"
    )
    assert codes(await client.create(program)) == {"addresses": "REQUIRED"}
    made = await client.create(program, scopes=["NETWORK_ADMIN", "READ"], **within)
    assert (await client.act("updateApiToken", program, id=made["token"]["id"], addresses=[]))["problems"]
    rows = await client.rows(models.ApiToken, id=made["token"]["id"])
    assert rows[0]["created_by"] == HEAD.account_id  # the person behind the program
    strong = (await client.create(scopes=EVERY, **within))["token"]["id"]
    wide = (await client.create())["token"]["id"]
    assert codes(await client.act("rotateApiToken", program, id=strong)) == {"": "SCOPE_NOT_HELD"}
    assert codes(await client.act("rotateApiToken", program, id=wide)) == {"": "RANGE_NOT_HELD"}
    own = await client.act("rotateApiToken", program, id=program.token_id)
    assert own["token"]["scopes"] == ["READ", "NETWORK_ADMIN"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"scopes": ["READ", "CONTENT_WRITE", "NETWORK_ADMIN"]}, "SCOPE_NOT_HELD"),
        ({"scopes": EVERY, "addresses": ["192.0.2.0/24"]}, "RANGE_NOT_HELD"),
        ({"scopes": EVERY}, None),
    ],
)
async def test_a_token_lets_nobody_in_who_does_more_than_it(
    client: TokensClient, given: dict[str, list[str]], code: str
):
    program = await client.admin_program(**given)
    space, hand = space_of("network"), HAND.account_id
    document = """mutation ($space: ID!, $hand: ID!) {
        invited: inviteColleague(input: {space: $space, email: "zoe@example.org", role: MEMBER}) { ...Refused }
        appointed: changeRole(input: {space: $space, account: $hand, role: ADMIN}) { ...Refused }
    } fragment Refused on Refusal { code }"""
    answer = await client.ask(document, program, space=space, hand=hand)
    assert [each.get("code") for each in answer.values()] == [code, code]
    assert len(await client.rows(models.Invitation, space_id=space)) == (code is None)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"scopes": []}, {"scopes": "REQUIRED"}),
        ({"scopes": ["READ", "READ"]}, {"scopes.1": "LIST_REPEATS"}),
        ({"days": 0}, {"expiresAt": "EXPIRY_PAST"}),
        ({"days": 366.1}, {"expiresAt": "EXPIRY_TOO_FAR"}),
        ({"name": " "}, {"name": "TEXT_BLANK"}),
        ({"name": "x" * 101}, {"name": "TEXT_TOO_LONG"}),
        (
            {"addresses": ["192.0.2.7/24", "fort"]},
            dict.fromkeys(["addresses.0", "addresses.1"], "INVALID_ADDRESS_RANGE"),
        ),
        ({"addresses": ["::1"] * 51}, {"addresses": "LIST_TOO_LONG"}),
        ({"network": {"slug": "nulle-part"}}, {"network": "NOT_FOUND"}),
        ({"network": {"id": "x"}}, {"network": "INVALID_ID"}),
        ({"name": "", "scopes": []}, {"name": "TEXT_BLANK", "scopes": "REQUIRED"}),
    ],
)
async def test_what_cannot_be_is_told(client: TokensClient, given, wrong):
    answer = await client.create(**given)
    assert codes(answer) == wrong
    assert all(each["message"] for each in answer["problems"])
    assert await client.rows(models.ApiToken) == []


async def test_a_network_has_twenty_live_tokens_and_can_rotate_them_all(client: TokensClient):
    made = [(await client.create(days=366))["token"]["id"] for _ in range(20)]
    refused = await client.create()
    assert codes(refused) == {"": "TOO_MANY_TOKENS"}
    assert " 20 " in refused["message"]
    for each in made:
        rotated = await client.act("rotateApiToken", id=each)
        assert rotated["__typename"] == "ApiTokenIssued"
    assert codes(await client.act("rotateApiToken", id=rotated["token"]["id"])) == {"": "TOO_MANY_TOKENS"}
    assert codes(await client.create()) == {"": "TOO_MANY_TOKENS"}
    assert (await client.act("revokeApiToken", id=rotated["token"]["id"]))["token"]["state"] == "REVOKED"
    assert (await client.create())["__typename"] == "ApiTokenIssued"


async def test_a_space_is_opened_by_a_steward_for_a_confirmed_person(client: TokensClient, caplog):
    caplog.set_level(logging.INFO, "encommun.tokens")
    wanted = {"network": OTHER, "admin": "Head@Example.org", "reason": "Convention."}
    programs = await client.admin_program(scopes=EVERY)
    for viewer in (HEAD, HAND, programs, VIEWERS["account"], VIEWERS["anonymous"]):
        assert (await client.act("openNetworkSpace", viewer, **wanted))["__typename"] == "NotPermitted"
    for admin in ("nobody@example.org", "other@example.org", account_of("other"), "x", "@"):
        answer = await client.act("openNetworkSpace", STEWARD, network=OTHER, admin=admin)
        assert codes(answer) == {"admin": "NO_CONFIRMED_ACCOUNT"}
    assert await client.rows(models.Change) == []
    opened = await client.act("openNetworkSpace", STEWARD, **wanted)
    assert (opened["created"], opened["account"]) == (True, HEAD.account_id)
    assert moment(opened["space"]["verifiedAt"]) == client.now
    assert opened["space"]["network"] == OTHER
    entries = await client.rows(models.Change, node_id=opened["space"]["id"])
    assert {(each["kind"], each["state"]) for each in entries} == {("CREATED", "PUBLISHED"), ("UPDATED", "DRAFT")}
    assert all(HEAD.account_id not in repr(each["fields"]) for each in entries)
    head = replace(HEAD, roles={opened["space"]["id"]: SpaceRole.ADMIN})
    assert (await client.create(head, network=OTHER))["__typename"] == "ApiTokenIssued"
    again = await client.act("openNetworkSpace", STEWARD, **wanted)
    assert again == {**opened, "created": False}
    assert len(await client.rows(models.Change, node_id=opened["space"]["id"])) == 2
    assert f"made {HEAD.account_id} ADMIN of space {opened['space']['id']}" in caplog.text


async def test_a_member_of_the_space_becomes_admin(client: TokensClient):
    given = {"network": NETWORK, "admin": HAND.account_id, "reason": "Plus personne n’administre cet espace."}
    assert (await client.act("openNetworkSpace", STEWARD, **given))["code"] == "SPACE_ADMINISTERED"
    asleep = {"warned_at": client.now}
    await client.writer.run(lambda work: work.update(models.Account.__table__, {"id": HEAD.account_id}, asleep))
    opened = await client.act("openNetworkSpace", STEWARD, **given)
    assert (opened["created"], opened["space"]["id"]) == (False, space_of("network"))
    (row,) = await client.rows(models.SpaceMember, account_id=HAND.account_id)
    assert row["role"] == "ADMIN"


async def test_a_network_without_a_space_has_programs(client: TokensClient):
    issued = await client.create(STEWARD, network=OTHER, scopes=["NETWORK_ADMIN"])
    program = await client.known(issued["secret"])
    assert (program.roles, program.scopes) == ({}, {Scope.NETWORK_ADMIN})
    assert len(await client.listed(program, OTHER)) == 1


async def test_a_token_works_for_a_year_at_most_whatever_is_stored(client: TokensClient):
    issued = await client.create(days=90)
    far = {"expires_at": client.now + timedelta(days=36_500)}
    await client.writer.run(lambda work: work.update(table_of(models.ApiToken), {"id": issued["token"]["id"]}, far))
    client.now += timedelta(days=365)
    assert await client.known(issued["secret"]) is not None
    client.now += timedelta(days=1)
    assert await client.known(issued["secret"]) is None
