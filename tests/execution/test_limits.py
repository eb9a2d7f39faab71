"""Documents are measured against the limits before they cost anything."""

import time
from dataclasses import replace

import pytest
import strawberry
from strawberry.types.execution import PreExecutionError

from execution import Limits, Schema
from tests.execution.sample_schema import Calls, library
from tests.execution.torture.events import Context
from tests.execution.torture.schema import ROOT, torture
from tests.support.durations import check_duration

TORTURE = torture("breadth-first")


@strawberry.type
class Leaf:
    name: str = "leaf"

    @strawberry.field
    def again(self) -> "Leaf":
        return self


@strawberry.type
class Query:
    @strawberry.field
    def leaf(self, number: int = 0) -> Leaf:
        return Leaf()


F = "fragment F on Leaf"
NOT = "@skip(if: false)"


async def _outcome(source: str, limits: Limits) -> str | None:
    """The code of a refusal, or None for an answer."""
    result = await Schema(query=Query, limits=limits).execute(source)
    if result.errors is None:
        return None
    assert isinstance(result, PreExecutionError)
    (error,) = result.errors
    assert "at most" in error.message or "more than" in error.message
    return error.extensions["code"]


@pytest.mark.parametrize(
    ("limit", "within", "beyond"),
    [
        ({"depth": 3}, "{ leaf { again { name } } }", "{ leaf { again { again { name } } } }"),
        (
            {"depth": 3},
            f"{{ leaf {{ ...F }} }} {F} {{ again {{ name }} }}",
            f"{{ leaf {{ ...F }} }} {F} {{ again {{ again {{ name }} }} }}",
        ),
        ({"fields": 4}, "{ leaf { name again { name } } }", "{ leaf { name again { name __typename } } }"),
        (
            {"fields": 4},
            f"{{ leaf {{ ...F ...F }} }} {F} {{ name }}",
            f"{{ leaf {{ ...F ...F ...F ...F }} }} {F} {{ name }}",
        ),
        (
            {"alias": 3},
            f"{{ abc: leaf {{ ...F }} }} {F} {{ abc: name }}",
            f"{{ leaf {{ ...F }} }} {F} {{ abcd: name }}",
        ),
        ({"aliases": 2}, "{ a: leaf { b: name name } }", "{ a: leaf { b: name c: name } }"),
        (
            {"directives": 2},
            f"{{ leaf {NOT} {{ ... {NOT} {{ name }} }} }}",
            f"{{ leaf {NOT} {{ ...F {NOT} }} }} {F} {{ name {NOT} }}",
        ),
        ({"characters": 20}, "{ leaf { name } }", "{ leaf { name } }      "),
        ({"operations": 1}, "{ leaf { name } }", "query A { leaf { name } } query B { leaf { name } }"),
        ({"overlaps": 1}, "{ leaf { name name } }", f"{{ leaf {{ name name ...F }} }} {F} {{ name }}"),
        ({"overlaps": 2}, "{ leaf { name } leaf { name } }", "{ leaf { name } leaf { name } leaf { name } }"),
    ],
)
async def test_each_limit(limit, within, beyond):
    limits = replace(Limits(), **limit)
    assert await _outcome(within, limits) is None
    assert await _outcome(beyond, limits) == "LIMIT_EXCEEDED"


async def test_the_limit_of_tokens():
    assert await _outcome("{ leaf { name } }", Limits(tokens=6)) is None
    assert await _outcome("{ leaf { name } }", Limits(tokens=5)) == "GRAPHQL_PARSE_FAILED"


async def test_the_defaults_leave_room_for_a_deep_view():
    source = "{ leaf " + "{ name again " * 18 + "{ name }" + " }" * 18 + " }"
    assert await _outcome(source, Limits()) is None


def _chain(links: int, spreads: str, last: str) -> str:
    fragments = (f"fragment F{link} on Query {{ {spreads.replace('NEXT', f'F{link + 1}')} }}" for link in range(links))
    return f"{{ ...F0 }} {' '.join(fragments)} fragment F{links} on Query {{ {last} }}"


async def test_sixty_fragments_that_double_are_measured_at_once():
    source = _chain(60, "...NEXT ...NEXT", "leaf { name }")
    schema = Schema(query=Query)
    began = time.process_time()
    result = await schema.execute(source)
    check_duration(time.process_time() - began, 0.1)
    assert result.errors[0].extensions == {"code": "LIMIT_EXCEEDED"}
    assert f"fields {2**61}, at most 2000" in result.errors[0].message


@pytest.mark.parametrize(
    "source",
    [
        "{ ...A } fragment A on Query { ...A }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "{ ...A } fragment A on Query { leaf { ...L } } fragment L on Leaf { name again { ...L } }",
        "{ ...A ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A leaf { name } ...A }",
    ],
)
async def test_fragments_that_spread_themselves_are_refused(source):
    result = await Schema(query=Query).execute(source)
    assert {error.extensions["code"] for error in result.errors} == {"GRAPHQL_VALIDATION_FAILED"}
    assert "within itself" in result.errors[0].message


async def test_an_endless_chain_of_fragments_is_refused():
    limits = Limits(tokens=100_000)
    assert await _outcome(_chain(5_000, "...NEXT", "leaf { name }"), limits) == "LIMIT_EXCEEDED"
    assert await _outcome(_chain(60, "...NEXT", "leaf { name }"), limits) is None


HOSTILE = {
    "nested fields": "{ leaf " * 900 + "}" * 900,
    "nested fragments": "{" + "...{" * 1200 + "__typename" + "}" * 1201,
    "nested lists": "{ leaf(number: " + "[" * 1900 + "]" * 1900 + ") { name } }",
    "nested objects": "{ leaf(number: " + "{a:" * 900 + "1" + "}" * 900 + ") { name } }",
    "nested types": "query ($a: " + "[" * 1900 + "Int" + "]" * 1900 + ") { leaf { name } }",
    "one field again and again": "{" + "__typename " * 1990 + "}",
    "conflicting fields": "{" + "".join(f"leaf(number:{number}){{name}}" for number in range(390)) + "}",
    "conflicts in fragments": "{" + "".join(f"...F{n} " for n in range(130)) + "}"
    + "".join(f"fragment F{n} on Query{{leaf(number:{n}){{name}}}}" for n in range(130)),
    "conflicts below": "{" + "leaf{again{again{name}}}" * 190 + "}",
    "unknown fields": "{" + "".join(f"unknown{number} " for number in range(1990)) + "}",
    "operations": "".join(f"query Q{number}{{__typename}}" for number in range(790)),
    "directives": "query ($a: Int " + "@a " * 1900 + ") { leaf { name } }",
    "variables": "query (" + "".join(f"$a{number}: Int " for number in range(980)) + ") { leaf { name } }",
    "a long text": '{ leaf { name } } # "' + "x" * 3_000_000,
    "a long number": "{ leaf(number: " + "9" * 90_000 + ") { name } }",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_documents_are_refused_soon(name):
    began = time.process_time()
    result = await Schema(query=Query).execute(HOSTILE[name])
    check_duration(time.process_time() - began, 1.5)
    assert all(error.extensions["code"] for error in result.errors)
    assert len(result.errors) <= 101


async def test_a_field_of_many_types_is_compiled_once_for_all_of_them():
    """Three types behind an interface, eight levels deep: 3**8 plans if each were compiled for each."""
    source = "{ named { kin " + "{ kin " * 8 + "{ number }" + " }" * 8 + " } }"
    result = await TORTURE.execute(source, context_value=Context(), root_value=ROOT)
    (plan,) = TORTURE.document(source).operation(None)._plans.values()
    assert plan.fields < 100
    assert result.errors is None


async def test_an_answer_that_is_longer_than_its_data_is_refused():
    """Few objects that lead to one another: what is fetched is small, what would be written is not."""
    source = "{ people(first: 3) { friends(first: 3) " + "{ friends(first: 3) " * 15 + "{ number }" + " }" * 15 + " } }"
    result = await TORTURE.execute(source, context_value=Context(), root_value=ROOT)
    assert result.data is None
    assert result.errors[0].extensions == {"code": "LIMIT_EXCEEDED"}
    # The list of people, and one field of three times as many at each level.
    values = sum(3**level for level in range(18))
    assert f"values in its answer {values}," in result.errors[0].message


async def test_the_size_of_an_answer_is_counted_exactly():
    source = "{ readers { friend { number friend { number } greeting } books(first: 2) { title shelf { name } } } }"
    # readers; 3 x (friend, books); 3 x 3 of the shared friend; 6 books x 2; 6 times the shared shelf.
    assert (await library(limits=Limits(answer=34)).execute(source, context_value=Calls())).errors is None
    refused = await library(limits=Limits(answer=33)).execute(source, context_value=Calls())
    assert "values in its answer 34, at most 33 allowed" in refused.errors[0].message


@strawberry.input
class Inner:
    number: int = 0
    inner: list["Inner"] | None = None


@strawberry.type
class Taking:
    @strawberry.field
    def taken(self, inner: Inner | None = None, words: list[str] | None = None) -> int:
        return 0

    @strawberry.field
    def said(self, times: int) -> list[str]:
        return ["x" * 1_000] * times

    @strawberry.field
    def text(self, length: int) -> str:
        return "x" * length

    @strawberry.field
    def bad(self, times: int) -> list[int | None]:
        return ["no number"] * times  # type: ignore[return-value]


@strawberry.type
class Writing:
    @strawberry.mutation
    def take(self, words: list[str]) -> int:
        return len(words)


class Trusted:
    trusted = True


def taking(**limits: int) -> Schema:
    return Schema(query=Taking, mutation=Writing, limits=replace(Limits(), **limits))


async def _code(schema: Schema, source: str, context: object = None, **variables: object) -> str | None:
    result = await schema.execute(source, variables, context_value=context)
    return result.errors[0].extensions["code"] if result.errors else None


@pytest.mark.parametrize(
    ("source", "variables", "elements"),
    [
        ("{ taken(inner: {number: 1}) }", {}, 2),
        ('{ taken(words: ["a", "b"]) }', {}, 3),
        ("query ($w: [String!]) { taken(words: $w) }", {"w": ["a", "b"]}, 3),
        ("query ($w: [String!]) { a: taken(words: $w) b: taken(words: $w) }", {"w": ["a", "b"]}, 6),
        ('query ($w: [String!] = ["a", "b"]) { a: taken(words: $w) b: taken(words: $w) }', {}, 6),
        ("query ($w: [String!]) { ...F ...F } fragment F on Query { taken(words: $w) }", {"w": ["a", "b"]}, 6),
        ("query ($i: Inner) { taken(inner: $i) }", {"i": {"inner": [{}, {"number": 2}]}}, 5),
        ("query ($n: Int!) { taken(inner: {number: $n}) }", {"n": 1}, 2),
        ("query ($skip: Boolean!) { taken @skip(if: $skip) }", {"skip": True}, 0),
    ],
)
async def test_elements_are_counted_at_each_use(source, variables, elements):
    assert await _code(taking(elements=elements), source, **variables) is None
    if elements:
        assert await _code(taking(elements=elements - 1), source, **variables) == "LIMIT_EXCEEDED"


async def test_who_is_known_writes_more_at_a_time():
    schema, words = taking(elements=5, written=10), ["a"] * 8
    written = "mutation ($w: [String!]!) { take(words: $w) }"
    assert await _code(schema, written, w=words) == "LIMIT_EXCEEDED"
    assert await _code(schema, written, Trusted(), w=words) is None
    assert await _code(schema, written, Trusted(), w=words * 2) == "LIMIT_EXCEEDED"
    assert await _code(schema, "query ($w: [String!]) { taken(words: $w) }", Trusted(), w=words) == "LIMIT_EXCEEDED"


async def test_values_are_nested_up_to_a_limit_in_documents_and_in_variables():
    def nested(levels: int) -> tuple[str, dict[str, object]]:
        text, value = "{}", {}
        for _ in range(levels):
            text, value = f"{{inner: [{text}]}}", {"inner": [value]}
        return text, value

    schema = taking()
    for levels, expected in ((19, None), (20, "LIMIT_EXCEEDED"), (80, "LIMIT_EXCEEDED")):
        text, value = nested(levels)
        assert await _code(schema, f"{{ taken(inner: {text}) }}") == expected
        assert await _code(schema, f"query ($i: Inner = {text}) {{ taken(inner: $i) }}") == expected
        assert await _code(schema, "query ($i: Inner) { taken(inner: $i) }", i=value) == expected


async def test_sixty_thousand_elements_under_thirty_aliases_are_refused_at_once():
    source = "query ($i: Inner) {" + "".join(f"a{number}: taken(inner: $i) " for number in range(10)) + "}"
    schema = taking()
    schema.document(source)
    began = time.process_time()
    assert await _code(schema, source, i={"inner": [{}] * 60_000}) == "LIMIT_EXCEEDED"
    check_duration(time.process_time() - began, 0.05)


async def test_the_same_is_asked_for_ten_times_at_most():
    def document(times: int, argument: str) -> str:
        return "{" + "".join(f"a{number}: text(length: {argument.format(number)}) " for number in range(times)) + "}"

    schema = taking()
    assert await _code(schema, document(10, "7")) is None
    assert await _code(schema, document(11, "7")) == "LIMIT_EXCEEDED"
    assert await _code(schema, document(20, "{}")) is None
    inside = document(11, "7").removeprefix("{").removesuffix("}")
    assert await _code(schema, f"{{ ...F }} fragment F on Query {{ {inside} }}") == "LIMIT_EXCEEDED"


async def test_long_texts_count_into_the_answer():
    assert await _code(taking(answer=2 + 100), "{ a: text(length: 1020) b: text(length: 1020) }") is None
    assert await _code(taking(answer=1 + 100), "{ a: text(length: 1020) b: text(length: 1020) }") == "LIMIT_EXCEEDED"
    assert await _code(taking(answer=1 + 98), "{ said(times: 2) }") is None
    assert await _code(taking(answer=98), "{ said(times: 2) }") == "LIMIT_EXCEEDED"


async def test_the_place_of_many_errors_is_looked_for_once():
    source = "{ early: bad(times: 1) " + "\n" * 20_000 + "late: bad(times: 900) }"
    schema = taking()
    schema.document(source)
    began = time.process_time()
    result = await schema.execute(source)
    check_duration(time.process_time() - began, 0.2)
    assert {tuple(error.locations) for error in result.errors} == {((1, 3),), ((20_001, 1),)}
    assert [error.path for error in result.errors[:2]] == [["early", 0], ["late", 0]]


async def test_errors_are_bounded_over_the_whole_operation():
    schema = taking(errors=30)
    result = await schema.execute("{ a: bad(times: 20) b: bad(times: 10) }")
    assert len(result.errors) == 30
    assert result.data == {"a": [None] * 20, "b": [None] * 10}
    result = await schema.execute("{ a: bad(times: 20) b: bad(times: 11) }")
    assert result.data is None
    assert [error.extensions["code"] for error in result.errors] == ["LIMIT_EXCEEDED"]


async def test_not_every_fault_of_a_document_is_looked_for():
    """The hint at what was meant takes half a millisecond for each, however the document is to be refused."""
    result = await Schema(query=Query).execute("{ " + " ".join(f"lea{number}" for number in range(100)) + " }")
    assert len(result.errors) == 11
    assert "error limit reached" in result.errors[-1].message
