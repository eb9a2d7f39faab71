"""Proposals of cases, as far as each viewer may read them: hidden text, and contact details by their own rule."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from loaders.queries.contacts import contacts_with_readers
from loaders.queries.lookup import Queryable
from loaders.queries.review_cases import redacting_cases
from loaders.sql.statement import Row
from loaders.visibility.access import Visibility
from loaders.visibility.contact_audience import would_be_for_viewer
from models import ConsentPurpose, Contact
from resolvers.core.record_types import RECORD_TYPES, REVIEWABLE_TYPES
from resolvers.core.viewer import Viewer
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.judges import opened_case
from resolvers.privacy.consents.expiry import COVERED

NEEDED = ("id", "kind", "node_id", "type_name", "stage", "proposed", "owner_id", "account_id", "network_id")
"""The columns read of a case."""
PLAIN = frozenset({"kind", "audience", "basis"})
"""Fields of a contact that do not reveal its value."""
Proposed = dict[str, list[Any]]
"""Proposed changes by field: the current and the proposed value."""


async def visible_proposals(reads: Queryable, viewer: Viewer, cases: Sequence[Any]) -> list[Proposed]:
    """Return, for n cases (NEEDED), the proposals as the viewer may read them; hidden values are null.

    All of it is for stewards and for the space whose record it is.
    """
    told = [each for each in cases if each.proposed and not _is_whole(reads.visibility, viewer, each)]
    hidden = await _hidden_in(reads, {each.node_id for each in told})
    contacts = await _contacts(reads, {each.node_id for each in told if each.type_name == Contact.__name__})
    found = {}
    for case in told:
        proposed = _without_hidden(case, hidden.get(case.node_id, ()))
        if not reads.visibility.access.moderates:  # what is may be hidden from them by now
            proposed = {name: [None, after] for name, (_, after) in proposed.items()}
        if case.type_name == Contact.__name__:
            proposed = _addressed(reads.visibility, viewer, case, proposed, contacts.get(case.node_id))
        found[case.id] = proposed
    return [found.get(each.id, each.proposed or {}) for each in cases]


def _is_whole(visibility: Visibility, viewer: Viewer, case: Any) -> bool:
    return visibility.access.everything or (visibility.access.own and case.owner_id in viewer.roles)


def _without_hidden(case: Any, hidden: Iterable[Row]) -> Proposed:
    """A proposal without the words that are hidden until a decision, but for who judges whether they stay so."""
    proposed: Proposed = dict(case.proposed)
    for report in (each for each in hidden if not each.judged):
        for name, (words, _) in (report.proposed or {}).items():
            field = REVIEWABLE_TYPES[case.type_name].told_in(name) if case.id != report.id else name
            if field in proposed:
                proposed[field] = [None if each == words else each for each in proposed[field]]
    return proposed


def _addressed(visibility: Visibility, viewer: Viewer, case: Any, proposed: Proposed, contact: Row | None) -> Proposed:
    """A proposal about a contact: what it says now, and what it would say, each for whom that is addressed to."""
    if contact is None:
        return {name: each if name in PLAIN else [None, None] for name, each in proposed.items()}
    waits = case.stage in PENDING and (opened_case(viewer, case) or _would_be_addressed(visibility, proposed, contact))

    def read(name: str, before: Any, after: Any) -> list[Any]:
        stands = getattr(contact, name)
        is_hidden = after is None and case.stage in PENDING  # then it stands nowhere else
        return [
            before if contact.seen and (before == stands or is_hidden) else None,
            after if waits or (contact.seen and after == stands) else None,
        ]

    return {name: each if name in PLAIN else read(name, *each) for name, each in proposed.items()}


def _would_be_addressed(visibility: Visibility, proposed: Mapping[str, Sequence[Any]], contact: Row) -> bool:
    """True if the viewer would see a contact with the proposed values; unknown if it would belong to another actor."""
    audience, basis = (proposed.get(each, (None, getattr(contact, each)))[1] for each in ("audience", "basis"))
    given = {ConsentPurpose.PUBLICATION: contact.published, ConsentPurpose.PARTNERS: contact.shared}
    agreed_to = {each for each, is_given in given.items() if is_given and COVERED.isdisjoint(proposed)}
    meant = would_be_for_viewer(
        audience, basis, agreed_to, of_organisation=contact.impersonal, partners=visibility.access.partners
    )
    return bool(meant and contact.reached and "actor_id" not in proposed)


async def _hidden_in(reads: Queryable, node_ids: Collection[str]) -> dict[str, list[Row]]:
    """Return, by record, the open cases that hide a field, and whether the viewer votes on them."""
    found: dict[str, list[Row]] = {}
    for row in await redacting_cases(reads, node_ids, PENDING) if node_ids else ():
        found.setdefault(row.node_id, []).append(row)
    return found


async def _contacts(reads: Queryable, node_ids: Collection[str]) -> dict[str, Row]:
    kind = RECORD_TYPES[Contact.__name__]
    columns = (*kind.columns, *(column for column, _ in kind.references.values()))
    rows = await contacts_with_readers(reads, node_ids, columns) if node_ids else ()
    return {row.id: row for row in rows}
