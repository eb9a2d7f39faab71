"""The analyser: what means the same has one stem, what does not has two, and no text is too strange for it."""

import pytest

from resolvers.search.analysis import LONGEST, stems_of, words_of

SAME = [
    ("budgets participatifs", "budget participatif"),
    ("forêts", "foret"),
    ("cœur de ville", "COEUR de VILLE"),
    ("l'eau", "l’eau"),
    ("l’eau", "eau"),
    ("Saint-Étienne", "saint etienne"),
    ("St-Étienne", "Saint Étienne"),
    ("citoyens", "citoyenneté"),
    ("mobilités", "mobilite"),
    ("élus", "élue"),
    ("engagées", "engager"),
    ("premières", "premier"),
    ("vergers", "verger"),
    ("premiers", "premier"),
    ("travaux", "travail"),
    ("lieux", "lieu"),
    ("végétalisation", "végétaliser"),
    ("qu'elles jusqu'ici", "ici"),
    ("Ê\u0301tang", "êtang"),
    ("e\u0301tang", "étang"),
    ("ﬁnancement", "financement"),
]
DIFFERENT = [
    ("commune", "commun"),
    ("mobile", "mobilité"),
    ("habitat", "habitant"),
    ("place", "plan"),
    ("école", "écologie"),
    ("public", "publication"),
    ("ZAN", "ZAC"),
    ("2024", "2025"),
    ("projet", "projection"),
]
HOSTILE = [
    "",
    "???",
    "🚲 👩‍🌾",
    "\x00",
    "\ud800 \udfff",
    "\u202e\u200f",
    "' OR 1=1 --",
    "a" * 10_000,
    "é" * 10_000,
    "\u0301" * 10_000,
    "'" * 10_000,
    "l'" * 5_000,
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_means_the_same_has_the_same_stems(one: str, other: str):
    common = set(stems_of(one)) & set(stems_of(other))
    assert common
    assert common in (set(stems_of(one)), set(stems_of(other)))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_differs_has_other_stems(one: str, other: str):
    assert not set(stems_of(one)) & set(stems_of(other))


def test_acronyms_and_numbers_are_words():
    assert stems_of("Le ZAN, le PLU, la loi SRU de 2024 et l'ANRU") == ["zan", "plu", "loi", "sru", "2024", "anru"]


def test_a_word_knows_where_it_stands():
    text = "L’Œuvre d'Élodie : forêts de Saint-Étienne"
    shown = ["Œuvre", "Élodie", "forêts", "Saint", "Étienne"]
    assert [text[word.start : word.end] for word in words_of(text)] == shown
    assert [word.text for word in words_of(text)] == ["oeuvre", "elodie", "forets", "saint", "etienne"]


def test_words_and_stems_are_of_the_same_words():
    text = "Les habitants de l’Haÿ-les-Roses ont voté, à l'été 2024, un budget participatif."
    assert [word.stem for word in words_of(text)] == stems_of(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_stems_are_letters_and_digits_whatever_the_text(text: str):
    stems = stems_of(text)
    assert all(stem.isalnum() and len(stem) <= LONGEST for stem in stems)
    assert all(stem.encode().decode() == stem for stem in stems)
