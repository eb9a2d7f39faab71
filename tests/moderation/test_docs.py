"""The page on moderation shows what the code goes by. `ENCOMMUN_REWRITE=1` writes its table of policies anew."""

import pytest

from loaders.drivers.database import open_database
from models import CaseKind, Choice, Ground, Hindrance, Panel, Stage, Verdict
from schema.build import create_schema
from schema.kit.context import Context
from tests.support.commands import ROOT
from tests.support.drawn import check_drawn

PAGE = ROOT / "docs" / "moderation.md"
POLICIES = "{ policies(first: 100) { nodes { kind typeName number majority appealHours hidesNetwork hidesVerified"
POLICIES += " hidesUpheld urgentHours urgentOpen quorum vetoes openHours early dueHours direct } } }"
COLUMNS = ("quorum", "vetoes", "openHours", "early", "dueHours", "direct")
SAME = {"number": 1, "majority": 60, "appealHours": 336, "hidesUpheld": 1}
URGENT = {"hidesNetwork": 20, "hidesVerified": 3, "urgentHours": 72, "urgentOpen": 3}


async def test_the_policies_are_those_of_a_new_commons(database_url: str):
    database = await open_database(database_url)
    snapshot = database.snapshot()
    try:
        result = await create_schema().execute(POLICIES, context_value=Context(snapshot))
    finally:
        await snapshot.close()
        await database.close()
    policies = sorted(
        result.data["policies"]["nodes"], key=lambda each: (each["kind"], each["typeName"] == "", each["typeName"])
    )
    assert all((SAME | URGENT).items() <= each.items() for each in policies)
    rows = [
        f"| `{each['kind']}` | {each['typeName'] or 'any other'} | {' | '.join(told(each[name]) for name in COLUMNS)} |"
        for each in policies
    ]
    titles = " | ".join(["kind", "type", *(f"`{name}`" for name in COLUMNS)])
    check_drawn(PAGE, "policies", "\n".join([f"| {titles} |", f"|{'---|' * (len(COLUMNS) + 2)}", *rows]))


def told(value: int | str | None) -> str:
    """A cell of the table."""
    return "none" if value is None else f"`{value}`" if isinstance(value, str) else f"{value}"


@pytest.mark.parametrize("listed", [CaseKind, Choice, Ground, Hindrance, Panel, Stage, Verdict])
def test_every_member_of_a_closed_list_is_explained(listed):
    text = PAGE.read_text()
    assert [each.value for each in listed if f"`{each.value}`" not in text] == []
