"""Preloading of what a request needs to judge its items: a handful of statements for any number of items."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.errors import FaultError
from loaders.queries.unique_values import unique_column_groups
from loaders.unit_of_work import UnitOfWork
from models import ids
from resolvers.core.record_types import RecordType
from resolvers.core.references import Reference, find_ids
from resolvers.core.viewer import Viewer
from resolvers.core.viewer_reads import ViewerReads
from resolvers.exchange.external_references import is_external, references_of_patch, valid_external_reference
from resolvers.exchange.items import Item
from resolvers.exchange.network_context import NetworkContext
from resolvers.exchange.preload_queries import LinkedRecord, Named, linked_records
from resolvers.records.actor_kind import ActorDependencies, actor_dependencies, changes_actor_kind
from resolvers.records.load import LoadedRecord, load_records
from resolvers.records.time_zones import PLACE, Zones, has_time_zone, territory_zones
from resolvers.records.uniqueness import (
    UniqueHolder,
    UniqueValue,
    new_unique_values,
    unique_holders,
    unique_values,
)


@dataclass(frozen=True, slots=True)
class Preloaded:
    """All that the items of a request name, as far as it is there."""

    links: dict[Named, LinkedRecord]
    found: dict[Reference, str]
    """The ids of the references that lead somewhere."""
    faults: dict[Reference, FaultError]
    """Why the others do not."""
    records: dict[str, LoadedRecord]
    """By id, those that the items are about."""
    held: dict[UniqueValue, UniqueHolder] = field(default_factory=dict)
    """Of what is unique in public and wanted by an item, which record has it."""
    unseen: frozenset[str] = frozenset()
    """The records that the network has a reference for, and does not see any more."""
    relied: Mapping[str, ActorDependencies] = field(default_factory=dict)
    """Of actors that are to be of another kind, what relies on them."""
    zones: Zones = field(default_factory=dict)
    """By id, the time zones of the territories where the records take place, if they do."""

    def record_of(self, type_name: str, reference: str) -> LoadedRecord | None:
        """The record that an item is about: known by the network's reference, or named by its id."""
        if not self.records:  # as in most of a first import
            return None
        link = self.links.get((type_name, reference))
        id_ = link.node_id if link else self.found.get((type_name, "id", reference))
        return None if id_ is None else self.records.get(id_)


async def preload(
    work: UnitOfWork, viewer: Viewer, party: NetworkContext, kind: RecordType, items: Sequence[Item]
) -> Preloaded:
    """Preload the items and everything that they refer to."""
    wanted = {each for item in items for each in references_of_patch(item.draft)}
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
    found = {each: answer for each, answer in answers.items() if isinstance(answer, str)}
    faults = {each: answer for each, answer in answers.items() if not isinstance(answer, str)}
    found |= {each: found[id_] for each, id_ in led.items() if id_ in found}
    about = {each.node_id for (type_name, _), each in links.items() if type_name == kind.type_name}
    about |= {found[each] for each in by_id if each in found}
    records = await load_records(work, kind, about, sorted({name for each in items for name in each.draft.lists}))
    knowledge = Preloaded(links, found, faults, records)
    return replace(
        knowledge,
        held=await unique_holders(work, kind, _wanted(kind, items, knowledge)),
        unseen=await _unseen(seeing, kind, records, party, {found[each] for each in by_id if each in found}),
        relied=await _relied(seeing, kind, items, knowledge),
        zones=await territory_zones(seeing, _places(kind, items, found, records)),
    )


def _places(
    kind: RecordType, items: Sequence[Item], found: Mapping[Reference, str], records: Mapping[str, LoadedRecord]
) -> set[str | None]:
    """The territories where the records of the items take place, those of before and of after."""
    if not has_time_zone(kind):
        return set()
    wanted = {found.get(named) for each in items if (named := each.draft.references.get("territory")) is not None}
    return wanted | {each.record[PLACE] for each in records.values()}


def _named(wanted: Iterable[Reference]) -> set[Named]:
    """Return the network's own references among those wanted, without those that the database cannot store."""
    return {
        (each[0], each[2]) for each in wanted if is_external(each) and valid_external_reference(each[2])[0] == each[2]
    }


def _wanted(kind: RecordType, items: Sequence[Item], knowledge: Preloaded) -> set[UniqueValue]:
    """Return the unique values that the items newly want, as they would be stored."""
    wanted: set[UniqueValue] = set()
    if not unique_column_groups(kind.table):
        return wanted
    for item in items:
        before = knowledge.record_of(kind.type_name, item.reference)
        ids = {kind.references[name][0]: knowledge.found.get(each) for name, each in _given(item) if each is not None}
        columns = {**item.columns, **ids} if ids else item.columns
        wanted.update(new_unique_values(kind, before.record, columns) if before else unique_values(kind, {}, columns))
    return wanted


def _given(item: Item) -> Iterable[tuple[str, Reference | None]]:
    return item.draft.references.items()


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


async def _relied(
    seeing: ViewerReads, kind: RecordType, items: Sequence[Item], knowledge: Preloaded
) -> Mapping[str, ActorDependencies]:
    """Return the dependencies of the actors whose kind is to change."""
    if kind.type_name != "Actor" or not knowledge.records:
        return {}
    found = ((knowledge.record_of(kind.type_name, item.reference), item.columns) for item in items)
    return await actor_dependencies(
        seeing, {each.record["id"] for each, to in found if each and changes_actor_kind(each.record, to)}
    )
