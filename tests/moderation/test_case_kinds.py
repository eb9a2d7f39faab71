"""Each kind of case has one function that carries its decisions out."""

import pytest

from models import CaseKind
from resolvers.moderation.case_kinds import CONSEQUENCES, NO_EFFECT, case_kind


def test_every_kind_has_a_consequence():
    assert CONSEQUENCES.keys() == set(CaseKind)


def test_a_kind_has_no_second_consequence():
    async def another(*_arguments):
        return NO_EFFECT

    before = dict(CONSEQUENCES)
    with pytest.raises(ValueError, match="kind CLAIM have a consequence already"):
        case_kind(CaseKind.CLAIM)(another)
    assert before == CONSEQUENCES
