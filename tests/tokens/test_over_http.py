"""HTTP answers to a program, whatever is wrong with its token: only the holder of a real one learns what."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, open_writer
from resolvers.security.opaque_tokens import hash_token, new_token
from tests.records.client import account_of, insert_spaces, space_of
from tests.support.commands import Serving, serving
from tests.support.engines import Server

NETWORKS = {"query": "{ networks(first: 1) { nodes { slug } } }"}
CREATE = """mutation ($space: ID!) {
    it: createProject(input: {space: $space, title: "Essai", phase: IDEA, status: IN_PROGRESS}) {
        __typename ... on Refusal { code message } } }"""
DAY = timedelta(days=1)
NOW = datetime.now(UTC)
SECRETS = {
    name: new_token("api")
    for name in ("good", "editor", "expired", "revoked", "suspended", "elsewhere", "through a proxy", "both")
}
ROWS: dict[str, dict[str, Any]] = {
    "editor": {"scopes": ["READ", "CONTENT_WRITE"]},
    "expired": {"expires_at": NOW - DAY},
    "revoked": {"revoked_at": NOW - DAY},
    "suspended": {"created_by": account_of("other")},
    "elsewhere": {"addresses": ["192.0.2.0/24"]},
    "both": {"addresses": ["192.0.2.0/24"], "expires_at": NOW - DAY},
    "through a proxy": {"addresses": ["198.51.100.0/24"]},
}
UNKNOWN = (new_token("api"),)
MALFORMED = (new_token("refresh"), SECRETS["good"][:-1], SECRETS["good"].upper(), "a.b.c", "x")


async def give(work: UnitOfWork) -> None:
    """The tokens of a network that has a space."""
    ((network,),) = await work.select(table_of(models.Network), {"slug": "anct"}, ["id"])
    for name, secret in SECRETS.items():
        row = {"id": f"token_{name}", "network_id": network, "name": name, "token_hash": hash_token(secret)}
        row |= {"beginning": secret[:14], "scopes": ["READ"], "created_at": NOW - 2 * DAY, "expires_at": NOW + DAY}
        await work.insert(table_of(models.ApiToken), [row | ROWS.get(name, {})])


@pytest.fixture(scope="module")
async def served_at(server: Server, filled_url: str, tmp_path_factory) -> Iterator[Serving]:
    """A server behind a proxy on this machine."""
    url = await server.copy(filled_url)
    async with open_writer(url) as writer:
        await insert_spaces(writer)
        await writer.run(give)
    with serving(url, tmp_path_factory.mktemp("office"), trusted_proxies="127.0.0.1") as found:
        yield found
    await server.drop(url)


def ask(client: Serving, secret: str, body: dict[str, Any] = NETWORKS, **headers: str) -> httpx.Response:
    return httpx.post(f"{client.address}/graphql", json=body, headers={"authorization": f"Bearer {secret}", **headers})


def code_of(answer: httpx.Response) -> str:
    return answer.json()["errors"][0]["extensions"]["code"]


def test_a_token_that_is_good_is_answered(served_at):
    assert ask(served_at, SECRETS["good"]).json() == {"data": {"networks": {"nodes": [{"slug": "anct"}]}}}


def test_who_holds_a_token_is_told_why_it_is_not_accepted_and_who_found_one_is_not(served_at):
    answers = {name: ask(served_at, SECRETS[name]) for name in ("expired", "revoked", "suspended")}
    answers |= {name: ask(served_at, SECRETS[name]) for name in ("elsewhere", "both", "through a proxy")}
    answers |= {secret: ask(served_at, secret) for secret in (*UNKNOWN, *MALFORMED)}
    answers |= {each: ask(served_at, "", authorization=each) for each in ("Bearer", f"Basic {SECRETS['good']}")}
    assert {(answer.status_code, answer.headers["www-authenticate"]) for answer in answers.values()} == {
        (401, "Bearer")
    }
    codes = {name: code_of(answer) for name, answer in answers.items()}
    wanted = {"expired": "TOKEN_EXPIRED", "revoked": "TOKEN_REVOKED", "suspended": "TOKEN_SUSPENDED"}
    wanted |= dict.fromkeys(("elsewhere", "both", "through a proxy", *UNKNOWN), "UNAUTHENTICATED")
    assert codes == dict.fromkeys(codes, "TOKEN_MALFORMED") | wanted
    alike = {answer.content for answer in answers.values() if code_of(answer) == "UNAUTHENTICATED"}
    assert len(alike) == 1
    names = [sorted(set(answer.headers) - {"date"}) for answer in answers.values()]
    assert all(each == names[0] for each in names)


@pytest.mark.parametrize("name", ["expired", "revoked", "unknown", "malformed"])
def test_a_token_that_is_not_good_keeps_nobody_from_signing_in(served_at, name):
    """All that takes no signing in is done as a visitor does it; all else says what is wrong with the token."""
    secret = {"unknown": UNKNOWN[0], "malformed": "x"}.get(name) or SECRETS[name]
    log_in = f"""a: logIn(input: {{email: "{name}@example.org", password: "x"}}) {{ ... on Refusal {{ code }} }}
        b: refreshSession(input: {{refreshToken: "x"}}) {{ ... on Refusal {{ code }} }}"""
    signing_in = [{"query": f"mutation {{ {log_in} }}"}]
    signing_in += [{"query": f"mutation {{ ...Both }} fragment Both on Mutation {{ {log_in} }}"}]
    for body in signing_in:
        answer = ask(served_at, secret, body)
        assert answer.json() == {"data": {"a": {"code": "INVALID_CREDENTIALS"}, "b": {"code": "SESSION_ENDED"}}}
    leave = 'c: leaveSpace(input: {space: "x"}) { __typename }'
    others = [NETWORKS, {"query": f"mutation {{ {log_in} {leave} }}"}, {"query": "mutation { __typename }"}]
    others += [{"query": 'mutation { logIn: leaveSpace(input: {space: "x"}) { __typename } }'}]
    for body in others:
        answer = ask(served_at, secret, body)
        assert (answer.status_code, "data" in answer.json()) == (401, False)
        assert code_of(answer) == code_of(ask(served_at, secret))


def test_what_a_token_may_not_do_does_not_tell_why(served_at):
    tried = [("good", "network"), ("good", "own"), ("good", "nowhere"), ("editor", "own"), ("editor", "nowhere")]
    answers = []
    for name, space in tried:
        body = {"query": CREATE, "variables": {"space": space_of(space)}}
        answers.append(ask(served_at, SECRETS[name], body).json()["data"]["it"])
    assert answers == [answers[0]] * len(tried)
    assert (answers[0]["__typename"], answers[0]["code"]) == ("NotPermitted", "NOT_PERMITTED")
    body = {"query": CREATE, "variables": {"space": space_of("network")}}
    assert ask(served_at, SECRETS["editor"], body).json() == {"data": {"it": {"__typename": "ProjectSaved"}}}


@pytest.mark.parametrize(
    ("forwarded", "status"),
    [
        ("198.51.100.7", 200),
        ("203.0.113.9, 198.51.100.7", 200),  # what stands before, the visitor may have written
        ("198.51.100.7, 203.0.113.9", 401),
        ("198.51.100.7, 127.0.0.1", 200),  # a second proxy of ours
        ("nowhere", 401),
    ],
)
def test_through_a_trusted_proxy_a_request_comes_from_whom_the_proxy_names(served_at, forwarded, status):
    answer = ask(served_at, SECRETS["through a proxy"], **{"x-forwarded-for": forwarded})
    assert answer.status_code == status


async def test_nobody_else_says_where_a_request_comes_from(fresh_database_url, tmp_path):
    async with open_writer(fresh_database_url) as writer:
        await insert_spaces(writer)
        await writer.run(give)
    with serving(fresh_database_url, tmp_path, trusted_proxies="192.0.2.1") as client:
        assert ask(client, SECRETS["good"]).status_code == 200
        answer = ask(client, SECRETS["through a proxy"], **{"x-forwarded-for": "198.51.100.7"})
        assert answer.status_code == 401
