"""The mutations by which a network keeps many records in step: one for each type that is exchanged."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from loaders.unit_of_work import Rollback, UnitOfWork
from models import Scope
from resolvers.core.execute import Command
from resolvers.core.record_types import RECORD_TYPES, RecordType
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.save_result import SaveResult
from resolvers.exchange.items import EXCHANGED_TYPES, WRITING, Item, to_save_results
from resolvers.exchange.network_context import network_context
from resolvers.exchange.parse import parse_item
from resolvers.exchange.upsert import bulk_upsert
from resolvers.validation import Problem
from schema.exchange.inputs import MOST, upsert_input
from schema.exchange.types import upserted
from schema.kit.context import Context
from schema.kit.inputs import patch_of
from schema.kit.mutation import Requires, mutation, record_plan
from schema.kit.references import reference_of

FOR_NETWORK = Requires(Scope.CONTENT_WRITE, "a token of the network, or the role EDITOR or ADMIN in its space")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    for type_name in EXCHANGED_TYPES:
        kind, name = RECORD_TYPES[type_name], f"upsert{type_name}s"
        says = (
            f"Create or change up to {MOST} records of type {type_name} by the network's own references: one that is "
            "known is brought up to date, another is created, public where no case is needed for that."
        )
        union, show = upserted(type_name)
        yield mutation(name, FOR_NETWORK, upsert_input(kind), union, record_plan(name, _upserting(kind)), show, says)


def _upserting(kind: RecordType) -> Callable[[Context, Any], Command[SaveResult]]:
    def plan(context: Context, given: Any) -> Command[SaveResult]:
        items = [_item(kind, each) for each in given.items[:MOST]]  # done here, it keeps nobody from writing

        async def act(work: UnitOfWork, now: datetime) -> SaveResult:
            if len(given.items) > MOST:
                refuse(ValidationFailed([Problem(("items",), "LIST_TOO_LONG", _measured(given.items))]))
            party = await network_context(work, context.viewer, reference_of("Network", given.network))
            atomic = given.atomic is True
            told = await bulk_upsert(work, context.viewer, now, party, kind.type_name, items, atomic=atomic)
            saved = to_save_results(told, dry_run=given.dry_run is True)
            if not any(each.outcome in WRITING for each in told):
                raise Rollback(saved)  # only what changed something is remembered by its key
            return saved

        return act

    return plan


def _item(kind: RecordType, given: Any) -> Item:
    url = given.reference_url
    return parse_item(kind.type_name, given.reference, patch_of(kind, given), None if url is strawberry.UNSET else url)


def _measured(items: list[Any]) -> dict[str, int]:
    return {"length": len(items), "limit": MOST}
