"""The state diagrams of docs/moderation.md, drawn from what the code goes by."""

from collections import defaultdict

from models import CaseKind, ChangeKind, Stage, Verdict
from resolvers.moderation.record_state import STATE_BY_VERDICT
from resolvers.moderation.state_machine import TRANSITIONS
from resolvers.records.states import FROM, TO


def of_cases() -> str:
    """Return the diagram of a case: actions in each stage, and the next stages."""
    arrows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for doing, step in TRANSITIONS.items():
        for since in sorted(step.since):
            for to in step.to:
                arrows[since, to].append(doing.value)
    return _diagram({("[*]", Stage.OPEN.value): ["something is asked"], **arrows})


def of_records() -> str:
    """Return the diagram of a record: actions of people and effects of decisions."""
    arrows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, since in FROM.items():
        if kind in TO and kind is not ChangeKind.PUBLISHED:
            for each in sorted(since):
                arrows[each, TO[kind]].append(kind.value.lower())
    for (kind, verdict), state in STATE_BY_VERDICT.items():
        since = "SUBMITTED" if kind is CaseKind.SUBMISSION else "PUBLISHED"
        if (since != state and verdict is not Verdict.REJECTED) or kind is CaseKind.SUBMISSION:
            arrows[since, state].append(f"{kind.value.lower()} {verdict.value.lower()}")
    return _diagram({("[*]", "DRAFT"): ["created"], **arrows})


def _diagram(arrows: dict[tuple[str, str], list[str]]) -> str:
    lines = [f"    {since} --> {to}: {', '.join(dict.fromkeys(why))}" for (since, to), why in arrows.items()]
    return "\n".join(["stateDiagram-v2", *lines])
