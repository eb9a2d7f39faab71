"""Points for each address and each account or token, which all processes share through the database."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from encommun.app import create_app
from encommun.rate_limiting.charging import GUESS, payer_key
from encommun.rate_limiting.points import PointLedger
from encommun.rate_limiting.settings import LEAST, RateLimitSettings
from encommun.rate_limiting.token_bucket import InsufficientPointsError, RefillRate
from encommun.settings import Settings
from loaders.queries.point_buckets import PointsSpent, delete_full_buckets, settle_buckets
from loaders.unit_of_work import open_writer
from resolvers.security.access_tokens import sign
from resolvers.security.opaque_tokens import new_token
from resolvers.security.signing_key import new_key
from tests.schema.graph_client import rows_of

RATE = RefillRate(1_000, 10)
"""A chunk is 100."""
SPENDING = Path(__file__).with_name("point_spender.py")
GOOD = new_token("api")
ASK = {"query": "{ __typename }"}
JSON = {"content-type": "application/json"}


class Clock:
    """A steady clock that stands still until it is moved."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def at_work(*processes: PointLedger):
    """Points of several processes, told to the database."""
    tasks = [asyncio.create_task(each.run()) for each in processes]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def spent_by(points: PointLedger, key: str, each: int, times: int) -> int:
    """Count the charges that succeed, made one after the other as requests are."""
    given = 0
    for _ in range(times):
        try:
            bucket = points.spend(key, RATE, each)
        except InsufficientPointsError:
            await asyncio.sleep(0)
            continue
        given += each
        await points.settled(bucket)
    return given


async def test_a_bucket_empties_and_fills(fresh_database_url):
    async with open_writer(fresh_database_url) as writer:
        clock = Clock()
        points = PointLedger(writer, clock)
        assert points.spend("a", RATE, 1_000).level == 0
        with pytest.raises(InsufficientPointsError) as short:
            points.spend("a", RATE, 20)
        assert short.value.seconds == 2
        assert points.spend("b", RATE, 20).level == 980
        clock.now += 2
        assert points.spend("a", RATE, 20).level == 0
        clock.now += 10_000
        assert points.spend("a", RATE, 1).level == 999


async def test_what_is_taken_anyway_has_a_bottom(fresh_database_url):
    async with open_writer(fresh_database_url) as writer:
        points = PointLedger(writer, Clock())
        for _ in range(5):
            points.spend("a", RATE, 900, anyway=True)
        assert points.spend("a", RATE, 0, anyway=True).level == -1_000


async def test_two_processes_share_what_there_is(fresh_database_url):
    async with open_writer(fresh_database_url) as one, open_writer(fresh_database_url) as other:
        clock = Clock()
        processes = [PointLedger(one, clock), PointLedger(other, clock)]
        async with at_work(*processes):
            given = await asyncio.gather(*(spent_by(each, "a", 10, 300) for each in processes))
    # Two chunks each may be out before the database is told; it fills by ten a second meanwhile.
    assert 900 <= sum(given) <= 1_000 + 4 * RATE.chunk + 100


async def spending(url: str, times: int, *more: str) -> asyncio.subprocess.Process:
    """A process of its own that is ready to spend."""
    environment = {**os.environ, "PYTHONPATH": str(SPENDING.parents[2])}
    process = await asyncio.create_subprocess_exec(
        sys.executable, SPENDING, url, str(times), *more, stdin=PIPE, stdout=PIPE, env=environment
    )
    assert await process.stdout.readline() == b"ready\n"
    return process


async def given_to(process: asyncio.subprocess.Process) -> int:
    """Let a process begin, and hear how many points it got."""
    out, _ = await process.communicate(b"\n")
    return int(out)


async def test_two_processes_of_their_own_share_what_there_is(fresh_database_url):
    processes = [await spending(fresh_database_url, 1_500) for _ in range(2)]
    given = await asyncio.gather(*map(given_to, processes))
    assert 20_000 <= sum(given) <= 20_000 + 4 * 2_000 + 500


async def test_one_that_is_killed_forgets_no_more_than_two_chunks(fresh_database_url):
    killed = await spending(fresh_database_url, 700, "and dies")
    assert await given_to(killed) == 14_000
    assert killed.returncode == -signal.SIGKILL
    assert await given_to(await spending(fresh_database_url, 1_500)) <= 6_000 + 2 * 2_000 + 2 * 2_000


async def test_a_process_that_begins_again_knows_what_was_spent(fresh_database_url):
    async with open_writer(fresh_database_url) as writer:
        first = PointLedger(writer, Clock())
        async with at_work(first):
            assert await spent_by(first, "a", 10, 100) == 1_000
            await asyncio.sleep(0.5)
        # It dies here, and with it what it had not told: less than a chunk.
        again = PointLedger(writer, Clock())
        async with at_work(again):
            assert await spent_by(again, "a", 10, 100) <= 3 * RATE.chunk


async def test_few_requests_write_nothing(fresh_database_url):
    async with open_writer(fresh_database_url) as writer:
        points = PointLedger(writer, Clock())
        async with at_work(points):
            await spent_by(points, "a", 9, 11)
            await asyncio.sleep(0.3)
    assert (await rows_of(fresh_database_url, ["rate_bucket"]))["rate_bucket"] == []


async def test_no_address_can_be_read_in_the_database(fresh_database_url):
    async with open_writer(fresh_database_url) as writer:
        points = PointLedger(writer, Clock())
        async with at_work(points):
            await spent_by(points, "address 192.0.2.7", 100, 2)
            await asyncio.sleep(0.3)
    (row,) = (await rows_of(fresh_database_url, ["rate_bucket"]))["rate_bucket"]
    assert "192" not in row["key"]
    assert row["level"] == 800


async def test_the_clock_of_the_database_fills_buckets(fresh_database_url):
    async with open_writer(fresh_database_url) as writer:

        async def level(points: int) -> int:
            (found,) = await writer.run(lambda work: settle_buckets(work, [PointsSpent("a", points, 1_000, 100)]))
            return found

        assert await level(1_000) == 0
        await asyncio.sleep(0.5)
        assert 40 <= await level(0) <= 300
        assert await level(5_000) == -1_000


async def test_buckets_that_are_full_again_are_swept(fresh_database_url, monkeypatch):
    async with open_writer(fresh_database_url) as writer:
        await writer.run(lambda work: settle_buckets(work, [PointsSpent("a", 10, 1_000, 10)]))
        assert await writer.run(delete_full_buckets) is False
        assert len((await rows_of(fresh_database_url, ["rate_bucket"]))["rate_bucket"]) == 1
        monkeypatch.setattr("loaders.queries.point_buckets.FORGOTTEN", -60_000_000)
        assert await writer.run(delete_full_buckets) is False
    assert (await rows_of(fresh_database_url, ["rate_bucket"]))["rate_bucket"] == []


async def test_many_addresses_take_no_more_memory_than_some():
    points = PointLedger(SimpleNamespace(), Clock(), most=100)  # type: ignore[arg-type]  # nothing is told
    for number in range(1_000):
        points.spend(f"address {number}", RATE, 20)
    assert len(points._buckets) == 100
    assert points.spend("address 999", RATE, 20).level == 960


async def test_a_database_that_takes_nothing_keeps_nobody_waiting():
    class Full:
        async def run(self, _job):
            raise OSError("disk full")

    points = PointLedger(Full(), Clock())  # type: ignore[arg-type]
    async with at_work(points), asyncio.timeout(5):
        assert await spent_by(points, "a", 10, 300) == 1_000


async def test_points_that_are_being_told_when_the_process_ends_are_told_once_more():
    class Stopped:
        def __init__(self):
            self.asked = 0

        async def run(self, _job):
            self.asked += 1
            if self.asked == 1:
                await asyncio.sleep(60)
            return [500]

    writer = Stopped()
    points = PointLedger(writer, Clock())  # type: ignore[arg-type]
    async with at_work(points):
        bucket = points.spend("a", RATE, 500)
        await asyncio.sleep(0.05)
        assert (writer.asked, bucket.untold) == (1, 500)
    assert (writer.asked, bucket.untold) == (2, 0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_an_address_is_that_of_a_household(one, other, same):
    assert (payer_key(None, None, one) == payer_key(None, None, other)) is same
    assert payer_key("token_1", None, one) == payer_key("token_1", None, other) != payer_key(None, "token_1", one)


@asynccontextmanager
async def served(url: str, address: str = "192.0.2.1", **settings):
    """A client at an address, of a commons with these settings; unless told, one operation may take a full bucket."""
    settings = {"cost_visitor": settings.get("points_visitor", 10_000), **settings}
    app = create_app(Settings(database_url=url, **settings))
    transport = httpx.ASGITransport(app, client=(address, 1))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://commons.test") as client,
    ):
        yield client


async def asked(client, body=ASK, **headers):
    return await client.post("/graphql", json=body, headers=headers)


EXPOSED = "Retry-After, ETag, Content-Range, Link, Encommun-Position"


async def test_who_has_no_points_left_is_told_when_to_come_again(fresh_database_url):
    async with served(fresh_database_url, points_visitor=10 * LEAST, points_visitor_per_second=1) as client:
        answers = [await asked(client) for _ in range(11)]
        page = await asked(client, origin="https://town.example")
    assert [each.status_code for each in answers] == [200] * 10 + [429]
    assert answers[-1].json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
    assert 15 <= int(answers[-1].headers["retry-after"]) <= LEAST
    assert (page.status_code, page.headers["access-control-expose-headers"]) == (429, EXPOSED)


async def test_one_address_may_not_ask_three_thousand_times_at_once(fresh_database_url):
    fields = RateLimitSettings.model_fields
    rate = RefillRate(fields["points_visitor"].default, fields["points_visitor_per_second"].default)
    assert rate.size + 3 * rate.per_second < 3_000 * LEAST
    assert rate.size > 100 * 400, "a hundred pages of a visitor"
    defaults = {"points_visitor": rate.size, "points_visitor_per_second": rate.per_second}
    async with served(fresh_database_url, **defaults) as client:
        points = client._transport.app.state.desk.till._points
        points._clock = Clock()
        points.spend(payer_key(None, None, "192.0.2.1"), rate, rate.size - 10 * LEAST)
        assert [(await asked(client)).status_code for _ in range(12)] == [200] * 10 + [429] * 2


async def test_a_wrong_token_costs_the_address_and_a_good_one_does_not_ask_it(fresh_database_url):
    async with served(fresh_database_url, points_visitor=2 * GUESS, points_visitor_per_second=1) as client:
        answers = [await asked(client, authorization=f"Bearer {new_token('api')}") for _ in range(3)]
        assert [each.status_code for each in answers] == [401, 401, 429]
        assert (await asked(client)).status_code == 429


async def test_what_is_asked_with_a_token_that_is_not_good_is_read_at_a_visitors_price(fresh_database_url, monkeypatch):
    """A client that sends what nobody gave pays for a guess besides; an honest one locks nobody out at its address."""
    expired = sign("account_1", new_key(), datetime(2026, 1, 1, tzinfo=UTC))
    revoked, unknown = new_token("api"), new_token("api")

    async def why(_snapshot, token, *_):
        return {revoked: "TOKEN_REVOKED", unknown: "UNAUTHENTICATED"}.get(token, "TOKEN_MALFORMED")

    monkeypatch.setattr("encommun.authentication.token_rejection", why)
    sent = [None, f"Bearer {expired}", f"Bearer {revoked}", "Bearer enc_api_wrong", "Basic YTpi", f"Bearer {unknown}"]
    paid = []
    async with served(fresh_database_url, points_visitor=20_000, points_visitor_per_second=50) as client:
        points = client._transport.app.state.desk.till._points
        points._clock = Clock()
        for number, each in enumerate(sent):
            before = next((bucket.level for bucket in points._buckets.values()), 20_000)
            headers = {} if each is None else {"authorization": each}
            answer = await asked(client, {"query": "{ __typename } #" + "x" * 12_000 + str(number)}, **headers)
            code = answer.json()["errors"][0]["extensions"]["code"] if each else "visitor"
            (bucket,) = points._buckets.values()
            paid.append((code, before - bucket.level))
    reading = (len("{ __typename } #") + 12_001) // 20
    assert paid == [
        *((code, reading + LEAST) for code in ("visitor", "TOKEN_EXPIRED", "TOKEN_REVOKED")),
        *[("TOKEN_MALFORMED", reading + LEAST)] * 2,
        ("UNAUTHENTICATED", reading + GUESS),
    ]


async def test_what_is_refused_costs_points_too(fresh_database_url):
    async with served(fresh_database_url, points_visitor=1_000, points_visitor_per_second=1) as client:
        codes = [
            (await asked(client, {"query": "{ nothing } #" + "x" * 8_000})).json()["errors"][0]["extensions"]["code"]
            for _ in range(3)
        ]
    assert codes == ["GRAPHQL_VALIDATION_FAILED"] * 2 + ["RATE_LIMITED"]


async def test_who_brings_a_new_document_pays_for_its_length(fresh_database_url):
    async with served(fresh_database_url, points_visitor=1_000, points_visitor_per_second=1) as client:
        news = [{"query": "{ __typename } #" + "x" * 6_000 + str(number)} for number in range(4)]
        assert [(await asked(client, news[0])).status_code for _ in range(10)] == [200] * 10, "known after the first"
        codes = [(await asked(client, each)).status_code for each in news[1:]]
    assert codes == [200, 429, 429]


async def test_who_has_no_points_left_is_refused_before_the_document_is_read(fresh_database_url, monkeypatch):
    async with served(fresh_database_url, points_visitor=1_000, points_visitor_per_second=1) as client:
        points = client._transport.app.state.desk.till._points
        points._clock = Clock()
        document = {"query": "{ nothing } #" + "x" * 18_000}
        assert (await asked(client, document)).json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        assert (await asked(client, document)).status_code == 429, "and it pays, with more than it had"
        (bucket,) = points._buckets.values()
        assert bucket.level == 1_000 - 2 * 900 - LEAST
        read = []
        monkeypatch.setattr("execution.schema.prepare", lambda source, *_: read.append(source))
        answer = await asked(client, document)
    assert (answer.status_code, read) == (429, [])
    assert (bucket.level, answer.headers["retry-after"]) == (-820, str(820 + LEAST))


async def test_what_is_too_dear_for_now_pays_for_being_understood(fresh_database_url):
    query = {"query": "{ actors(first: 50) { nodes { id } } }"}
    async with served(fresh_database_url, points_visitor=100, points_visitor_per_second=1) as client:
        points = client._transport.app.state.desk.till._points
        points._clock = Clock()
        answers = [await asked(client, query) for _ in range(6)]
        (bucket,) = points._buckets.values()
    assert [each.status_code for each in answers] == [200] + [429] * 5
    assert [each.headers.get("retry-after") for each in answers] == [None, "23", "43", "12", "12", "12"]
    assert bucket.level == 8


async def test_a_made_up_token_is_not_looked_up_for_an_address_without_points(fresh_database_url, monkeypatch):
    looked_up = []

    async def program(_snapshot, token, _now, visitor):
        looked_up.append(token)
        return replace(visitor, token_id="token_1") if token == GOOD else None  # noqa: S106

    monkeypatch.setattr("encommun.authentication.identify_token", program)
    async with served(fresh_database_url, points_visitor=2 * GUESS, points_visitor_per_second=1) as client:
        assert (await asked(client, authorization=f"Bearer {GOOD}")).status_code == 200
        made_up = [new_token("api") for _ in range(4)]
        answers = [await asked(client, authorization=f"Bearer {each}") for each in made_up]
        assert [each.status_code for each in answers] == [401, 401, 429, 429]
        assert looked_up == [GOOD, *made_up[:2]]
        assert (await asked(client, authorization=f"Bearer {GOOD}")).status_code == 200, "one that is known pays itself"


async def test_a_budget_for_each_operation(fresh_database_url):
    async with served(fresh_database_url, cost_visitor=100) as client:
        small, large = ({"query": f"{{ actors(first: {size}) {{ nodes {{ id }} }} }}"} for size in (99, 100))
        assert "errors" not in (await asked(client, small)).json()
        refused = (await asked(client, large)).json()
    assert refused["errors"][0]["extensions"]["code"] == "COST_LIMIT_EXCEEDED"
    assert "101 points, and at most 100" in refused["errors"][0]["message"]
    assert "data" not in refused


async def test_what_it_cost_is_told_to_who_asks(fresh_database_url):
    query = "{ actors(first: 30) { nodes { id } } }"
    async with served(fresh_database_url, points_visitor=1_000, points_visitor_per_second=1) as client:
        assert "extensions" not in (await asked(client, {"query": query})).json()
        told = (await asked(client, {"query": query, "extensions": {"cost": True}})).json()["extensions"]["cost"]
        least = (await asked(client, ASK | {"extensions": {"cost": True}})).json()["extensions"]["cost"]
    assert told.pop("resetAt") > "2026"
    assert told == {"requested": 31, "used": 31, "remaining": 937, "limit": 1_000}
    assert (least["requested"], least["used"]) == (0, LEAST)


@pytest.mark.parametrize("enforcement", ["measure", "off"])
async def test_a_setting_only_measures(fresh_database_url, enforcement, caplog):
    caplog.set_level("INFO", "encommun.cost")
    limits = {"points_visitor": 20, "points_visitor_per_second": 1, "cost_visitor": 1}
    async with served(fresh_database_url, cost_enforcement=enforcement, **limits) as client:
        answers = [(await asked(client, {"query": "{ actors { nodes { id } } }"})).json() for _ in range(5)]
    assert all("errors" not in each for each in answers)
    assert ("Would be refused" in caplog.text) is (enforcement == "measure")
