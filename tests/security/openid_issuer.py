"""A real OpenID Connect issuer on this machine, which tests make lie, stall, grow and fall silent."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread
from time import sleep

import uvicorn
from joserfc.jwk import ECKey, Key
from joserfc.jws import JWSRegistry, serialize_compact
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
CLIENT_ID = "encommun-at-the-issuer"
DISCOVERY = "/.well-known/openid-configuration"


class Issuer:
    """One issuer: its keys, how it behaves, and how often it was asked for each document."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.key: Key = ec_key("first")
        self.keys = [self.key]
        self.discovery = {"issuer": url, "jwks_uri": f"{url}/keys"}
        self.jwks: object = None
        self.answer: Response | None = None
        self.stall = 0.0
        self.asked = {"discovery": 0, "keys": 0}
        self.headers: list[Headers] = []

    def token(self, header=None, key=None, **claims):
        """A token as it should be, but for what is given; None takes a member away."""
        key, seconds = key or self.key, int(NOW.timestamp())
        usual = {"iss": self.url, "aud": CLIENT_ID, "sub": "9a1f", "iat": seconds, "exp": seconds + 60}
        alg = "ES256" if key.key_type == "EC" else "RS256"
        header = {"alg": alg, "kid": key.kid, "typ": "JWT"} | (header or {})
        header, claims = (
            {name: value for name, value in part.items() if value is not None} for part in (header, usual | claims)
        )
        registry = JWSRegistry(algorithms=[header["alg"]], strict_check_header=False)
        return serialize_compact(header, json.dumps(claims), key, registry=registry)

    async def answers(self, name: str, document: object, request: Request) -> Response:
        self.asked[name] += 1
        self.headers.append(request.headers)
        await asyncio.sleep(self.stall)
        return self.answer or JSONResponse(document)


class Street:
    """The issuers' street: one server, an address for each issuer."""

    def __init__(self) -> None:
        self.issuers: list[Issuer] = []
        self.url = ""

    def open(self) -> Issuer:
        self.issuers.append(Issuer(f"{self.url}/{len(self.issuers)}"))
        return self.issuers[-1]

    async def discovery(self, request: Request) -> Response:
        issuer = self.issuers[request.path_params["number"]]
        return await issuer.answers("discovery", issuer.discovery, request)

    async def keys(self, request: Request) -> Response:
        issuer = self.issuers[request.path_params["number"]]
        return await issuer.answers("keys", issuer.jwks or {"keys": [key.as_dict() for key in issuer.keys]}, request)


@contextmanager
def street() -> Iterator[Street]:
    """Served on a free port by a thread of its own, until the end."""
    found = Street()
    routes = [Route("/{number:int}" + DISCOVERY, found.discovery), Route("/{number:int}/keys", found.keys)]
    config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        sleep(0.005)
    found.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield found
    server.should_exit = True
    thread.join()


def ec_key(kid: str, curve: str = "P-256") -> Key:
    return ECKey.generate_key(curve, {"kid": kid})
