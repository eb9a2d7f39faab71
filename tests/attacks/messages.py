"""Requests that are no GraphQL, no HTTP, or two things at once; each is sent on a connection of its own."""

import gzip

from tests.attacks.attack import ANSWERED, Attack, attack, get, post

BAD = "BAD_REQUEST"
HEADERS = "HEADERS_TOO_LARGE"
TARGET = "URI_TOO_LONG"
BODY = "PAYLOAD_TOO_LARGE"
QUERY = b'{"query":"{ __typename }"}'
CHUNKED = b"POST /graphql HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
ONE_CHUNK = b"%x\r\n%s\r\n0\r\n\r\n" % (len(QUERY), QUERY)
SMUGGLED = b"GET /graphql?query=%7Bsmuggled%7D HTTP/1.1\r\nHost: c\r\n\r\n"
ASSET = "/graphql/assets/"

BODIES = [
    attack("a batch of two", post(b"[" + QUERY + b"," + QUERY + b"]"), BAD),
    attack("a batch of 30,000", lambda: post(b"[" + b",".join([QUERY] * 30_000) + b"]"), BAD, BODY),
    attack("JSON 400,000 lists deep", lambda: post(b"[" * 400_000), BAD, BODY),
    attack("JSON 100,000 objects deep", lambda: post(b'{"a":' * 100_000 + b"1" + b"}" * 100_000), BAD, BODY),
    attack("a key twice", post(b'{"query":"{ a }","query":"{ __typename }"}'), ANSWERED, BAD),
    attack("a key 50,000 times", lambda: post(b"{" + b'"a":1,' * 50_000 + QUERY[1:]), ANSWERED, BAD, BODY),
    attack("a number of 500,000 digits", lambda: post(b'{"variables":{"a":' + b"9" * 500_000 + b"}," + QUERY[1:]), BAD),
    attack("a number too large", post(b'{"variables":{"a":1e400},' + QUERY[1:]), BAD),
    attack("bad UTF-8", post(b'{"query":"{ a\xff\xfe }"}'), BAD),
    attack("UTF-16", post(QUERY.decode().encode("utf-16")), BAD),
    attack("half a surrogate", post(b'{"query":"{ a(b: \\"\\ud800\\") }"}'), BAD),
    attack(
        "a compressed bomb",
        lambda: post(gzip.compress(bytes(20_000_000)), "Content-Encoding: gzip"),
        "UNSUPPORTED_MEDIA_TYPE",
    ),
    attack(
        "a form",
        post(b"query={__typename}", content_type="application/x-www-form-urlencoded"),
        "UNSUPPORTED_MEDIA_TYPE",
    ),
    attack(
        "a form in parts", post(b"--a\r\n", content_type="multipart/form-data; boundary=a"), "UNSUPPORTED_MEDIA_TYPE"
    ),
    attack("another encoding", post(QUERY, content_type="application/json; charset=utf-7"), "UNSUPPORTED_MEDIA_TYPE"),
    attack("a body of 30 MB", lambda: post(bytes(30_000_000)), BODY),
    attack("a length of 30 digits", post(b"").replace(b"Length: 0", b"Length: " + b"9" * 30), BAD, BODY),
    attack("a length below zero", post(b"").replace(b"Length: 0", b"Length: -1"), BAD),
    attack(
        "a body of 30 MB in chunks", lambda: CHUNKED + b"\r\n" + (b"10000\r\n" + bytes(65_536) + b"\r\n") * 450, BODY
    ),
    attack("a body in 500,000 chunks of one byte", lambda: CHUNKED + b"\r\n" + b"1\r\n \r\n" * 500_000, BODY),
    attack(
        "a hash instead of a document",
        post(b'{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}'),
        "PERSISTED_QUERY_NOT_SUPPORTED",
    ),
]

SMUGGLING = [
    attack("length and chunks", CHUNKED + b"Content-Length: 4\r\n\r\n" + ONE_CHUNK + SMUGGLED, BAD),
    attack(
        "chunks and length",
        CHUNKED.replace(b"Transfer", b"Content-Length: 4\r\nTransfer") + b"\r\n" + ONE_CHUNK + SMUGGLED,
        BAD,
    ),
    attack("two lengths", post(QUERY, "Content-Length: 4") + SMUGGLED, BAD),
    attack("a length with a sign", post(QUERY).replace(b"Length: ", b"Length: +"), BAD),
    attack("chunks under another name", CHUNKED.replace(b"chunked", b"xchunked") + b"\r\n" + ONE_CHUNK + SMUGGLED, BAD),
    attack(
        "chunks, then another encoding",
        CHUNKED.replace(b"chunked", b"chunked, identity") + b"\r\n" + ONE_CHUNK + SMUGGLED,
        BAD,
    ),
    attack(
        "a space before the colon", CHUNKED.replace(b"Encoding:", b"Encoding :") + b"\r\n" + ONE_CHUNK + SMUGGLED, BAD
    ),
    attack("a header that goes on", get("/graphql", "X: a\r\n Transfer-Encoding: chunked"), BAD, ANSWERED),
    attack("lines that end in a line feed", b"GET /graphql HTTP/1.1\nHost: c\n\n", BAD),
    attack("a chunk of no length", CHUNKED + b"\r\n" + b"\r\n\r\n" + SMUGGLED, BAD),
    attack("a chunk of a huge length", CHUNKED + b"\r\n" + b"f" * 40 + b"\r\n" + SMUGGLED, BAD),
    attack("a chunk that is longer than it says", CHUNKED + b"\r\n3\r\n" + QUERY + b"\r\n0\r\n\r\n" + SMUGGLED, BAD),
    attack("an extension of 3 MB", lambda: CHUNKED + b"\r\n" + b"1;" + b"a" * 3_000_000 + b"\r\n", BODY),
    attack(
        "trailers that sign in", CHUNKED + b"\r\n" + ONE_CHUNK[:-2] + b"Authorization: Bearer forged\r\n\r\n", ANSWERED
    ),
    attack("3 MB of trailers", lambda: CHUNKED + b"\r\n" + ONE_CHUNK[:-2] + b"X: a\r\n" * 500_000, BODY, ANSWERED),
    attack("a header with a zero", get("/graphql", "X: a\0b"), BAD),
]

HEADS = [
    attack("one header of 30 MB", lambda: [b"GET /graphql HTTP/1.1\r\nX: ", *[bytes([97]) * 1_000_000] * 30], HEADERS),
    attack(
        "30 MB of headers",
        lambda: [b"GET /graphql HTTP/1.1\r\n", *[b"X: aaaaaaaaaaaaaaaaaaaaaaa\r\n" * 40_000] * 27],
        HEADERS,
    ),
    attack("a name of 100 kB", lambda: get("/graphql", "X" * 100_000 + ": a"), HEADERS),
    attack("a target of 100 kB", lambda: get("/graphql?query=" + "%20" * 33_000), TARGET),
    attack("a target of 20 MB", lambda: b"GET /" + b"a" * 20_000_000, TARGET),
    attack(
        "10,000 media types",
        lambda: get("/graphql?query={__typename}", "Accept: " + ",".join(f"a/{n}" for n in range(3_500))),
        "NOT_ACCEPTABLE",
        "BAD_REQUEST",
        HEADERS,
    ),
    attack(
        "qualities that are none",
        get("/graphql?query={__typename}", "Accept: " + "application/json;q=" + "9" * 9_000),
        "NOT_ACCEPTABLE",
        ANSWERED,
    ),
    attack(
        "20 kB of languages",
        lambda: post(QUERY, "Accept-Language: " + ",".join(f"x{n};q=0.{n}" for n in range(1_500))),
        ANSWERED,
    ),
    attack("a token of 16 kB", lambda: post(QUERY, "Authorization: Bearer " + "a." * 8_000), "TOKEN_MALFORMED"),
    attack("credentials of another kind", post(QUERY, "Authorization: Basic YTpi"), "TOKEN_MALFORMED"),
    attack("30 kB of cookies", lambda: post(QUERY, "Cookie: " + "a=b; " * 6_000), ANSWERED),
    attack(
        "an address that is no proxy's to give", post(QUERY, "X-Forwarded-For: 127.0.0.1, " + "1" * 5_000), ANSWERED
    ),
    attack("a name for the request that is none", post(QUERY, "X-Request-Id: " + "../" * 1_000), ANSWERED),
    attack("300 fields in the query string", lambda: get("/graphql?" + "a=b&" * 300), BAD),
]

FORMS = [
    attack(
        "HTTP/1.0",
        b"POST /graphql HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n" + QUERY,
        ANSWERED,
    ),
    attack("HTTP/0.9", b"GET /graphql\r\n\r\n", BAD),
    attack("HTTP/3.0", b"GET /graphql HTTP/3.0\r\n\r\n", BAD),
    attack("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9), BAD),
    attack(
        "an upgrade to HTTP/2",
        post(QUERY, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"),
        ANSWERED,
    ),
    attack(
        "an upgrade to WebSocket",
        get(
            "/graphql",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        ),
        BAD,
    ),
    attack("a greeting of TLS", bytes.fromhex("16030100a5010000a10303") + bytes(160), BAD),
    attack("a whole target", post(QUERY).replace(b"/graphql", b"http://elsewhere/graphql"), ANSWERED),
    attack("a tunnel", b"CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere\r\n\r\n" + bytes(100), "METHOD_NOT_ALLOWED"),
    attack("TRACE", get("/graphql", "Cookie: secret", method="TRACE"), "METHOD_NOT_ALLOWED"),
    attack("DELETE under another name", post(QUERY, "X-HTTP-Method-Override: DELETE"), ANSWERED),
    attack(
        "a mutation by GET",
        get("/graphql?query=mutation%7BlogOut%7B__typename%7D%7D", "X-HTTP-Method-Override: POST"),
        "OPERATION_NOT_ALLOWED",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    attack("a method nobody knows", get("/graphql", method="HACK"), BAD),
    attack("OPTIONS *", get("*", method="OPTIONS"), BAD, "UNKNOWN_ADDRESS"),
    attack("a target that is no path", get("graphql"), BAD),
    attack("a target in UTF-8", "GET /é HTTP/1.1\r\nHost: c\r\n\r\n".encode(), BAD, "UNKNOWN_ADDRESS"),
    *[
        attack(f"an asset at {path}", get(ASSET + path), "UNKNOWN_ADDRESS", BAD)
        for path in (
            "../../../etc/passwd",
            "..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e/%2e%2e/settings.py",
            "a/%00",
            "C:%5Cboot.ini",
            "//etc/passwd",
        )
    ],
]

MESSAGES: list[Attack] = [*BODIES, *SMUGGLING, *HEADS, *FORMS]
