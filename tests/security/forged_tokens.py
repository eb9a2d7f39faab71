"""Tokens put together by hand, as whoever attacks would."""

import base64
import hashlib
import hmac
import json


def encoded(part):
    """A part of a token: bytes as they are, anything else as JSON."""
    return (
        base64.urlsafe_b64encode(part if isinstance(part, bytes) else json.dumps(part).encode()).rstrip(b"=").decode()
    )


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def forged(header, claims, signature=b""):
    return ".".join(map(encoded, (header, claims, signature)))


def hmac_signed(header, claims, secret, digest=hashlib.sha256):
    unsigned = f"{encoded(header)}.{encoded(claims)}"
    return f"{unsigned}.{encoded(hmac.digest(secret, unsigned.encode(), digest))}"


def claims_of(token):
    return json.loads(decoded(token.split(".")[1]))


def header_of(token):
    return json.loads(decoded(token.split(".")[0]))


UNREADABLE = {
    "nothing": "",
    "one part": "abc",
    "two parts": "abc.abc",
    "four parts": "e30.e30.e30.e30",
    "empty signature": "e30.e30.",
    "no base64": "!.!.!",
    "base64 with padding": "e30=.e30=.e30=",
    "impossible base64": "a.a.a",
    "space": " e30.e30.e30",
    "line break": "e30.e30.e30\n",
    "other digits": "e３０.e30.e30",
    "half a pair": "\ud800.e30.e30",
    "no JSON": forged(b"{", {}, b"x"),
    "no UTF-8": forged(b"\xff\xfe\xfd", {}, b"x"),
    "header without alg": forged({}, {}, b"x"),
    "header is a text": forged("alg", {}, b"x"),
    "header is a list": forged(["alg"], {}, b"x"),
    "header is a number": forged(7, {}, b"x"),
    "header is null": forged(None, {}, b"x"),
    "deep header": forged(b"[" * 380, {}, b"x"),
    "claims are a list": forged({"alg": "HS256"}, [], b"x"),
    "claims are null": forged({"alg": "HS256"}, None, b"x"),
    "claims are no JSON": forged({"alg": "HS256"}, b"iss=me", b"x"),
    "deep claims": forged({"alg": "HS256"}, b"[" * 2_900, b"x"),
    "long number": forged({"alg": "HS256"}, b'{"exp":' + b"9" * 2_900 + b"}", b"x"),
    "alg is a list": forged({"alg": ["HS256"]}, {}, b"x"),
    "alg is an object": forged({"alg": {}}, {}, b"x"),
    "kid is an object": forged({"alg": "HS256", "kid": {}}, {}, b"x"),
    "kid is a list": forged({"alg": "HS256", "kid": []}, {}, b"x"),
    "crit is a number": forged({"alg": "HS256", "crit": 7}, {}, b"x"),
    "unencoded payload": forged({"alg": "HS256", "b64": False, "crit": ["b64"]}, {}, b"x"),
    "five parts, encrypted": "e30.e30.e30.e30.e30",
}
"""Texts that are no tokens, in ways that have surprised libraries."""
