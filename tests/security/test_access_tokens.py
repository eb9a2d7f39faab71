"""Access tokens: only what we signed, as we sign it, while it lasts."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OctKey

from resolvers.security.access_tokens import LONGEST, key_name, sign, verify
from resolvers.security.jwt import TokenRefused
from resolvers.security.signing_key import LIFETIME, SigningKey, new_key
from tests.security.forged_tokens import UNREADABLE, claims_of, encoded, forged, header_of, hmac_signed

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
KEY, OTHER = new_key(), new_key()
KEYS = {KEY.kid: KEY.secret}
ACCOUNT = "account_01j8z3k4m5n6p7q8r9s0t1v2w3"
TOKEN = sign(ACCOUNT, KEY, NOW)


def refused(token, keys=KEYS, now=NOW):
    with pytest.raises(TokenRefused) as told:
        verify(token, keys, now)
    assert str(told.value) == "The token is not accepted."
    assert told.value.args == ("The token is not accepted.",)
    assert token[-43:] not in told.value.reason or not token
    return told.value.reason


def signed(claims=None, header=None, key=KEY):
    """A token as ours, signed with our key, but for what is given; None takes a member away."""
    parts = [header_of(TOKEN) | (header or {}), claims_of(TOKEN) | (claims or {})]
    header, claims = ({name: value for name, value in part.items() if value is not None} for part in parts)
    return hmac_signed(header, claims, key.secret.encode())


def test_a_token_says_whose_it_is():
    access = verify(TOKEN, KEYS, NOW)
    assert (access.account_id, access.issued_at, access.expires_at) == (ACCOUNT, NOW, NOW + LIFETIME)
    assert access.token_id == claims_of(TOKEN)["jti"]
    assert timedelta(minutes=10) == LIFETIME


def test_what_is_in_a_token():
    assert header_of(TOKEN) == {"alg": "HS256", "typ": "at+jwt", "kid": KEY.kid}
    assert claims_of(TOKEN).keys() == {"iss", "aud", "sub", "iat", "exp", "jti"}
    assert claims_of(sign(ACCOUNT, KEY, NOW))["jti"] != claims_of(TOKEN)["jti"]
    assert len(TOKEN) < LONGEST / 8


def test_other_software_reads_our_tokens_and_we_read_its():
    assert jws.deserialize_compact(TOKEN, OctKey.import_key(KEY.secret), ["HS256"]).payload
    assert verify(signed(), KEYS, NOW).account_id == ACCOUNT


def test_a_key_does_not_show_its_secret():
    assert KEY.secret not in repr(KEY)
    assert len(base64.urlsafe_b64decode(KEY.secret + "=")) == 32
    assert KEY != OTHER


@pytest.mark.parametrize(
    ("seconds", "accepted"),
    [(-31, False), (-30, True), (0, True), (600, True), (629, True), (630, False), (1e9, False)],
)
def test_it_lasts_ten_minutes_and_clocks_may_differ_by_half_a_minute(seconds, accepted):
    now = NOW + timedelta(seconds=seconds)
    if accepted:
        assert verify(TOKEN, KEYS, now)
    else:
        assert refused(TOKEN, now=now) in ("iat", "exp")


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"exp": int(NOW.timestamp()) + 36_500 * 86_400}, "life"),
        ({"exp": int(NOW.timestamp()) + 601}, "life"),
        ({"iat": int(NOW.timestamp()) - 1}, "life"),
        ({"iat": int(NOW.timestamp()) + 31}, "iat"),
        ({"nbf": int(NOW.timestamp()) + 31}, "nbf"),
        ({"iat": None}, "iat"),
    ],
)
def test_no_token_lives_longer_than_its_kind_may_whoever_signed_it(claims, reason):
    assert refused(signed(claims)) == reason
    with pytest.raises(TokenRefused):
        key_name(signed(claims), NOW)


def test_what_no_key_makes_good_makes_nobody_look_for_one():
    assert key_name(TOKEN, NOW) == KEY.kid
    for wrong in (signed({"aud": "other"}), signed({"jti": None}), signed(header={"typ": "JWT"})):
        with pytest.raises(TokenRefused):
            key_name(wrong, NOW)


def test_keys_are_replaced_without_a_break():
    both = KEYS | {OTHER.kid: OTHER.secret}
    assert verify(TOKEN, both, NOW) == verify(TOKEN, KEYS, NOW)
    assert verify(sign(ACCOUNT, OTHER, NOW), both, NOW)
    assert refused(TOKEN, {OTHER.kid: OTHER.secret}) == "kid"
    assert refused(TOKEN, {}) == "kid"


def test_another_key_by_the_same_name_is_another_key():
    assert refused(sign(ACCOUNT, SigningKey(KEY.kid, OTHER.secret), NOW)) == "signature"
    assert refused(sign(ACCOUNT, SigningKey(OTHER.kid, KEY.secret), NOW)) == "kid"


@pytest.mark.parametrize("secret", ["", "secret", "x" * 31])
def test_a_short_key_is_the_operators_fault(secret):
    with pytest.raises(ValueError, match="at least 32"):
        sign(ACCOUNT, SigningKey("k", secret), NOW)
    with pytest.raises(ValueError, match="at least 32"):
        verify(signed(header={"kid": "k"}), {"k": secret}, NOW)


@given(st.integers(0, len(TOKEN) - 1), st.characters())
def test_one_changed_character_is_noticed(place, character):
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    if changed != TOKEN:
        with pytest.raises(TokenRefused):
            verify(changed, KEYS, NOW)


@given(st.text())
def test_any_text_is_refused(text):
    with pytest.raises(TokenRefused):
        verify(text, KEYS, NOW)


@pytest.mark.parametrize("token", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_token(token):
    refused(token)


def test_a_long_one_is_not_even_read(monkeypatch):
    long = signed({"more": "x" * LONGEST})
    monkeypatch.setattr(jws, "extract_compact", lambda *_: pytest.fail("read"))
    assert refused(long) == "too long"
    assert refused("e30." * 1_000_000) == "too long"


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE", "", None])
@pytest.mark.parametrize("signature", [b"", b"x"])
def test_no_algorithm_is_no_signature(alg, signature):
    refused(forged({"alg": alg, "typ": "at+jwt", "kid": KEY.kid}, claims_of(TOKEN), signature))


def test_without_its_signature():
    head, claims, _ = TOKEN.split(".")
    refused(f"{head}.{claims}.")
    refused(f"{head}.{claims}")
    refused(f"{head}.{claims}.{encoded(b'0' * 32)}")


@pytest.mark.parametrize(
    ("alg", "digest"), [("HS384", hashlib.sha384), ("HS512", hashlib.sha512), ("HS256", hashlib.sha1)]
)
def test_another_algorithm_with_the_right_key(alg, digest):
    refused(hmac_signed(header_of(TOKEN) | {"alg": alg}, claims_of(TOKEN), KEY.secret.encode(), digest))


@pytest.mark.parametrize("alg", ["RS256", "ES256", "PS256", "EdDSA", "dir", "hs256"])
def test_an_algorithm_for_which_the_key_is_none(alg):
    refused(signed(header={"alg": alg}))


@pytest.mark.parametrize(
    "header",
    [
        {"kid": None},
        {"kid": ""},
        {"kid": 1},
        {"kid": "../" + KEY.kid},
        {"typ": None},
        {"typ": "JWT"},
        {"typ": 7},
        {"crit": ["exp"]},
        {"crit": []},
        {"b64": True, "crit": ["b64"]},
        {"zip": "DEF"},
        {"more": 1},
    ],
)
def test_a_header_that_we_do_not_write(header):
    refused(signed(header=header))


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        *[("iss", value) for value in (None, "", "Encommun", ["encommun"], 7)],
        *[
            ("aud", value)
            for value in (None, "", "encommun", [], ["other"], {"encommun/graphql": 1}, [["encommun/graphql"]])
        ],
        *[("sub", value) for value in (None, "", 7, "x" * 256, "é", "a\n", [ACCOUNT])],
        *[(name, value) for name in ("iat", "exp") for value in (None, "", "1795000000", True, [], {}, -1, 1e300)],
        *[(name, float(value)) for name in ("iat", "exp", "nbf") for value in ("nan", "inf", "-inf")],
        ("exp", 253_402_300_800),
        ("exp", 10**400),
        ("exp", 0),
        ("jti", None),
        ("jti", 7),
        ("exp", str(int(NOW.timestamp()) + 60)),
        ("iat", int(NOW.timestamp()) + 31),
        ("nbf", int(NOW.timestamp()) + 31),
        ("nbf", "0"),
    ],
)
def test_a_claim_that_we_do_not_make(claim, value):
    assert refused(signed({claim: value})) == claim


def test_several_audiences_may_have_us_among_them():
    assert verify(signed({"aud": ["other", "encommun/graphql"]}), KEYS, NOW)


def test_a_later_claim_of_the_same_name_is_still_signed():
    head, _, signature = TOKEN.split(".")
    twice = json.dumps(claims_of(TOKEN))[:-1] + ', "sub": "account_other"}'
    refused(f"{head}.{encoded(twice.encode())}.{signature}")
