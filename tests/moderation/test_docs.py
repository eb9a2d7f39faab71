"""The page on moderation shows what the code goes by. `ENCOMMUN_REWRITE=1` writes its diagrams and tables anew."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from models import CaseKind, Choice, Ground, Hindrance, Panel, Stage, Verdict
from tests.moderation.diagram import of_cases, of_records

PAGE = Path(__file__).parents[2] / "docs" / "moderation.md"
DRAWN: dict[str, Callable[[], str]] = {"cases": of_cases, "records": of_records}


@pytest.mark.parametrize("name", DRAWN)
def test_diagrams_are_drawn_from_the_code(name: str):
    drawn = f"<!-- drawn: {name} -->\n```mermaid\n{DRAWN[name]()}\n```\n<!-- end -->"
    place = re.compile(rf"<!-- drawn: {name} -->.*?<!-- end -->", re.DOTALL)
    text = PAGE.read_text()
    if "ENCOMMUN_REWRITE" in os.environ:
        PAGE.write_text(place.sub(lambda _: drawn, text))
    (shown,) = place.findall(PAGE.read_text())
    assert shown == drawn


@pytest.mark.parametrize("listed", [CaseKind, Choice, Ground, Hindrance, Panel, Stage, Verdict])
def test_every_member_of_a_closed_list_is_explained(listed):
    text = PAGE.read_text()
    assert [each.value for each in listed if f"`{each.value}`" not in text] == []
