"""Preloading of what a request needs to judge its items: a handful of statements for any number of items."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.unit_of_work import UnitOfWork
from models import ids
from resolvers.core.record_types import RecordType
from resolvers.core.references import Reference, find_ids
from resolvers.core.viewer import Viewer
from resolvers.core.viewer_reads import ViewerReads
from resolvers.exchange.external_references import is_external, valid_external_reference
from resolvers.exchange.items import Item
from resolvers.exchange.network_context import NetworkContext
from resolvers.exchange.preload_queries import LinkedRecord, Named, linked_records
from resolvers.records.load import LoadedRecord, load_records
from resolvers.records.patch import patch_references
from resolvers.records.patch_context import Answers


@dataclass(frozen=True, slots=True)
class Preloaded:
    """All that the items of a request name, as far as it is there."""

    links: dict[Named, LinkedRecord]
    answers: Answers
    """The answers to their references: the id of what each names, or why it names nothing."""
    records: dict[str, LoadedRecord]
    """By id, those that the items are about."""
    unseen: frozenset[str]
    """The records that the network has a reference for, and does not see any more."""

    def record_of(self, type_name: str, reference: str) -> Mapping[str, Any] | None:
        """The record that an item is about: known by the network's reference, or named by its id."""
        if not self.records:  # as in most of a first import
            return None
        link = self.links.get((type_name, reference))
        id_ = link.node_id if link else self.answers.get((type_name, "id", reference))
        found = self.records.get(id_) if isinstance(id_, str) else None
        return None if found is None else found.record


async def preload(
    work: UnitOfWork, viewer: Viewer, party: NetworkContext, kind: RecordType, items: Sequence[Item]
) -> Preloaded:
    """Preload the items and everything that they refer to."""
    wanted = {each for item in items for each in patch_references(item.draft)}
    own = {item.reference for item in items if not item.wrong or item.is_named}
    links = await linked_records(work, party.network_id, _named(wanted) | {(kind.type_name, each) for each in own})
    led = {
        each: (each[0], "id", link.node_id)
        for each in wanted
        if is_external(each) and (link := links.get((each[0], each[2]))) is not None
    }
    prefix = kind.model.prefix
    by_id = {(kind.type_name, "id", each) for each in own if each.startswith(prefix) and ids.prefix_of(each) == prefix}
    direct = {each for each in wanted if not is_external(each)} | set(led.values()) | by_id
    seeing = ViewerReads(work, viewer)
    answers = await find_ids(seeing, sorted(direct))
    answers |= {each: answers[id_] for each, id_ in led.items() if isinstance(answers[id_], str)}
    seen = {each[2] for each in by_id if isinstance(answers[each], str)}
    about = seen | {each.node_id for (type_name, _), each in links.items() if type_name == kind.type_name}
    records = await load_records(work, kind, about, sorted({name for each in items for name in each.draft.lists}))
    unseen = await _unseen(seeing, kind, records, party, seen)
    return Preloaded(links, answers, records, unseen)


def _named(wanted: Iterable[Reference]) -> set[Named]:
    """Return the network's own references among those wanted, without those that the database cannot store."""
    return {
        (each[0], each[2]) for each in wanted if is_external(each) and valid_external_reference(each[2])[0] == each[2]
    }


async def _unseen(
    seeing: ViewerReads,
    kind: RecordType,
    records: Mapping[str, LoadedRecord],
    party: NetworkContext,
    seen: Collection[str],
) -> frozenset[str]:
    """Return the records that belong to others by now and are hidden: their content is not reported."""
    theirs = {id_ for id_, each in records.items() if each.record["space_id"] != party.space_id} - set(seen)
    answers = await find_ids(seeing, [(kind.type_name, "id", each) for each in sorted(theirs)])
    return frozenset(reference[2] for reference, answer in answers.items() if not isinstance(answer, str))
