"""What a request has to know before its items are judged: a handful of statements for any number of items."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.transactions import Work
from models import ids
from resolvers.editing.editable import Editable
from resolvers.editing.reading import Seeing
from resolvers.editing.standing import Present, present
from resolvers.exchange.item import Item
from resolvers.exchange.known import Linked, Named, linked, taken, unique_columns
from resolvers.exchange.references import checked_reference, is_external, references_in
from resolvers.references import Reference, found_ids
from resolvers.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the items of a request name, as far as it is there."""

    links: dict[Named, Linked]
    found: dict[Reference, str]
    """The ids of the references that lead somewhere."""
    faults: dict[Reference, str]
    """The codes of those that do not."""
    records: dict[str, Present]
    """By id, those that the items are about."""
    taken: dict[tuple[str, str], str]
    """By unique column and value, whose it is."""

    def record_of(self, type_name: str, reference: str) -> Present | None:
        """The record that an item is about: known by the network's reference, or named by its id."""
        link = self.links.get((type_name, reference))
        id_ = link.node_id if link else self.found.get((type_name, "id", reference))
        return None if id_ is None else self.records.get(id_)


async def known(work: Work, viewer: Viewer, network_id: str, kind: Editable, items: Sequence[Item]) -> Knowledge:
    """What is known of the items and of all that they refer to."""
    wanted = {each for item in items for each in references_in(item.draft)}
    own = {item.reference for item in items if not item.wrong or item.is_named}
    links = await linked(work, network_id, _named(wanted) | {(kind.type_name, each) for each in own})
    led = {
        each: (each[0], "id", link.node_id)
        for each in wanted
        if is_external(each) and (link := links.get((each[0], each[2]))) is not None
    }
    prefix = kind.model.prefix
    by_id = {(kind.type_name, "id", each) for each in own if each.startswith(prefix) and ids.prefix_of(each) == prefix}
    direct = {each for each in wanted if not is_external(each)} | set(led.values()) | by_id
    answers = await found_ids(Seeing(work, viewer), sorted(direct))
    found = {each: answer for each, answer in answers.items() if isinstance(answer, str)}
    faults = {each: answer.extensions["code"] for each, answer in answers.items() if not isinstance(answer, str)}
    found |= {each: found[id_] for each, id_ in led.items() if id_ in found}
    about = {each.node_id for (type_name, _), each in links.items() if type_name == kind.type_name}
    about |= {found[each] for each in by_id if each in found}
    records = await present(work, kind, about, sorted({name for each in items for name in each.draft.lists}))
    return Knowledge(links, found, faults, records, await taken(work, kind, _unique(kind, items)))


def _named(wanted: Iterable[Reference]) -> set[Named]:
    """Which of the network's own references are asked for; none that the database would not take."""
    return {(each[0], each[2]) for each in wanted if is_external(each) and checked_reference(each[2])[0] == each[2]}


def _unique(kind: Editable, items: Sequence[Item]) -> dict[str, set[str]]:
    """By unique column, the values that the items want to have, as they would be stored."""
    return {
        name: {value for item in items if (value := item.columns.get(name)) is not None}
        for name in unique_columns(kind.type_name)
    }
