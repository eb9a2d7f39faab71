"""A token does at most what who answers for it may do, whatever happens between two looks at it."""

from datetime import timedelta
from typing import Any

import pytest

import models
from loaders.tables import ACCOUNT, MEMBER
from models import Scope, SpaceRole
from tests.records.client import VIEWERS, account_of, space_of
from tests.tokens.client import EVERY, HAND, HEAD, OTHER, STEWARD, TokensClient, codes


async def placed(client: TokensClient, name: str, role: SpaceRole | None) -> None:
    """Have somebody's role in the network's space as it might have become."""
    where = {"space_id": space_of("network"), "account_id": account_of(name)}

    async def job(work: Any) -> None:
        await work.delete(MEMBER, where)
        if role is not None:
            await work.insert(MEMBER, [{**where, "role": role, "since": client.now}])

    await client.run(job)


@pytest.mark.parametrize(
    ("role", "lost", "place"),
    [
        (SpaceRole.ADMIN, set(), SpaceRole.ADMIN),
        (SpaceRole.EDITOR, {Scope.NETWORK_ADMIN}, SpaceRole.EDITOR),
        (SpaceRole.MEMBER, set(Scope) - {Scope.READ}, SpaceRole.MEMBER),
        (None, set(Scope), None),
    ],
)
async def test_a_token_has_what_its_givers_role_has(client: TokensClient, role, lost, place):
    issued = await client.create(scopes=EVERY)
    await placed(client, "head", role)
    viewer = await client.known(issued["secret"])
    (token,) = await client.listed(STEWARD)
    assert set(EVERY) - set(token["usable"]) == lost
    assert token["state"] == ("LIVE" if role else "SUSPENDED")
    assert (None if viewer is None else viewer.roles[space_of("network")]) == place
    assert viewer is None or (viewer.scopes, viewer.person_id) == (frozenset(Scope) - lost, HEAD.account_id)
    await placed(client, "head", SpaceRole.ADMIN)
    assert (await client.known(issued["secret"])).scopes == set(Scope)


async def test_a_steward_answers_for_what_a_steward_may_do(client: TokensClient):
    assert codes(await client.create(STEWARD, network=OTHER, scopes=EVERY)) == {"scopes.3": "SCOPE_NOT_HELD"}
    scopes = [each for each in EVERY if each != "MODERATION_VOTE"]
    issued = await client.create(STEWARD, scopes=scopes)
    viewer = await client.known(issued["secret"])
    assert (viewer.scopes, viewer.roles) == (set(scopes), {space_of("network"): SpaceRole.EDITOR})
    await placed(client, "steward", SpaceRole.EDITOR)  # who does not administer the space has nobody vote for it
    assert codes(await client.create(STEWARD, scopes=EVERY)) == {"scopes.3": "SCOPE_NOT_HELD"}
    assert (await client.known(issued["secret"])).scopes == set(scopes)
    await placed(client, "steward", None)
    await client.run(lambda work: work.update(ACCOUNT, {"id": account_of("steward")}, {"steward": False}))
    assert await client.known(issued["secret"]) is None


async def test_a_program_that_was_let_in_a_moment_ago_does_nothing_for_who_has_left(client: TokensClient):
    program = await client.admin_program(scopes=EVERY)
    await placed(client, "head", None)
    assert (await client.create(program))["__typename"] == "NotPermitted"
    document = """mutation ($space: ID!, $hand: ID!) {
        a: inviteColleague(input: {space: $space, email: "zoe@example.org", role: MEMBER}) { ...Refused }
        b: changeRole(input: {space: $space, account: $hand, role: ADMIN}) { ...Refused }
        c: removeColleague(input: {space: $space, account: $hand}) { ...Refused }
    } fragment Refused on Refusal { code }"""
    answer = await client.ask(document, program, space=space_of("network"), hand=HAND.account_id)
    assert {each.get("code") for each in answer.values()} == {"NOT_PERMITTED"}


async def test_who_takes_a_token_over_holds_it_and_nobody_else_does(client: TokensClient):
    id_ = (await client.create(scopes=EVERY))["token"]["id"]
    await placed(client, "head", None)
    assert codes(await client.act("takeOverApiToken", STEWARD, id=id_)) == {"": "SCOPE_NOT_HELD"}
    for viewer in (HAND, HEAD, VIEWERS["account"]):
        assert (await client.act("takeOverApiToken", viewer, id=id_))["__typename"] == "NotFound"
    await placed(client, "hand", SpaceRole.ADMIN)
    for _ in range(2):
        taken = (await client.act("takeOverApiToken", HAND, id=id_))["token"]
        assert (taken["givenBy"], taken["state"]) == (HAND.account_id, "LIVE")
    (mail,) = await client.rows(models.Mail)
    assert mail["recipient"] == "head@example.org"
    assert (taken["beginning"][-6:] in mail["subject"], "Moissonneur" in str(mail)) == (True, False)
    program = await client.admin_program(HAND)
    assert codes(await client.act("takeOverApiToken", program, id=id_)) == {"": "ACCOUNT_NEEDED"}
    await client.act("revokeApiToken", HAND, id=id_)
    assert codes(await client.act("takeOverApiToken", HAND, id=id_)) == {"": "TOKEN_REVOKED"}


async def test_a_token_that_nobody_answers_for_can_be_rotated_and_revoked_and_counts(client: TokensClient):
    made = [(await client.create())["token"]["id"] for _ in range(20)]
    await placed(client, "hand", SpaceRole.ADMIN)
    await placed(client, "head", None)
    assert codes(await client.create(HAND)) == {"": "TOO_MANY_TOKENS"}
    rotated = await client.act("rotateApiToken", HAND, id=made[0])
    assert (rotated["token"]["state"], rotated["replaced"]["state"]) == ("LIVE", "SUSPENDED")
    assert (await client.known(rotated["secret"])).person_id == HAND.account_id
    assert (await client.act("revokeApiToken", HAND, id=made[1]))["token"]["state"] == "REVOKED"


async def test_an_invitation_lasts_no_longer_than_the_token_that_sent_it(client: TokensClient):
    issued = await client.create(scopes=EVERY, days=10)
    program = await client.known(issued["secret"])
    invite = """mutation ($space: ID!, $email: String!) {
        it: inviteColleague(input: {space: $space, email: $email, role: MEMBER}) { __typename } }"""
    await client.ask(invite, program, space=space_of("network"), email="zoe@example.org")
    (row,) = await client.rows(models.Invitation)
    (token,) = await client.rows(models.ApiToken)
    assert (row["expires_at"], row["token_id"]) == (token["expires_at"], token["id"])
    await client.act("rotateApiToken", id=token["id"], graceDays=2)
    (row,) = await client.rows(models.Invitation)
    assert row["expires_at"] == client.now + timedelta(days=2)
    await client.ask(invite, program, space=space_of("network"), email="ana@example.org")
    await client.act("revokeApiToken", id=token["id"])
    assert all(each["withdrawn_at"] for each in await client.rows(models.Invitation))
