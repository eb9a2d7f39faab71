"""Documents that reach for the limits: as deep, as wide, as conditional and as mixed as may be."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
)

from execution import Limits
from schema.kit.filters import DEEPEST, MOST_CONDITIONS
from tests.schema.expected_relations import TYPES
from tests.schema.graph_client import GRAPHQL, criteria
from tests.schema.question_documents import value_of

LIMITS = Limits()
MIXED = 4
"""Types for which something is selected where several are possible."""


class LimitDocuments:
    """One document, made at random; the same for the same seed."""

    def __init__(self, seed: str, ids: Mapping[str, str]) -> None:
        self.random = Random(seed)  # noqa: S311
        self.ids = ids
        self.variables: dict[str, Any] = {}
        self._declared: list[str] = []
        self._fragments: list[str] = []
        self._fields = LIMITS.fields // 3
        self._aliases = LIMITS.aliases - 8
        self._width = 1
        self._keys = 0

    def document(self) -> str:
        kinds: list[Callable[[], str]] = [self._deep, self._wide, self._conditional, self._entities, self._named]
        body = self.random.choice(kinds)()
        head = f"query({', '.join(self._declared)}) " if self._declared else ""
        return f"{head}{{ {body} }} {' '.join(self._fragments)}"

    def _deep(self) -> str:
        return self._root(self.random.choice(sorted(TYPES)), LIMITS.depth - 1)

    def _wide(self) -> str:
        self._width = self.random.choice((3, 12, 40))
        return " ".join(f"r{number}: {self._root(name, 6)}" for number, name in enumerate(self._some(TYPES, 3)))

    def _conditional(self) -> str:
        return " ".join(
            f"r{number}: {self._root(name, 6, conditional=True)}" for number, name in enumerate(self._some(TYPES, 4))
        )

    def _entities(self) -> str:
        known = [{"__typename": name, "id": id_} for name, id_ in self.ids.items()]
        self._declare("[_Any!]!", known * self.random.randint(1, 4))
        return f"_entities(representations: ${self._last}) {{ {self._mixed(sorted(self.ids), LIMITS.depth - 2)} }}"

    def _named(self) -> str:
        name, id_ = self.random.choice(sorted(self.ids.items()))
        return f'node(id: "{id_}") {{ {self._mixed([name, "Actor", "Project"], LIMITS.depth - 2)} }}'

    def _root(self, type_name: str, depth: int, *, conditional: bool = False) -> str:
        field = GRAPHQL.type_map["Query"].fields[TYPES[type_name]]
        return self._asked(TYPES[type_name], field, depth, conditional=conditional)

    def _asked(self, name: str, field: GraphQLField, depth: int, *, conditional: bool = False) -> str:
        """A field with its arguments and, where it takes any, a selection that may be `depth` sets deep."""
        type_ = get_named_type(field.type)
        arguments = self._arguments(field, conditional=conditional) if "first" in field.args else ""
        if is_leaf_type(type_):
            return name
        below = (
            self._mixed([each.name for each in GRAPHQL.get_possible_types(type_)], depth - 1)
            if is_abstract_type(type_)
            else self._selection(type_, depth - 1)
        )
        return f"{name}{arguments} {{ {below} }}"

    def _mixed(self, names: list[str], depth: int) -> str:
        """Return a selection on a few types; their fields have distinct keys, since their types do not agree."""
        chosen = self._some(names, MIXED if self._aliases >= MIXED * 5 else 1)
        apart = len(chosen) > 1
        self._aliases -= 5 * len(chosen) if apart else 0
        found = [self._selection(GRAPHQL.type_map[name], depth - 1, apart=apart) for name in chosen]
        return " ".join(f"... on {name} {{ {below} }}" for name, below in zip(chosen, found, strict=True))

    def _selection(self, type_: Any, depth: int, *, apart: bool = False) -> str:
        """Leaves of a type and, while there is room, fields that lead on; `apart`, with keys of their own."""
        assert isinstance(type_, GraphQLObjectType)
        usable = {
            name: field
            for name, field in type_.fields.items()
            if not any(map(is_required_argument, field.args.values()))
        }
        leaves = [name for name, field in usable.items() if is_leaf_type(get_named_type(field.type))]
        further = [name for name in usable if name not in leaves and name != "pageInfo"]
        chosen = self._some(leaves, 3 if apart else self.random.choice((1, 2, 30)))
        self._fields -= len(chosen) + 1
        if depth > 1 and self._fields > 0:
            most = 2 if apart else self._width
            chosen += [self._led(name, usable[name], depth, aliased=not apart) for name in self._some(further, most)]
        if apart:
            self._keys += 1
            return " ".join(f"k{self._keys}_{number}: {each}" for number, each in enumerate(chosen)) or "__typename"
        return self._wrapped(type_.name, " ".join(chosen or ["__typename"]))

    def _led(self, name: str, field: GraphQLField, depth: int, *, aliased: bool) -> str:
        asked = self._asked(name, field, depth, conditional=self.random.random() < 0.05)
        if not aliased or self._aliases <= 0 or self.random.random() < 0.8:
            return asked
        self._aliases -= 1
        return f"a{self._aliases}: {asked}"

    def _wrapped(self, type_name: str, selection: str) -> str:
        match self.random.randrange(12):
            case 0:
                return f"... on {type_name} {{ {selection} }}"
            case 1:
                name = f"F{len(self._fragments)}"
                self._fragments.append(f"fragment {name} on {type_name} {{ {selection} }}")
                return f"...{name}"
            case _:
                return selection

    def _arguments(self, field: GraphQLField, *, conditional: bool) -> str:
        given = [f"{self.random.choice(('first', 'first', 'last'))}: {self.random.randint(1, 2)}"]
        if self.random.random() < 0.3:
            given.append(f"orderBy: [{', '.join(self._order(field))}]")
        if conditional:
            type_ = get_named_type(field.args["filter"].type)
            self._room = self.random.choice((4, 20, MOST_CONDITIONS // 2))
            self._declare(type_.name, self._filter(type_.name, self.random.choice((1, 3, DEEPEST))))
            given.append(f"filter: ${self._last}")
        return f"({', '.join(given)})"

    def _order(self, field: GraphQLField) -> list[str]:
        by = get_named_type(get_named_type(field.args["orderBy"].type).fields["field"].type)
        assert isinstance(by, GraphQLEnumType)
        chosen = self._some(by.values, self.random.choice((1, 2, 9)))
        return [f"{{field: {each}, direction: {self.random.choice(('ASC', 'DESC'))}}}" for each in chosen]

    def _filter(self, name: str, levels: int) -> dict[str, Any]:
        """Conditions of so many levels; `_room` is how many there may still be."""
        type_name = name.removesuffix("Filter")
        condition: dict[str, Any] = {}
        for field in self._some(criteria(type_name), self.random.choice((1, 1, 3))):
            if found := self._condition(criteria(type_name)[field], field, type_name):
                condition[field] = found
                self._room -= 1
        if levels > 1:
            self._room -= 1
            combined = self.random.choice(("and", "or", "not"))
            within = self._filter(name, levels - 1)
            beside = []
            while combined != "not" and self._room > levels + 4 and self.random.random() < 0.8:
                beside.append(self._filter(name, 1))
                self._room -= 1
            condition[combined] = within if combined == "not" else [within, *beside]
        return condition or {"id": {"notIn": [next(iter(self.ids.values()))]}}

    def _condition(self, input_type: GraphQLInputObjectType, field: str, type_name: str) -> dict[str, Any]:
        operators = self._some(input_type.fields, 1)
        found = {each: value_of(input_type, each, field, self.ids.get(type_name), self.ids) for each in operators}
        return {each: value for each, value in found.items() if value is not None}

    def _declare(self, type_name: str, value: Any) -> None:
        self._last = f"v{len(self._declared)}"
        self._declared.append(f"${self._last}: {type_name}")
        self.variables[self._last] = value

    def _some(self, known: Any, most: int) -> list[str]:
        every = sorted(known)
        return self.random.sample(every, min(len(every), most))
