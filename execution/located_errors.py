"""Errors with their places in the document, each of which is looked for once: to find one is to read the source."""

from collections.abc import Sequence

from graphql import FieldNode, GraphQLError, located_error


class LocatedErrors:
    """Makes errors of one answer as graphql-core's `located_error` does."""

    def __init__(self) -> None:
        """Begin without places."""
        self._first: dict[int, GraphQLError] = {}
        """The first error of each field, by the identity of its nodes."""

    def error(self, error: Exception, nodes: list[FieldNode], path: Sequence[str | int]) -> GraphQLError:
        """The error of a field."""
        if isinstance(error, GraphQLError) and (error.path is not None or error.nodes or error.positions):
            return located_error(error, nodes, list(path))  # it knows places of its own
        first = self._first.get(id(nodes))
        if first is None:
            first = self._first[id(nodes)] = located_error(error, nodes, list(path))
            return first
        found = located_error(error, None, list(path))
        found.nodes, found.source, found.positions = first.nodes, first.source, first.positions
        found.locations = first.locations
        return found
