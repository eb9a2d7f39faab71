"""Runs the application for one request: uvicorn's `run_asgi`, for requests that can be cancelled."""

import logging

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from encommun.transport.raw_refusals import FAILED

log = logging.getLogger("encommun.transport")


async def run_asgi(cycle: RequestResponseCycle, app: ASGI3Application) -> None:
    """Answer one request; an uncaught failure is a 500 if nothing of the answer was sent.

    It is cancelled when the client leaves, and when the server stops: then nothing more is sent.
    """
    try:
        await app(cycle.scope, cycle.receive, cycle.send)
        if not (cycle.response_complete or cycle.disconnected):
            raise RuntimeError("The application ended without a complete response.")  # noqa: TRY301 - told as any failure
    except Exception:
        log.exception("The application failed.")
        if not (cycle.response_started or cycle.disconnected):
            cycle.transport.write(FAILED.response(cycle.default_headers))
        cycle.transport.close()
    finally:
        cycle.on_response = do_nothing


def do_nothing() -> None:
    """Do nothing: whoever still holds a request that has ended, holds no more than that."""
