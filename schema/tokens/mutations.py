"""The mutations of tokens, and the one that opens a network's space."""

import strawberry

from models import Scope
from resolvers.core.use_case import UseCase
from resolvers.spaces.tokens import issuing, management, network_space, takeover
from schema.kit.mutation import mutation
from schema.kit.nulls import given_or_none
from schema.kit.references import reference_of
from schema.tokens import inputs
from schema.tokens.types import ApiTokenIssued, ApiTokenSaved, NetworkSpaceOpened, issued_type, token_type

ADMIN = "the role ADMIN in the network's space, or a token of the network, or to be a steward"
STEWARD = "to be a steward"


@mutation(scope=Scope.NETWORK_ADMIN, right=ADMIN)
async def create_api_token(use_case: UseCase, input: inputs.CreateApiTokenInput) -> ApiTokenIssued:
    """Give a network's programs a token; its secret is shown this once. At most 20 of a network work at a time."""
    given = {each: getattr(input, each) for each in ("name", "scopes", "expires_at", "addresses")}
    return issued_type(await issuing.create_token(use_case, reference_of("Network", input.network), given))


@mutation(scope=Scope.NETWORK_ADMIN, right=ADMIN)
async def rotate_api_token(use_case: UseCase, input: inputs.RotateApiTokenInput) -> ApiTokenIssued:
    """Give a token a new secret, shown this once; the old one works for a while, so that nothing stands still."""
    return issued_type(await issuing.rotate_token(use_case, input.id, input.grace_days))


@mutation(scope=Scope.NETWORK_ADMIN, right=ADMIN)
async def update_api_token(use_case: UseCase, input: inputs.UpdateApiTokenInput) -> ApiTokenSaved:
    """Call a token otherwise, or bind it to other addresses."""
    given = {each: value for each in ("name", "addresses") if (value := getattr(input, each)) is not None}
    return ApiTokenSaved(token=token_type((await management.update_token(use_case, input.id, given)).token))


@mutation(scope=Scope.NETWORK_ADMIN, right=ADMIN)
async def revoke_api_token(use_case: UseCase, input: inputs.RevokeApiTokenInput) -> ApiTokenSaved:
    """Stop a token at once, with the invitations that it has sent."""
    return ApiTokenSaved(token=token_type((await management.revoke_token(use_case, input.id)).token))


@mutation(scope=Scope.NETWORK_ADMIN, right=ADMIN)
async def take_over_api_token(use_case: UseCase, input: inputs.TakeOverApiTokenInput) -> ApiTokenSaved:
    """Answer for a token that somebody else gave. Its secret stays the same: rotate it where they may know it."""
    return ApiTokenSaved(token=token_type((await takeover.take_over_token(use_case, input.id)).token))


@mutation(scope=Scope.NETWORK_ADMIN, right=STEWARD)
async def open_network_space(use_case: UseCase, input: inputs.OpenNetworkSpaceInput) -> NetworkSpaceOpened:
    """Open a partner network's space, verified, and make another person ADMIN there, if nobody is."""
    network, reason = reference_of("Network", input.network), given_or_none(input.reason)
    opened = await network_space.open_network_space(use_case, network, input.admin, reason)
    account = strawberry.ID(opened.account_id)
    return NetworkSpaceOpened(space_id=opened.space_id, account=account, created=opened.created)
