"""The distance between two spellings, and what words that are near another one have in common with it."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST, LONG = 3, 7
"""Letters of a word from which on one edit is allowed, and two."""


def edits_allowed(word: str) -> int:
    """Return the number of edits by which a word may differ from the one that is meant."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2


def kept_letters(word: str, edits: int) -> int:
    """Return the number of letters at the beginning or at the end of a word of which so many edits leave one part.

    Two edits, one at each end of a word, leave neither.
    """
    return (len(word) - 1) // 2 if edits == 1 else max(len(word) // 3, SHORTEST)


def letter_bits(word: str) -> int:
    """Return a bit for each letter of the alphabet that a folded word has, and one for all others."""
    bits = 0
    for letter in set(word):
        bits |= 1 << (LETTERS.find(letter) % (len(LETTERS) + 1))
    return bits


def edit_distance(one: str, other: str, most: int) -> int:
    """Return the number of letters that are left out, added, wrong, or in the place of their neighbour.

    It is exact up to `most`; from there on it is any greater number.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, opposite in enumerate(other, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != opposite))
            if row > 1 and column > 1 and letter == other[column - 2] and opposite == one[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most and min(last) > most:
            return most + 1
        before, last = last, current
    return last[-1]
