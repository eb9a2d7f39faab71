"""The commons' schema, put together from its types."""

from strawberry.schema.config import StrawberryConfig

from execution import Limits, Mode, Schema
from loaders.sql import json_parts
from schema.discovery import import_declarations
from schema.kit.scalars import SCALARS
from schema.mutation import mutation_type
from schema.query import query_type

import_declarations()


def create_schema(mode: Mode = "breadth-first", limits: Limits | None = None, *, fragments: bool = False) -> Schema:
    """The schema, executed in one way or the other; see `execution.Schema` for `fragments`."""
    return Schema(
        query=query_type(),
        mutation=mutation_type(),
        config=StrawberryConfig(scalar_map=SCALARS),
        federation_version="2.9",
        mode=mode,
        limits=limits,
        writer=json_parts,
        fragments=fragments,
    )
