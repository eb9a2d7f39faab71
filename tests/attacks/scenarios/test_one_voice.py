"""Somebody sits in two networks, gives one of them a token, and speaks as often as they have names."""

import asyncio
from datetime import UTC, datetime, timedelta

from tests.attacks.scenarios.client import Person, ScenarioClient
from tests.attacks.scenarios.network_votes import SLUGS, assembled


async def test_one_person_speaks_once_in_a_round(stage: ScenarioClient):
    chamber = await assembled(stage, *SLUGS[:4])
    author, first, second, witness = chamber.heads.values()
    given = {"space": await chamber.space(second), "email": first.email, "role": "ADMIN"}
    assert await stage.code("inviteColleague", second, **given) == "InvitationSaved"
    token = await stage.link(first.email, "invitation")
    assert await stage.code("acceptInvitation", first, token=token) == "ColleagueSaved"
    expires = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    wanted = {"name": "Modération", "scopes": ["READ", "CONTENT_WRITE", "MODERATION_VOTE"], "expiresAt": expires}
    network = {"slug": SLUGS[2]}
    made = await stage.act("createApiToken", first, shown="ApiTokenIssued { secret }", network=network, **wanted)
    program = Person(headers={"authorization": f"Bearer {made['secret']}"})

    project = await chamber.submitted(author)
    (case,) = await chamber.cases(project, witness)
    names = [{"slug": SLUGS[1]}, {"slug": SLUGS[2]}]
    at_once = await asyncio.gather(*(chamber.vote(first, case, network=each) for each in names), return_exceptions=True)
    assert sorted(map(str, at_once)) == ["SPOKE_ALREADY", "VoteCast"]
    assert await chamber.vote(witness, case, "ABSTAIN") == "VoteCast"

    project = await chamber.submitted(author)
    (case,) = await chamber.cases(project, witness)
    assert await chamber.vote(first, case, network=names[0]) == "VoteCast"
    assert await chamber.vote(program, case) == "SPOKE_ALREADY"  # it speaks for who gave its token
    assert await chamber.vote(second, case) == "VoteCast"
    assert await chamber.vote(first, case, "ABSTAIN", network=names[0]) == "VoteCast"  # the same name, once more

    # Reported by themselves, it is not theirs to judge by a program either.
    public = await chamber.published(author)
    report = {"node": public, "ground": "SPAM", "text": "De la publicité."}
    assert await stage.code("reportContent", first, **report) == "CaseSaved"
    (case,) = await chamber.cases(public, first)
    for who, name in ((first, {"network": {"slug": SLUGS[1]}}), (program, {})):
        assert await chamber.vote(who, case, **name) == "CONFLICT_OF_INTEREST"
