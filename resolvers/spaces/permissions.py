"""Permissions on the tokens of a network."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_where
from loaders.sql.statement import Row
from loaders.tables import MEMBER, SPACE, TOKEN
from models import Scope, SpaceRole
from resolvers.core.references import Reference
from resolvers.core.refusals import NotFound, NotPermitted, refuse
from resolvers.core.steward_reasons import check_reason
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import EVERY_SCOPE, Viewer
from resolvers.core.viewer_reads import ViewerReads, resolve_id
from resolvers.identity.token_authority import scopes_in_network
from resolvers.security.ip_ranges import IpRange, parse_ranges
from resolvers.spaces.journal import record_space_change
from resolvers.spaces.tokens.token import SHOWN, Token, token_of


@dataclass(frozen=True, slots=True)
class TokenIssuer:
    """The issuer of a token, which never has more rights than its issuer."""

    account_id: str | None
    """The person, or the one behind the program."""
    scopes: frozenset[Scope]
    """The issuer's current scopes in the network."""
    ranges: Sequence[IpRange] = ()
    """From where they act; none: from anywhere."""

    def gives_range(self, wanted: IpRange) -> bool:
        """True if all addresses of a range are among those from which the issuer acts."""
        return not self.ranges or any(_inside(wanted, each) for each in self.ranges)

    def check_holds(self, token: Token) -> None:
        """Refuse to hand out a secret that does more than the giver's own."""
        if not self.scopes.issuperset(token.scopes):
            refuse(NotPermitted("SCOPE_NOT_HELD"))
        ranges = parse_ranges(token.addresses)
        if self.ranges and not (ranges and all(map(self.gives_range, ranges))):
            refuse(NotPermitted("RANGE_NOT_HELD"))

    def check_appoints(self) -> None:
        """Refuse to give people a role in the network's space: they have all scopes there, from wherever they are."""
        if not self.scopes.issuperset(EVERY_SCOPE):
            refuse(NotPermitted("SCOPE_NOT_HELD"))
        if self.ranges:
            refuse(NotPermitted("RANGE_NOT_HELD"))


async def administers_network(reads: Queryable, viewer: Viewer, network_id: str) -> bool:
    """True if the viewer administers a network: as its program, a steward, or a current ADMIN of its space."""
    if Scope.NETWORK_ADMIN not in viewer.scopes:
        return False
    if viewer.token_id is not None:
        return viewer.network_id == network_id
    if viewer.steward:
        return True
    for (space_id,) in await select_where(reads, SPACE, {"network_id": network_id}, ("id",)):
        where = {"space_id": space_id, "account_id": viewer.account_id, "role": SpaceRole.ADMIN}
        return bool(await select_where(reads, MEMBER, where, ("role",)))
    return False


async def token_issuer(use_case: UseCase, network_id: str) -> TokenIssuer:
    """The viewer, if they administer the network; a program is looked at again, since it may just have been revoked."""
    viewer = use_case.viewer
    if not await administers_network(ViewerReads(use_case.work, viewer), viewer, network_id):
        refuse(NotPermitted())
    if viewer.token_id is None:
        if not await _is_admin(use_case, network_id):
            check_reason(viewer)
        held = await scopes_in_network(ViewerReads(use_case.work, viewer), network_id, [viewer.account_id])
        return TokenIssuer(viewer.account_id, held[viewer.account_id])
    row = await use_case.first_row(TOKEN, {"id": viewer.token_id, "network_id": network_id}, SHOWN)
    own = None if row is None else await token_as_seen(use_case, row)
    if own is None or not own.works or Scope.NETWORK_ADMIN not in own.usable:
        refuse(NotPermitted())
    return TokenIssuer(own.given_by, frozenset(own.usable), parse_ranges(own.addresses))


async def _is_admin(use_case: UseCase, network_id: str) -> bool:
    """True if the viewer has the role ADMIN in a network's space, and does nothing as a steward there."""
    spaces = await use_case.work.select(SPACE, {"network_id": network_id}, ("id",))
    return any(use_case.viewer.has_role(row.id, SpaceRole.ADMIN) for row in spaces)


async def record_steward_act(use_case: UseCase, network_id: str, before: str | None, after: str | None) -> None:
    """Write down in the journal of a network's space, if it has one, what a steward did about a token, and why."""
    if use_case.viewer.reason is None:
        return
    for (space_id,) in await use_case.work.select(SPACE, {"network_id": network_id}, ("id",)):
        await record_space_change(use_case, space_id, "token", before, after)


async def resolve_network(use_case: UseCase, reference: Reference) -> str:
    """The id of the network that a reference names; refuses one that names none."""
    return await resolve_id(ViewerReads(use_case.work, use_case.viewer), reference, "network")


async def own_token(use_case: UseCase, token_id: str) -> tuple[Token, TokenIssuer]:
    """A token, and the viewer who administers it; a token of another network's is as good as none."""
    row = await use_case.row_by_id(TOKEN, token_id, SHOWN)
    if not await administers_network(ViewerReads(use_case.work, use_case.viewer), use_case.viewer, row.network_id):
        refuse(NotFound())
    return await token_as_seen(use_case, row), await token_issuer(use_case, row.network_id)


async def token_as_seen(use_case: UseCase, row: Row) -> Token:
    """A row of the columns SHOWN, as it stands now that its giver has the role that they have."""
    held = await scopes_in_network(ViewerReads(use_case.work, use_case.viewer), row.network_id, [row.created_by])
    return token_of(row, use_case.now, held)


def _inside(wanted: IpRange, whole: IpRange) -> bool:
    # Spelled out for each version of IP: a network of one is never within one of the other.
    return wanted.version == whole.version and wanted.subnet_of(whole)  # type: ignore[arg-type]
