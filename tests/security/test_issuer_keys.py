"""An issuer's keys: asked for when needed, never too often, and not lost when it falls silent."""

import asyncio
import gzip
import json
import time
from datetime import timedelta

import httpx
import pytest
from joserfc.jwk import RSAKey
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from resolvers.security import issuer_documents, openid
from resolvers.security.issuer_keys import PAUSE
from resolvers.security.jwt import TokenRefused
from resolvers.security.openid import IssuerUnavailable, OpenIDIssuer
from tests.security.openid_issuer import CLIENT_ID, DISCOVERY, NOW, ec_key
from tests.support.durations import check_duration

ONCE, TWICE = {"discovery": 1, "keys": 1}, {"discovery": 2, "keys": 2}
DOWN = Response(status_code=503)


@pytest.fixture(autouse=True)
def tokens_may_last_long(monkeypatch):
    monkeypatch.setattr(openid, "ISSUED_TOKEN", timedelta(days=31))


def after(**span):
    return NOW + timedelta(**span)


def lasting(issuer, **changes):
    """A token that is good for a month, so that only keys matter."""
    return issuer.token(exp=int(after(days=30).timestamp()), **changes)


async def unavailable(trusted, token, now=NOW):
    with pytest.raises(IssuerUnavailable) as told:
        await trusted.verify(token, now)
    assert str(told.value) == "The issuer of the token cannot be reached."
    return told.value.reason


async def test_keys_are_kept_for_ten_minutes(issuer, trusted):
    for moment in (NOW, after(seconds=1), after(minutes=9, seconds=59)):
        await trusted.verify(lasting(issuer), moment)
    assert issuer.asked == ONCE
    await trusted.verify(lasting(issuer), after(minutes=10))
    assert issuer.asked == TWICE


async def test_keys_are_rotated_without_a_restart(issuer, trusted):
    old = lasting(issuer)
    await trusted.verify(old, NOW)
    issuer.key = ec_key("second")
    issuer.keys.append(issuer.key)
    assert await trusted.verify(lasting(issuer), after(minutes=1))
    assert await trusted.verify(old, after(minutes=1))
    assert issuer.asked == TWICE
    issuer.keys.pop(0)
    assert await trusted.verify(lasting(issuer), after(minutes=11))
    with pytest.raises(TokenRefused):
        await trusted.verify(old, after(minutes=11))


async def test_a_key_of_the_same_name_is_replaced_when_its_time_has_come(issuer, trusted):
    old = lasting(issuer)
    await trusted.verify(old, NOW)
    issuer.key = ec_key("first")
    issuer.keys = [issuer.key]
    assert await trusted.verify(lasting(issuer), after(minutes=10))
    with pytest.raises(TokenRefused):
        await trusted.verify(old, after(minutes=10))


async def test_unknown_keys_are_asked_for_once_in_half_a_minute(issuer, trusted):
    await trusted.verify(lasting(issuer), NOW)
    for number in range(290):
        moment = after(seconds=31 + number / 10)
        with pytest.raises(TokenRefused):
            await trusted.verify(lasting(issuer, key=ec_key(f"made up {number}")), moment)
        assert await trusted.verify(lasting(issuer), moment)
    assert issuer.asked == TWICE
    with pytest.raises(TokenRefused):
        await trusted.verify(lasting(issuer, key=ec_key("made up")), after(seconds=62))
    assert issuer.asked == {"discovery": 3, "keys": 3}


async def test_a_flood_from_the_start_asks_once(issuer, trusted):
    made_up = [lasting(issuer, key=ec_key(f"made up {number}")) for number in range(50)]
    found = await asyncio.gather(*(trusted.verify(token, NOW) for token in made_up), return_exceptions=True)
    assert {type(each) for each in found} == {TokenRefused}
    assert await trusted.verify(lasting(issuer), NOW)
    assert issuer.asked == ONCE


async def test_a_key_that_appears_is_found_after_the_pause(issuer, trusted):
    await trusted.verify(lasting(issuer), NOW)
    issuer.key = ec_key("second")
    issuer.keys.append(issuer.key)
    with pytest.raises(TokenRefused):
        await trusted.verify(lasting(issuer), after(seconds=29))
    assert await trusted.verify(lasting(issuer), after(seconds=30))


async def test_all_who_come_at_once_wait_for_one_fetch(issuer, trusted):
    issuer.stall = 0.05
    found = await asyncio.gather(*(trusted.verify(lasting(issuer), NOW) for _ in range(40)))
    assert len(found) == 40
    assert issuer.asked == ONCE


async def test_who_leaves_takes_nothing_from_the_others(issuer, trusted):
    issuer.stall = 0.05
    first, second = (asyncio.create_task(trusted.verify(lasting(issuer), NOW)) for _ in range(2))
    await asyncio.sleep(0.02)
    first.cancel()
    assert await second
    with pytest.raises(asyncio.CancelledError):
        await first
    assert issuer.asked == ONCE


async def test_who_asks_first_and_leaves_locks_nobody_out(issuer, trusted):
    issuer.stall = 0.05
    alone = asyncio.create_task(trusted.verify(lasting(issuer, key=ec_key("made up")), NOW))
    await asyncio.sleep(0.02)
    alone.cancel()
    await asyncio.gather(alone, return_exceptions=True)
    assert await trusted.verify(lasting(issuer), NOW)
    assert issuer.asked == ONCE


async def test_an_issuer_that_is_down_from_the_start(issuer, trusted):
    issuer.answer = DOWN
    assert "status 503" in await unavailable(trusted, lasting(issuer))
    for second in range(30):
        await unavailable(trusted, lasting(issuer), after(seconds=second))
    assert issuer.asked == {"discovery": 1, "keys": 0}
    issuer.answer = None
    assert await trusted.verify(lasting(issuer), NOW + PAUSE)


async def test_keys_go_on_working_for_a_day_while_the_issuer_is_down(issuer, trusted):
    await trusted.verify(lasting(issuer), NOW)
    issuer.answer = DOWN
    for hours in range(1, 24):
        assert await trusted.verify(lasting(issuer), after(hours=hours))
        assert await trusted.verify(lasting(issuer), after(hours=hours, seconds=1))
        with pytest.raises(TokenRefused):
            await trusted.verify(lasting(issuer, key=ec_key("made up")), after(hours=hours, seconds=2))
    assert issuer.asked == {"discovery": 24, "keys": 1}
    await unavailable(trusted, lasting(issuer), after(days=1))
    issuer.answer = None
    assert await trusted.verify(lasting(issuer), after(days=1, minutes=1))


async def test_that_it_is_down_is_told_to_the_operator(issuer, trusted, caplog):
    await trusted.verify(lasting(issuer), NOW)
    issuer.answer = DOWN
    await trusted.verify(lasting(issuer), after(hours=1))
    assert [record.name for record in caplog.records if record.levelname == "WARNING"] == ["encommun.openid"]
    assert "status 503" in caplog.text


async def test_nobody_listens_there(client, issuer):
    token = issuer.token(iss="http://127.0.0.1:9")
    assert "ConnectError" in await unavailable(OpenIDIssuer("http://127.0.0.1:9", CLIENT_ID, client), token)


async def test_one_that_never_finishes(issuer, trusted, monkeypatch):
    monkeypatch.setattr(issuer_documents, "TIMEOUT", 0.1)

    async def drip():
        for _ in range(200):
            yield b" "
            await asyncio.sleep(0.02)

    issuer.answer, before = StreamingResponse(drip()), time.perf_counter()
    assert "TimeoutError" in await unavailable(trusted, lasting(issuer))
    check_duration(time.perf_counter() - before, 2)
    assert issuer_documents.LARGEST == 1_000_000


def test_patience_is_five_seconds():
    assert issuer_documents.TIMEOUT == 5


@pytest.mark.parametrize("url", ["https://other.example", None, 7, "", "{url}/", "{url}?"])
async def test_one_that_calls_itself_something_else(issuer, trusted, url):
    issuer.discovery["issuer"] = url.format(url=issuer.url) if isinstance(url, str) else url
    assert "calls itself" in await unavailable(trusted, lasting(issuer))
    assert issuer.asked["keys"] == 0


@pytest.mark.parametrize(
    "address",
    [
        None,
        7,
        "",
        "keys",
        "/keys",
        "http://10.0.0.1/keys",
        "http://keys.example",
        "file:///etc/passwd",
        "ftp://127.0.0.1/keys",
    ],
)
async def test_keys_in_an_unsafe_place(issuer, trusted, address):
    issuer.discovery["jwks_uri"] = address
    assert "its keys are at" in await unavailable(trusted, lasting(issuer))


async def test_an_issuer_elsewhere_does_not_make_us_ask_this_machine(issuer):
    def answer(request):
        about = {"issuer": "https://issuer.example", "jwks_uri": f"{issuer.url}/keys"}
        return httpx.Response(200, stream=httpx.ByteStream(json.dumps(about).encode()))

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        trusted = OpenIDIssuer("https://issuer.example", CLIENT_ID, client)
        assert "its keys are at" in await unavailable(trusted, issuer.token(iss="https://issuer.example"))


async def test_a_slash_at_the_end_of_an_issuer_is_not_doubled(issuer):
    asked = []

    def answer(request):
        asked.append(str(request.url))
        return httpx.Response(404)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        await unavailable(
            OpenIDIssuer("https://a.example/v2/", CLIENT_ID, client), issuer.token(iss="https://a.example/v2/")
        )
    assert asked == ["https://a.example/v2/.well-known/openid-configuration"]


@pytest.mark.parametrize(
    "answer",
    [
        Response(b""),
        Response(b"{"),
        Response(b"[]"),
        Response(b"null"),
        Response(b"\xff\xfe\xfd"),
        Response(b"[" * 900_000),
        Response(b"9" * 900_000),
        Response(b"<html>"),
        Response(b" " * 1_000_001),
        Response(gzip.compress(b"{}", mtime=0), headers={"content-encoding": "gzip"}),
        Response(gzip.compress(b" " * 100_000_000, mtime=0), headers={"content-encoding": "gzip"}),
        Response(b"{}", headers={"content-length": "100"}),
        JSONResponse({}, status_code=201),
        JSONResponse({}, status_code=404),
        JSONResponse({}, status_code=500),
    ],
    ids=lambda answer: f"{answer.status_code} {answer.body[:8]!r} {len(answer.body)}",
)
async def test_documents_that_are_none(issuer, trusted, answer):
    issuer.answer = answer
    await unavailable(trusted, lasting(issuer))


async def test_nothing_is_asked_for_compressed_or_taken_so(issuer, trusted):
    issuer.answer = Response(gzip.compress(json.dumps(issuer.discovery).encode()), headers={"content-encoding": "gzip"})
    await unavailable(trusted, lasting(issuer))
    assert issuer.asked == {"discovery": 1, "keys": 0}
    assert [headers["accept-encoding"] for headers in issuer.headers] == ["identity"]


async def test_nobody_is_followed_elsewhere(issuers, issuer, trusted):
    other = issuers.open()
    other.discovery["issuer"] = issuer.url
    issuer.answer = RedirectResponse(other.url + DISCOVERY)
    assert "status 307" in await unavailable(trusted, lasting(issuer))
    assert other.asked == {"discovery": 0, "keys": 0}


async def test_keys_that_are_larger_than_any(issuer, trusted):
    issuer.jwks = {"keys": [issuer.key.as_dict()], "more": "x" * 1_000_000}
    assert "more than 1000000 bytes" in await unavailable(trusted, lasting(issuer))
    issuer.jwks = {"keys": [issuer.key.as_dict()], "more": "x" * 999_000}
    assert await trusted.verify(lasting(issuer), NOW + PAUSE)


async def test_keys_that_never_end(issuer, trusted):
    sent = 0

    async def flood():
        nonlocal sent
        while sent < 100_000_000:
            sent += 100_000
            yield b" " * 100_000
            await asyncio.sleep(0)

    issuer.answer = StreamingResponse(flood())
    assert "more than 1000000 bytes" in await unavailable(trusted, lasting(issuer))
    await asyncio.sleep(0.05)
    assert sent < 50_000_000


@pytest.mark.parametrize("jwks", [{"keys": None}, {"keys": {}}, {"keys": "first"}, {"key": []}])
async def test_lists_of_keys_that_are_none(issuer, trusted, jwks):
    issuer.jwks = jwks
    assert "no list" in await unavailable(trusted, lasting(issuer))


async def test_keys_that_are_none_leave_the_others(issuer, trusted):
    good = issuer.key.as_dict()
    odd = [
        *(None, 7, "key", [], {}, {"kty": []}, {"kty": "EC"}, {"kty": "EC", "kid": "first"}),
        *(good | {name: value} for name in good for value in (None, 7, [], {}, "", "é", "!")),
        *(good | {"kid": "other", "crv": crv} for crv in ("P-999", "P-384", "Ed25519")),
        *(good | {"kid": "other", "x": x} for x in ("AAAA", good["y"], good["x"] + "A")),
        good | {"kid": "other", "use": "enc"},
        {"kty": "OKP", "crv": "Ed25519", "x": good["x"], "kid": "first"},
        {"kty": "oct", "k": "c2VjcmV0", "kid": "first"},
        *(
            {"kty": "RSA", "kid": "rsa", "n": n, "e": e}
            for n in ("", "AQAB", "A" * 342)
            for e in ("", "AA", "AQ", "Ag")
        ),
    ]
    issuer.jwks = {"keys": [*odd, good][-99:]}
    assert await trusted.verify(lasting(issuer), NOW)
    assert len(odd) < 99
    issuer.jwks = {"keys": [good | {"use": "enc"}]}
    with pytest.raises(TokenRefused):
        await trusted.verify(lasting(issuer), after(hours=1))


async def test_what_else_a_key_says_does_no_harm(issuer, trusted):
    more = {"use": "sig", "alg": "ES256", "x5c": 7, "key_ops": "verify", "x5u": "x", "exp": None}
    issuer.jwks = {"keys": [issuer.key.as_dict(private=True) | more]}
    assert await trusted.verify(lasting(issuer), NOW)


@pytest.mark.filterwarnings("ignore:Key size should be >= 2048 bits")
async def test_a_short_rsa_key_is_no_key(issuer, trusted):
    short = RSAKey.generate_key(1024, {"kid": "short"})
    issuer.keys = [short]
    token = lasting(issuer, key=short)
    with pytest.raises(TokenRefused) as told:
        await trusted.verify(token, NOW)
    assert told.value.reason == "kid"


async def test_an_issuer_that_withdraws_all_keys_is_heard(issuer, trusted):
    await trusted.verify(lasting(issuer), NOW)
    issuer.keys = []
    with pytest.raises(TokenRefused):
        await trusted.verify(lasting(issuer), after(minutes=10))


async def test_a_list_without_end_is_not_read_to_the_end(issuer, trusted):
    issuer.keys = [ec_key("other")] * 100 + [issuer.key]
    with pytest.raises(TokenRefused):
        await trusted.verify(lasting(issuer), NOW)


async def test_a_clock_that_was_set_back_stops_nobody(issuer, trusted):
    await trusted.verify(lasting(issuer), after(days=3))
    assert await trusted.verify(lasting(issuer), NOW)
    assert issuer.asked == TWICE
