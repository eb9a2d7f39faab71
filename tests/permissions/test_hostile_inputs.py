"""Values made to do harm, in every field of every mutation: told of where they stand, and never stored."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
import pytest

from encommun.http.errors import is_fault
from resolvers.core.record_types import RECORD_TYPES
from tests.permissions.client import PermissionClient
from tests.permissions.documents import MUTATIONS, QUERY, mutation, result_of
from tests.permissions.expected_permissions import DONE, GUESSES
from tests.permissions.hostile_values import (
    ADDRESSES,
    MARKDOWN,
    PASSED_OVER,
    PASSWORDS,
    TEXTS,
    TYPED,
    done_for,
    is_address,
    named_by,
    texts,
    together,
)
from tests.permissions.input_paths import Path, filled, places
from tests.records.client import SCHEMA

WRONG = frozenset({"INVALID_CREDENTIALS", "WRONG_PASSWORD"})
UNSEEN = re.compile(r"\\u00[01]|\u202e")
"""Characters, in JSON's form, that no message repeats."""


async def answer(stage: PermissionClient, name: str, values: dict[Path, Any]) -> dict[str, Any]:
    """The payload of a mutation with other values; fails on any error, and where something is stored of a refusal."""
    who, given = done_for(name)
    depth = 3 if {"items", "outcomes"} & result_of(name).fields.keys() else 2
    result = await stage.result(mutation(name, depth), stage.viewers[who], input=filled(name, given, values))
    assert result.errors is None, result.errors
    told = result.data["it"]
    messages = [told.get("message", ""), *(each["message"] for _, each in problems(told))]
    assert not UNSEEN.search(orjson.dumps(messages).decode())
    return told


def problems(told: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """All that is wrong, each with its path from the input inwards."""
    for each in told.get("problems", []):
        yield tuple(each["path"]), each
    for number, item in enumerate(told.get("items", [])):
        yield from ((("items", str(number), *each["path"]), each) for each in item["problems"])
    for number, vote in enumerate(told.get("outcomes", [])):
        yield from ((("votes", str(number), *each["path"]), each) for each in vote["problems"])


def told_of(whole: Path, found: Iterable[Path]) -> bool:
    """True if a path, or the reference around it, is among those with problems."""
    wanted = tuple(map(str, whole))
    return any(path == wanted or path[: len(wanted)] == wanted or wanted[: len(path)] == path for path in found)


@pytest.mark.parametrize("name", MUTATIONS)
async def test_hostile_text_is_told_of_in_every_field(stage: PermissionClient, name: str):
    for turn in together(name):
        for sort, text in TEXTS.items():
            told = await answer(stage, name, dict.fromkeys(turn, text))
            found = dict(problems(told)).keys()
            missed = {path for path, whole in turn.items() if not told_of(whole, found)}
            assert missed == set(), (sort, told)
    assert await stage.undone() <= GUESSES


@pytest.mark.parametrize("name", [each for each in MUTATIONS if any(named_by(each, it) for it in texts(each))])
async def test_hostile_names_of_something_name_nothing(stage: PermissionClient, name: str):
    for place in texts(name):
        for sort, text in TEXTS.items() if (expected := named_by(name, place)) else ():
            told = await answer(stage, name, {place.path: text})
            assert told.get("code", DONE) in expected, (place, sort, told)
    assert await stage.undone() <= GUESSES


@pytest.mark.parametrize("name", [each for each in MUTATIONS if any(it.name in PASSWORDS for it in texts(each))])
async def test_hostile_passwords_are_passwords_or_refused(stage: PermissionClient, name: str):
    for place in (each for each in texts(name) if each.name in PASSWORDS):
        for text in TEXTS.values():
            told = await answer(stage, name, {place.path: text})
            await stage.undone()
            if len(text) > 1_000:
                assert told["code"] in {"VALIDATION_FAILED", "NOT_THIS_REGISTRATION", *WRONG}


@pytest.mark.parametrize("name", [each for each in MUTATIONS if any(it.name in PASSED_OVER for it in texts(each))])
async def test_what_is_not_known_is_passed_over(stage: PermissionClient, name: str):
    for place in (each for each in texts(name) if each.name in PASSED_OVER):
        for text in TEXTS.values():
            assert (await answer(stage, name, {place.path: text})).get("code", DONE) == DONE
            await stage.undone()


@pytest.mark.parametrize("name", [each for each in MUTATIONS if any("Markdown" in it.says for it in texts(each))])
async def test_nothing_that_a_browser_would_run_is_taken_for_markdown(stage: PermissionClient, name: str):
    turn = [place for place in texts(name) if "Markdown" in place.says]
    for sort, text in MARKDOWN.items():
        found = dict(problems(await answer(stage, name, {place.path: text for place in turn}))).keys()
        assert all(told_of(place.whole, found) for place in turn), sort
    assert await stage.undone() == set()


@pytest.mark.parametrize("name", [each for each in MUTATIONS if any(is_address(it) for it in texts(each))])
async def test_no_address_leads_elsewhere_than_to_the_web(stage: PermissionClient, name: str):
    turn = [place for place in texts(name) if is_address(place)]
    for address in ADDRESSES:
        found = dict(problems(await answer(stage, name, {place.path: address for place in turn}))).keys()
        assert all(told_of(place.whole, found) for place in turn), address
    assert await stage.undone() == set()


@pytest.mark.parametrize("name", MUTATIONS)
async def test_what_graphql_refuses_is_told_with_its_field(name: str):
    _, given = done_for(name)
    for place in (each for each in places(name) if each.type_name not in {"String", "ID"}):
        wrong = filled(name, given, {place.path: TYPED.get(place.type_name, "NO_SUCH_MEMBER")})
        result = await SCHEMA.execute(mutation(name), {"input": wrong})
        assert result.data is None
        (error,) = result.errors
        assert not is_fault(error, executed=False)
        assert f" at .{'.'.join(map(str, place.path))}:" in error.message.replace("[0]", ".0")


def test_every_type_that_is_deposited_has_fields_for_everything_hostile():
    """So that none of the lists above is empty without anybody noticing."""
    for verb in ("create", "update"):
        assert all(texts(f"{verb}{name}") for name in RECORD_TYPES)
    assert sum(len(texts(name)) for name in MUTATIONS) > 400


@pytest.mark.parametrize("name", [name for name, field in QUERY.items() if "space" in field.args])
async def test_hostile_names_of_a_space_lead_to_nothing(stage: PermissionClient, name: str):
    """Asked by a steward, whom everything is looked up for."""
    for text in TEXTS.values():
        told = await stage.ask(
            f"query ($id: ID!) {{ it: {name}(space: $id) {{ __typename }} }}", stage.viewers["steward"], id=text
        )
        assert told == {"it": []}
