"""Modules that a server starts without, loaded beside it once it answers.

To load them for the first request that needs them would keep all others waiting for a tenth of a second; as a thread,
it lets them in every few milliseconds.
"""

from importlib import import_module
from threading import Thread

BACKGROUND_MODULES = (
    "resolvers.security.access_tokens",  # signing tokens, and reading them
    "resolvers.security.openid",
    "resolvers.validation.commonmark",  # Markdown
)


def start_background_imports() -> Thread:
    """Begin to load, and return the thread that does it."""
    thread = Thread(target=_load, name="preloading", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for name in BACKGROUND_MODULES:
        import_module(name)
