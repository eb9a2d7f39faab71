"""Bulk upsert: many records of a network created or brought up to date, in a number of statements that stays the same.

What the request names is read first, all of it at once; each item is then judged by that alone; what is left to write
is written last, table by table.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from loaders.transactions import Work
from models import PublicationState, ids
from resolvers.editing.draft import Checked
from resolvers.editing.editable import EDITABLE, Editable
from resolvers.editing.standing import Present
from resolvers.exchange.batch import Batch
from resolvers.exchange.item import Item, Told, UpsertOutcome
from resolvers.exchange.judging import Judge
from resolvers.exchange.knowing import Knowledge, known
from resolvers.exchange.known import Linked, unique_columns
from resolvers.exchange.party import Party
from resolvers.exchange.reviewed import Reviewed, reviewed
from resolvers.moderation.gate import Gate
from resolvers.validation import Problem
from resolvers.validation.problem import shown
from resolvers.viewer import Viewer


async def upsert(
    work: Work, viewer: Viewer, now: datetime, party: Party, type_name: str, items: Sequence[Item], *, atomic: bool
) -> list[Told]:
    """What became of each item, in order; when `atomic`, one that is refused leaves nothing made.

    The items are of one type, any number of them; `now` is when everything of this unit happens.
    """
    kind = EDITABLE[type_name]
    knowledge = await known(work, viewer, party.network_id, kind, items)
    anew = not any(knowledge.record_of(type_name, each.reference) for each in items)
    limits = await reviewed(work, now, party, type_name, anew=anew)
    upserting = Upserting(kind, knowledge, Batch(viewer, now, party, kind, limits.state), limits)
    told = [upserting.one(each) for each in items]
    if atomic and any(each.outcome is UpsertOutcome.REFUSED for each in told):
        return [_not_made(each) for each in told]
    await upserting.batch.store(work)
    gate = Gate(work, viewer, now, type_name)
    for record, entry in upserting.judged:
        if record["state"] == PublicationState.SUBMITTED:
            await gate.follow({**record, "version": entry["version"]})
        await gate.renew(record, entry["version"], entry["fields"])
    return told


class Upserting:
    """The items of one request, judged one after the other."""

    def __init__(self, kind: Editable, knowledge: Knowledge, batch: Batch, limits: Reviewed) -> None:
        """Begin; what the items change goes into `batch`."""
        self._limits = limits
        self._kind = kind
        self._known = knowledge
        self._judge = Judge(kind, knowledge.found, knowledge.faults, knowledge.taken)
        self._unique = unique_columns(kind.type_name)
        self._met: set[str] = set()
        """The references of the items so far."""
        self._named: set[str] = set()
        """The records that they are about."""
        self.batch = batch
        self.judged: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = []
        """The records that change while something about them is being judged, and what the journal says of that."""

    def one(self, item: Item) -> Told:
        """What becomes of an item."""
        link = self._known.links.get((self._kind.type_name, item.reference))
        before = self._known.record_of(self._kind.type_name, item.reference)
        checked, problems = self._judge.checked(item, before.record if before else None)
        if item.wrong or item.reference in self._met:
            problems = self._all_problems(item, problems)
        self._met.add(item.reference)
        if not problems:
            if before is None:
                return self._created(item, link, checked)
            problems = self._problems(before, checked)
        if before is None or problems:
            return Told(item.reference, UpsertOutcome.REFUSED, problems=problems)
        return self._changed(item, link, before, checked)

    def _all_problems(self, item: Item, problems: list[Problem]) -> list[Problem]:
        """Those of the values with all others; of each field, what was told first."""
        wrong = list(item.wrong)
        if item.is_named and item.reference in self._met:
            wrong.append(Problem(("reference",), "LIST_REPEATS", {"value": shown(item.reference)}))
        told = {each.path[:1] for each in wrong}
        return [*wrong, *(each for each in problems if each.path[:1] not in told)]

    def _created(self, item: Item, link: Linked | None, checked: Checked) -> Told:
        node_id = ids.new(self._kind.model.prefix)
        if problems := self._judge.claimed(checked, node_id, self._unique):
            return Told(item.reference, UpsertOutcome.REFUSED, problems=problems)
        self.batch.create(node_id, item, checked)
        self.batch.link(item.reference, node_id, item.url, link)
        self._judge.made[item.reference] = node_id
        return Told(item.reference, UpsertOutcome.CREATED, node_id, 1)

    def _problems(self, before: Present, checked: Checked) -> list[Problem]:
        """Why a record may not be changed as wanted, though nothing is wrong with what is wanted."""
        record = before.record
        if record["id"] in self._named:
            return [Problem(("reference",), "LIST_REPEATS", {"value": record["id"]})]
        self._named.add(record["id"])
        owned = record["space_id"] == self.batch.party.space_id
        code = None if owned else "NOT_PERMITTED"
        code = "ARCHIVED" if owned and record["state"] == PublicationState.ARCHIVED else code
        code = code or self._limits.problem(self._kind, record, checked)
        if code is not None and self.batch.apart().change(before, checked) is not None:
            return [Problem(("reference",), code)]
        return self._judge.claimed(checked, record["id"], self._unique)

    def _changed(self, item: Item, link: Linked | None, before: Present, checked: Checked) -> Told:
        node_id = before.record["id"]
        entry = self.batch.change(before, checked)
        judged = before.record["state"] == PublicationState.SUBMITTED or node_id in self._limits.proposed
        if entry is not None and judged:
            self.judged.append((before.record, entry))
        # Who names a record by its id has no reference of its own for it.
        shown_anew = link is not None and self.batch.link(item.reference, node_id, item.url, link)
        outcome = UpsertOutcome.UNCHANGED if entry is None and not shown_anew else UpsertOutcome.UPDATED
        return Told(item.reference, outcome, node_id, (entry or before.record)["version"])


def _not_made(told: Told) -> Told:
    return told if told.outcome is UpsertOutcome.REFUSED else Told(told.reference, UpsertOutcome.NOT_MADE)
