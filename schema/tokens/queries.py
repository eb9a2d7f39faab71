"""Queries of tokens; viewers without a right get an empty list."""

from typing import Annotated

import strawberry

from resolvers.core.references import resolve_ids
from resolvers.spaces.tokens import management
from schema.kit.context import Context
from schema.kit.costs import assumed_list_size
from schema.kit.queries import declare_queries
from schema.kit.references import reference_of
from schema.tokens.inputs import NETWORK
from schema.tokens.types import ApiToken, token_type

Network = Annotated[NETWORK, strawberry.argument(description="The network.")]


async def _api_tokens(info: strawberry.Info, network: Network) -> list[ApiToken]:
    context: Context = info.context
    (network_id,) = (await resolve_ids(context.snapshot, [reference_of("Network", network)])).values()
    found = await management.list_tokens(context.snapshot, context.viewer, network_id, context.now)
    return list(map(token_type, found))


API_TOKENS = strawberry.field(
    resolver=_api_tokens,
    directives=assumed_list_size(100),
    description=(
        "List the API tokens of a network, valid ones first, then the latest; at most 100. Only its administrators see "
        "them."
    ),
)
declare_queries(__name__, {"api_tokens": API_TOKENS})
