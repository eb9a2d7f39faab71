"""The schema in GraphQL's own language, as committed in `encommun.graphql`."""

from schema.build import create_schema
from schema.federation import sdl_of


def print_sdl() -> str:
    """The SDL of the commons, with federation's directives and a final newline."""
    return sdl_of(create_schema()) + "\n"
