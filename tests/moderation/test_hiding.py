"""Personal data that is reported is hidden at once, everywhere; then it is gone, or back."""

from typing import Any

import pytest

import models
from tests.moderation.assembly import NETWORKS, Assembly, moderator
from tests.moderation.test_appeals import REPORTER, act
from tests.writing.world import EDITOR, VIEWERS

PHONE = "Contacter Mme Exemple au 01 99 00 12 34."
SEEN = """query ($id: ID!) { project(by: { id: $id }) { title summary version state
    history(first: 9) { nodes { kind content fields { field before after } } } } }"""


async def published(assembly: Assembly) -> str:
    """A project whose summary tells of a person."""
    project = await assembly.submitted(summary=PHONE)
    (case,) = await assembly.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await assembly.vote(each, case["id"])
    return project


async def hidden(assembly: Assembly, field: str = "summary") -> tuple[str, str]:
    """The same, reported."""
    project = await published(assembly)
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Un numéro de téléphone.", "field": field}
    assert (await act(assembly, "reportContent", REPORTER, **given))["__typename"] == "CaseSaved"
    case = (await assembly.cases(moderator("alder")))[0]
    return project, case["id"]


async def seen(assembly: Assembly, project: str, viewer: Any = VIEWERS["anonymous"]) -> dict[str, Any]:
    return (await assembly.ask(SEEN, viewer, id=project))["project"]


async def test_it_is_hidden_from_everybody_and_moderators_see_what_it_was(assembly: Assembly):
    project = await published(assembly)
    assert PHONE in str(await seen(assembly, project, EDITOR))
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Un numéro de téléphone.", "field": "summary"}
    await act(assembly, "reportContent", REPORTER, **given)
    for viewer in (VIEWERS["anonymous"], VIEWERS["account"]):
        found = await seen(assembly, project, viewer)
        assert (found["summary"], found["state"], found["history"]["nodes"]) == (None, "PUBLISHED", [])
    (waiting, _) = await assembly.cases(moderator("alder"))
    assert waiting["proposed"] == [{"field": "summary", "before": PHONE, "after": None}]


async def test_upheld_nothing_is_left_of_it(assembly: Assembly):
    project, case = await hidden(assembly)
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, ground="PERSONAL_DATA")
    for viewer in (VIEWERS["anonymous"], EDITOR, VIEWERS["steward"]):
        found = await seen(assembly, project, viewer)
        assert found["summary"] is None
        assert found["state"] == "PUBLISHED"
        assert PHONE not in str(found)
    for model in (models.Change, models.ReviewCase, models.Decision, models.Project):
        assert PHONE not in str(await assembly.rows(model))


async def test_not_upheld_it_is_back(assembly: Assembly):
    project, case = await hidden(assembly)
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, "REJECT", ground="SOUND", text="C’est le numéro de la mairie.")
    found = await seen(assembly, project)
    assert (found["summary"], found["version"]) == (PHONE, 5)
    hidden_and_shown = [each for each in found["history"]["nodes"] if each["kind"] == "HIDDEN"]
    assert [each["fields"] for each in hidden_and_shown] == [[{"field": "summary", "before": None, "after": None}]] * 2


async def test_what_cannot_be_empty_is_hidden_too(assembly: Assembly):
    project, case = await hidden(assembly, "title")
    assert (await seen(assembly, project))["title"] == "[…]"
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, "REJECT", ground="SOUND", text="Rien de personnel.")
    assert (await seen(assembly, project))["title"] == "Budget participatif"
    found = await assembly.ask('{ projects(filter: { title: { contains: "budget participatif" } }) { totalCount } }')
    assert found["projects"]["totalCount"] >= 1


@pytest.mark.parametrize(
    ("field", "code"),
    [(None, "REQUIRED"), ("phase", "UNKNOWN_FIELD"), ("space_id", "UNKNOWN_FIELD"), ("description", "NOTHING_TO_HIDE")],
)
async def test_what_is_hidden_is_named(assembly: Assembly, field: str | None, code: str):
    project = await published(assembly)
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Un nom.", "field": field}
    refused = await act(assembly, "reportContent", REPORTER, **given)
    assert refused["problems"] == [{"path": ["field"], "code": code}]
    assert PHONE in str(await seen(assembly, project))
