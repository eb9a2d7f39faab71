"""Operations for any schema: documents of hypothesis-graphql, made more difficult."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, ValueNode
from hypothesis import strategies as st
from hypothesis_graphql import mutations, queries

from tests.execution.operation_mutator import OperationMutator


@dataclass(frozen=True)
class Generated:
    """One operation to run."""

    document: str
    variables: dict[str, Any]
    operation_name: str | None
    features: frozenset[str]
    """The document's features: alias, merged, fragment, inline, variable, condition, ..."""


def operations(
    schema: GraphQLSchema,
    custom_scalars: Mapping[str, st.SearchStrategy[ValueNode]],
    *,
    mutants: int = 4,
    fields: Sequence[str] | None = None,
) -> st.SearchStrategy[list[Generated]]:
    """Some operations made of one base document; `custom_scalars` gives literals for each scalar by its name."""
    options: Any = {"custom_scalars": dict(custom_scalars), "print_ast": lambda document: document, "allow_x00": False}
    documents = queries(schema, fields=fields, **options)
    if schema.mutation_type is not None and fields is None:
        documents = st.sampled_from([*[documents] * 9, mutations(schema, **options)]).flatmap(lambda chosen: chosen)

    def mutated(base: DocumentNode, seed: int) -> list[Generated]:
        return [_generated(schema, base, Random(f"{seed} {mutant}")) for mutant in range(mutants)]  # noqa: S311

    return st.builds(mutated, documents, st.integers(0, 2**32))


def _generated(schema: GraphQLSchema, base: DocumentNode, random: Random) -> Generated:
    features: set[str] = set()
    operation = next(node for node in base.definitions if isinstance(node, OperationDefinitionNode))
    if random.random() < 0.15:
        features.add("several operations")
        pair = [OperationMutator(schema, random, name) for name in ("First", "Second")]
        texts = [each.operation(operation) for each in pair]
        chosen = random.choice(pair)
        name: str | None = chosen.name
    else:
        chosen = OperationMutator(schema, random, random.choice(["", "Only"]))
        texts = [chosen.operation(operation)]
        name = chosen.name if chosen.name and random.random() < 0.5 else None
    return Generated("\n".join(texts), chosen.values, name, frozenset(features | chosen.features))
