"""A steward wants what the networks do not: by their votes, by publishing what was rejected, by rules of their own."""

from datetime import UTC, datetime, timedelta

from tests.attacks.scenarios.client import ScenarioClient
from tests.attacks.scenarios.network_votes import SLUGS, assembled

AT_ONCE = {"quorum": 2, "majority": 60, "openHours": 0, "dueHours": 336, "appealHours": 336}
LOG = "{ moderationLog(first: 1) { nodes { verdict byStewards stewardsSpoke networks { slug } } } }"
HISTORY = """query ($id: ID!) { node(id: $id) { ... on Project { history(first: 9) { nodes {
    fields { field after } } } } } }"""
RULES = "{ policies(filter: { kind: { eq: SUBMISSION }, number: { gt: 1 } }) { nodes { number adoptedBy reason } } }"


async def test_a_steward_is_bound_by_what_the_networks_decide(stage: ScenarioClient):
    chamber = await assembled(stage, *SLUGS[:3])
    steward, (author, one, other) = chamber.steward, chamber.heads.values()
    expires = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    for slug in SLUGS[1:3]:
        given = {"network": {"slug": slug}, "name": "Aide", "expiresAt": expires}
        scopes = ["READ", "CONTENT_WRITE", "MODERATION_VOTE"]
        refused = await stage.act("createApiToken", steward, **given, scopes=scopes)
        assert [each["code"] for each in refused["problems"]] == ["SCOPE_NOT_HELD"]
    shown = "ApiTokenIssued { token { id } }"
    given = {"network": {"slug": SLUGS[1]}, "name": "Votes", "scopes": ["MODERATION_VOTE"], "expiresAt": expires}
    token = (await stage.act("createApiToken", one, shown=shown, **given))["token"]["id"]
    assert await stage.code("rotateApiToken", steward, id=token, graceDays=1) == "SCOPE_NOT_HELD"

    given = {"kind": "SUBMISSION", "typeName": "Project", **AT_ONCE, "direct": "NETWORKS", "reason": "Réunion de mars."}
    assert await stage.code("adoptPolicy", steward, **given) == "PolicyAdopted"
    (rule,) = (await stage.ask(RULES))["policies"]["nodes"]
    assert rule == {"number": 2, "adoptedBy": steward.id, "reason": "Réunion de mars."}

    project = await chamber.submitted(author)
    (case,) = await chamber.cases(project, one)
    for given in ({}, {"network": {"slug": SLUGS[1]}}):
        assert await chamber.vote(steward, case, **given) == "NO_VOICE"
    assert await stage.code("publishProject", steward, id=project, expectedVersion=2) == "CASE_PENDING"
    assert [await chamber.vote(each, case, "REJECT") for each in (one, other)] == ["VoteCast"] * 2
    (told,) = (await stage.ask(LOG))["moderationLog"]["nodes"]
    assert (told["verdict"], told["byStewards"], told["stewardsSpoke"]) == ("REJECTED", False, False)
    assert sorted(each["slug"] for each in told["networks"]) == sorted(SLUGS[1:3])
    assert await stage.code("publishProject", steward, id=project, expectedVersion=3) == "DECIDED_OTHERWISE"
    found = await stage.ask("query ($id: ID!) { node(id: $id) { ... on Project { state } } }", author, id=project)
    assert found["node"]["state"] == "DRAFT"

    # What was never decided they publish, change and put away, and say why, where everyone reads it.
    project = await chamber.drafted(author)
    moved = {"id": project, "reason": None}
    for version, mutation in enumerate(("publishProject", "updateProject"), start=1):
        given = {**moved, "expectedVersion": version} | ({"title": "Autre"} if version > 1 else {})
        refused = await stage.act(mutation, steward, **given)
        assert [(each["path"], each["code"]) for each in refused["problems"]] == [(["reason"], "REQUIRED")]
        assert await stage.code(mutation, steward, **{**given, "reason": " "}) == "VALIDATION_FAILED"
        assert await stage.code(mutation, steward, **{**given, "reason": f"Parce que {version}."}) == "ProjectSaved"
    told = (await stage.ask(HISTORY, id=project))["node"]["history"]["nodes"]
    said = [each["after"] for entry in told for each in entry["fields"] if each["field"] == "byStewards"]
    assert said == ["Parce que 2.", "Parce que 1."]
    assert (await stage.act("archiveProject", steward, **moved, expectedVersion=3))["code"] == "VALIDATION_FAILED"
    assert (await stage.act("erasePerson", steward, id="actor_x", reason=None))["code"] == "NOT_FOUND"
    given = {"network": {"slug": SLUGS[4]}, "admin": one.email, "reason": None}
    assert await stage.code("openNetworkSpace", steward, **given) == "VALIDATION_FAILED"
    given = {"kind": "REPORT", **AT_ONCE, "reason": None}
    assert await stage.code("adoptPolicy", steward, **given) == "VALIDATION_FAILED"
