"""A token does at most what who answers for it may do, whatever happens between two looks at it."""

from datetime import timedelta
from typing import Any

import pytest

import models
from loaders.tables import ACCOUNT, MEMBER
from models import Scope, SpaceRole
from tests.records.client import VIEWERS, account_of, space_of
from tests.tokens.client import EVERY, HAND, HEAD, OTHER, STEWARD, TokensClient, codes


async def placed(office: TokensClient, name: str, role: SpaceRole | None) -> None:
    """Have somebody's role in the network's space as it might have become."""
    where = {"space_id": space_of("network"), "account_id": account_of(name)}

    async def job(work: Any) -> None:
        await work.delete(MEMBER, where)
        if role is not None:
            await work.insert(MEMBER, [{**where, "role": role, "since": office.now}])

    await office.run(job)


@pytest.mark.parametrize(
    ("role", "lost", "place"),
    [
        (SpaceRole.ADMIN, set(), SpaceRole.ADMIN),
        (SpaceRole.EDITOR, {Scope.NETWORK_ADMIN}, SpaceRole.EDITOR),
        (SpaceRole.MEMBER, set(Scope) - {Scope.READ}, SpaceRole.MEMBER),
        (None, set(Scope), None),
    ],
)
async def test_a_token_has_what_its_givers_role_has(office: TokensClient, role, lost, place):
    issued = await office.create(scopes=EVERY)
    await placed(office, "head", role)
    viewer = await office.known(issued["secret"])
    (token,) = await office.listed(STEWARD)
    assert set(EVERY) - set(token["usable"]) == lost
    assert token["state"] == ("LIVE" if role else "SUSPENDED")
    assert (None if viewer is None else viewer.roles[space_of("network")]) == place
    assert viewer is None or (viewer.scopes, viewer.person_id) == (frozenset(Scope) - lost, HEAD.account_id)
    await placed(office, "head", SpaceRole.ADMIN)
    assert (await office.known(issued["secret"])).scopes == set(Scope)


async def test_a_steward_answers_for_what_a_steward_may_do(office: TokensClient):
    assert codes(await office.create(STEWARD, network=OTHER, scopes=EVERY)) == {"scopes.3": "SCOPE_NOT_HELD"}
    scopes = [each for each in EVERY if each != "MODERATION_VOTE"]
    issued = await office.create(STEWARD, scopes=scopes)
    viewer = await office.known(issued["secret"])
    assert (viewer.scopes, viewer.roles) == (set(scopes), {space_of("network"): SpaceRole.EDITOR})
    await placed(office, "steward", SpaceRole.EDITOR)  # who does not administer the space has nobody vote for it
    assert codes(await office.create(STEWARD, scopes=EVERY)) == {"scopes.3": "SCOPE_NOT_HELD"}
    assert (await office.known(issued["secret"])).scopes == set(scopes)
    await placed(office, "steward", None)
    await office.run(lambda work: work.update(ACCOUNT, {"id": account_of("steward")}, {"steward": False}))
    assert await office.known(issued["secret"]) is None


async def test_a_program_that_was_let_in_a_moment_ago_does_nothing_for_who_has_left(office: TokensClient):
    program = await office.admin_program(scopes=EVERY)
    await placed(office, "head", None)
    assert (await office.create(program))["__typename"] == "NotPermitted"
    document = """mutation ($space: ID!, $hand: ID!) {
        a: inviteColleague(input: {space: $space, email: "zoe@example.org", role: MEMBER}) { ...Refused }
        b: changeRole(input: {space: $space, account: $hand, role: ADMIN}) { ...Refused }
        c: removeColleague(input: {space: $space, account: $hand}) { ...Refused }
    } fragment Refused on Refusal { code }"""
    answer = await office.ask(document, program, space=space_of("network"), hand=HAND.account_id)
    assert {each.get("code") for each in answer.values()} == {"NOT_PERMITTED"}


async def test_who_takes_a_token_over_holds_it_and_nobody_else_does(office: TokensClient):
    id_ = (await office.create(scopes=EVERY))["token"]["id"]
    await placed(office, "head", None)
    assert codes(await office.act("takeOverApiToken", STEWARD, id=id_)) == {"": "SCOPE_NOT_HELD"}
    for viewer in (HAND, HEAD, VIEWERS["account"]):
        assert (await office.act("takeOverApiToken", viewer, id=id_))["__typename"] == "NotFound"
    await placed(office, "hand", SpaceRole.ADMIN)
    for _ in range(2):
        taken = (await office.act("takeOverApiToken", HAND, id=id_))["token"]
        assert (taken["givenBy"], taken["state"]) == (HAND.account_id, "LIVE")
    (mail,) = await office.rows(models.Mail)
    assert mail["recipient"] == "head@example.org"
    assert (taken["beginning"][-6:] in mail["subject"], "Moissonneur" in str(mail)) == (True, False)
    program = await office.admin_program(HAND)
    assert codes(await office.act("takeOverApiToken", program, id=id_)) == {"": "ACCOUNT_NEEDED"}
    await office.act("revokeApiToken", HAND, id=id_)
    assert codes(await office.act("takeOverApiToken", HAND, id=id_)) == {"": "TOKEN_REVOKED"}


async def test_a_token_that_nobody_answers_for_can_be_rotated_and_revoked_and_counts(office: TokensClient):
    made = [(await office.create())["token"]["id"] for _ in range(20)]
    await placed(office, "hand", SpaceRole.ADMIN)
    await placed(office, "head", None)
    assert codes(await office.create(HAND)) == {"": "TOO_MANY_TOKENS"}
    rotated = await office.act("rotateApiToken", HAND, id=made[0])
    assert (rotated["token"]["state"], rotated["replaced"]["state"]) == ("LIVE", "SUSPENDED")
    assert (await office.known(rotated["secret"])).person_id == HAND.account_id
    assert (await office.act("revokeApiToken", HAND, id=made[1]))["token"]["state"] == "REVOKED"


async def test_an_invitation_lasts_no_longer_than_the_token_that_sent_it(office: TokensClient):
    issued = await office.create(scopes=EVERY, days=10)
    program = await office.known(issued["secret"])
    invite = """mutation ($space: ID!, $email: String!) {
        it: inviteColleague(input: {space: $space, email: $email, role: MEMBER}) { __typename } }"""
    await office.ask(invite, program, space=space_of("network"), email="zoe@example.org")
    (row,) = await office.rows(models.Invitation)
    (token,) = await office.rows(models.ApiToken)
    assert (row["expires_at"], row["token_id"]) == (token["expires_at"], token["id"])
    await office.act("rotateApiToken", id=token["id"], graceDays=2)
    (row,) = await office.rows(models.Invitation)
    assert row["expires_at"] == office.now + timedelta(days=2)
    await office.ask(invite, program, space=space_of("network"), email="ana@example.org")
    await office.act("revokeApiToken", id=token["id"])
    assert all(each["withdrawn_at"] for each in await office.rows(models.Invitation))
