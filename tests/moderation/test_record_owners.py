"""Cases follow their records: who comes to own one sees, hears of and appeals what was asked before."""

import models
from loaders.tables import table_of
from models import SpaceRole
from resolvers.core.viewer import PERSONAL, Viewer
from tests.moderation.client import NETWORKS, ModerationClient, moderator
from tests.moderation.test_appeals import act
from tests.records.client import BEGIN, VIEWERS, account_of

CLAIMED = """mutation { it: registerLocalAuthority(input: { authority: { commune: "01001" } }) {
    ... on LocalAuthorityRegistered { claim { id actor { id } } space { id } } ... on Refusal { code } } }"""
CONFIRMED = """mutation ($claim: ID!) { it: confirmClaimFor(input: { claim: $claim }) {
    ... on ClaimSaved { claim { state } } ... on Refusal { code } } }"""
CLAIMANT = VIEWERS["account"]


async def test_a_new_owner_sees_hears_of_and_appeals_what_was_asked_before(client: ModerationClient):
    account = {"id": account_of("account")}
    confirmed = {"email_confirmed_at": BEGIN}
    await client.writer.run(lambda work: work.update(table_of(models.Account), account, confirmed))
    claimed = (await client.ask(CLAIMED, CLAIMANT))["it"]
    actor, claim = claimed["claim"]["actor"]["id"], claimed["claim"]["id"]
    cases = []
    for ground in ("SPAM", "INACCURATE"):
        given = {"node": actor, "ground": ground, "text": "Ce n’est pas vrai."}
        cases.append((await act(client, "reportContent", moderator("elm"), **given))["case"]["id"])
    for each in NETWORKS[:4]:
        await client.vote(each, cases[0], ground="SPAM")
    owner = Viewer(account_of("account"), scopes=PERSONAL, roles={claimed["space"]["id"]: SpaceRole.ADMIN})
    assert await client.cases(owner) == []
    appeal = {"case": cases[0], "reason": "Si."}
    assert (await act(client, "appealDecision", owner, **appeal))["code"] == "NOT_FOUND"

    assert (await client.ask(CONFIRMED, VIEWERS["steward"], claim=claim))["it"]["claim"]["state"] == "CONFIRMED"
    assert [each["id"] for each in await client.cases(owner)] == [cases[1], cases[0]]
    mails = [each["body"] for each in await client.rows(models.Mail, recipient="account@example.org")]
    told = sorted(case for case in cases for each in mails if f"?case={case}" in each)
    assert told == sorted(cases)
    assert (await act(client, "appealDecision", owner, **appeal))["__typename"] == "CaseSaved"
