"""Documents and variables that ask for much with little, or for little with much."""

from collections.abc import Callable
from typing import Any

from tests.attacks.attack import ANSWERED, Attack, asking, attack

SYNTAX = "GRAPHQL_PARSE_FAILED"
INVALID = "GRAPHQL_VALIDATION_FAILED"
LIMIT = "LIMIT_EXCEEDED"
COST = "COST_LIMIT_EXCEEDED"
INPUT = "BAD_USER_INPUT"
FILTER = "INVALID_FILTER"
TOO_MUCH = (SYNTAX, LIMIT, COST, "PAYLOAD_TOO_LARGE")


def document(name: str, make: Callable[[], str] | str, *outcomes: str, variables: Any = None, **given: Any) -> Attack:
    """A document as an attack; made when it is sent, as its variables are."""
    return attack(
        name,
        lambda: asking(make() if callable(make) else make, variables() if callable(variables) else variables),
        *outcomes,
        **given,
    )


def repeated(text: str, times: int, separator: str = " ") -> Callable[[], str]:
    """An operation of `text` with the numbers below `times`."""
    return lambda: "{ " + separator.join(text % number for number in range(times)) + " }"


def nested(opening: str, inner: str, closing: str, times: int) -> Callable[[], str]:
    """`inner` within so many of the others."""
    return lambda: opening * times + inner + closing * times


def exponential(count: int) -> str:
    """Fragments of which each spreads the next one twice."""
    spreads = (f"fragment F{n} on Query {{ a: __typename ...F{n + 1} ...F{n + 1} }}" for n in range(count))
    return f"{{ ...F0 }} {' '.join(spreads)} fragment F{count} on Query {{ __typename }}"


def cyclic(count: int) -> str:
    """Fragments in a circle."""
    spreads = (f"fragment F{n} on Query {{ ...F{(n + 1) % count} }}" for n in range(count))
    return f"{{ ...F0 }} {' '.join(spreads)}"


def conflicting(count: int) -> str:
    """Fields of one name that have to be compared with each other."""
    return "{ " + " ".join(f'a: node(id: "{number}") {{ id }}' for number in range(count)) + " }"


def searching(filters: int, conditions: int) -> str:
    """Texts that have to be looked for in each name."""
    texts = ((f"{number}-{other}" for other in range(conditions)) for number in range(filters))
    either = (", ".join(f'{{name: {{contains: "{text}"}}}}' for text in each) for each in texts)
    return (
        "{ "
        + " ".join(f"a{n}: actors(filter: {{or: [{each}]}}) {{ totalCount }}" for n, each in enumerate(either))
        + " }"
    )


def deep(levels: int) -> dict[str, Any]:
    """A filter of so many `not`."""
    value: dict[str, Any] = {}
    for _ in range(levels):
        value = {"not": value}
    return {"f": value}


DEEP_TYPE = "{ __schema { types { " + "fields { type { " * 5 + "name" + " } }" * 5 + " } } }"
WIDE_SCHEMA = "{ " + " ".join(f"s{n}: __schema {{ types {{ name fields {{ name }} }} }}" for n in range(30)) + " }"
SDL = "{ " + " ".join(f"s{n}: _service {{ sdl }}" for n in range(60)) + " }"
NOT_WITHIN = 'a%d: territories(filter: {not: {territory: {within: [{region: "84"}]}}}) { totalCount }'
LOG_IN = 'a%d: logIn(input: {email: "a@example.org", password: "a password that is long"}) { __typename }'

DOCUMENTS = [
    # What is repeated.
    document("1,000 aliases of __typename", repeated("a%d: __typename", 1_000), *TOO_MUCH, ANSWERED),
    document("60,000 aliases of __typename", repeated("a%d: __typename", 60_000), *TOO_MUCH),
    document("60,000 times __typename", lambda: "{" + " __typename" * 60_000 + "}", *TOO_MUCH),
    document("200 aliases of lists", repeated("a%d: actors(first: 100) { nodes { name } }", 200), *TOO_MUCH),
    document("60 aliases of _service", SDL, *TOO_MUCH),
    document("2,000 fields of one name", lambda: conflicting(2_000), *TOO_MUCH, INVALID),
    document("300 fields of one name", lambda: conflicting(300), *TOO_MUCH, INVALID),
    document("5,000 unknown fields", repeated("nmae%d", 5_000), *TOO_MUCH, INVALID),
    document("100 unknown fields", repeated("actrs%d", 100), *TOO_MUCH, INVALID),
    document("5,000 directives", lambda: "{ __typename " + "@include(if: true) " * 5_000 + "}", *TOO_MUCH, INVALID),
    document("5,000 unknown directives", lambda: "{ __typename " + "@no " * 5_000 + "}", *TOO_MUCH, INVALID),
    document("5,000 operations", lambda: " ".join(f"query Q{n} {{ __typename }}" for n in range(5_000)), *TOO_MUCH),
    document(
        "5,000 fragments",
        lambda: "{ __typename } " + " ".join(f"fragment F{n} on Query {{ __typename }}" for n in range(5_000)),
        *TOO_MUCH,
        INVALID,
    ),
    document(
        "5,000 variables",
        lambda: "query (" + " ".join(f"$v{n}: Int" for n in range(5_000)) + ") { __typename }",
        *TOO_MUCH,
        INVALID,
    ),
    document("100 passwords to check", lambda: "mutation " + repeated(LOG_IN, 100)(), *TOO_MUCH),
    # What is nested.
    document("fragments that double thirty times", lambda: exponential(30), *TOO_MUCH),
    document("fragments in a circle", lambda: cyclic(3), INVALID, LIMIT),
    document("200 fragments in a circle", lambda: cyclic(200), INVALID, LIMIT),
    document("a fragment in itself", "{ ...F } fragment F on Query { ...F }", INVALID, LIMIT),
    document("10,000 levels", nested("{ a ", "", "}", 10_000), *TOO_MUCH, SYNTAX),
    document("100,000 levels that do not end", lambda: "{a" * 100_000, *TOO_MUCH, SYNTAX),
    document(
        "10,000 lists in a literal",
        lambda: f"{{ nodes(ids: {'[' * 10_000}{']' * 10_000}) {{ id }} }}",
        *TOO_MUCH,
        SYNTAX,
    ),
    document(
        "a filter 1,000 deep",
        lambda: f"{{ actors(filter: {'{not: ' * 1_000}{{}}{'}' * 1_000}) {{ totalCount }} }}",
        *TOO_MUCH,
        SYNTAX,
        FILTER,
    ),
    document("inline fragments 5,000 deep", nested("{ ... ", "{ __typename }", "}", 5_000), *TOO_MUCH, SYNTAX),
    document(
        "a type 5,000 lists deep",
        lambda: f"query ($v: {'[' * 5_000}Int{']' * 5_000}) {{ __typename }}",
        *TOO_MUCH,
        SYNTAX,
        INVALID,
    ),
    # Introspection.
    document("deep introspection", DEEP_TYPE, *TOO_MUCH, INVALID),
    document("wide introspection", WIDE_SCHEMA, *TOO_MUCH),
    document("an operation named __schema", "query __schema { __typename }", ANSWERED),
    document("a fragment named __schema", "{ ...__schema } fragment __schema on Query { __typename }", ANSWERED),
    document(
        "introspection below a fragment named __schema",
        "{ ...__schema } fragment __schema on Query { __schema { types { fields { type { fields { name } } } } } }",
        *TOO_MUCH,
        ANSWERED,
    ),
    # Much to search.
    document("60 filters of 49 conditions", lambda: searching(60, 49), *TOO_MUCH, FILTER),
    document("all that is not in a region", repeated(NOT_WITHIN, 1), ANSWERED, milliseconds=100),  # the database's time
    document("all that is not in a region, 32 times", repeated(NOT_WITHIN, 32), ANSWERED, *TOO_MUCH),
    document(
        "a text of 100 kB to search",
        lambda: '{ projects(filter: {title: {contains: "%s"}}) { totalCount } }' % ("a%" * 50_000),
        *TOO_MUCH,
        FILTER,
        INPUT,
        ANSWERED,
    ),
    # Values.
    document(
        "an integer of 100,000 digits",
        lambda: f"{{ actors(first: {'9' * 100_000}) {{ totalCount }} }}",
        *TOO_MUCH,
        INVALID,
    ),
    document("a number too large for a machine", "{ actors(first: 99999999999999999999) { totalCount } }", INVALID),
    document("a float without end", "{ actors(first: 1e999999999) { totalCount } }", INVALID),
    document("a page of -1", "{ actors(first: -1) { totalCount } }", "INVALID_PAGE"),
    document("a page of 2^31 - 1", "{ actors(first: 2147483647) { totalCount } }", "INVALID_PAGE", COST),
    document(
        "a cursor that is no cursor",
        '{ actors(first: 1, after: "\u0000\uffff") { totalCount } }',
        "INVALID_CURSOR",
        INVALID,
    ),
    document(
        "a cursor of 100 kB",
        lambda: '{ actors(first: 1, after: "%s") { nodes { id } } }' % ("A" * 100_000),
        "INVALID_CURSOR",
        *TOO_MUCH,
    ),
    document(
        "a cursor of another list", '{ actors(first: 1, after: "WyJ4IiwieSJd") { nodes { id } } }', "INVALID_CURSOR"
    ),
    document("a string of 900 kB", lambda: '{ node(id: "%s") { id } }' % ("a" * 900_000), *TOO_MUCH, "INVALID_ID"),
    document(
        "a block of 100,000 lines",
        lambda: '{ node(id: """%s""") { id } }' % ("\n a" * 100_000),
        *TOO_MUCH,
        "INVALID_ID",
    ),
    document("a comment of 900 kB", lambda: "#" + "a" * 900_000 + "\n{ __typename }", *TOO_MUCH),
    document("400,000 commas", lambda: "{ __typename " + "," * 400_000 + "}", *TOO_MUCH),
    document("a name of 100 kB", lambda: "{ " + "a" * 100_000 + " }", *TOO_MUCH, INVALID),
    document(
        "100,000 ids",
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        *TOO_MUCH,
        variables=lambda: {"ids": ["actor_01"] * 100_000},
    ),
    document(
        "60,000 empty filters under 30 aliases",
        lambda: (
            "query ($f: [ActorFilter!]) { "
            + " ".join(f"a{n}: actors(filter: {{or: $f}}) {{ totalCount }}" for n in range(30))
            + " }"
        ),
        *TOO_MUCH,
        FILTER,
        variables=lambda: {"f": [{}] * 60_000},
    ),
    document(
        "1,000 bad references under 60 aliases",
        lambda: (
            "query ($r: [_Any!]!) { "
            + " ".join(f"a{n}: _entities(representations: $r) {{ __typename }}" for n in range(60))
            + " }"
        ),
        *TOO_MUCH,
        variables=lambda: {"r": [{"__typename": "Actor", "id": "no"}] * 1_000},
    ),
    document(
        "a variable 200 levels deep",
        "query ($f: ActorFilter) { actors(filter: $f) { totalCount } }",
        *TOO_MUCH,
        FILTER,
        INPUT,
        "BAD_REQUEST",
        variables=lambda: deep(200),
    ),
    document(
        "a variable 900 levels deep",
        "query ($f: ActorFilter) { actors(filter: $f) { totalCount } }",
        *TOO_MUCH,
        FILTER,
        INPUT,
        "BAD_REQUEST",
        variables=lambda: deep(900),
    ),
    document(
        "100,000 variables that nobody asked for",
        "{ __typename }",
        *TOO_MUCH,
        ANSWERED,
        variables=lambda: {f"v{n}": n for n in range(50_000)},
    ),
    document("nothing but a subscription", "subscription { __typename }", INVALID, "OPERATION_NOT_ALLOWED"),
    document(
        "a schema instead of a question",
        "type Query { a: Int } extend type Actor { b: Int }",
        INVALID,
        "OPERATION_RESOLUTION_FAILURE",
    ),
]
