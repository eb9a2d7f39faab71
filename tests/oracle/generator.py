"""Operations made to be confused: one key below several types, with other selections, arguments, fields and aliases.

A key says what kind of value it holds, so that whatever stands under it in another type has the same shape, as
validation wants it. Within one type, a key is always the same field with the same arguments; what is selected below
it may come in several parts, which merge.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from tests.oracle.executor import SDL
from tests.schema.expected_relations import RELATIONS, TYPES, One
from tests.schema.filter_oracle import Oracle, column_of

ABSTRACT = dict.fromkeys((("Change", "node"), ("Feature", "node"), ("Decision", "node")))
LEADING: dict[str, list[tuple[str, str]]] = {}
"""By type: the fields of other types that lead to one of it."""
for (_owner, _name), _relation in RELATIONS.items():
    if type(_relation) is One and _owner != _relation.type_name:
        LEADING.setdefault(_relation.type_name, []).append((_owner, _name))
BESIDES = {
    *("reviews", "holds", "cases", "case", "items", "consents", "aid", "content", "fields", "networks", "missing"),
    *(
        "completeness",
        "outdated",
        "hours",
        "approvals",
        "rejections",
        "requests",
        "abstentions",
        "stewardsSpoke",
        "adopter",
    ),
}
"""Fields that are worked out by rules of their own, which have tests of their own, unless they are relations."""
DEEPEST = 5


@dataclass
class Place:
    """The selection at one place of an operation, by type and key."""

    fields: dict[tuple[str, str], tuple[str, str, "Place"]] = field(default_factory=dict)
    """By type and key: the field, its arguments, and what is selected below."""


@dataclass
class Maker:
    """One operation in the making."""

    random: Random
    oracle: Oracle
    values: dict[str, Any] = field(default_factory=dict)
    definitions: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    shared: dict[str, str] = field(default_factory=dict)
    """By type: the name of a fragment that may stand anywhere."""
    wanted: list[tuple[str, str]] = field(default_factory=list)
    """Types, and the columns that some selection needs of their rows."""
    made: int = 0

    def operation(self) -> tuple[str, dict[str, Any]]:
        """A document and its variables."""
        ways = [self._nodes, self._nodes, self._nodes, self._entities, self._node, self._list, self._single]
        parts = [self.random.choice(ways)() for _ in range(self.random.randint(1, 2))]
        head = f"query({', '.join(self.definitions)})" if self.definitions else "query"
        return "\n".join([f"{head} {{ {' '.join(parts)} }}", *self.fragments]), self.values

    # Root fields

    def _nodes(self) -> str:
        below = self._abstract("Node", Place(), 0)
        wanted = [self._id() for _ in range(self.random.randint(4, 12))]
        return f"{self._new('n')}: nodes(ids: {self._given('[ID!]!', wanted)}) {below}"

    def _node(self) -> str:
        return f"{self._new('n')}: node(id: {self._given('ID!', self._id())}) {self._abstract('Node', Place(), 0)}"

    def _entities(self) -> str:
        below = self._abstract("_Entity", Place(), 0)
        wanted: list[Any] = []
        for _ in range(self.random.randint(4, 10)):
            found = self._id()
            named = next((each for each in TYPES if found.startswith(each.lower() + "_")), "Actor")
            bad = [{"__typename": "Nothing", "id": found}, {"__typename": named}, "text"]
            wanted.append(self.random.choice(bad) if self._chance(0.05) else {"__typename": named, "id": found})
        given = self._variable("[_Any!]!", wanted)
        return f"{self._new('e')}: _entities(representations: {given}) {below}"

    def _list(self) -> str:
        type_name = self._type()
        while type_name == "Territory":  # 36,359 are too many to look at one by one
            type_name = self._type()
        definition = SDL.query_type.fields[TYPES[type_name]]
        given = self._arguments(definition, type_name)
        below = self._object(get_named_type(definition.type), Place(), 1)
        return f"{self._new('l')}: {TYPES[type_name]}{given} {below}"

    def _single(self) -> str:
        type_name = self._type()
        found = self.random.choice(self.oracle.world.of(type_name))["id"]
        given = self._given(f"{type_name}Reference!", {"id": found})
        name = type_name[0].lower() + type_name[1:]
        return f"{self._new('s')}: {name}(by: {given}) {self._object(SDL.type_map[type_name], Place(), 0)}"

    # Selections

    def _abstract(self, name: str, place: Place, depth: int) -> str:
        """Parts for several types, some of them twice, and some for all."""
        types = self.random.sample(list(TYPES), self.random.randint(0, 3))
        parts = [f"... on {each}{self._condition()} {self._object(SDL.type_map[each], place, depth)}" for each in types]
        for _ in range(self.random.randint(1, 2)):
            parts += self._together(place, depth)
        parts += ["... on Node { id }"] if self._chance(0.3) else []
        parts += ["__typename"] if self._chance(0.5) else []
        self.random.shuffle(parts)
        return f"{{ {' '.join(parts)} }}"

    def _together(self, place: Place, depth: int) -> list[str]:
        """Parts for types that lead to one and the same, under one key, each with what it selects there."""
        target = self.random.choice([each for each, ways in LEADING.items() if len({owner for owner, _ in ways}) > 1])
        parts = []
        for owner, name in self.random.sample(LEADING[target], min(3, len(LEADING[target]))):
            known = place.fields.setdefault((owner, "o1"), (name, "", Place()))
            relation = RELATIONS.get((owner, known[0]))
            if type(relation) is not One:  # the key is taken
                continue
            self.wanted.append((owner, relation.column))
            below = self._object(SDL.type_map[relation.type_name], known[2], depth + 1)
            parts.append(f"... on {owner}{self._condition()} {{ o1: {known[0]} {below} }}")
        return parts

    def _object(self, owner: Any, place: Place, depth: int) -> str:
        assert isinstance(owner, GraphQLObjectType)
        found = [self._field(owner, place, depth) for _ in range(self.random.randint(1, 4 if depth < 2 else 2))]
        if self._chance(0.15):
            found.append("__typename")
        if owner.name in TYPES and depth < DEEPEST - 1 and self._chance(0.2):
            found.append(f"...{self._shared(owner.name, depth)}")
        if self._chance(0.1):
            found = [f"...{self._condition()} {{ {' '.join(found)} }}"]
        if owner.name in TYPES and self._chance(0.1):
            name = self._new("F")
            self.fragments.append(f"fragment {name} on {owner.name} {{ {' '.join(found)} }}")
            found = [f"...{name}{self._condition()}"]
        return f"{{ {' '.join(found)} }}"

    def _shared(self, type_name: str, depth: int) -> str:
        """A fragment with keys of its own, which fits anywhere."""
        if type_name not in self.shared:
            name = self.shared[type_name] = self._new("S")
            self.fragments.append("")
            number = len(self.fragments) - 1
            body = self._object(SDL.type_map[type_name], Place({("", "suffix"): (name, "", Place())}), depth + 1)
            self.fragments[number] = f"fragment {name} on {type_name} {body}"
        return self.shared[type_name]

    def _field(self, owner: GraphQLObjectType, place: Place, depth: int) -> str:
        name = self.random.choice(self._choice(owner, depth))
        definition = owner.fields[name]
        suffix = place.fields.get(("", "suffix"), ("",))[0]
        key = f"{kind_of(definition)}{self.random.choice([1, 1, 1, 2])}{suffix}"
        known = place.fields.get((owner.name, key))
        if known is None:
            below = Place({("", "suffix"): (suffix, "", Place())} if suffix else {})
            inner = get_named_type(definition.type).name.removesuffix("Connection")
            target = RELATIONS[owner.name, name].type_name if (owner.name, name) in RELATIONS else inner
            given = self._arguments(definition, target) if "filter" in definition.args else ""
            known = place.fields[owner.name, key] = (name, given, below)
        name, given, below = known
        inner_type: Any = get_named_type(owner.fields[name].type)
        if is_leaf_type(inner_type):
            return f"{key}: {name}{given}{self._condition()}"
        if (owner.name, name) in ABSTRACT:
            return f"{key}: {name} {self._abstract('Node', below, depth + 1)}"
        return f"{key}: {name}{given}{self._condition()} {self._object(inner_type, below, depth + 1)}"

    def _choice(self, owner: GraphQLObjectType, depth: int) -> list[str]:
        """Fields of a type; relations come up as often as all columns together."""
        leaves, others = [], []
        for name, definition in owner.fields.items():
            inner = get_named_type(definition.type)
            if name in BESIDES and (owner.name, name) not in RELATIONS:
                continue
            if is_leaf_type(inner):
                leaves.append(name)
            elif (
                owner.name not in TYPES
                or (owner.name, name) in RELATIONS
                or (owner.name, name) in ABSTRACT
                or name == "experienceReport"
            ):
                others.append(name)
        deep = depth >= DEEPEST and owner.name in TYPES and leaves
        return leaves if deep or not others or (leaves and self._chance(0.5)) else others

    def _condition(self) -> str:
        if not self._chance(0.08):
            return ""
        name, holds = self.random.choice(["skip", "include"]), self._chance(0.5)
        given = self._given("Boolean!", holds)
        return f" @{name}(if: {given})"

    # Arguments

    def _arguments(self, definition: GraphQLField, type_name: str) -> str:
        given = {}
        if self._chance(0.85):
            size = self.random.choice([0, 1, 1, 2, 2, 3, 3, 4, 101 if self._chance(0.1) else 5])
            given["last" if self._chance(0.25) else "first"] = ("Int", size)
        if self._chance(0.3):
            given["filter"] = (f"{type_name}Filter", self._filter(type_name))
        if self._chance(0.3):
            fields: Any = SDL.type_map[f"{type_name}OrderField"]
            order = {"field": self.random.choice(list(fields.values)), "direction": self.random.choice(["ASC", "DESC"])}
            given["orderBy"] = (f"[{type_name}Order!]", [order])
        if "role" in definition.args and self._chance(0.4):
            operators: Any = get_named_type(definition.args["role"].type)
            roles: Any = get_named_type(operators.fields["eq"].type)
            chosen = self.random.sample(list(roles.values), 2)
            given["role"] = (operators.name, self.random.choice([{"eq": chosen[0]}, {"in": chosen}, {"ne": chosen[0]}]))
        texts = [f"{name}: {self._nullable(kind, value)}" for name, (kind, value) in given.items()]
        return f"({', '.join(texts)})" if texts else ""

    def _filter(self, type_name: str) -> Any:
        """Conditions of which some rows satisfy each; now and then with a null in it."""
        owner: Any = SDL.type_map[f"{type_name}Filter"]
        names = [name for name in owner.fields if name not in {"and", "or", "not"} and self._known(type_name, name)]
        found = {}
        for name in self.random.sample(names, min(len(names), self.random.randint(1, 2))):
            found[name] = self._operators(type_name, name, get_named_type(owner.fields[name].type))
        if self._chance(0.15):
            found[self.random.choice(["and", "or"])] = [self._filter(type_name)]
        if self._chance(0.1):
            found["not"] = self._filter(type_name)
        if self._chance(0.04):
            found[self.random.choice([*owner.fields])] = None
        return found

    def _known(self, type_name: str, name: str) -> bool:
        return (type_name, name) in RELATIONS or name == "id" or (name[0].islower() and self._column(type_name, name))

    def _column(self, type_name: str, name: str) -> bool:
        rows = self.oracle.world.of(type_name)
        return bool(rows) and name != type_name.lower() and column_of(type_name, name) in rows[0]

    def _operators(self, type_name: str, name: str, owner: GraphQLInputObjectType) -> Any:
        if self._chance(0.05):
            return {}
        if owner.name.endswith("Criterion"):
            target = owner.name.removesuffix("Criterion")
            rows = self.random.choices(self.oracle.world.of(target), k=2)
            return {self.random.choice(list(owner.fields)): [{"id": row["id"]} for row in rows]}
        rows = self.oracle.world.of(type_name)
        stored = [row[column_of(type_name, name)] for row in self.random.choices(rows, k=3)]
        values = [each.isoformat() if hasattr(each, "isoformat") else each for each in stored if each is not None]
        operator = self.random.choice(list(owner.fields))
        if operator == "isNull" or not values:
            return {"isNull": self._chance(0.5)} if "isNull" in owner.fields else {}
        if operator in {"in", "notIn"}:
            return {operator: list(dict.fromkeys(values))}
        value = values[0]
        return {operator: value[: self.random.randint(1, 6)] if operator in {"contains", "startsWith"} else value}

    def _nullable(self, kind: str, value: Any) -> str:
        """A value; now and then null, or a variable that is null, left out, or has a default."""
        chance = self.random.random()
        if chance < 0.02:
            return "null"
        if chance < 0.04:
            return self._variable(kind, None)
        if chance < 0.08:
            self.definitions.append(f"${(name := self._new('v'))}: {kind}")
            return f"${name}"
        if chance < 0.14:
            self.definitions.append(f"${(name := self._new('v'))}: {kind} = {literal(value, type_of(kind))}")
            if self._chance(0.3):
                self.values[name] = None
            return f"${name}"
        return self._given(kind, value)

    def _given(self, kind: str, value: Any) -> str:
        return self._variable(kind, value) if self._chance(0.4) else literal(value, type_of(kind))

    def _variable(self, kind: str, value: Any) -> str:
        name = self._new("v")
        self.definitions.append(f"${name}: {kind}")
        self.values[name] = value
        return f"${name}"

    # Odds

    def _type(self) -> str:
        return self.random.choice([each for each in TYPES if self.oracle.world.of(each)])

    def _id(self) -> str:
        if self._chance(0.04):
            return self.random.choice(["x", "actor_00000000000000000000000000", "nothing_00000000000000000000000000"])
        if self.wanted and self._chance(0.8):
            owner, column = self.random.choice(self.wanted)
            rows = [row for row in self.oracle.world.of(owner) if row[column] is not None]
            if rows:
                return str(self.random.choice(rows)["id"])
        return str(self.random.choice(self.oracle.world.of(self._type()))["id"])

    def _new(self, prefix: str) -> str:
        self.made += 1
        return f"{prefix}{self.made}"

    def _chance(self, share: float) -> bool:
        return self.random.random() < share


def kind_of(definition: GraphQLField) -> str:
    """A key for whatever has the same shape."""
    text = str(definition.type)
    inner = get_named_type(definition.type)
    if not is_leaf_type(inner):
        return text.replace(inner.name, "o").replace("!", "N").replace("[", "L").replace("]", "")
    return text[0].lower() + text[1:].replace("!", "N").replace("]", "") if text[0] != "[" else "l" + inner.name


def type_of(kind: str) -> Any:
    """The named type in the text of one."""
    return SDL.type_map.get(kind.strip("[]!"))


def literal(value: Any, kind: Any) -> str:
    """A value as it stands in a document."""
    if isinstance(value, Mapping):
        fields: Mapping[str, Any] = kind.fields if isinstance(kind, GraphQLInputObjectType) else {}
        inner = {name: get_named_type(fields[name].type) if name in fields else None for name in value}
        return "{" + ", ".join(f"{name}: {literal(each, inner[name])}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(each, kind) for each in value) + "]"
    if isinstance(kind, GraphQLEnumType) and value is not None:
        return str(value)
    return quoted(value)


def quoted(value: Any) -> str:
    """A scalar."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, str):
        return repr(value)
    escaped = "".join(each if each.isalnum() or each in " -_:.+" else f"\\u{{{ord(each):X}}}" for each in value)
    return f'"{escaped}"'
