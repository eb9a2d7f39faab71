"""Filters, each held to a plain evaluation of the same rows."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.schema.expected_relations import RELATIONS, TYPES, Tied
from tests.schema.filter_oracle import COMPARISONS, Condition, Oracle, has_nothing_to_look_for
from tests.schema.graph_client import GRAPHQL, GraphClient, criteria
from tests.schema.random_filters import conditions, values
from tests.support.edge_cases import NAMES

PAGE = 100
CORSICA = {"territory": {"within": [{"region": "94"}]}}
BOUNDS: dict[str, Condition] = {"Territory": CORSICA}
"""Additional conditions, where there are too many records for a plain evaluation of each."""


def listing(type_name: str) -> str:
    name = TYPES[type_name]
    return f"query($f: {type_name}Filter) {{ {name}(filter: $f, first: {PAGE}) {{ totalCount nodes {{ id }} }} }}"


async def agrees(
    graph: GraphClient, oracle: Oracle, type_name: str, condition: Any, bounds: Mapping[str, Condition] | None = BOUNDS
) -> None:
    """Both say the same: how many match, and which come first; nothing does where a condition is refused."""
    expected = oracle.ids(type_name, condition)
    bound = (bounds or {}).get(type_name)
    result = await graph.ask(listing(type_name), {"f": condition if bound is None else {"and": [bound, condition]}})
    if result.errors:
        (error,) = result.errors
        if error.extensions == {"code": "INVALID_FILTER"}:
            assert has_nothing_to_look_for(condition), (condition, error)
            return
        assert error.extensions == {"code": "CONTRADICTORY_FILTER"}, (condition, error)
        assert any(not oracle.matching(type_name, each) for each in leaves(condition)), condition
        return
    assert not has_nothing_to_look_for(condition)
    page = result.data[TYPES[type_name]]
    assert (page["totalCount"], [node["id"] for node in page["nodes"]]) == (len(expected), expected[:PAGE]), condition


def leaves(condition: Any) -> list[Condition]:
    """The conditions on single fields, wherever they stand."""
    found: list[Condition] = []
    for name, value in condition.items():
        if name in {"and", "or", "not"}:
            inner = value if isinstance(value, list) else [value]
            found += [leaf for each in inner for leaf in leaves(each)]
        else:
            found.append({name: value})
    return found


COLUMNS = [
    (type_name, name)
    for type_name in TYPES
    for name, each in criteria(type_name).items()
    if not each.name.endswith("Criterion")
]


@pytest.mark.parametrize(("type_name", "name"), COLUMNS)
async def test_every_operator_of_a_column(graph, bounded, type_name, name):
    known = values(bounded.world, type_name, name)
    step = len(known) // (30 if criteria(type_name)[name].name == "TextFilter" else 3) + 1
    for operator in criteria(type_name)[name].fields:
        if operator == "isNull":
            operands: list[Any] = [True, False]
        elif operator in {"in", "notIn"}:
            operands = [known[:1], known[1:6], [*known[::step], *known[::step]]]
        else:
            operands = known[::step]
        for operand in operands:
            await agrees(graph, bounded, type_name, {name: {operator: operand}})


@pytest.mark.parametrize("type_name", TYPES)
async def test_random_filters(graph, bounded, type_name):
    for condition in generated(bounded, type_name):
        await agrees(graph, bounded, type_name, condition)


EXAMPLES: dict[str, list[Condition]] = {}


def generated(oracle: Oracle, type_name: str) -> list[Condition]:
    """Always the same filters, on both engines."""
    found: list[Condition] = []

    @settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(conditions(oracle.world, type_name))
    def gather(condition):
        found.append(condition)

    if type_name not in EXAMPLES:
        gather()
        EXAMPLES[type_name] = found
    return EXAMPLES[type_name]


AREAS = [
    {"region": "93"},
    {"department": "84"},
    {"department": "2A"},
    {"epci": "248400251"},
    {"commune": "84007"},
    {"commune": "54156"},
    {"region": "06"},
]
LOCATED = {
    "Actor": "territory",
    "Project": "territories",
    "Resource": "territories",
    "Workshop": "territory",
    "Territory": "territory",
}


@pytest.mark.parametrize("type_name", LOCATED)
@pytest.mark.parametrize("area", AREAS, ids=lambda area: next(iter(area.items()))[1])
async def test_a_territory_takes_in_everything_inside_it(graph, oracle, type_name, area):
    by_id = {"id": oracle.find(area)}
    for condition in ({"within": [area]}, {"within": [by_id]}, {"in": [area]}):
        await agrees(graph, oracle, type_name, {LOCATED[type_name]: condition}, bounds=None)


async def test_the_areas_hold_something(oracle):
    for area in AREAS:
        assert len(oracle.matching("Actor", {"territory": {"within": [area]}})) > 0
    assert len(oracle.matching("Actor", {"territory": {"in": [{"region": "93"}]}})) < len(
        oracle.matching("Actor", {"territory": {"within": [{"region": "93"}]}})
    )


@pytest.mark.parametrize("slug", ["demarches-participatives", "concertation", "enquete-publique", "domaines"])
async def test_a_topic_takes_in_everything_below_it(graph, oracle, slug):
    for type_name in ("Actor", "Project", "Resource", "Workshop"):
        for operator in ("in", "within"):
            await agrees(graph, oracle, type_name, {"topics": {operator: [{"slug": slug}]}})
    await agrees(graph, oracle, "Topic", {"topic": {"within": [{"slug": slug}]}})


async def test_a_commune_that_merged_is_found_by_its_former_code(graph, oracle):
    for former in [row for row in graph.rows["territory_alias"] if row["kind"] == "FORMER"][::600]:
        current = oracle.world.by_id[former["territory_id"]]
        data = await graph.data(
            "query($old: String!) { territory(by: {formerCode: $old}) { id code formerCodes } }", old=former["code"]
        )
        assert data["territory"]["id"] == current["id"]
        assert former["code"] in data["territory"]["formerCodes"]
        await agrees(graph, oracle, "Territory", {"territory": {"in": [{"formerCode": former["code"]}]}}, bounds=None)


SAME = [
    ("contains", "oeuvre", {"L'Œuvre d'été", "l’œuvre d'ÉTÉ", "OEUVRE D ETE"}),
    ("contains", "ŒUVRE D'ÉTÉ", {"L'Œuvre d'été", "l’œuvre d'ÉTÉ", "OEUVRE D ETE"}),
    ("contains", "Œuvre\u00a0d‑été", {"L'Œuvre d'été", "l’œuvre d'ÉTÉ", "OEUVRE D ETE"}),
    ("eq", " L ŒUVRE—D\u02bcETE ", {"L'Œuvre d'été", "l’œuvre d'ÉTÉ"}),
    ("startsWith", "l’OE", {"L'Œuvre d'été", "l’œuvre d'ÉTÉ"}),
    ("eq", "l'oeuvre d’ete", {"L'Œuvre d'été", "l’œuvre d'ÉTÉ"}),
    ("contains", "Café", {"Cafe\u0301 des aînés", "CAFÉ DES AÎNÉS"}),
    ("eq", "cafe des aines", {"Cafe\u0301 des aînés", "CAFÉ DES AÎNÉS"}),
    ("contains", "%", {"100 % local", "back\\slash \\% \\_"}),
    ("contains", "_", {"100 _ local", "back\\slash \\% \\_"}),
    ("startsWith", "100 _", {"100 _ local"}),
    ("startsWith", "100%", set()),
    ("contains", "\\", {"back\\slash \\% \\_"}),
    ("contains", '"droits"', {'Dits « droits » et "droits"'}),
    ("contains", "'); DROP TABLE", {"O'Brien'); DROP TABLE actor; --"}),
    ("contains", "strasse ss", {"Straße ẞ"}),
    ("contains", "istanbul", {"İstanbul ıi"}),
    ("contains", "🌱", {"Jardin 🌱 partagé"}),
    ("contains", "abc", {"日本 – ＡＢＣ"}),
    ("contains", "tabulation\net", {"\ttabulation\net ligne"}),
    ("eq", "z", {"z"}),
    ("eq", "", {""}),
    ("startsWith", " deux blancs", {"  deux  blancs  "}),
    ("eq", "Deux-Blancs", {"  deux  blancs  "}),
]


@pytest.mark.parametrize(("operator", "text", "expected"), SAME)
async def test_text_is_found_whatever_its_case_and_accents(graph, operator, text, expected):
    """Expected names are among the oddities; a real actor's name may be there as well, none of the other oddities."""
    document = "query($f: ActorFilter) { actors(filter: $f, first: 100) { nodes { name } } }"
    data = await graph.data(document, f={"name": {operator: text}})
    assert {node["name"] for node in data["actors"]["nodes"]} & set(NAMES) == expected


EDGES = [
    (owner, name) for (owner, name), relation in RELATIONS.items() if isinstance(relation, Tied) and relation.properties
]


@pytest.mark.parametrize(("owner", "name"), EDGES)
async def test_edges_are_filtered_by_role(graph, bounded, owner, name):
    ends = bounded.world.ends(owner, name)
    parent = max(ends, key=lambda each: (len({tie["role"] for _, tie in ends[each]}), len(ends[each]), each))
    role = GRAPHQL.type_map[owner].fields[name].args["role"].type
    document = f"""query($id: ID!, $role: {role}) {{ node(id: $id) {{ ... on {owner} {{
        {name}(role: $role, first: 100) {{ totalCount edges {{ role node {{ id }} }} }} }} }} }}"""
    roles = sorted({tie["role"] for _, tie in ends[parent]})
    assert len(roles) > 1
    for operators in (
        {"eq": roles[0]},
        {"ne": roles[0]},
        {"in": roles[:2]},
        {"notIn": roles[:2]},
        {"in": roles, "ne": roles[-1]},
        {},
    ):
        connection = (await graph.data(document, id=parent, role=operators))["node"][name]
        expected = [
            (other, tie["role"])
            for other, tie in ends[parent]
            if all(COMPARISONS[operator](tie["role"], value) for operator, value in operators.items())
        ]
        assert connection["totalCount"] == len(expected)
        assert sorted((edge["node"]["id"], edge["role"]) for edge in connection["edges"]) == sorted(expected)[:100]


NESTED: list[tuple[str, str, Condition]] = [
    (
        "Actor",
        "participations",
        {"phase": {"ne": "IDEA"}, "or": [{"title": {"contains": "e"}}, {"budgetCents": {"isNull": True}}]},
    ),
    ("Network", "members", {"not": {"territory": {"within": [{"region": "93"}]}}}),
    ("Project", "territories", {"territory": {"within": [{"region": "93"}, {"department": "26"}]}}),
    ("Topic", "resources", {"kind": {"in": ["GUIDE", "EXPERIENCE_REPORT"]}, "title": {"contains": "a"}}),
]


@pytest.mark.parametrize(("owner", "name", "condition"), NESTED)
async def test_nested_lists_are_filtered_like_root_ones(graph, oracle, owner, name, condition):
    target = RELATIONS[owner, name].type_name
    document = f"""query($f: {target}Filter) {{ {TYPES[owner]}(first: 100) {{ nodes {{
        id {name}(filter: $f, first: 100) {{ totalCount nodes {{ id }} }}
    }} }} }}"""
    ends = oracle.world.ends(owner, name)
    matching = set(oracle.ids(target, condition))
    parents = (await graph.data(document, f=condition))[TYPES[owner]]["nodes"]
    assert any(parent[name]["totalCount"] for parent in parents)
    for parent in parents:
        expected = sorted(other for other, _ in ends.get(parent["id"], ()) if other in matching)
        assert sorted(node["id"] for node in parent[name]["nodes"]) == expected
        assert parent[name]["totalCount"] == len(expected)


CONTRADICTIONS = [
    {"siren": {"isNull": True, "eq": "732829320"}},
    {"kind": {"in": []}},
    {"kind": {"eq": "CITIZEN", "ne": "CITIZEN"}},
    {"kind": {"in": ["CITIZEN", "RESEARCH"], "notIn": ["RESEARCH", "CITIZEN"]}},
    {"kind": {"eq": "CITIZEN", "in": ["RESEARCH"]}},
    {"sourceDate": {"gt": "2026-01-02", "lt": "2026-01-01"}},
    {"sourceDate": {"gt": "2026-01-01", "lte": "2026-01-01"}},
    {"sourceDate": {"eq": "2026-01-01", "gt": "2026-01-01"}},
    {"createdAt": {"gte": "2026-01-01T00:00:00Z", "lt": "2026-01-01T01:00:00+01:00"}},
    {"territory": {"in": []}},
    {"territory": {"within": []}},
    {"or": []},
    {"not": {"kind": {"in": []}}},
    {"and": [{"or": [{"id": {"in": []}}]}]},
]


@pytest.mark.parametrize("condition", CONTRADICTIONS, ids=str)
async def test_a_filter_that_contradicts_itself_is_refused(graph, condition):
    fault = await graph.fault(listing("Actor"), {"f": condition})
    assert fault.code == "CONTRADICTORY_FILTER"
    assert fault.path == ("actors",)


HOLDING = [
    {},
    {"name": {}},
    {"territory": {}},
    {"and": []},
    {"kind": {"notIn": []}},
    {"sourceDate": {"gte": "2026-01-01", "lte": "2026-01-01"}},
    {"siren": {"isNull": False, "ne": "732829320"}},
]


@pytest.mark.parametrize("condition", HOLDING, ids=str)
async def test_a_filter_that_could_hold_is_taken(graph, oracle, condition):
    result = await graph.data(listing("Actor"), f=condition)
    assert result["actors"]["totalCount"] == len(oracle.matching("Actor", condition))


async def test_nulls_in_place_of_operands_are_refused(graph):
    for condition in (
        {"name": {"eq": None}},
        {"siren": {"isNull": None}},
        {"kind": {"in": None}},
        {"topics": {"in": None}},
    ):
        fault = await graph.fault(listing("Actor"), {"f": condition})
        assert fault.code == "INVALID_FILTER"
        assert "null" in fault.message


async def test_lists_of_250_are_taken_and_longer_ones_refused(graph, oracle):
    known = [row["id"] for row in graph.rows["actor"]]
    await agrees(graph, oracle, "Actor", {"id": {"in": known[:250]}})
    references = [{"id": row["id"]} for row in graph.rows["territory"][:251]]
    await agrees(graph, oracle, "Actor", {"territory": {"in": references[:250]}})
    for condition in (
        {"id": {"in": known[:251]}},
        {"id": {"notIn": known[:251]}},
        {"territory": {"within": references}},
    ):
        fault = await graph.fault(listing("Actor"), {"f": condition})
        assert fault.code == "INVALID_FILTER"
        assert "251" in fault.message
        assert "250" in fault.message


async def test_filters_of_100_conditions_are_taken_and_larger_ones_refused(graph, oracle):
    def wide(count):
        return {"or": [{"name": {"startsWith": "z"}}] * count}

    # Each filter input counts, the outer one too.
    await agrees(graph, oracle, "Actor", wide(49))
    fault = await graph.fault(listing("Actor"), {"f": wide(50)})
    assert (fault.code, "more than 100 conditions" in fault.message) == ("INVALID_FILTER", True)


@pytest.mark.parametrize("names", [["not"], ["or"], ["and"], ["not", "or"], ["or", "and", "not"]], ids="-".join)
async def test_filters_of_ten_levels_are_taken_and_deeper_ones_refused(graph, oracle, names):
    leaf = {
        "territory": {"within": [{"commune": "84007"}], "in": [{"commune": "84007"}]},
        "topics": {"within": [{"slug": "concertation"}]},
        "kind": {"ne": "CITIZEN", "notIn": ["RESEARCH"]},
    }

    def deep(levels):
        condition = leaf
        for level in range(levels - 1):
            condition = {names[level % len(names)]: condition}
        return condition

    def listed(condition):
        """GraphQL takes one value for a list of one; the oracle does not."""
        return {
            name: [listed(value)] if name in {"and", "or"} else listed(value) if name == "not" else value
            for name, value in condition.items()
        }

    answer = await graph.data(listing("Actor"), f=deep(10))
    assert answer["actors"]["totalCount"] == len(oracle.matching("Actor", listed(deep(10))))
    fault = await graph.fault(listing("Actor"), {"f": deep(11)})
    assert (fault.code, "11 levels" in fault.message) == ("INVALID_FILTER", True)


WRONG_CODES = {
    "INVALID_CODE": [
        ("Territory", {"territory": {"in": [{"commune": code}]}})
        for code in ("1001", "010011", "2C001", "96001", "ABCDE", "", "0100١", "01001a")
    ]
    + [("Territory", {"territory": {"in": [{"department": code}]}}) for code in ("1", "20", "96", "97", "2c", "001")]
    + [("Territory", {"territory": {"in": [{"region": code}]}}) for code in ("1", "123", "2A", "٠١")]
    + [("Territory", {"territory": {"in": [{"epci": code}]}}) for code in ("248400252", "24840025", "2484002511", "")]
    + [
        ("Actor", {"siren": {"eq": code}})
        for code in ("732829321", "73282932", "732.829.320", "²32829320", "000000000")
    ]
    + [("Actor", {"siren": {"in": ["732829320", "1"]}}), ("Actor", {"rna": {"notIn": ["w75100000a"]}})]
    + [("Territory", {"code": {"eq": code}}) for code in ("1001", "2c004", "paris")]
    + [("Actor", {"topics": {"in": [{"slug": slug}]}}) for slug in ("a b", "", "é", "' OR 1=1 --")]
    + [("Network", {"slug": {"ne": "é"}})],
    "SIRET_GIVEN": [
        ("Actor", {"siren": {"in": ["732829320", "732 829 320 00009"]}}),
        ("Project", {"participants": {"in": [{"siren": "73282932000009"}]}}),
        ("Actor", {"territory": {"within": [{"epci": "248\u00a0400\u00a0251 00000"}]}}),
        ("Territory", {"code": {"eq": "24840025100000"}}),
    ],
    "INVALID_ID": [
        ("Actor", {"id": {"eq": value}})
        for value in (
            "x",
            "",
            "project_01kggtstagf5bsbvyjnwgceewb",
            "actor_01kggtstagf5bsbvyjnwgceewb ",
            "actor_81kggtstagf5bsbvyjnwgceewb",
            "ACTOR_01KGGTSTAGF5BSBVYJNWGCEEWB",
        )
    ]
    + [("Actor", {"territory": {"within": [{"id": "actor_01kggtstagf5bsbvyjnwgceewb"}]}})],
    "NOT_FOUND": [
        ("Actor", {"territory": {"within": [{"id": "territory_01kggtstagf5bsbvyjnwgceewb"}]}}),
        ("Actor", {"territory": {"in": [{"commune": "84007"}, {"commune": "84999"}]}}),
        ("Actor", {"territory": {"in": [{"epci": "732829320"}]}}),
        ("Actor", {"topics": {"in": [{"slug": "nulle-part"}]}}),
        ("Actor", {"topics": {"in": [{"slug": "Budget"}]}}),
        ("Project", {"participants": {"in": [{"siren": "356000000"}]}}),
    ],
}


@pytest.mark.parametrize(
    ("code", "type_name", "condition"), [(code, *each) for code, cases in WRONG_CODES.items() for each in cases]
)
async def test_a_wrong_code_in_a_filter_is_refused(graph, code, type_name, condition):
    assert (await graph.fault(listing(type_name), {"f": condition})).code == code


async def test_an_unknown_id_in_a_filter_on_ids_only_finds_nothing(graph, oracle):
    """A client may hold ids of records that are gone; a filter on them asks which are still there."""
    gone = "actor_01kggtstagf5bsbvyjnwgceewa"
    assert gone not in oracle.world.by_id
    await agrees(graph, oracle, "Actor", {"id": {"in": [gone, graph.rows["actor"][0]["id"]]}})


async def test_every_part_of_a_filter_can_be_a_variable(graph, oracle):
    document = """query(
        $text: String!, $kinds: [ActorKind!], $day: Date, $where: [TerritoryReference!], $code: String!
    ) {
        actors(filter: {
            name: {contains: $text}, kind: {in: $kinds}
            or: [{sourceDate: {gte: $day}}, {territory: {within: $where}}, {territory: {in: [{commune: $code}]}}]
        }) { totalCount }
    }"""
    given = {"text": "a", "kinds": ["LOCAL_AUTHORITY", "ASSOCIATION"], "day": "2022-01-01", "where": [{"region": "93"}]}
    answer = await graph.data(document, **given, code="26362")
    condition = {
        "name": {"contains": "a"},
        "kind": {"in": given["kinds"]},
        "or": [
            {"sourceDate": {"gte": "2022-01-01"}},
            {"territory": {"within": [{"region": "93"}]}},
            {"territory": {"in": [{"commune": "26362"}]}},
        ],
    }
    assert answer["actors"]["totalCount"] == len(oracle.matching("Actor", condition)) > 0


async def test_a_filter_that_fails_in_one_place_leaves_nothing_behind(graph):
    """The look-up of the one reference is still under way when the other condition is refused."""
    condition = {"territory": {"in": [{"commune": "01144"}]}, "kind": {"in": []}}
    for _ in range(20):
        assert (await graph.fault(listing("Actor"), {"f": condition})).code == "CONTRADICTORY_FILTER"
