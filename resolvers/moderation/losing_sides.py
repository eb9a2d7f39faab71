"""The losing sides of a decision, which alone can appeal."""

from collections.abc import Mapping

from models import CaseKind, Side, Verdict

NOBODY: frozenset[Side] = frozenset()
ITS_SPACE = frozenset({Side.OPENER, Side.OWNER})
"""The one side of a case that a space opens on its own record."""
LOSING_SIDES: Mapping[tuple[CaseKind, Verdict], frozenset[Side]] = {
    (CaseKind.SUBMISSION, Verdict.APPROVED): NOBODY,
    (CaseKind.SUBMISSION, Verdict.REJECTED): ITS_SPACE,
    (CaseKind.SUBMISSION, Verdict.CHANGES_REQUESTED): ITS_SPACE,
    (CaseKind.CHANGE, Verdict.APPROVED): NOBODY,
    (CaseKind.CHANGE, Verdict.REJECTED): ITS_SPACE,
    (CaseKind.CHANGE, Verdict.CHANGES_REQUESTED): ITS_SPACE,
    (CaseKind.REPORT, Verdict.APPROVED): frozenset({Side.OWNER}),
    (CaseKind.REPORT, Verdict.REJECTED): frozenset({Side.OPENER}),
    # The record is not taken down for good, as one side asked, and it is not public, as the other side had it.
    (CaseKind.REPORT, Verdict.CHANGES_REQUESTED): frozenset({Side.OPENER, Side.OWNER}),
    (CaseKind.DUPLICATE, Verdict.APPROVED): frozenset({Side.OWNER}),
    (CaseKind.DUPLICATE, Verdict.REJECTED): frozenset({Side.OPENER}),
    (CaseKind.DUPLICATE, Verdict.CHANGES_REQUESTED): frozenset({Side.OPENER}),
    (CaseKind.SUGGESTION, Verdict.APPROVED): frozenset({Side.OWNER}),
    (CaseKind.SUGGESTION, Verdict.REJECTED): frozenset({Side.OPENER}),
    (CaseKind.SUGGESTION, Verdict.CHANGES_REQUESTED): frozenset({Side.OPENER}),
    (CaseKind.CLAIM, Verdict.APPROVED): frozenset({Side.RIVAL}),
    (CaseKind.CLAIM, Verdict.REJECTED): frozenset({Side.OPENER}),
    (CaseKind.CLAIM, Verdict.CHANGES_REQUESTED): frozenset({Side.OPENER}),
}


def losing_sides(kind: CaseKind | str, verdict: Verdict | str) -> frozenset[Side]:
    """The sides that a decision of a kind of case takes something from, or gives less than they asked for."""
    return LOSING_SIDES[CaseKind(kind), Verdict(verdict)]
