"""All public records for everyone: the same as the operator's export, with what HTTP needs to fetch large files."""

import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import httpx
import orjson
import pytest

from encommun.exchange.service import run_export
from encommun.rate_limiting.settings import LEAST
from loaders.errors import FaultError
from resolvers.network.snapshots import SnapshotService
from tests.exports.conftest import client_of, serving

NDJSON, ARCHIVE = "/export/commons.ndjson", "/export/commons.csv.zip"


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("address", [NDJSON, ARCHIVE])
async def test_it_is_what_the_operator_exports(client: httpx.AsyncClient, database_url: str, tmp_path, address: str):
    answer = await client.get(address)
    assert answer.status_code == 200
    own = tmp_path / address.rpartition("/")[2]
    await run_export(database_url, own, None, None)
    assert hashlib.sha256(answer.content).hexdigest() == digest(own)
    assert 'rel="license"' in answer.headers["link"]
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["encommun-position"].isdigit()


async def test_codes_are_text_and_booleans_are_always_there(client: httpx.AsyncClient):
    lines = [orjson.loads(each) for each in (await client.get(NDJSON)).content.splitlines()]
    by_type = {each["type"]: each for each in lines}
    assert by_type.keys() >= {"Territory", "Topic", "Network", "Actor", "Membership", "Participation", "Collection"}
    assert by_type.keys().isdisjoint({"Contact", "Account", "Space"})
    sirens = [each["siren"] for each in lines if each.get("siren")]
    assert len(sirens) > 30_000
    assert all(isinstance(each, str) and len(each) == 9 for each in sirens)
    assert {each["demonstration"] for each in lines if each["type"] == "Project"} == {True, False}
    assert all(each["createdAt"] <= each["updatedAt"] for each in lines)


async def test_a_filter_is_refused_and_not_passed_over(client: httpx.AsyncClient):
    for address in (NDJSON, ARCHIVE):
        answer = await client.get(f"{address}?topics=eau")
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


async def test_what_the_client_has_is_not_sent_again(client: httpx.AsyncClient):
    first = await client.head(NDJSON)
    assert (first.status_code, first.content) == (200, b"")
    assert int(first.headers["content-length"]) > 1_000_000
    tag = first.headers["etag"]
    for given in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = await client.get(NDJSON, headers={"if-none-match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert (await client.head(NDJSON, headers={"if-none-match": '"other"'})).status_code == 200


async def test_a_part_is_sent_of_the_same_content_only(client: httpx.AsyncClient):
    whole = await client.get(ARCHIVE)
    tag, size = whole.headers["etag"], len(whole.content)
    rest = await client.get(ARCHIVE, headers={"range": "bytes=1000-", "if-range": tag})
    assert (rest.status_code, rest.content) == (206, whole.content[1000:])
    assert rest.headers["content-range"] == f"bytes 1000-{size - 1}/{size}"
    changed = await client.get(ARCHIVE, headers={"range": "bytes=1000-", "if-range": '"of before"'})
    assert (changed.status_code, changed.content) == (200, whole.content)
    assert (await client.get(ARCHIVE, headers={"range": f"bytes={size}-"})).status_code == 416


async def test_pages_of_other_sites_may_fetch_it(client: httpx.AsyncClient):
    answer = await client.head(ARCHIVE, headers={"origin": "https://gephi.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "etag" in answer.headers["access-control-expose-headers"].lower()


async def test_the_codebook_is_that_of_the_archive_and_of_the_graph(client: httpx.AsyncClient):
    answer = await client.get("/export/codebook.json")
    with ZipFile(BytesIO((await client.get(ARCHIVE)).content)) as opened:
        own = orjson.loads(opened.read("codebook.json"))
        assert opened.testzip() is None
    columns = answer.json()
    assert columns[: len(own)] == own
    assert {each["file"] for each in columns[len(own) :]} == {"nodes.csv", "edges.csv"}
    assert answer.headers["content-type"] == "application/json"


async def test_a_token_that_is_none_is_told_so(client: httpx.AsyncClient):
    answer = await client.get(NDJSON, headers={"authorization": "Bearer nonsense"})
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"]["code"] == "TOKEN_MALFORMED"


@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_it_can_only_be_read(client: httpx.AsyncClient, method: str):
    answer = await client.request(method, NDJSON)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (405, "METHOD_NOT_ALLOWED")


async def test_who_fetches_too_often_waits(database_url: str, folder: Path):
    points = {"points_visitor": 10_000, "points_visitor_per_second": 28}
    async with serving(database_url, folder, work=False, **points) as app, client_of(app) as client:
        codes = [(await client.get(ARCHIVE, headers={"range": "bytes=0-9"})).status_code for _ in range(21)]
        assert codes[:15] == [206] * 15
        refused = await client.get(ARCHIVE)
        assert (codes[-1], refused.status_code) == (429, 429)
        assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
        assert int(refused.headers["retry-after"]) > 0


async def test_who_has_no_points_left_has_no_snapshot_built(database_url: str, folder: Path, monkeypatch):
    asked = []

    async def current(_service):
        asked.append(1)
        raise FaultError("INVALID_FILTER", "A snapshot was asked for.")

    monkeypatch.setattr(SnapshotService, "current", current)
    points = {"points_visitor": 10_000, "points_visitor_per_second": 28}
    paid = points["points_visitor"] // LEAST
    async with serving(database_url, folder, work=False, **points) as app, client_of(app) as client:
        codes = [(await client.get("/export/graph.json")).status_code for _ in range(2 * paid)]
    assert codes[-1] == 429
    assert len(asked) == codes.count(400)
