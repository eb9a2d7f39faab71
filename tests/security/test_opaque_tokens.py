"""Opaque tokens: nothing but what we made is well formed, and nothing is kept but a hash."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ids import ALPHABET
from resolvers.security.opaque_tokens import KINDS, PATTERN, hash_token, is_well_formed, new_token, token_kind

TOKEN = new_token("api")


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_token_says_what_it_is_for(kind):
    token = new_token(kind)
    assert re.fullmatch(f"enc_{kind}_[{ALPHABET}]{{59}}", token)
    assert token_kind(token) == kind
    assert [other for other in KINDS if is_well_formed(token, other)] == [kind]


def test_tokens_differ_in_every_digit():
    tokens = [new_token("mail") for _ in range(400)]
    assert len(set(tokens)) == 400
    assert all(len({token[place] for token in tokens}) > 16 for place in range(len("enc_mail_"), len(tokens[0]) - 7))


def test_a_checksum_that_stays_the_same_for_ever():
    body = "enc_api_" + "0" * 52
    assert is_well_formed(body + "0mkgx73", "api")


@given(st.integers(0, len(TOKEN) - 1), st.characters())
def test_one_wrong_character_is_noticed(place, character):
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    assert (token_kind(changed) is not None) == (changed == TOKEN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "enc_api_",
        TOKEN[:-1],
        TOKEN + "0",
        TOKEN + "\n",
        " " + TOKEN,
        TOKEN.upper(),
        TOKEN.replace("enc_api_", "enc_refresh_"),
        TOKEN.replace("enc_", ""),
        "enc_root_" + TOKEN.removeprefix("enc_api_"),
        TOKEN * 2,
        "\ud800" * len(TOKEN),
        "enc_api_" + "٣" * 59,
        "x" * 1_000_000,
    ],
    ids=lambda text: f"{text[:4]} {len(text)}",  # the rest of a token is another in every process
)
def test_anything_else_is_refused_without_a_look(text):
    assert token_kind(text) is None
    assert not any(is_well_formed(text, kind) for kind in KINDS)


def test_scanners_find_tokens_inside_other_text():
    assert PATTERN.search(f"ENCOMMUN_TOKEN={TOKEN}; export ENCOMMUN_TOKEN")[0] == TOKEN


def test_a_hash_is_that_of_the_whole_token():
    assert hash_token(TOKEN) == hashlib.sha256(TOKEN.encode()).hexdigest()
    assert TOKEN[8:] not in hash_token(TOKEN)
