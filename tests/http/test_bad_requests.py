"""A corpus of hostile requests: each is answered with one coded error, none with a status of ours (5xx)."""

import pytest

QUERY = b'{"query": "{ hello }"'
DEEP = 50_000

BODIES = {
    "nothing": b"",
    "a space": b" ",
    "a number": b"1",
    "null": b"null",
    "true": b"true",
    "a string": b'"{ hello }"',
    "a list": b"[]",
    "a batch": b"[" + QUERY + b"}]",
    "half a body": QUERY,
    "two bodies": QUERY + b"}" + QUERY + b"}",
    "not JSON": b"query=%7Bhello%7D",
    "a byte order mark": b"\xef\xbb\xbf" + QUERY + b"}",
    "UTF-16": '{"query": "{ hello }"}'.encode("utf-16"),
    "bad UTF-8": b'{"query": "\xff"}',
    "overlong UTF-8": b'{"query": "\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"query": "\xed\xa0\x80"}',
    "a lone surrogate": b'{"query": "\\ud800"}',
    "a lone surrogate in variables": QUERY + b', "variables": {"name": "\\udfff"}}',
    "a control character": b'{"query": "\x00"}',
    "NaN": QUERY + b', "variables": {"name": NaN}}',
    "infinity": QUERY + b', "variables": {"name": -Infinity}}',
    "1e999": QUERY + b', "variables": {"name": 1e999}}',
    "5,000 digits": QUERY + b', "variables": {"name": ' + b"9" * 5_000 + b"}}",
    "lists without end": b"[" * DEEP,
    "nested lists": b"[" * DEEP + b"]" * DEEP,
    "nested objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "nested variables": QUERY + b', "variables": {"name": ' + b"[" * DEEP + b"]" * DEEP + b"}}",
    "no query": b"{}",
    "an empty query": b'{"query": ""}',
    "a null query": b'{"query": null}',
    "another key": b'{"qeury": "{ hello }"}',
    "a query that is a number": b'{"query": 1}',
    "a query that is false": b'{"query": false}',
    "a query that is an object": b'{"query": {}}',
    "variables that are text": QUERY + b', "variables": "{}"}',
    "variables that are a list": QUERY + b', "variables": []}',
    "variables that are 0": QUERY + b', "variables": 0}',
    "an operation name that is a number": QUERY + b', "operationName": 1}',
    "extensions that are text": QUERY + b', "extensions": "x"}',
    "a persisted query": b'{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0"}}}',
    "a persisted document": b'{"documentId": "sha256:0"}',
}

DOCUMENTS = {
    "a space": " ",
    "a comment": "# nothing",
    "an open brace": "{",
    "nested braces": "{hello" * 20_000,
    "nested lists": "{ hello(name: " + "[" * 20_000,
    "a NUL": "{ hello\0 }",
    "an escaped lone surrogate": '{ hello(name: "\\ud800") }',
    "10,000 tokens": "{" + " hello" * 10_000 + "}",
    "fragments without end": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "an unknown fragment": "{ ...A }",
    "an unknown field": "{ nothing }",
    "an unknown directive": "{ hello @nothing }",
    "a type definition": "type Query { a: Int }",
    "a number of 5,000 digits": "{ rows(count: " + "9" * 5_000 + ") { number } }",
    "a subscription": "subscription { hello }",
    "a missing argument": "{ half }",
    "a very long name": "{ " + "n" * 900_000 + " }",
}

QUERY_STRINGS = {
    "nothing": "",
    "an empty query": "query=",
    "bad UTF-8": "query=%ff",
    "broken percents": "query=%7",
    "a surrogate": "query=%ED%A0%80",
    "variables that are not JSON": "query=%7Bhello%7D&variables=%7B",
    "variables that are a list": "query=%7Bhello%7D&variables=[]",
    "nested variables": "query=%7Bhello%7D&variables=" + "[" * 5_000,
    "extensions that are text": "query=%7Bhello%7D&extensions=%22x%22",
    "many fields": "&".join(f"a{number}=1" for number in range(1_000)),
}


def assert_one_coded_error(response, statuses):
    assert response.status_code in statuses
    assert response.headers["content-type"].startswith("application/graphql-response+json")
    assert response.json().keys() == {"errors"}
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] != "INTERNAL_SERVER_ERROR"
    assert 10 < len(error["message"]) < 1_100


@pytest.fixture
def headers():
    return {"content-type": "application/json", "accept": "application/graphql-response+json"}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
async def test_a_bad_body_gets_one_coded_error(client, contexts, headers, body):
    response = await client.post("/graphql", content=body, headers=headers)
    assert_one_coded_error(response, {400})
    assert response.json()["errors"][0]["extensions"]["code"] in {"BAD_REQUEST", "PERSISTED_QUERY_NOT_SUPPORTED"}
    assert contexts == []


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())
async def test_a_bad_document_gets_one_coded_error(client, headers, document):
    response = await client.post("/graphql", json={"query": document}, headers=headers)
    assert_one_coded_error(response, {400})


@pytest.mark.parametrize("query_string", QUERY_STRINGS.values(), ids=QUERY_STRINGS.keys())
async def test_a_bad_query_string_gets_one_coded_error(client, headers, query_string):
    response = await client.get(f"/graphql?{query_string}", headers=headers)
    assert_one_coded_error(response, {400})
