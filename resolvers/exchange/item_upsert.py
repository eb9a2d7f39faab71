"""The outcome of a single item of a bulk upsert: what it would create or change, or its problems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.tables import EXTERNAL_REFERENCE
from loaders.unit_of_work import UnitOfWork
from models import ChangeKind, PublicationState
from resolvers.core.storage_usage import StorageAllowance, StorageAmount, json_size
from resolvers.core.use_case import UseCase
from resolvers.exchange.external_references import EXTERNAL
from resolvers.exchange.items import Item, ItemResult, UpsertOutcome
from resolvers.exchange.network_context import NetworkContext
from resolvers.exchange.preload import Preloaded
from resolvers.exchange.preload_queries import LinkedRecord
from resolvers.exchange.review_policy import ReviewPolicy
from resolvers.records.actor_kind import actor_kind_problems
from resolvers.records.load import LoadedRecord
from resolvers.records.patch import ValidPatch
from resolvers.records.patch_context import PatchContext, PatchRequest
from resolvers.records.patch_validation import validate_patch
from resolvers.records.planned_changes import PlannedChange, new_record, plan_creation, plan_patch
from resolvers.records.unique_resolution import Claimant, UniqueResolution
from resolvers.records.uniqueness import (
    UniqueHolder,
    UniqueValue,
    new_unique_values,
    taken_problems,
    unique_holders,
    unique_values,
)
from resolvers.validation import Problem
from resolvers.validation.problem import quotable

NO_CHANGES = StorageAmount()


@dataclass(slots=True, eq=False, kw_only=True)
class PlannedItem(Claimant):
    """An item, and its result unless a unique value is taken."""

    item: Item
    told: ItemResult
    """The result of the item, unless a unique value is taken."""
    change: PlannedChange | None = None
    """The change to store; None if the item was refused."""
    amount: StorageAmount = NO_CHANGES
    """The storage of the change."""

    @property
    def is_kept(self) -> bool:
        """True if no conflict was found so far."""
        return self.told.outcome is not UpsertOutcome.REFUSED


class ItemUpsert:
    """The items of one request, judged one after the other."""

    def __init__(
        self,
        use_case: UseCase,
        party: NetworkContext,
        knowledge: Preloaded,
        context: PatchContext,
        limits: ReviewPolicy,
        may_store: StorageAllowance,
    ) -> None:
        """Begin with all that is known of the items."""
        self._now = use_case.now
        self._party = party
        self._kind = context.kind
        self._known = knowledge
        self._context = context
        self._limits = limits
        self._may_store = may_store
        self._met: set[str] = set()
        """The references of the items so far."""
        self._named: set[str] = set()
        """The records that they are about."""

    def one(self, item: Item, request: PatchRequest) -> PlannedItem:
        """Return the plan of an item."""
        link = self._known.links.get((self._kind.type_name, item.reference))
        before = self._known.records[request.before["id"]] if request.before else None
        checked, problems = validate_patch(self._context, request, (item.columns, item.problems))
        if item.wrong or item.reference in self._met:
            problems = self._all_problems(item, problems)
        self._met.add(item.reference)
        if before is not None and before.record["id"] in self._known.unseen:
            problems = [Problem(("reference",), "NOT_FOUND", {"value": quotable(item.reference)})]
        if problems:
            return _refused(item, problems)
        return self._created(item, link, checked) if before is None else self._changed(item, link, before, checked)

    async def settle(self, work: UnitOfWork, judged: Sequence[PlannedItem]) -> UniqueResolution[PlannedItem]:
        """Return who has each unique value in the end; items that want what another one has are refused."""
        changes = [each.change for each in judged if each.change is not None]
        wanted = {claim for each in changes for claim in new_unique_values(self._kind, each.before, each.values)}
        held = await unique_holders(work, self._kind, wanted)
        settled = UniqueResolution(judged, held, lambda each, lost: self._withdraw(each, lost, held))
        settled.settle()
        return settled

    def _withdraw(
        self, judged: PlannedItem, lost: Sequence[UniqueValue], held: Mapping[UniqueValue, UniqueHolder]
    ) -> None:
        """Refuse an item after all, since others have what it wants; what it would have stored is not counted."""
        problems, awaits = taken_problems(self._kind, lost), all(self._is_own(held.get(each)) for each in lost)
        judged.told = ItemResult(judged.item.reference, UpsertOutcome.REFUSED, problems=problems, awaits=awaits)
        judged.change = None
        self._may_store.take(StorageAmount(*(-each for each in judged.amount)))

    def _is_own(self, holder: UniqueHolder | None) -> bool:
        """True if it is a record of the network that has something: a verified space of others gives nothing up."""
        return holder is None or not holder.verified or holder.space_id == self._party.space_id

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
        kept = new_record(self._kind, self._now, self._limits.state, self._party.space_id)
        if "demonstration" in self._kind.table.c:
            kept["demonstration"] = item.demonstration
        change, node_id = plan_creation(self._kind, kept, checked), kept["id"]
        self._link(change, item, link)
        self._context.found[self._kind.type_name, EXTERNAL, item.reference] = node_id
        told = ItemResult(item.reference, UpsertOutcome.CREATED, node_id, 1)
        claims = unique_values(self._kind, {}, checked.columns)
        return PlannedItem(node_id, not is_draft, claims, item=item, told=told, change=change, amount=amount)

    def _changed(self, item: Item, link: LinkedRecord | None, before: LoadedRecord, checked: ValidPatch) -> PlannedItem:
        record, change = before.record, plan_patch(ChangeKind.UPDATED, self._kind, before, checked, self._now)
        if problems := self._problems(before, checked, change):
            return _refused(item, problems)
        amount = StorageAmount(stored_bytes=json_size(change.entry({}).changes)) if change.changes else NO_CHANGES
        if change.changes:
            self._may_store.take(amount)
        # Who names a record by its id has no reference of its own for it.
        shown_anew = link is not None and self._link(change, item, link)
        outcome = UpsertOutcome.UPDATED if change.changes or shown_anew else UpsertOutcome.UNCHANGED
        archived = record["state"] == PublicationState.ARCHIVED
        told = ItemResult(item.reference, outcome, record["id"], change.value("version"), archived=archived)
        is_public = record["state"] == PublicationState.PUBLISHED
        claims = (unique_values if is_public else new_unique_values)(self._kind, record, checked.columns)
        return PlannedItem(record["id"], is_public, claims, item=item, told=told, change=change, amount=amount)

    def _link(self, change: PlannedChange, item: Item, known: LinkedRecord | None) -> bool:
        """Plan the network's reference and its URL with the change of a record; True if the link is new."""
        key = {"network_id": self._party.network_id, "type_name": self._kind.type_name, "reference": item.reference}
        url = known.url if known is not None and item.url is None else item.url
        says = {"node_id": change.value("id"), "url": url, "fetched_at": self._now}
        if known is None:
            change.inserts.append((EXTERNAL_REFERENCE, key | says))
        elif known == LinkedRecord(says["node_id"], url):
            return False
        else:
            change.updates.append((EXTERNAL_REFERENCE, (key, says)))
        return True

    def _problems(self, before: LoadedRecord, checked: ValidPatch, change: PlannedChange) -> list[Problem]:
        """Why a record may not be changed as wanted, though nothing is wrong with what is wanted."""
        record = before.record
        if record["id"] in self._named:
            return [Problem(("reference",), "LIST_REPEATS", {"value": record["id"]})]
        self._named.add(record["id"])
        if not change.changes:
            return []
        if code := self._forbidden(before, checked):
            return [Problem(("reference",), code)]
        if problems := actor_kind_problems(self._context.dependencies, record, checked.columns):
            return problems
        if excess := self._may_store.excess(StorageAmount(stored_bytes=2 * _size(checked))):
            return [Problem((), excess.code, excess.values)]
        return []

    def _forbidden(self, before: LoadedRecord, checked: ValidPatch) -> str | None:
        """The code of why the network changes nothing of a record, if it may not."""
        record = before.record
        if record["space_id"] != self._party.space_id:
            return "NOT_PERMITTED"
        if record["state"] == PublicationState.ARCHIVED:
            return "ARCHIVED"
        return self._limits.problem(self._kind, record, checked)


def _refused(item: Item, problems: list[Problem]) -> PlannedItem:
    return PlannedItem(item=item, told=ItemResult(item.reference, UpsertOutcome.REFUSED, problems=problems))


def _size(checked: ValidPatch) -> int:
    """Bytes of what an item says, as the journal has it."""
    return json_size((checked.columns, checked.lists, checked.detail))
