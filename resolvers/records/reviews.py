"""After changes are stored, the cases about them follow: some are opened, asked anew, or closed."""

from collections.abc import Sequence

from models import PublicationState
from resolvers.core.journal import content_fields, to_json_changes
from resolvers.core.record_types import RecordType
from resolvers.core.use_case import UseCase
from resolvers.records.load import load_records
from resolvers.records.planned_changes import PlannedChange
from resolvers.records.publication_policy import PublicationPolicy, publication_policy
from resolvers.records.versions import journal_content

PUBLISHED, SUBMITTED = PublicationState.PUBLISHED, PublicationState.SUBMITTED


async def follow_changes(use_case: UseCase, kind: RecordType, planned: Sequence[PlannedChange]) -> None:
    """Bring the cases about changed records up to date; more statements are needed only for those that have one."""
    policy = publication_policy(use_case, kind.type_name)
    changed = [each for each in planned if each.before and each.changes]
    for each in changed:
        if SUBMITTED in (each.before["state"], each.value("state")):
            handed_in = each.before["state"] != SUBMITTED
            await policy.open_submission(each.after, rewritten=_is_rewritten(each), handed_in=handed_in)
        if PUBLISHED == each.before["state"] != each.value("state"):
            await policy.withdraw_own_change(each.before)
    await _ask_anew(use_case, kind, policy, [each for each in changed if _says_else(each)])


async def _ask_anew(
    use_case: UseCase, kind: RecordType, policy: PublicationPolicy, public: Sequence[PlannedChange]
) -> None:
    """Reopen the cases of proposed changes of what is public, where that says something else than it did."""
    asked = await policy.content_cases([each.before["id"] for each in public]) if public else {}
    about = [each for each in public if each.before["id"] in asked]
    shown = [each.before["id"] for each in about if each.before["state"] != PUBLISHED]
    found = await load_records(use_case.work, kind, shown, kind.lists)
    says = {id_: journal_content(kind, standing) for id_, standing in found.items()}
    for each in about:
        record = {**each.before, "state": PUBLISHED}
        content = says.get(record["id"], {})
        changes = to_json_changes(each.changes) | {name: [None, value] for name, value in content.items()}
        await policy.reopen_changed(record, each.values["version"], changes)


def _says_else(planned: PlannedChange) -> bool:
    """True if everyone reads something else: what is public was rewritten, or became public."""
    if planned.before["state"] == PUBLISHED:
        return _is_rewritten(planned)
    return bool(planned.value("state") == PUBLISHED)


def _is_rewritten(planned: PlannedChange) -> bool:
    """True if a record says something else."""
    return bool(content_fields(planned.kind, planned.changes))
