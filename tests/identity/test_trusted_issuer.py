"""Whoever a trusted issuer vouches for signs in by its token: the whole path, over HTTP, with a real issuer."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.security.openid_issuer import CLIENT_ID, Issuer, street
from tests.support.commands import Serving, serving

ME = {"query": "{ me { id email emailConfirmed name } }"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with street() as found:
        yield found.open()


def token(issuer: Issuer, **claims: Any) -> str:
    """One that is good for a minute from now."""
    now = int(datetime.now(UTC).timestamp())
    usual = {"iat": now, "exp": now + 60, "email": "Zoe@Exemple.fr", "email_verified": True, "name": "Zoé Martin"}
    return issuer.token(**(usual | claims))


def ask(server: Serving, given: str) -> httpx.Response:
    return httpx.post(f"{server.address}/graphql", json=ME, headers={"authorization": f"Bearer {given}"})


def me(server: Serving, given: str) -> dict[str, Any]:
    return ask(server, given).json()["data"]["me"]


def test_who_comes_with_a_token_of_the_issuer_has_an_account(fresh_database_url, tmp_path, issuer):
    with serving(fresh_database_url, tmp_path, openid_issuer=issuer.url, openid_client_id=CLIENT_ID) as server:
        zoe = me(server, token(issuer))
        assert zoe == {"id": zoe["id"], "email": "Zoe@Exemple.fr", "emailConfirmed": True, "name": "Zoé Martin"}
        assert me(server, token(issuer)) == zoe
        assert me(server, token(issuer, email=None)) == zoe
        other = me(server, token(issuer, sub="other", email="else@exemple.fr", email_verified=False))
        assert (other["id"] != zoe["id"], other["email"]) == (True, "")
        for wrong in (token(issuer, aud="others"), token(issuer, exp=1), token(issuer)[:-4], issuer.token()[:9]):
            assert ask(server, wrong).status_code == 401
        assert server.stop(signal.SIGTERM) == (0, "")


def test_while_the_issuer_is_silent_it_is_not_the_visitor_who_is_wrong(fresh_database_url, tmp_path, issuer):
    away = f"{issuer.url}0"  # where nobody answers
    with serving(fresh_database_url, tmp_path, openid_issuer=away, openid_client_id=CLIENT_ID) as server:
        answer = ask(server, token(issuer, iss=away))
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (503, {"code": "ISSUER_UNAVAILABLE"})
        assert ask(server, "nonsense").status_code == 401
        assert httpx.post(f"{server.address}/graphql", json=ME).json() == {"data": {"me": None}}
