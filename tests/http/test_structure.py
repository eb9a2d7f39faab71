"""JSON that would be large once parsed is refused before, in time linear in its length."""

import time
from contextlib import suppress

import pytest

from encommun.http.errors import HTTPError
from encommun.http.json_structure import MAX_ELEMENTS, check_structure
from tests.support.durations import check_duration

LISTS = b"[" + b"[]," * 300_000 + b"[]]"


@pytest.mark.parametrize(
    "json",
    [LISTS, b"[" + b"1," * (MAX_ELEMENTS + 1) + b"1]", b"{" * 200_000, b'"text"' + b"[" * 200_000, b'["' + b"[" * 9],
)
def test_elements_are_counted_on_the_text(json):
    if len(json) < MAX_ELEMENTS:
        check_structure(json)
        return
    with pytest.raises(HTTPError) as refused:
        check_structure(json)
    assert (refused.value.status, refused.value.code) == (413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize("text", [b"a, [b], {c}, " * 70_000, rb"\\" * 400_000 + b"," * 150_000, rb"\"," * 300_000])
def test_what_stands_in_texts_is_no_element(text):
    check_structure(b'{"query": "' + text + b'"}')


@pytest.mark.parametrize("beginning", [b'"' + rb"\"" * 400_000, b'"' * 800_001, rb'"\\"' * 200_000])
def test_texts_without_an_end_cost_no_more(beginning):
    began = time.process_time()
    with suppress(HTTPError):
        check_structure(beginning + b"," * 150_000)
    check_duration(time.process_time() - began, 0.2)


async def test_a_request_of_many_elements_is_413(client):
    body = b'{"query": "{ hello }", "variables": {"a": ' + LISTS + b"}}"
    response = await client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"]["code"] == "PAYLOAD_TOO_LARGE"
