"""Tokens of an issuer that is trusted: only what it signed, for us, while it lasts."""

import hashlib
import json
from datetime import timedelta

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey

from resolvers.security.jwt import TokenRefused
from resolvers.security.openid import LONGEST, Identity, IssuerUnavailable, OpenIDIssuer, claimed_issuer
from tests.security.forged_tokens import UNREADABLE, claims_of, encoded, forged, header_of, hmac_signed
from tests.security.openid_issuer import CLIENT_ID, NOW, ec_key

SECONDS = int(NOW.timestamp())
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})


async def refused(trusted, token, now=NOW):
    with pytest.raises(TokenRefused) as told:
        await trusted.verify(token, now)
    assert str(told.value) == "The token is not accepted."
    return told.value.reason


async def test_a_good_token_names_someone(issuer, trusted):
    token = issuer.token(email="jeanne@example.org", email_verified=True, name="Jeanne Lefèvre", nbf=SECONDS)
    expected = Identity(issuer.url, "9a1f", "jeanne@example.org", True, "Jeanne Lefèvre")
    assert await trusted.verify(token, NOW) == expected
    assert claimed_issuer(token) == issuer.url


async def test_little_need_be_known_of_someone(issuer, trusted):
    assert await trusted.verify(issuer.token(), NOW) == Identity(issuer.url, "9a1f", None, False, None)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"email": "a@b.fr"}, ("a@b.fr", False)),
        ({"email": "a@b.fr", "email_verified": False}, ("a@b.fr", False)),
        ({"email": "a@b.fr", "email_verified": "true"}, ("a@b.fr", False)),
        ({"email": "a@b.fr", "email_verified": 1}, ("a@b.fr", False)),
        ({"email_verified": True}, (None, False)),
        ({"email": "", "email_verified": True}, (None, False)),
        ({"email": "nobody", "email_verified": True}, (None, False)),
        ({"email": ["a@b.fr"], "email_verified": True}, (None, False)),
        ({"email": "a@b.fr\nBcc: c@d.fr", "email_verified": True}, (None, False)),
        ({"email": "a@b.fr\ud800", "email_verified": True}, (None, False)),
        ({"email": "a" * 250 + "@b.fr", "email_verified": True}, (None, False)),
    ],
)
async def test_an_address_is_verified_if_the_issuer_says_so_plainly(issuer, trusted, claims, expected):
    identity = await trusted.verify(issuer.token(**claims), NOW)
    assert (identity.email, identity.email_verified) == expected


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"given_name": "Jeanne", "usual_name": "Lefèvre"}, "Jeanne Lefèvre"),
        ({"given_name": "Jeanne", "family_name": "Lefèvre", "usual_name": "Martin"}, "Jeanne Lefèvre"),
        ({"given_name": "Jeanne"}, "Jeanne"),
        ({"name": " ", "usual_name": "Lefèvre"}, "Lefèvre"),
        ({"name": {"first": "Jeanne"}}, None),
        ({"name": "Jeanne\x00"}, None),
        ({"name": "x" * 255}, None),
    ],
)
async def test_a_name_is_put_together(issuer, trusted, claims, expected):
    assert (await trusted.verify(issuer.token(**claims), NOW)).name == expected


@pytest.mark.parametrize("alg", ["RS256", "PS256"])
async def test_rsa_keys(issuer, trusted, alg):
    issuer.keys = [RSA]
    assert await trusted.verify(issuer.token({"alg": alg}, RSA), NOW)


async def test_a_key_for_one_algorithm_is_not_for_another(issuer, trusted):
    issuer.jwks = {"keys": [RSA.as_dict() | {"alg": "PS256"}]}
    assert await trusted.verify(issuer.token({"alg": "PS256"}, RSA), NOW)
    await refused(trusted, issuer.token({"alg": "RS256"}, RSA))


@pytest.mark.parametrize("typ", [None, "JWT", "jwt", "at+jwt", "application/at+jwt"])
async def test_kinds_of_tokens_by_which_someone_comes(issuer, trusted, typ):
    assert await trusted.verify(issuer.token({"typ": typ}), NOW)


async def test_a_notice_that_someone_left_lets_nobody_in(issuer, trusted):
    event = {"http://schemas.openid.net/event/backchannel-logout": {}}
    assert await refused(trusted, issuer.token(events=event)) == "typ"
    for typ in ("logout+jwt", "secevent+jwt", "dpop+jwt", 7, ["JWT"]):
        header = header_of(issuer.token()) | {"typ": typ}
        await refused(trusted, forged(header, claims_of(issuer.token()), b"x" * 64))
    assert await refused(trusted, issuer.token({"typ": "logout+jwt"})) == "typ"


async def test_unknown_members_of_a_header_are_ignored(issuer, trusted):
    assert await trusted.verify(issuer.token({"nonce": "x", "x5t": "y", "of-ours": [1]}), NOW)
    assert await refused(trusted, issuer.token({"x5t": "y", "crit": ["x5t"]})) == "an extension"


@pytest.mark.parametrize(
    ("seconds", "accepted"), [(-31, False), (-30, True), (0, True), (60, True), (89, True), (90, False), (1e8, False)]
)
async def test_it_lasts_as_long_as_it_says(issuer, trusted, seconds, accepted):
    now = NOW + timedelta(seconds=seconds)
    if accepted:
        assert await trusted.verify(issuer.token(), now)
    else:
        assert await refused(trusted, issuer.token(), now) in ("iat", "exp")


async def test_one_that_is_not_yet_valid(issuer, trusted):
    assert await refused(trusted, issuer.token(nbf=SECONDS + 31)) == "nbf"
    assert await trusted.verify(issuer.token(nbf=SECONDS + 30), NOW)


@pytest.mark.parametrize(
    ("claim", "values"),
    [
        ("iss", (None, "", "https://other.example", ["URL"], 7)),
        ("aud", (None, "", "other", [], ["other"], {CLIENT_ID: 1}, CLIENT_ID + " ", CLIENT_ID.upper())),
        ("sub", (None, "", 7, "x" * 256, "a\0")),
        ("exp", (None, "", str(SECONDS + 60), True, float("nan"), float("inf"), 10**400)),
        ("iat", (None, "", True, float("nan"), SECONDS + 31)),
    ],
)
async def test_a_claim_that_is_missing_or_wrong(issuer, trusted, claim, values):
    for value in values:
        token = issuer.token(**{claim: value})
        assert await refused(trusted, token) == claim
    assert issuer.asked == {"discovery": 0, "keys": 0}


async def test_an_issuer_with_another_last_slash_is_another(issuer, trusted):
    for url in (issuer.url + "/", issuer.url.upper(), issuer.url.replace("127.0.0.1", "localhost")):
        assert await refused(trusted, issuer.token(iss=url)) == "iss"


async def test_one_of_several_audiences(issuer, trusted):
    assert await trusted.verify(issuer.token(aud=["other", CLIENT_ID]), NOW)


@pytest.mark.parametrize("token", UNREADABLE.values(), ids=UNREADABLE)
async def test_what_is_no_token(trusted, token):
    await refused(trusted, token)


async def test_what_is_too_long(issuer, trusted):
    assert await trusted.verify(issuer.token(roles="x" * 4_000), NOW)
    assert await refused(trusted, issuer.token(roles="x" * LONGEST)) == "too long"


@pytest.mark.parametrize("alg", ["none", "None", "NONE", ""])
@pytest.mark.parametrize("signature", [b"", b"x" * 64])
async def test_no_algorithm(issuer, trusted, alg, signature):
    token = issuer.token()
    await refused(trusted, forged(header_of(token) | {"alg": alg}, claims_of(token), signature))


@pytest.mark.parametrize(
    "key", [ec_key("confused"), RSAKey.import_key(RSA.as_dict(private=True) | {"kid": "confused"})]
)
async def test_a_public_key_is_no_secret(issuer, trusted, key):
    issuer.keys = [key]
    token = issuer.token({"kid": "confused"}, key)
    assert await trusted.verify(token, NOW)
    public = key.as_dict()
    secrets = [
        key.as_pem(),
        key.as_pem().strip(),
        key.as_der(),
        json.dumps(public).encode(),
        *(text.encode() for text in public.values()),
    ]
    for secret in secrets:
        for alg, digest in (("HS256", hashlib.sha256), ("HS384", hashlib.sha384), ("HS512", hashlib.sha512)):
            await refused(trusted, hmac_signed(header_of(token) | {"alg": alg}, claims_of(token), secret, digest))
        await refused(trusted, hmac_signed(header_of(token), claims_of(token), secret))


async def test_a_secret_that_an_issuer_publishes_signs_nothing(issuer, trusted):
    secret = OctKey.generate_key(256, {"kid": "first"})
    issuer.jwks = {"keys": [secret.as_dict(), ec_key("second").as_dict()]}
    token = issuer.token()
    await refused(trusted, hmac_signed(header_of(token) | {"alg": "HS256"}, claims_of(token), secret.raw_value))
    assert await refused(trusted, token) == "kid"


async def test_an_algorithm_of_another_type_of_key(issuer, trusted):
    issuer.keys = [issuer.key, RSA]
    good = issuer.token(), issuer.token(key=RSA)
    for token in good:
        assert await trusted.verify(token, NOW)
    ours, theirs = (token.split(".") for token in good)
    for header in ({"alg": "ES256", "kid": "rsa"}, {"alg": "RS256", "kid": "first"}, {"alg": "ES384", "kid": "first"}):
        for parts in (ours, theirs):
            await refused(trusted, ".".join((encoded(header), *parts[1:])))


@pytest.mark.parametrize("curve", ["P-384", "P-521", "secp256k1"])
async def test_a_key_on_another_curve(issuer, trusted, curve):
    key = ec_key("first", curve)
    issuer.keys = [key]
    alg = {"P-384": "ES384", "P-521": "ES512", "secp256k1": "ES256K"}[curve]
    assert await refused(trusted, issuer.token({"alg": alg}, key)) == "alg"
    await refused(trusted, forged({"alg": "ES256", "kid": "first"}, claims_of(issuer.token()), b"x" * 64))


@pytest.mark.parametrize("signature", [b"\0" * 64, b"\0" * 32 + b"\1" * 32, b"\xff" * 64, b"", b"x", b"x" * 65])
async def test_signatures_that_are_none(issuer, trusted, signature):
    token = issuer.token()
    await refused(trusted, forged(header_of(token), claims_of(token), signature))


async def test_a_signature_over_something_else(issuer, trusted):
    head, _, signature = issuer.token().split(".")
    assert await refused(trusted, f"{head}.{encoded(claims_of(issuer.token(sub='root')))}.{signature}") == "signature"


async def test_a_key_that_the_token_brings_along(issuer, trusted):
    own = ec_key("first")
    for header in (
        {"jwk": own.as_dict()},
        {"jku": "https://attacker.example/keys"},
        {"x5u": "https://attacker.example"},
    ):
        assert await refused(trusted, issuer.token(header, own)) == "signature"
    assert await refused(trusted, issuer.token({"jwk": own.as_dict(), "kid": own.thumbprint()}, own)) == "kid"
    assert await refused(trusted, issuer.token({"kid": None})) == "kid"


async def test_another_issuer_is_not_trusted_for_this_one(issuers, issuer, trusted):
    other = issuers.open()
    assert await refused(trusted, other.token()) == "iss"
    assert await refused(trusted, other.token(iss=issuer.url)) == "signature"


@pytest.mark.parametrize(
    "url",
    [
        "http://issuer.example",
        "http://127.0.0.1.nip.io",
        "http://localhost.example",
        "http://127.1",
        "http://2130706433",
        "http://10.0.0.1",
        "http://[::ffff:10.0.0.1]",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "issuer.example",
        "https://",
        "https:///path",
        "https://issuer.example?x=1",
        "https://issuer.example#x",
        "https://issuer.example:port",
        "",
        "\n",
        "https://\ud800",
    ],
)
async def test_an_issuer_that_anyone_could_be(client, url):
    with pytest.raises(ValueError, match="no https:// address"):
        OpenIDIssuer(url, CLIENT_ID, client)


@pytest.mark.parametrize(
    "url", ["https://issuer.example", "https://issuer.example/api/v2/", "http://[::1]:8080", "http://localhost:8080"]
)
async def test_an_issuer_that_can_be_trusted(client, url):
    assert OpenIDIssuer(url, CLIENT_ID, client).issuer == url


async def test_a_client_of_any_setting_will_do(issuer):
    async with httpx.AsyncClient(follow_redirects=True, timeout=None) as client:  # noqa: S113  ours has one
        assert await OpenIDIssuer(issuer.url, CLIENT_ID, client).verify(issuer.token(), NOW)


async def test_refused_and_unavailable_are_two_things():
    assert not issubclass(IssuerUnavailable, TokenRefused)
    assert not issubclass(TokenRefused, IssuerUnavailable)
