"""The people who administer networks, as those who can see to their tokens."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from loaders.queries.select_where import select_in
from loaders.tables import MEMBER, SPACE
from loaders.unit_of_work import UnitOfWork
from models import SpaceRole
from resolvers.core.mailer import Recipient, recipients


async def network_admins(work: UnitOfWork, network_ids: Collection[str]) -> Mapping[str, list[Recipient]]:
    """Return the existing administrators of each network's space, by id: three statements for all."""
    spaces = await select_in(work, SPACE, "network_id", sorted(network_ids), ("id", "network_id"))
    networks = {row.id: row.network_id for row in spaces}
    members = await select_in(work, MEMBER, "space_id", sorted(networks), ("space_id", "account_id", "role"))
    admins = {(row.account_id, networks[row.space_id]) for row in members if row.role == SpaceRole.ADMIN}
    people = {each.id: each for each in await recipients(work, {account_id for account_id, _ in admins})}
    found: dict[str, list[Recipient]] = defaultdict(list)
    for account_id, network_id in sorted(admins):
        if account_id in people:
            found[network_id].append(people[account_id])
    return found
