"""Somebody from a network without a voice, and somebody without a task, look for what others handed in and hid."""

from datetime import UTC, datetime, timedelta

from tests.attacks.scenarios.client import NOBODY, Person, ScenarioClient

TITLE, WORDS, PHONE = "Budget de quartier", "On reconnaît quelqu’un.", "Appeler Mme Exemple au 01 99 00 12 34."
PARTNERS = "partenaires@exemple.fr"
EVERYTHING = """query ($ids: [ID!]!, $began: DateTime!) {
    queue: moderationQueue(first: 50) { nodes { text proposed { before after } node { ... on Project { title } } } }
    nodes(ids: $ids) { ... on Project { title summary history(first: 9) { nodes { content } } } }
    contacts(first: 100, filter: { createdAt: { gte: $began } }) { nodes { value } } }"""
SCOPES = ["READ", "CONTACTS_READ", "CONTENT_WRITE", "MODERATION_VOTE", "NETWORK_ADMIN"]


async def program(stage: ScenarioClient, admin: Person, network: str, *scopes: str) -> Person:
    """A network's program."""
    ends = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    given = {"network": {"slug": network}, "name": "Veille", "scopes": list(scopes), "expiresAt": ends}
    issued = await stage.act("createApiToken", admin, "ApiTokenIssued { secret }", **given)
    return Person(headers={"authorization": f"Bearer {issued['secret']}"})


async def joins(stage: ScenarioClient, name: str, space: str, admin: Person, role: str) -> Person:
    """Somebody who was asked into a space."""
    person = await stage.person(name)
    assert await stage.code("inviteColleague", admin, space=space, email=person.email, role=role) == "InvitationSaved"
    token = await stage.link(person.email, "invitation")
    assert await stage.code("acceptInvitation", person, token=token) == "ColleagueSaved"
    return person


async def test_who_has_no_voice_or_no_task_reads_what_everyone_reads(stage: ScenarioClient):
    keeper = await stage.person("keeper", steward=True)
    spaces, admins = {}, {}
    for name, network in (("olga", "france-urbaine"), ("dora", "decider-ensemble")):
        admins[name] = await stage.person(name)
        given = {"network": {"slug": network}, "admin": admins[name].email}
        opened = await stage.act("openNetworkSpace", keeper, "NetworkSpaceOpened { space { id } }", **given)
        spaces[name] = opened["space"]["id"]
    olga, dora = admins["olga"], admins["dora"]
    mayor, project = await handed_in(stage, keeper)

    readers = {
        "nobody": NOBODY,
        "observer": olga,
        "observer's member": await joins(stage, "omar", spaces["olga"], olga, "MEMBER"),
        "observer's program": await program(stage, olga, "france-urbaine", *SCOPES),
        "voter": dora,
        "voter's member": await joins(stage, "max", spaces["dora"], dora, "MEMBER"),
        "voting program": await program(stage, dora, "decider-ensemble", "MODERATION_VOTE"),
        "contacts program": await program(stage, dora, "decider-ensemble", "CONTACTS_READ", "READ"),
    }
    found = {name: await finds(stage, who, project) for name, who in readers.items()}
    nothing = dict.fromkeys(readers, frozenset())
    voters = {"voter": {TITLE, PARTNERS}, "voting program": {TITLE}, "contacts program": {PARTNERS}}
    assert found == nothing | voters

    reported = await published_and_reported(stage, keeper, mayor)
    found = {name: await finds(stage, who, reported) - {TITLE} for name, who in readers.items()}
    voters = {"voter": {WORDS, PHONE, PARTNERS}, "voting program": {WORDS, PHONE}, "contacts program": {PARTNERS}}
    assert found == nothing | voters
    (case,) = [each for each in await cases(stage, dora) if each["kind"] == "REPORT"]
    ballot = {"case": case["id"], "round": case["round"], "choice": "APPROVE", "ground": "PERSONAL_DATA"}
    assert await stage.code("castVote", readers["observer's program"], **ballot) == "NO_VOICE"
    assert await stage.code("castVote", readers["voting program"], **ballot) == "VoteCast"


async def handed_in(stage: ScenarioClient, keeper: Person) -> tuple[Person, str]:
    """A project that a town hall has handed in, with a contact for partners beside it."""
    mayor = await stage.person("mayor")
    shown = "LocalAuthorityRegistered { claim { id actor { id } } space { id } }"
    claimed = await stage.act("registerLocalAuthority", mayor, shown, authority={"commune": "01001"})
    assert await stage.code("confirmClaimFor", keeper, claim=claimed["claim"]["id"]) == "ClaimSaved"
    given = {"title": TITLE, "phase": "IDEA", "status": "IN_PROGRESS"}
    made = await stage.act("createProject", mayor, "ProjectSaved { project { id } }", **given)
    project: str = made["project"]["id"]
    assert await stage.code("submitProject", mayor, id=project, expectedVersion=1) == "ProjectSaved"
    contact = {"kind": "EMAIL", "value": PARTNERS, "audience": "PARTNERS", "basis": "NOT_PERSONAL"}
    contact |= {"actor": {"id": claimed["claim"]["actor"]["id"]}}
    made = await stage.act("createContact", mayor, "ContactSaved { contact { id } }", **contact)
    assert await stage.code("publishContact", mayor, id=made["contact"]["id"], expectedVersion=1) == "ContactSaved"
    return mayor, project


async def published_and_reported(stage: ScenarioClient, keeper: Person, mayor: Person) -> str:
    """A project of which a field is hidden."""
    given = {"title": "Autre", "summary": PHONE, "phase": "IDEA", "status": "IN_PROGRESS"}
    made = await stage.act("createProject", mayor, "ProjectSaved { project { id } }", **given)
    project: str = made["project"]["id"]
    assert await stage.code("publishProject", keeper, id=project, expectedVersion=1) == "ProjectSaved"
    given = {"node": project, "ground": "PERSONAL_DATA", "field": "summary", "text": WORDS}
    assert await stage.code("reportContent", keeper, **given) == "CaseSaved"
    return project


async def finds(stage: ScenarioClient, who: Person, project: str) -> frozenset[str]:
    """Return those of all records that somebody finds."""
    began = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    told = str((await stage.answer(EVERYTHING, who, ids=[project], began=began))["data"])
    return frozenset(each for each in (TITLE, WORDS, PHONE, PARTNERS) if each in told)


async def cases(stage: ScenarioClient, who: Person) -> list[dict]:
    found = await stage.ask("{ moderationQueue(first: 50) { nodes { id kind round } } }", who)
    nodes: list[dict] = found["moderationQueue"]["nodes"]
    return nodes
