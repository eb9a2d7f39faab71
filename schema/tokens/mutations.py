"""The mutations of tokens, and the one that opens a network's space."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from models import Scope
from resolvers.spaces.tokens import issuing, management, network_space, takeover
from resolvers.spaces.tokens.network_space import OpenedSpace
from resolvers.spaces.tokens.token import TokenChange
from schema.kit.mutation import Requires, mutation, payload
from schema.kit.nulls import given_or_none
from schema.kit.references import reference_of
from schema.spaces.use_case_plan import UseCaseFunction, for_reason, use_case_plan, waking_sender
from schema.tokens import inputs, types

ADMIN = Requires(
    Scope.NETWORK_ADMIN, "the role ADMIN in the network's space, or a token of the network, or to be a steward"
)
STEWARD = Requires(Scope.NETWORK_ADMIN, "to be a steward")
ISSUED = payload(types.ApiTokenIssued, "ApiTokenIssued", "A new token was given")
SAVED = payload(types.ApiTokenSaved, "ApiTokenSaved", "The token was changed")
OPENED = payload(types.NetworkSpaceOpened, "NetworkSpaceOpened", "The network's space is open")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    for name, given, use_case, says in ISSUING:
        yield mutation(name, ADMIN, given, ISSUED, use_case_plan(for_reason(use_case)), waking_sender(_issued), says)
    for name, given, use_case, says in KEEPING:
        yield mutation(name, ADMIN, given, SAVED, use_case_plan(for_reason(use_case)), waking_sender(_saved), says)
    says = "Open a partner network's space, verified, and make another person ADMIN there, if nobody is."
    yield mutation(
        "openNetworkSpace",
        STEWARD,
        inputs.OpenNetworkSpaceInput,
        OPENED,
        use_case_plan(_open_space),
        waking_sender(_opened),
        says,
    )


ISSUING: tuple[tuple[str, type, UseCaseFunction, str], ...] = (
    (
        "createApiToken",
        inputs.CreateApiTokenInput,
        lambda acting, given: issuing.create_token(
            acting,
            reference_of("Network", given.network),
            {each: getattr(given, each) for each in ("name", "scopes", "expires_at", "addresses")},
        ),
        "Give a network's programs a token; its secret is shown this once. At most 20 of a network work at a time.",
    ),
    (
        "rotateApiToken",
        inputs.RotateApiTokenInput,
        lambda acting, given: issuing.rotate_token(acting, given.id, given.grace_days),
        "Give a token a new secret, shown this once; the old one works for a while, so that nothing stands still.",
    ),
)
KEEPING: tuple[tuple[str, type, UseCaseFunction, str], ...] = (
    (
        "updateApiToken",
        inputs.UpdateApiTokenInput,
        lambda acting, given: management.update_token(
            acting,
            given.id,
            {each: value for each in ("name", "addresses") if (value := getattr(given, each)) is not None},
        ),
        "Call a token otherwise, or bind it to other addresses.",
    ),
    (
        "revokeApiToken",
        inputs.RevokeApiTokenInput,
        lambda acting, given: management.revoke_token(acting, given.id),
        "Stop a token at once, with the invitations that it has sent.",
    ),
    (
        "takeOverApiToken",
        inputs.TakeOverApiTokenInput,
        lambda acting, given: takeover.take_over_token(acting, given.id),
        "Answer for a token that somebody else gave. Its secret stays the same: rotate it where they may know it.",
    ),
)


def _open_space(acting: Any, given: Any) -> Any:
    network = reference_of("Network", given.network)
    return network_space.open_network_space(acting, network, given.admin, given_or_none(given.reason))


def _issued(kept: TokenChange) -> types.ApiTokenIssued:
    management.log_token_change(kept)
    replaced = None if kept.replaced is None else types.token_type(kept.replaced)
    return types.ApiTokenIssued(token=types.token_type(kept.token), secret=kept.secret, replaced=replaced)


def _saved(kept: TokenChange) -> types.ApiTokenSaved:
    management.log_token_change(kept)
    return types.ApiTokenSaved(token=types.token_type(kept.token))


def _opened(opened: OpenedSpace) -> types.NetworkSpaceOpened:
    network_space.log_opened_space(opened)
    return types.NetworkSpaceOpened(
        space_id=opened.space_id, account=strawberry.ID(opened.account_id), created=opened.created
    )
