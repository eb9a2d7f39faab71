"""Introspection: resolved by graphql-core's own resolvers, and stopped once the answer is too long."""

import asyncio
import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from types import SimpleNamespace
from typing import Any, NamedTuple, Protocol, TypeVar, cast

import orjson
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    get_introspection_query,
    parse,
)
from graphql.execution.values import VariableValues

from execution.arguments import Arguments
from execution.collect import Collector, sets_of
from execution.too_large import TooLargeError

CHARACTER = 300
"""Bytes that a document takes for each of its characters, at most."""
PLACE = 500
"""Bytes that an answer takes in the cache besides its JSON."""
METAS = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
"""The root fields that ask about the schema."""

Result = TypeVar("Result")


class IntrospectionAnswer(NamedTuple):
    """An answer about the schema."""

    json: bytes
    values: int


class IntrospectionBudget(Protocol):
    """The introspection budget that an operation has left."""

    left: int | None
    """Objects and values; None: what the usual question of tools takes, and a third more."""


class IntrospectionField:
    """A root field that asks about the schema, in a plan."""

    def __init__(self, nodes: list[FieldNode], collector: Collector) -> None:
        """The collector opens fragments as the plan has it."""
        self._nodes = nodes
        self._collector = collector
        loc = nodes[0].loc
        self.weight = PLACE + (CHARACTER * len(loc.source.body) if loc else 0)
        """Bytes that it takes to keep an answer, with the document that is kept with it."""

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names of the variables that decide the answer."""
        return self._collector.variables(self._nodes)

    def answered(self, schema: GraphQLSchema, variables: VariableValues, most: int) -> IntrospectionAnswer:
        """The answer; raises TooLargeError for one of more than `most` values."""
        answer = _Answer(schema, variables, self._collector, most)
        definition = METAS[self._nodes[0].name.value]
        found = _Field(self._nodes, definition, variables).read(None, answer)
        return IntrospectionAnswer(orjson.dumps(found), answer.values)


class _Answer:
    """An answer that is being put together."""

    def __init__(self, schema: GraphQLSchema, variables: VariableValues, collector: Collector, most: int) -> None:
        self.info: Any = SimpleNamespace(schema=schema)
        """All that these resolvers ask of their info."""
        self.values = 0
        self._variables = variables
        self._collector = collector
        self._most = most
        self._below: dict[tuple[int, ...], list[_Field]] = {}

    def complete(self, type_: GraphQLOutputType, found: Any, field: "_Field") -> Any:
        """A value in the answer's form."""
        if isinstance(type_, GraphQLNonNull):
            type_ = type_.of_type
        if found is None:
            return None
        if isinstance(type_, GraphQLList):
            return [self.complete(type_.of_type, each, field) for each in cast("Iterable[Any]", found)]
        if isinstance(type_, GraphQLObjectType):
            return self._object(type_, found, field)
        return type_.coerce_output_value(found)  # type: ignore[union-attr]  # all else is a leaf

    def _object(self, type_: GraphQLObjectType, found: Any, field: "_Field") -> dict[str, Any]:
        below = self._fields(type_, field)
        self.values += 1 + len(below)
        if self.values > self._most:
            raise answer_too_long(self._most)
        return {each.key: each.read(found, self) for each in below}

    def _fields(self, type_: GraphQLObjectType, field: "_Field") -> "list[_Field]":
        """The fields selected on the objects of a field, found once for all of them."""
        place = tuple(map(id, field.nodes))
        if place not in self._below:
            collected = self._collector.fields(type_, sets_of(field.nodes)).values()
            self._below[place] = [
                _Field(nodes, type_.fields.get(nodes[0].name.value), self._variables, type_.name) for nodes in collected
            ]
        return self._below[place]


class _Field:
    """A field of an introspection type, with its arguments; without a definition it is `__typename`."""

    __slots__ = ("_arguments", "_parent", "_resolve", "_type", "key", "nodes")

    def __init__(
        self, nodes: list[FieldNode], definition: GraphQLField | None, variables: VariableValues, parent: str = ""
    ) -> None:
        node = nodes[0]
        self.key = node.alias.value if node.alias else node.name.value
        self.nodes = nodes
        self._parent = parent
        self._type = definition.type if definition else None
        self._resolve: Any = definition.resolve if definition else None
        self._arguments = Arguments(definition, node, None).values(variables) if definition else {}

    def read(self, parent: Any, answer: _Answer) -> Any:
        """The field's value of one object."""
        if self._type is None:
            return self._parent
        return answer.complete(self._type, self._resolve(parent, answer.info, **self._arguments), self)


def answer_too_long(most: int) -> TooLargeError:
    """Return the error for an introspection answer that is longer than `most`."""
    return TooLargeError("values that the schema tells of itself", f"more than {most}", most)


class IntrospectionCache:
    """Answers questions about one schema, one at a time and beside the loop; the answers last asked for are kept."""

    def __init__(self, schema: GraphQLSchema, kept: int = 8_000_000) -> None:
        """Begin without answers; `kept` are their bytes at most."""
        self._schema = schema
        self._most = kept
        self._held = 0
        self._usual = 0
        self._turn = asyncio.Lock()
        # A thread cannot be stopped: who leaves frees the turn, and whoever comes next still waits for the thread.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="telling")
        self._kept: dict[tuple[int, bytes], tuple[IntrospectionField, IntrospectionAnswer]] = {}

    async def told(
        self, question: IntrospectionField, variables: VariableValues, allowance: IntrospectionBudget
    ) -> bytes:
        """The JSON of an answer, which uses up some of the allowance; raises TooLargeError where that is too small."""
        place = id(question), _digest(question, variables.coerced)
        async with self._turn:
            if allowance.left is None:
                self._usual = self._usual or await self._beside(self._usually)
                allowance.left = self._usual
            known = self._kept.pop(place, None)
            if known is None:
                found = await self._beside(question.answered, self._schema, variables, allowance.left)
                self._held += len(found.json) + question.weight
            else:
                found = known[1]
            self._kept[place] = question, found  # the question too, so that no other gets its identity
            self._forget()
            if found.values > allowance.left:
                raise answer_too_long(allowance.left)
            allowance.left -= found.values
        return found.json

    async def _beside(self, work: Callable[..., Result], *given: Any) -> Result:
        """Run the work in the thread and return its result; it is not begun once nobody waits for it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *given)

    def _usually(self) -> int:
        """Return the default budget: the answer to all that tools ask for, and a third more."""
        document = parse(get_introspection_query(input_value_deprecation=True, specified_by_url=True))
        fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
        (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
        nodes = [each for each in operation.selection_set.selections if isinstance(each, FieldNode)]
        question = IntrospectionField(nodes, Collector(self._schema, fragments, {}))
        return question.answered(self._schema, VariableValues({}, {}), sys.maxsize).values * 4 // 3

    def _forget(self) -> None:
        """Evict the least recently used answers while there are too many."""
        while self._held > self._most:
            question, forgotten = self._kept.pop(next(iter(self._kept)))
            self._held -= len(forgotten.json) + question.weight


def _digest(question: IntrospectionField, given: Mapping[str, Any]) -> bytes:
    """The values of the variables that decide an answer, in as many bytes however long they are."""
    values = sorted((name, repr(given[name])) for name in question.variables if name in given) if given else []
    return hashlib.sha256(repr(values).encode(errors="surrogatepass")).digest()
