"""The mutations by which a network keeps many records in step: one for each type that is exchanged."""

from typing import Annotated, Any

import strawberry

from loaders.unit_of_work import Rollback
from models import Scope
from resolvers.core.execute import UnitsOfWork
from resolvers.core.record_types import RECORD_TYPES, RecordType
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.exchange.exchange_order import EXCHANGED_TYPES
from resolvers.exchange.items import WRITING, Item, to_save_results
from resolvers.exchange.network_context import network_context
from resolvers.exchange.parse import parse_item
from resolvers.exchange.upsert import bulk_upsert
from resolvers.validation import Problem
from schema.exchange.inputs import MOST, upsert_input
from schema.exchange.types import upserted
from schema.kit.inputs import patch_of
from schema.kit.mutation import mutation
from schema.kit.references import reference_of

FOR_NETWORK = "a token of the network, or the role EDITOR or ADMIN in its space"


def _declare(kind: RecordType) -> None:
    input_type: Any = upsert_input(kind)
    says = (
        f"Create or change up to {MOST} records of type {kind.type_name} by the network's own references: one that is "
        "known is brought up to date, another is created, public where no case is needed for that."
    )

    @mutation(scope=Scope.CONTENT_WRITE, right=FOR_NETWORK, name=f"upsert{kind.type_name}s", description=says)
    async def upsert(units: UnitsOfWork, input: input_type) -> Annotated[SaveResult, upserted(kind.type_name)]:
        items = [_item(kind, each) for each in input.items[:MOST]]  # done here, it keeps nobody from writing

        async def act(use_case: UseCase) -> SaveResult:
            if len(input.items) > MOST:
                refuse(ValidationFailed([Problem(("items",), "LIST_TOO_LONG", _measured(input.items))]))
            network = reference_of("Network", input.network)
            party = await network_context(use_case.work, use_case.viewer, network)
            told = await bulk_upsert(use_case, party, kind.type_name, items, atomic=input.atomic is True)
            saved = to_save_results(told, dry_run=input.dry_run is True)
            if not any(each.outcome in WRITING for each in told):
                raise Rollback(saved)  # only what changed something is remembered by its key
            return saved

        return await units.run(act)


def _item(kind: RecordType, given: Any) -> Item:
    url = given.reference_url
    return parse_item(kind.type_name, given.reference, patch_of(kind, given), None if url is strawberry.UNSET else url)


def _measured(items: list[Any]) -> dict[str, int]:
    return {"length": len(items), "limit": MOST}


for _name in EXCHANGED_TYPES:
    _declare(RECORD_TYPES[_name])
