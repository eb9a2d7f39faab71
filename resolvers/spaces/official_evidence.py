"""Official evidence: the statements on an authority's mailboxes that prove who acts for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CHANGE, MEMBER, NETWORK, SPACE, TOKEN
from models import NetworkRole
from resolvers.core.journal import changed_fields
from resolvers.core.use_case import UseCase

WRITTEN = ("node_id", "version", "kind", "fields", "space_id", "account_id", "network_id", "token_id")
SITE = frozenset({"website"})
MAILBOX = frozenset({"actor_id", "audience", "basis", "kind", "value"})
"""The columns of a contact that bear it out where an authority gets its mail."""
BODY = frozenset({"kind", "siren", "territory_id"})
"""The columns of an actor by which it is taken for a place's authority."""


@dataclass(frozen=True, slots=True)
class OfficialEntries:
    """The journal entries of some records, and whom it takes for whom."""

    last: dict[tuple[str, str], Row]
    """By record and column, the change that wrote it last; none for what came with the commons and is as it was."""
    answering: set[str]
    """The spaces that answer for what they say of the authority."""
    account_id: str | None
    """The person who asks."""
    programs: set[str]
    """The tokens for which they answer."""

    def are_official(self, record_id: str, columns: Collection[str]) -> bool:
        """True if who answers for the authority wrote some columns of a record."""
        return all(
            each.space_id in self.answering and not _is_of_all(each) and not self._is_own(each)
            for each in self._writers(record_id, columns)
        )

    def are_taken(self, record_id: str) -> bool:
        """True if the partners, or the person who asks, made a record be about another body than it was.

        What is entered, or changes hands, says what the register does.
        """
        return any(
            "space" not in each.fields and (_is_of_all(each) or (each.space_id is not None and self._is_own(each)))
            for each in self._writers(record_id, BODY)
        )

    def _writers(self, record_id: str, columns: Collection[str]) -> list[Row]:
        return [self.last[record_id, name] for name in columns if (record_id, name) in self.last]

    def _is_own(self, entry: Row) -> bool:
        return entry.account_id == self.account_id or entry.token_id in self.programs


async def official_records(
    use_case: UseCase, actor_id: str, columns: Collection[str], records: Sequence[Row]
) -> list[Row]:
    """Of records about an authority (`id`, `space_id`), those whose columns are the word of who answers for it.

    That is who brought the official data into the commons, a guarantor network, or the authority's own verified space;
    never what the partners decided that a record say, and never the person who asks, in whatever space, and by whatever
    program, they have written it.
    """
    words = await _words(use_case, actor_id, records)
    if words.are_taken(actor_id):
        return []
    official = [row for row in records if row.space_id is None or row.space_id in words.answering]
    return [row for row in official if words.are_official(row.id, columns)]


async def _words(use_case: UseCase, actor_id: str, records: Sequence[Row]) -> OfficialEntries:
    """Return the journal entries on an authority and on its related records, in a constant number of statements."""
    written = await select_in(
        use_case.work, CHANGE, "node_id", sorted({actor_id, *(row.id for row in records)}), WRITTEN
    )
    written.sort(key=lambda row: row.version)
    last = {(row.node_id, name): row for row in written for name in changed_fields(row)}
    space_ids = {row.space_id for row in (*records, *written)} - {None}
    token_ids = {row.token_id for row in written} - {None}
    return OfficialEntries(
        last,
        await _answering(use_case, actor_id, sorted(space_ids)),
        use_case.viewer.account_id,
        await _own_programs(use_case, sorted(token_ids)),
    )


def _is_of_all(entry: Row) -> bool:
    """True if a change was made in the name of all: no person, program or network is its author."""
    return entry.account_id is None and entry.token_id is None and entry.network_id is None


async def _own_programs(use_case: UseCase, token_ids: Sequence[str]) -> set[str]:
    """Return the tokens for which the viewer is or was responsible, even if they have left the network's space."""
    rows = await select_in(use_case.work, TOKEN, "id", token_ids, ("id", "created_by", "answered_before"))
    return {row.id for row in rows if use_case.viewer.account_id in (row.created_by, *row.answered_before)}


async def _answering(use_case: UseCase, actor_id: str, space_ids: Sequence[str]) -> set[str]:
    """Return the spaces whose statements on an authority count, without those of the viewer's networks."""
    work = use_case.work
    columns = ("id", "actor_id", "network_id", "verified_at")
    spaces = await select_in(work, SPACE, "id", space_ids, columns)
    of_spaces = {row.network_id for row in spaces} - {None}
    networks = await select_in(work, NETWORK, "id", sorted(of_spaces), ("id", "role"))
    guarantors = {row.id for row in networks if row.role == NetworkRole.GUARANTOR}
    mine = await work.select(MEMBER, {"account_id": use_case.viewer.account_id}, ("space_id",))
    theirs = {row.id for row in spaces if row.network_id in guarantors} - {row.space_id for row in mine}
    itself = {row.id for row in spaces if row.actor_id == actor_id and row.verified_at is not None}
    return theirs | itself
