"""Costs of fields and arguments: published in the SDL as `@cost` and `@listSize`, from where the executor charges it.

An object costs 1 and a leaf nothing, unless it says otherwise. Every figure of the commons stands here.
"""

import strawberry
from strawberry.federation.schema_directives import Cost, ListSize

from resolvers.core.paging import DEFAULT_SIZE

COUNTED = 20
"""A count of all records on a list's pages."""
SEARCHED, SIFTED = 200, 5
"""A filter on all records of a type, which may have to look at each of them, and one on what is tied to a record."""
WITHIN = 100
"""A condition that takes in everything inside of something: a region has 5,000 communes."""
WRITTEN = 10
"""A mutation; of a bulk upsert, each item too."""
HASHED = 500
"""A mutation that checks or stores a password, which takes 0.2 s of a processor and more."""
MUTATIONS = dict.fromkeys(
    (
        *("registerAccount", "confirmEmail", "logIn", "resetPassword", "changePassword", "deleteAccount"),
        "requestEmailChange",
    ),
    HASHED,
)
"""Costs of mutations that cost more than what they write, by name."""
SDL = 500
"""The text of the schema, of 300 kB."""
PERSONAL_DATA = 200
"""All that is held on a person."""
SNIPPET = 2
"""A part of a text that is searched for words."""
LONG_TEXT = 5
"""A text in Markdown, which may have 100,000 characters."""
OPERATORS = {"contains": 100, "startsWith": 10}
"""Operators of filters; the others compare whole values."""
OPERATOR = 5


WALK = 50
"""A walk from some nodes through the network."""
GRAPH = 300
"""A figure of all nodes and edges of the network."""
HISTORY = 3_000
"""A figure of all that was ever public in the network, which is read anew."""


def cost(weight: int) -> list[object]:
    """The directives of what costs that much; none for what costs nothing by itself."""
    return [Cost(weight=weight)] if weight else []


def assumed_list_size(size: int) -> list[object]:
    """The directives of a list of at most so many elements."""
    return [_list_size(assumed_size=size)]


def sized_by_page() -> list[object]:
    """The directives of a connection, whose page is as long as its arguments say."""
    return [_list_size(assumed_size=DEFAULT_SIZE, slicing_arguments=["first", "last"], sized_fields=["edges", "nodes"])]


def sized_by_first(size: int, *fields: str) -> list[object]:
    """The directives of a list of `size` elements unless `first` says otherwise, or of a page with such lists."""
    return [_list_size(assumed_size=size, slicing_arguments=["first"], sized_fields=list(fields) or strawberry.UNSET)]


def _list_size(
    assumed_size: int,
    slicing_arguments: list[str] | None = strawberry.UNSET,
    sized_fields: list[str] | None = strawberry.UNSET,
) -> ListSize:
    return ListSize(
        assumed_size=assumed_size,
        slicing_arguments=slicing_arguments,
        sized_fields=sized_fields,
        require_one_slicing_argument=False,
    )
