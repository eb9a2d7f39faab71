"""Mallory writes something alluring wherever a text can be given, and has our mails carry it to strangers."""

from datetime import UTC, datetime, timedelta

from tests.attacks.scenarios.client import PASSWORD, Person, ScenarioClient

LURE = "Urgent : votre accès expire, exemple.fr"
VICTIM = "claire@example.org"
ELSEWHERE = "adele@example.org"


async def renamed(stage: ScenarioClient, keeper: Person, mayor: Person) -> None:
    """Somebody who acts for one commune has its record say that it is another, and invites a stranger to it."""
    shown = "LocalAuthorityRegistered { claim { id actor { id version } } space { id } }"
    made = await stage.act("registerLocalAuthority", mayor, shown=shown, authority={"commune": "01002"})
    assert await stage.code("confirmClaimFor", keeper, claim=made["claim"]["id"]) == "ClaimSaved"
    ask = "query ($id: ID!) { actor(by: {id: $id}) { version } }"
    actor = made["claim"]["actor"]["id"]
    version = (await stage.ask(ask, mayor, id=actor))["actor"]["version"]
    given = {"id": actor, "expectedVersion": version, "name": LURE, "siren": None, "territory": {"commune": "01004"}}
    assert await stage.code("updateActor", mayor, **given) == "ActorSaved"
    invited = {"space": made["space"]["id"], "email": ELSEWHERE, "role": "EDITOR"}
    assert await stage.code("inviteColleague", mayor, **invited) == "InvitationSaved"


async def left_with_a_token(stage: ScenarioClient, keeper: Person) -> None:
    """The only administrator of a network calls a token what they like, and leaves: stewards are told."""
    head = await stage.network(keeper, "anct")
    ends = (datetime.now(UTC) + timedelta(days=90)).isoformat()
    given = {"network": {"slug": "anct"}, "name": LURE, "scopes": ["READ"], "expiresAt": ends}
    assert await stage.code("createApiToken", head, **given) == "ApiTokenIssued"
    assert await stage.code("deleteAccount", head, password=PASSWORD) == "AccountErased"


async def test_no_mail_carries_what_a_stranger_wrote(stage: ScenarioClient):
    keeper = await stage.person("keeper", steward=True)
    mallory = await stage.person("mallory")
    rival = await stage.person("rival")
    for who in (mallory, rival):
        assert await stage.code("updateAccount", who, name=LURE) == "Account"

    given = {"email": VICTIM, "password": PASSWORD, "name": LURE}
    assert await stage.code("registerAccount", **given) == "MailRequested"
    await stage.link(VICTIM, "confirm")
    assert await stage.code("requestPasswordReset", email=VICTIM) == "MailRequested"
    await stage.link(VICTIM, "reset")

    shown = "LocalAuthorityRegistered { space { id } }"
    claimed = await stage.act("registerLocalAuthority", mallory, shown=shown, authority={"commune": "01001"})
    invited = {"space": claimed["space"]["id"], "email": VICTIM, "role": "EDITOR"}
    assert await stage.code("inviteColleague", mallory, **invited) == "InvitationSaved"
    await stage.link(VICTIM, "invitation")
    contested = await stage.code("registerLocalAuthority", rival, authority={"commune": "01001"})
    assert contested == "LocalAuthorityRegistered"
    await stage.link(keeper.email, "claim")
    await stage.link(mallory.email, "claim")

    await renamed(stage, keeper, await stage.person("maire"))
    await stage.link(ELSEWHERE, "invitation")
    await left_with_a_token(stage, keeper)
    await stage.link(keeper.email, "network")

    everything = [mail for address in (VICTIM, ELSEWHERE, keeper.email, mallory.email) for mail in stage.mails(address)]
    assert len(everything) >= 7
    assert not [mail for mail in everything if "Urgent" in mail or "exemple.fr" in mail]
    (invitation,) = [mail for mail in stage.mails(VICTIM) if "?invitation=" in mail]
    assert "Abergement-Clémenciat" in invitation
    assert "Abergement-de-Varey" in await stage.mailed(ELSEWHERE, "?invitation=")
