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
    """Create an API token of a network. Its secret is shown only once. A network has at most 20 valid tokens."""
    given = {each: getattr(input, each) for each in ("name", "scopes", "expires_at", "addresses")}
    return issued_type(await issuing.create_token(use_case, reference_of("Network", input.network), given))


@mutation(scope=Scope.NETWORK_ADMIN, right=ADMIN)
async def rotate_api_token(use_case: UseCase, input: inputs.RotateApiTokenInput) -> ApiTokenIssued:
    """Replace a token by one with a new secret, shown only once. The old secret stays valid for a grace period."""
    return issued_type(await issuing.rotate_token(use_case, input.id, input.grace_days))


@mutation(scope=Scope.NETWORK_ADMIN, right=ADMIN)
async def update_api_token(use_case: UseCase, input: inputs.UpdateApiTokenInput) -> ApiTokenSaved:
    """Change the name or the IP ranges of a token."""
    given = {each: value for each in ("name", "addresses") if (value := getattr(input, each)) is not None}
    return ApiTokenSaved(token=token_type((await management.update_token(use_case, input.id, given)).token))


@mutation(scope=Scope.NETWORK_ADMIN, right=ADMIN)
async def revoke_api_token(use_case: UseCase, input: inputs.RevokeApiTokenInput) -> ApiTokenSaved:
    """Revoke a token at once, with the invitations that it has sent."""
    return ApiTokenSaved(token=token_type((await management.revoke_token(use_case, input.id)).token))


@mutation(scope=Scope.NETWORK_ADMIN, right=ADMIN)
async def take_over_api_token(use_case: UseCase, input: inputs.TakeOverApiTokenInput) -> ApiTokenSaved:
    """Become responsible for a token of somebody else.

    Its secret stays the same: rotate the token if that person may know it.
    """
    return ApiTokenSaved(token=token_type((await takeover.take_over_token(use_case, input.id)).token))


@mutation(scope=Scope.NETWORK_ADMIN, right=STEWARD)
async def open_network_space(use_case: UseCase, input: inputs.OpenNetworkSpaceInput) -> NetworkSpaceOpened:
    """Open the verified space of a partner network, and appoint another person as its ADMIN if it has none."""
    network, reason = reference_of("Network", input.network), given_or_none(input.reason)
    opened = await network_space.open_network_space(use_case, network, input.admin, reason)
    account = strawberry.ID(opened.account_id)
    return NetworkSpaceOpened(space_id=opened.space_id, account=account, created=opened.created)
