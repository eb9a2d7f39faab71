"""Votes: one network, one voice, for reasons that are given, and blind to what others have said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.sql.statement import Row
from loaders.tables import CASE, VOTE
from loaders.unit_of_work import Rollback
from models import Choice, Ground, Panel, ids
from resolvers.core.references import Reference
from resolvers.core.refusals import Conflict, NotPermitted, Refusal, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS
from resolvers.moderation.decisions import decide_if_due
from resolvers.moderation.judges import check_eligible, has_conflict
from resolvers.moderation.tally import check_undecided
from resolvers.moderation.voters import (
    VoterIdentity,
    ballot_network,
    check_votes_once,
    votable_networks,
    voter_identity,
)
from resolvers.validation import Problem
from resolvers.validation.texts import Limit, line

MOST = 100
"""Votes of one request."""
GROUNDS: Mapping[Choice, frozenset[Ground]] = {
    Choice.APPROVE: frozenset(Ground) - {Ground.NOT_COMPETENT},
    Choice.REJECT: frozenset(Ground) - {Ground.NOT_COMPETENT},
    Choice.REQUEST_CHANGES: frozenset(Ground) - {Ground.SOUND, Ground.SPAM, Ground.NOT_COMPETENT},
    Choice.ABSTAIN: frozenset({Ground.NOT_COMPETENT}),
}
"""The permitted grounds, by choice: for instance, a report is approved because it is right."""
EXPLAINED = frozenset({Choice.REJECT, Choice.REQUEST_CHANGES})
"""Choices that need an explanation for the author."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot: the choice of a network, with ground and text."""

    choice: Choice
    ground: Ground
    text: str | None = None


class VoteInput(NamedTuple):
    """A vote as it is handed in."""

    case_id: str
    round: int
    """The one that was read."""
    network: Reference | None
    """None: the only network that the viewer speaks for, or the stewards."""
    ballot: Ballot


class StoredVote(NamedTuple):
    """A vote as it is kept."""

    account_id: str | None
    """The person who said it, or who answers for the program that did."""
    network_id: str | None
    """None: the stewards."""
    ballot: Ballot
    text: str | None


async def cast_vote(use_case: UseCase, given: VoteInput) -> Row:
    """The case after a network's vote, which supersedes what it said before in this round, and may decide."""
    case, who = await use_case.row_by_id(CASE, given.case_id, COLUMNS), await voter_identity(use_case)
    name = await _name(use_case, case, who, given.network)
    text = valid_vote_text(given.ballot, explained=name is None)
    case = await _as_of_now(use_case, case)
    CASE_LIFECYCLE.check("vote", case.stage)
    await check_undecided(use_case.work, case, use_case.now)
    if given.round != case.round:
        refuse(Conflict("CASE_CHANGED", case.version))
    await write_vote(use_case, case, StoredVote(who.account_id, name, given.ballot, text))
    await decide_if_due(use_case, case)
    return await use_case.row_by_id(CASE, case.id, COLUMNS)


async def _as_of_now(use_case: UseCase, case: Row) -> Row:
    """Return the case, decided first if its deadline has passed, so that later votes are refused."""
    if CASE_LIFECYCLE.is_due("count", case.stage, case, use_case.now):
        await decide_if_due(use_case, case)
        return await use_case.row_by_id(CASE, case.id, COLUMNS)
    return case


async def cast_votes(use_case: UseCase, votes: Sequence[VoteInput]) -> list[Row | Refusal]:
    """Return, for n votes, the case after each, or its refusal; the others are counted."""
    if not use_case.viewer.steward and not await votable_networks(use_case):
        refuse(NotPermitted("NO_VOICE"))
    if len(votes) > MOST:
        refuse(ValidationFailed([Problem(("votes",), "LIST_TOO_LONG", {"length": len(votes), "limit": MOST})]))
    found: list[Row | Refusal] = []
    for each in votes:
        try:
            async with use_case.work.savepoint():
                found.append(await cast_vote(use_case, each))
        except Rollback as undone:
            found.append(undone.result)
    return found


async def write_vote(use_case: UseCase, case: Row, said: StoredVote) -> None:
    """Store the latest vote of the case; refuses a person who has voted in this round in another name.

    Of two votes at once that take the same place, one begins again: their order is that in which they are stored.
    """
    await check_votes_once(use_case, case, said.account_id, said.network_id)
    before = await use_case.work.select(VOTE, {"case_id": case.id}, ("number", "created_at"))
    row = {
        "id": ids.new("vote"),
        "case_id": case.id,
        "round": case.round,
        "number": max((each.number for each in before), default=0) + 1,
        "network_id": said.network_id,
        "account_id": said.account_id,
        "token_id": use_case.viewer.token_id,
        "choice": said.ballot.choice,
        "ground": said.ballot.ground,
        "text": said.text,
        # No vote was cast before an earlier one, whatever clock is set back meanwhile.
        "created_at": max((use_case.now, *(each.created_at for each in before))),
    }
    await use_case.work.insert(VOTE, [row])


async def _name(use_case: UseCase, case: Row, who: VoterIdentity, network: Reference | None) -> str | None:
    """Return the network that votes, or None for the stewards; refuses viewers without a vote in this round."""
    concerned = await has_conflict(use_case, case, who)
    if use_case.viewer.steward and network is None and case.panel == Panel.EVERYONE and not concerned:
        return None
    name = await ballot_network(use_case, network)
    if concerned:
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))
    await check_eligible(use_case.work, use_case.now, case, name)
    return name


def valid_vote_text(ballot: Ballot, *, explained: bool) -> str | None:
    """The text as it is stored; refuses grounds that do not go with the choice, and too few words.

    Stewards are to have `explained` whatever they say.
    """
    if ballot.ground not in GROUNDS[ballot.choice]:
        refuse(ValidationFailed([Problem(("ground",), "GROUND_OF_ANOTHER_CHOICE")]))
    if ballot.text is None and (explained or ballot.choice in EXPLAINED):
        refuse(ValidationFailed([Problem(("text",), "REQUIRED")]))
    if ballot.text is None:
        return None
    text, problems = line(Limit.SUMMARY)(ballot.text)
    if problems:
        refuse(ValidationFailed([each.under("text") for each in problems]))
    return text
