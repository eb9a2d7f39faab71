"""Texts: what is trimmed and brought to one form, what is refused, and how fast."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resolvers.validation.texts import PLAIN_LINE, Limit, _text, line, lines
from tests.support.durations import check_duration
from tests.validation import accepted_inputs, rejected_inputs
from tests.validation.check_results import accepted, codes

ANYTHING = st.text(st.characters(), max_size=60)
NEARLY = st.text(
    st.sampled_from(
        "aé\u0301\u0316œ \t\n\r\u00a0\u200c\u200d\u200e\u200f\u202e\u0915\u094d👩❤\ufe0f🏴\U000e0067\U000e007f"
    )
)
"""Texts near the edges of every rule."""


@pytest.mark.parametrize("text", accepted_inputs.LINES.values(), ids=accepted_inputs.LINES)
def test_what_is_written_in_good_faith_stays_as_it_is(text):
    assert accepted(line(Limit.NAME)(text)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", rejected_inputs.CHARACTERS.values(), ids=rejected_inputs.CHARACTERS)
@pytest.mark.parametrize("check", [line(Limit.NAME), lines(Limit.NAME)])
def test_what_hides_or_means_nothing_is_refused(check, text):
    assert codes(check(text)) in (["TEXT_CHARACTER"], ["TEXT_COMBINING_MARKS"])


@pytest.mark.parametrize("text", rejected_inputs.BLANK)
def test_a_text_that_shows_nothing_is_none(text):
    assert codes(line(Limit.NAME)(text)) == codes(lines(Limit.NAME)(text)) == ["TEXT_BLANK"]


def test_a_character_is_named_with_its_place():
    ((found,),) = (lines(Limit.SHORT)("un\ndeux\u202e")[1],)
    assert (found.code, found.values) == ("TEXT_CHARACTER", {"character": "U+202E", "line": 2, "column": 5})


def test_all_that_is_wrong_is_told():
    assert codes(line(Limit.NAME)("a\0\nb\u200bc" + "\u0301" * 6)) == [
        "TEXT_CHARACTER",
        "TEXT_COMBINING_MARKS",
        "TEXT_LINE_BREAK",
    ]
    assert codes(line(Limit.NAME)("a\0 \u200d")) == ["TEXT_CHARACTER", "TEXT_CHARACTER"]


def test_white_space_around_is_trimmed():
    assert accepted(line(Limit.NAME)("\ufeff\u00a0 La  mairie\u202f\n")) == "La  mairie"


def test_forms_of_a_letter_become_one():
    decomposed = unicodedata.normalize("NFD", "Hôtel de ville d’Évry, Å")
    assert decomposed != "Hôtel de ville d’Évry, Å"
    assert accepted(line(Limit.NAME)(decomposed)) == "Hôtel de ville d’Évry, Å"
    assert accepted(line(Limit.NAME)("Ho\u0302tel d’Évry")) == "Hôtel d’Évry"
    assert accepted(line(Limit.NAME)("\u212b")) == "\u00c5"


def test_lines_end_with_a_line_feed():
    assert accepted(lines(Limit.SHORT)("un\r\ndeux\rtrois\u2028quatre\tcinq")) == "un\ndeux\ntrois\nquatre\tcinq"


@pytest.mark.parametrize("text", ["un\ndeux", "un\tdeux", "un\r\ndeux", "un\u2029deux"])
def test_one_line_is_one_line(text):
    (found,) = line(Limit.NAME)(text)[1]
    assert (found.code, found.values) == ("TEXT_LINE_BREAK", {"column": 2})


@pytest.mark.parametrize("limit", [Limit.ACRONYM, Limit.NAME, Limit.SHORT, Limit.SUMMARY])
def test_a_text_may_be_as_long_as_its_limit(limit):
    assert accepted(line(limit)("é" * limit)) == accepted(line(limit)("e\u0301" * limit)) == "é" * limit
    (found,) = line(limit)("é" * (limit + 1))[1]
    assert (found.code, found.values) == ("TEXT_TOO_LONG", {"length": limit + 1, "limit": limit})


def test_a_text_that_grows_in_its_form_is_measured_afterwards():
    assert codes(line(3)("\ufb2c\ufb2c")) == ["TEXT_TOO_LONG"]


@pytest.mark.parametrize("value", [None, 1, 1.5, True, b"a", ["a"], {"a": 1}, object()])
def test_what_is_no_text_is_refused(value):
    assert codes(line(Limit.NAME)(value)) == ["INVALID_TEXT"]


@pytest.mark.parametrize("text", ["a", " ", "\u0301", "\u0301\u0316", "\u202e", "\n", "\u200d", "\ud800"])
def test_ten_million_characters_are_refused_at_once(text):
    value = text * (10_000_000 // len(text))
    begun = time.process_time()
    assert codes(lines(Limit.MARKDOWN)(value)) in (["TEXT_TOO_LONG"], ["TEXT_BLANK"])
    check_duration(time.process_time() - begun, 0.5)


@pytest.mark.parametrize(
    "text", ["\u0301\u0316", "\u0301", "\U0001d165\u302e", "👩\u200d", "a\u200e ", "\u0915\u094d", "एक"]
)
def test_the_longest_text_is_judged_in_time(text):
    begun = time.process_time()
    lines(Limit.MARKDOWN)(text * (4 * Limit.MARKDOWN // len(text)))
    lines(Limit.MARKDOWN)("".join(map(chr, range(0x4E00, 0x9FFF))) * 4)
    check_duration(time.process_time() - begun, 0.5)


@given(ANYTHING | NEARLY)
@example("0\u0300\u094d\u200c")
def test_what_is_accepted_is_safe_to_store_and_to_show(text):
    for check in (line(Limit.SHORT), lines(Limit.SHORT)):
        cleaned, problems = check(text)
        if problems:
            assert cleaned is None
            continue
        assert check(cleaned) == (cleaned, [])
        assert unicodedata.is_normalized("NFC", cleaned)
        assert cleaned == cleaned.strip()
        assert cleaned.encode()
        assert not any(unicodedata.category(each) in ("Cs", "Co", "Zl", "Zp") for each in cleaned)
        assert not any(unicodedata.category(each) == "Cc" for each in cleaned.replace("\n", "").replace("\t", ""))
        assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


@given(NEARLY)
def test_forms_of_a_text_have_one_outcome(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert lines(Limit.SHORT)(composed)[0] == lines(Limit.SHORT)(decomposed)[0]


def test_plain_texts_are_those_that_nothing_would_change():
    """A text that is accepted at once is what the whole check returns, character by character and in any context."""
    plain = [each for each in map(chr, range(0x3000)) if PLAIN_LINE.fullmatch(each)]
    assert {"a", "é", "œ", "’", "–", "…"} <= set(plain)
    for each in plain:
        text = f"{each}e{each}{each} {each}"
        assert _text(text, 300, breaks=False) == _text(text, 300, breaks=True, indent=True) == (text, [])


@given(NEARLY | ANYTHING)
def test_the_short_way_and_the_long_one_agree(text):
    for check, breaks in ((line(50), False), (lines(50), True)):
        assert check(text) == _text(text, 50, breaks=breaks)
