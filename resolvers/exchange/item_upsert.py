"""The outcome of a single item of a bulk upsert: what it would create or change, or its problems."""

from collections.abc import Sequence

from models import PublicationState, ids
from resolvers.core.record_types import RecordType
from resolvers.core.storage_usage import StorageAllowance, StorageAmount, json_size
from resolvers.exchange.item_changes import ItemChanges
from resolvers.exchange.items import Item, ItemResult, UpsertOutcome
from resolvers.exchange.planner import Planner
from resolvers.exchange.preload import Preloaded
from resolvers.exchange.preload_queries import LinkedRecord
from resolvers.exchange.review_policy import ReviewPolicy
from resolvers.exchange.row_writer import Row
from resolvers.exchange.unique_resolution import PlannedItem
from resolvers.records.actor_kind import ACTOR_KIND_RULE
from resolvers.records.load import LoadedRecord
from resolvers.records.patch import ValidPatch
from resolvers.records.uniqueness import UniqueValue, new_unique_values, taken_problems, unique_values
from resolvers.validation import Problem
from resolvers.validation.problem import quotable


class ItemUpsert:
    """The items of one request, judged one after the other."""

    def __init__(
        self,
        kind: RecordType,
        knowledge: Preloaded,
        batch: ItemChanges,
        limits: ReviewPolicy,
        may_store: StorageAllowance,
    ) -> None:
        """Begin; `batch` says what is written of each."""
        self._kind = kind
        self._known = knowledge
        self._batch = batch
        self._limits = limits
        self._may_store = may_store
        self._judge = Planner(kind, knowledge.found, knowledge.faults, knowledge.zones)
        self._met: set[str] = set()
        """The references of the items so far."""
        self._named: set[str] = set()
        """The records that they are about."""

    def one(self, item: Item) -> PlannedItem:
        """Return the plan of an item."""
        link = self._known.links.get((self._kind.type_name, item.reference))
        before = self._known.record_of(self._kind.type_name, item.reference)
        checked, problems = self._judge.validate(item, before.record if before else None)
        if item.wrong or item.reference in self._met:
            problems = self._all_problems(item, problems)
        self._met.add(item.reference)
        if before is not None and before.record["id"] in self._known.unseen:
            problems = [Problem(("reference",), "NOT_FOUND", {"value": quotable(item.reference)})]
        if problems:
            return _refused(item, problems)
        return self._created(item, link, checked) if before is None else self._changed(item, link, before, checked)

    def withdraw(self, judged: PlannedItem, lost: Sequence[UniqueValue]) -> None:
        """Refuse an item after all, since others have what it wants; what it would have stored is not counted."""
        problems, awaits = taken_problems(self._kind, lost), all(map(self._is_own, lost))
        judged.told = ItemResult(judged.item.reference, UpsertOutcome.REFUSED, problems=problems, awaits=awaits)
        judged.rows = judged.renews = None
        self._may_store.take(StorageAmount(*(-each for each in judged.amount)))

    def _is_own(self, lost: UniqueValue) -> bool:
        """True if it is a record of the network that has something: a verified space of others gives nothing up."""
        holder = self._known.held.get(lost)
        return holder is None or not holder.verified or holder.space_id == self._batch.party.space_id

    def _all_problems(self, item: Item, problems: list[Problem]) -> list[Problem]:
        """Those of the values with all others; of each field, what was told first."""
        wrong = list(item.wrong)
        if item.is_named and item.reference in self._met:
            wrong.append(Problem(("reference",), "LIST_REPEATS", {"value": quotable(item.reference)}))
        told = {each.path[:1] for each in wrong}
        return [*wrong, *(each for each in problems if each.path[:1] not in told)]

    def _created(self, item: Item, link: LinkedRecord | None, checked: ValidPatch) -> PlannedItem:
        is_draft = self._limits.state == PublicationState.DRAFT
        amount = StorageAmount(1, int(is_draft), _size(checked))
        if excess := self._may_store.excess(amount):
            return _refused(item, [Problem((), excess.code, excess.values)])
        self._may_store.take(amount)
        node_id = ids.new(self._kind.model.prefix)
        rows = self._batch.create(node_id, item, checked)
        self._batch.link(rows, item.reference, node_id, item.url, link)
        self._judge.made[item.reference] = node_id
        told = ItemResult(item.reference, UpsertOutcome.CREATED, node_id, 1)
        claims = unique_values(self._kind, {}, checked.columns)
        return PlannedItem(item, told, node_id, is_public=not is_draft, claims=claims, rows=rows, amount=amount)

    def _changed(self, item: Item, link: LinkedRecord | None, before: LoadedRecord, checked: ValidPatch) -> PlannedItem:
        record, rows = before.record, self._batch.change(before, checked)
        node_id, entry = record["id"], rows.entry
        if problems := self._problems(before, checked, entry):
            return _refused(item, problems)
        amount = StorageAmount(stored_bytes=json_size(entry["fields"])) if entry is not None else StorageAmount()
        if entry is not None:
            self._may_store.take(amount)
        # Who names a record by its id has no reference of its own for it.
        shown_anew = link is not None and self._batch.link(rows, item.reference, node_id, item.url, link)
        outcome = UpsertOutcome.UNCHANGED if entry is None and not shown_anew else UpsertOutcome.UPDATED
        archived = record["state"] == PublicationState.ARCHIVED
        told = ItemResult(item.reference, outcome, node_id, (entry or record)["version"], archived=archived)
        is_public = record["state"] == PublicationState.PUBLISHED
        claims = (unique_values if is_public else new_unique_values)(self._kind, record, checked.columns)
        judged = record["state"] == PublicationState.SUBMITTED or node_id in self._limits.proposed
        renews = (record, entry) if entry is not None and judged else None
        return PlannedItem(item, told, node_id, is_public, claims, rows, amount, renews)

    def _problems(self, before: LoadedRecord, checked: ValidPatch, entry: Row | None) -> list[Problem]:
        """Why a record may not be changed as wanted, though nothing is wrong with what is wanted."""
        record = before.record
        if record["id"] in self._named:
            return [Problem(("reference",), "LIST_REPEATS", {"value": record["id"]})]
        self._named.add(record["id"])
        if entry is None:
            return []
        if code := self._forbidden(before, checked):
            return [Problem(("reference",), code)]
        relied = self._known.relied.get(record["id"])
        if relied is not None and relied.holds(record["kind"], checked.columns["kind"]):
            return [ACTOR_KIND_RULE]
        if excess := self._may_store.excess(StorageAmount(stored_bytes=2 * _size(checked))):
            return [Problem((), excess.code, excess.values)]
        return []

    def _forbidden(self, before: LoadedRecord, checked: ValidPatch) -> str | None:
        """The code of why the network changes nothing of a record, if it may not."""
        record = before.record
        if record["space_id"] != self._batch.party.space_id:
            return "NOT_PERMITTED"
        if record["state"] == PublicationState.ARCHIVED:
            return "ARCHIVED"
        return self._limits.problem(self._kind, record, checked)


def _refused(item: Item, problems: list[Problem]) -> PlannedItem:
    return PlannedItem(item, ItemResult(item.reference, UpsertOutcome.REFUSED, problems=problems))


def _size(checked: ValidPatch) -> int:
    """Bytes of what an item says, as the journal has it."""
    return json_size((checked.columns, checked.lists, checked.detail))
