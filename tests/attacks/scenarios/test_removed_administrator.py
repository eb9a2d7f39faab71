"""Mallory, who is about to be removed, leaves tokens and an invitation behind: none outlives what Mallory may do."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.attacks.scenarios.client import PASSWORD, Person, ScenarioClient

NETWORK = {"slug": "anct"}
EVERY = ["READ", "CONTACTS_READ", "CONTENT_WRITE", "MODERATION_VOTE", "NETWORK_ADMIN"]
MEMBERS = "query ($space: ID!) { spaceMembers(space: $space) { account } }"
TOKENS = '{ apiTokens(network: {slug: "anct"}) { id name state scopes usable givenBy } }'


def mark(program: Person) -> str:
    """A token's first characters, by which mails call it."""
    return program.headers["authorization"].removeprefix("Bearer enc_api_")[:6]


class Network:
    """A network's space, with Claire and others who administer it."""

    def __init__(self, stage: ScenarioClient) -> None:
        self.stage = stage

    async def opened(self) -> tuple[Person, Person]:
        """Claire, and Mallory whom she has made ADMIN."""
        keeper, claire, mallory = [
            await self.stage.person(name, steward=name == "keeper") for name in ("keeper", "claire", "mallory")
        ]
        shown = "NetworkSpaceOpened { space { id } }"
        opened = await self.stage.act("openNetworkSpace", keeper, shown=shown, network=NETWORK, admin=claire.email)
        self.space: str = opened["space"]["id"]
        self.keeper = keeper
        await self.joined(claire, mallory, "ADMIN")
        return claire, mallory

    async def joined(self, who: Person, whom: Person, role: str) -> None:
        invited = {"space": self.space, "email": whom.email, "role": role}
        assert await self.stage.code("inviteColleague", who, **invited) == "InvitationSaved"
        token = await self.stage.link(whom.email, "invitation")
        assert await self.stage.code("acceptInvitation", whom, token=token) == "ColleagueSaved"

    async def token(self, who: Person, name: str, *scopes: str) -> Person:
        """A program that somebody has given a token."""
        ends = (datetime.now(UTC) + timedelta(days=90)).isoformat()
        given = {"network": NETWORK, "name": name, "scopes": list(scopes), "expiresAt": ends}
        issued = await self.stage.act("createApiToken", who, shown="ApiTokenIssued { secret token { id } }", **given)
        assert "secret" in issued, issued
        return Person(name, issued["token"]["id"], {"authorization": f"Bearer {issued['secret']}"})

    async def tokens(self, who: Person) -> dict[str, dict[str, Any]]:
        return {each["name"]: each for each in (await self.stage.ask(TOKENS, who))["apiTokens"]}

    async def works(self, program: Person) -> bool:
        """True if a program is let in; it reads what anybody may."""
        answer = await self.stage.answer("{ networks(first: 1) { nodes { id } } }", program)
        return "errors" not in answer


async def test_nothing_that_a_removed_administrator_left_behind_works(stage: ScenarioClient):
    network = Network(stage)
    claire, mallory = await network.opened()
    accomplice = await stage.person("accomplice")
    whole = await network.token(mallory, "whole", *EVERY)
    child = await network.token(whole, "child", *EVERY)
    importer = await network.token(mallory, "importer", "READ", "CONTENT_WRITE")
    invited = {"space": network.space, "email": accomplice.email, "role": "ADMIN"}
    assert await stage.code("inviteColleague", whole, **invited) == "InvitationSaved"
    link = await stage.link(accomplice.email, "invitation")
    assert await stage.code("removeColleague", claire, space=network.space, account=mallory.id) == "ColleagueSaved"

    assert [await network.works(each) for each in (whole, child, importer)] == [False] * 3
    assert await stage.code("acceptInvitation", accomplice, token=link) == "INVALID_LINK"
    found = await network.tokens(claire)
    assert {each["state"] for each in found.values()} == {"SUSPENDED"}
    told = await stage.mailed(claire.email, mark(child))
    assert [mark(each) in told for each in (whole, child, importer)] == [True] * 3
    assert not [each for each in (mallory.email, "whole", "child", "importer") if each in told]
    assert await stage.code("takeOverApiToken", mallory, id=importer.id) == "NOT_FOUND"

    assert await stage.code("takeOverApiToken", claire, id=importer.id) == "ApiTokenSaved"
    assert [await network.works(each) for each in (whole, child, importer)] == [False, False, True]
    assert (await network.tokens(claire))["importer"]["givenBy"] == claire.id
    assert "importer" not in await stage.mailed(mallory.email, mark(importer))
    assert [each["account"] for each in (await stage.ask(MEMBERS, claire, space=network.space))["spaceMembers"]] == [
        claire.id
    ]


async def test_a_token_loses_what_its_giver_loses(stage: ScenarioClient):
    network = Network(stage)
    claire, mallory = await network.opened()
    whole = await network.token(mallory, "whole", *EVERY)
    writer = await network.token(mallory, "writer", "READ", "CONTENT_WRITE")
    given = {"space": network.space, "account": mallory.id}
    assert await stage.code("changeRole", claire, **given, role="EDITOR") == "ColleagueSaved"
    found = (await network.tokens(claire))["whole"]
    assert (found["state"], set(EVERY) - set(found["usable"])) == ("LIVE", {"NETWORK_ADMIN"})
    invited = {"space": network.space, "email": "accomplice@example.org", "role": "ADMIN"}
    assert await stage.code("inviteColleague", whole, **invited) == "NOT_PERMITTED"
    assert await stage.code("removeColleague", whole, space=network.space, account=claire.id) == "NOT_PERMITTED"
    assert (await stage.ask(MEMBERS, whole, space=network.space))["spaceMembers"] == []
    assert await network.works(whole)
    assert await stage.code("changeRole", claire, **given, role="MEMBER") == "ColleagueSaved"
    assert (await network.tokens(claire))["whole"]["usable"] == ["READ"]
    await stage.mailed(claire.email, mark(writer))
    assert [len([mail for mail in stage.mails(claire.email) if mark(each) in mail]) for each in (whole, writer)] == [
        2,
        1,
    ]
    assert await stage.code("leaveSpace", mallory, space=network.space) == "ColleagueSaved"
    assert not await network.works(whole)


async def test_a_token_does_not_outlive_the_account_of_its_giver(stage: ScenarioClient):
    network = Network(stage)
    claire, mallory = await network.opened()
    whole = await network.token(mallory, "whole", *EVERY)
    assert await stage.code("deleteAccount", mallory, password=PASSWORD) == "AccountErased"
    assert not await network.works(whole)
    await stage.mailed(claire.email, mark(whole))


async def test_an_invitation_ends_with_the_token_that_gave_it(stage: ScenarioClient):
    network = Network(stage)
    claire, _ = await network.opened()
    accomplice = await stage.person("accomplice")
    program = await network.token(claire, "inviter", *EVERY)
    invited = {"space": network.space, "email": accomplice.email, "role": "ADMIN"}
    assert await stage.code("inviteColleague", program, **invited) == "InvitationSaved"
    link = await stage.link(accomplice.email, "invitation")
    assert await stage.code("revokeApiToken", claire, id=program.id) == "ApiTokenSaved"
    assert await stage.code("acceptInvitation", accomplice, token=link) == "INVALID_LINK"


async def test_a_steward_gives_no_token_that_votes_or_appoints(stage: ScenarioClient):
    """A steward may not have a program do what they may not do as a person."""
    network = Network(stage)
    await network.opened()
    ends = (datetime.now(UTC) + timedelta(days=90)).isoformat()
    given = {"network": NETWORK, "name": "x", "scopes": ["MODERATION_VOTE"], "expiresAt": ends}
    assert await stage.code("createApiToken", network.keeper, **given) == "VALIDATION_FAILED"
    program = await network.token(network.keeper, "kept", "READ", "CONTENT_WRITE", "NETWORK_ADMIN")
    invited = {"space": network.space, "email": network.keeper.email, "role": "ADMIN"}
    assert await stage.code("inviteColleague", program, **invited) == "NOT_PERMITTED"
