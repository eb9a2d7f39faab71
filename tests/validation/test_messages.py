"""Messages: every code in both languages, set as typographers do, and the language that a client reads."""

import re
import time
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.i18n.messages import CATALOGUE, language_of, message
from tests.support.durations import check_duration

ASKED = [
    "VALIDATION_FAILED",
    "NOT_PERMITTED",
    "CONFLICT",
    "NOT_FOUND",
    "RATE_LIMITED",
    "UNAUTHENTICATED",
    "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
]


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_message_is_a_sentence_in_both_languages(code):
    french, english = CATALOGUE[code]
    assert placeholders(french) == placeholders(english)
    values = dict.fromkeys(placeholders(french), "x")
    for text in (message(code, "fr", values), message(code, "en", values)):
        assert text.endswith(".")
        assert re.match(r"[A-ZÀÉ«“]", text)
        assert "  " not in text
        assert "{" not in text
    assert message(code, "fr", values) != message(code, "en", values)


@pytest.mark.parametrize("code", CATALOGUE)
def test_french_is_set_as_typographers_do(code):
    text = message(code, "fr", dict.fromkeys(placeholders(CATALOGUE[code].fr), "x"))
    assert re.findall(r" [;:!?»]|« ", text) == []
    bare = re.sub(r"(https?|mailto|tel):|\d\d:\d\d(:\d\d)?", "", text)
    assert re.findall(r"[^\u00a0\u202f][;:!?»]|«[^\u00a0]", bare) == []
    assert "'" not in text
    assert "..." not in text


@pytest.mark.parametrize("code", ASKED)
def test_refusals_have_their_own(code):
    assert code in CATALOGUE


def test_values_are_put_in():
    assert message("TEXT_TOO_LONG", "fr", {"length": 1_234, "limit": 300}) == (
        "Ce texte a 1\u202f234 caractères\u00a0; 300 au plus sont acceptés."
    )
    assert message("TEXT_TOO_LONG", "en", {"length": 1_234, "limit": 300}) == (
        "This text has 1,234 characters; at most 300 are accepted."
    )
    assert message("RATE_LIMITED", "en", {"seconds": 12, "other": 1}) == (
        "Too many requests in a short time. Try again in 12\u00a0s."
    )
    assert "version 4." in message("CONFLICT", "fr", {"current": 4}) + "."


def test_values_are_never_read_as_templates():
    hostile = "{0} {value.__class__} {x!r} %s « : »"
    assert hostile in message("INVALID_SIREN", "fr", {"value": hostile})


def test_what_is_missing_is_our_fault():
    with pytest.raises(KeyError):
        message("NO_SUCH_CODE", "fr", {})
    with pytest.raises(KeyError):
        message("TEXT_TOO_LONG", "fr", {"length": 1})


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fr"),
        ("fr", "fr"),
        ("en", "en"),
        ("EN-GB", "en"),
        ("en-US,en;q=0.9,fr;q=0.8", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("fr;q=0.8,en;q=0.9", "en"),
        ("en, fr", "en"),
        ("fr, en", "fr"),
        ("de, en;q=0.5", "en"),
        ("de, es", "fr"),
        ("*", "fr"),
        ("de, *;q=0.1", "fr"),
        ("fr;q=0, *", "en"),
        ("*;q=0.5, en;q=0.4", "fr"),
        ("*;q=0.4, en;q=0.5", "en"),
        ("fr;q=0", "fr"),
        ("fr;q=0, en;q=0", "fr"),
        ("en;q=0", "fr"),
        ("en;q=0.001, fr;q=0", "en"),
        ("en ; q = 0.5 , fr ; q=0.4", "en"),
        ("en;q=2, fr;q=0.1", "fr"),
        ("en;q=-1", "fr"),
        ("en;q=nan", "fr"),
        ("en;level=1", "fr"),
        (";;,,;q=,=", "fr"),
        ("english", "fr"),
        ("fr" * 1_000_000, "fr"),
        ("en," * 1_000_000, "en"),
        ("\0\ud800", "fr"),
    ],
)
def test_the_language_that_a_client_reads(header, language):
    begun = time.process_time()
    assert language_of(header) == language
    check_duration(time.process_time() - begun, 0.1)


@given(st.text() | st.text(st.sampled_from("enfr-*,;q=01. ")))
def test_any_header_has_a_language(header):
    assert language_of(header) in ("fr", "en")
