"""Words that go when people go: what they said in cases, and where others name them there."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from loaders.queries.case_texts import CASE_TEXTS, texts_containing
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE, REPORT, RIVAL, VOTE
from loaders.unit_of_work import UnitOfWork
from models import ON_APPEAL, CaseKind
from models.personal import blank
from resolvers.core.use_case import UseCase
from resolvers.identity.accounts.hooks import account_blanked
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.cases import COLUMNS, duplicate_cases, is_closed_duplicate, withdraw_cases
from resolvers.privacy.hooks import names_erased, records_erased
from resolvers.privacy.name_redaction import NamePattern, name_patterns, redact_names

MOST, AT_ONCE = 500, 50
"""Names and addresses of one person that are looked for, and of those, how many in one statement."""


@account_blanked.register
async def erase_words_of(use_case: UseCase, account: Row) -> None:
    """Leave nothing of what a person said in cases, or, in those in which they took part, of them.

    They have the columns `id`, `name`, `named_at`, `email` and `email_confirmed_at`. Votes and reports stay, with their
    grounds. What was said of a claim of theirs goes; they are not named in what is said of others' claims against them.
    In either, they are known by the names that they bore then: anybody calls themselves as they like afterwards.
    """
    work = use_case.work
    parts = await _parts_of(work, account.id)
    await work.update(CASE, {"account_id": account.id}, {"text": None})
    await work.update(CASE, {"appellant_id": account.id}, {"appeal": None})
    for table in (REPORT, VOTE):
        await work.update(table, {"account_id": account.id}, blank(table))
    claims = await work.select(CASE, {"account_id": account.id, "kind": CaseKind.CLAIM}, ("id",))
    await erase_vote_texts(work, [each.id for each in claims])
    against = await work.select(RIVAL, {"account_id": account.id}, ("case_id",))
    claimed = {*(each.id for each in claims), *(each.case_id for each in against)}
    known = [case for case in sorted(claimed) if account.named_at is None or account.named_at <= parts[case]]
    await redact_words(work, [account.name], known)
    if account.email_confirmed_at is not None:
        written = [case for case, moment in parts.items() if account.email_confirmed_at <= moment]
        await redact_words(work, [account.email], written)


async def _parts_of(work: UnitOfWork, account_id: str) -> dict[str, datetime]:
    """Return, by case, when a person last took part in it; a defendant takes part from its start."""
    parts = list(await work.select(VOTE, {"account_id": account_id}, ("case_id", "created_at")))
    parts += await work.select(REPORT, {"account_id": account_id}, ("case_id", "created_at"))
    parts += await work.select(CASE, {"account_id": account_id}, ("id", "created_at"))
    parts += await work.select(CASE, {"appellant_id": account_id}, ("id", "opened_at"))
    against = await work.select(RIVAL, {"account_id": account_id}, ("case_id",))
    parts += await select_in(work, CASE, "id", [each.case_id for each in against], ("id", "created_at"))
    return dict(sorted(parts, key=itemgetter(1)))


@names_erased.register
async def redact_everywhere(work: UnitOfWork, called: Collection[str]) -> None:
    """Redact the names of erased people in the texts of all cases and votes."""
    await redact_words(work, called)


async def redact_words(work: UnitOfWork, called: Iterable[str], cases: Collection[str] | None = None) -> None:
    """Redact names and addresses in the texts of some cases and their votes (None: of all).

    What the records say that the cases are about is their spaces' to change.
    """
    spellings = name_patterns(called)[:MOST] if cases is None or cases else []
    for begin in range(0, len(spellings), AT_ONCE):
        await _strike(work, spellings[begin : begin + AT_ONCE], cases)


async def _strike(work: UnitOfWork, spellings: Sequence[NamePattern], cases: Collection[str] | None) -> None:
    parts = sorted({each.part for each in spellings})
    for text in CASE_TEXTS:
        table, column, _ = text
        found = await texts_containing(work, text, parts, cases)
        left = [(row.id, row.said, redact_names(row.said, spellings)) for row in found]
        changed = [({"id": id_}, {column: said}) for id_, before, said in left if said != before]
        await work.update_all(table, changed)


@records_erased.register
async def erase_cases(work: UnitOfWork, now: datetime, records: Sequence[str]) -> None:
    """Leave nothing of what cases and votes say of records that are erased, and nothing to decide about them.

    A case on whether another one is a duplicate of one of them is about it, too. Of other cases no word changes.
    """
    own = await select_in(work, CASE, "node_id", records, COLUMNS)
    beside = await duplicate_cases(work, records)
    ended = [each for each in own if each.stage in PENDING] + list(filter(is_closed_duplicate, beside))
    await withdraw_cases(work, now, ended)
    cases = sorted({each.id for each in (*own, *beside)})
    await work.update_all(CASE, [({"id": each}, blank(CASE)) for each in cases])
    await erase_vote_texts(work, cases)


async def erase_vote_texts(work: UnitOfWork, cases: Sequence[str]) -> None:
    """Leave no word of what was said in some cases; how networks voted, and on what grounds, stays.

    Nor of what others said who reported the same.
    """
    for table in (VOTE, REPORT):
        await work.update_all(table, [({"case_id": each}, blank(table)) for each in cases])


async def erase_proposals(work: UnitOfWork, now: datetime, case: Row, hidden: Any, emptied: str | None) -> None:
    """Leave nothing in the other cases of what one has hidden for good; a pending one keeps what is to replace it.

    `emptied` is what the field says instead.
    """
    field, left = case.question, {}
    others = {each.id: each for each in await work.select(CASE, {"node_id": case.node_id}, COLUMNS)}
    for other in others.values():
        if other.id == case.id or field not in (other.proposed or {}):
            continue
        before, after = other.proposed[field]
        if other.stage in PENDING and after not in (before, hidden):
            if other.panel in ON_APPEAL:  # elsewhere, what it was is hidden since it is in the record
                kept = {**other.proposed, field: [emptied, after]}
                await work.update(CASE, {"id": other.id}, {"proposed": kept})
            continue
        left[other.id] = {name: each for name, each in other.proposed.items() if name != field}
    gone = {"text": None, "appeal": None}
    await work.update_all(CASE, [({"id": id_}, {**gone, "proposed": proposed}) for id_, proposed in left.items()])
    await erase_vote_texts(work, list(left))  # who spoke of the field may have quoted it
    over = [others[id_] for id_, proposed in left.items() if not proposed and others[id_].stage in PENDING]
    await withdraw_cases(work, now, over)
