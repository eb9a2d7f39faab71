"""The bodies of the requests: each shape's document, its own or a peer's, with each of its variables."""

import json
import re
from functools import cache

import asyncpg

from benchmarks.servers import Server
from benchmarks.shapes import SHAPES, Variables

BY_NAME = {shape.name: shape for shape in SHAPES}


async def variables(url: str) -> dict[str, Variables]:
    """The variables of every shape, read from the PostgreSQL database at `url`."""
    connection = await asyncpg.connect(url)
    try:
        return {shape.name: await shape.variables(connection) for shape in SHAPES}
    finally:
        await connection.close()


class Requests:
    """What the servers are asked."""

    def __init__(self, given: dict[str, Variables]) -> None:
        """Take the variables of each shape by its name."""
        self.variables = given
        self.bodies = cache(self._bodies)

    def _bodies(self, server: Server, shape: str) -> tuple[str, ...]:
        """One JSON body for each of the shape's variables."""
        document = BY_NAME[shape].document(server.documents)
        name = operation_name(document)
        return tuple(
            json.dumps({"query": document, "operationName": name, "variables": each}) for each in self.variables[shape]
        )


def operation_name(document: str) -> str:
    """The name of the one operation of a document."""
    found = re.search(r"^query (\w+)", document, re.MULTILINE)
    if found is None:
        raise ValueError(f"no named query in {document[:200]!r}")
    return found[1]
