"""The distance between spellings agrees with a definition by recursion, and stops where it may."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.search.spelling import edit_distance, edits_allowed, kept_letters, letter_bits

WORDS = st.text(alphabet="abce", max_size=7)


def defined(one: str, other: str) -> int:
    """The distance (optimal string alignment), as its definition says."""

    @cache
    def distance(left: int, right: int) -> int:
        if left == 0 or right == 0:
            return left + right
        same = one[left - 1] == other[right - 1]
        ways = [
            distance(left - 1, right) + 1,
            distance(left, right - 1) + 1,
            distance(left - 1, right - 1) + (not same),
        ]
        if left > 1 and right > 1 and one[left - 1] == other[right - 2] and one[left - 2] == other[right - 1]:
            ways.append(distance(left - 2, right - 2) + 1)
        return min(ways)

    return distance(len(one), len(other))


@given(WORDS, WORDS, st.integers(0, 3))
def test_the_distance_is_as_defined_up_to_the_most_that_counts(one: str, other: str, most: int):
    assert min(edit_distance(one, other, most), most + 1) == min(defined(one, other), most + 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("eua", "eau"),
        ("foret", "forett"),
        ("budjet", "budget"),
        ("budet", "budget"),
        ("particpatif", "participatif"),
    ],
)
def test_one_edit_leaves_the_beginning_or_the_end(typed: str, meant: str):
    assert edit_distance(typed, meant, 2) == 1
    kept = kept_letters(typed, edits_allowed(typed))
    assert typed[:kept] == meant[:kept] or typed[-kept:] == meant[-kept:]


def test_letters_are_bits():
    assert letter_bits("aab") == 0b11
    assert letter_bits("é") == letter_bits("ж") == 1 << 26
