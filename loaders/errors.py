"""Faults in what a client asked for: told to the client as they stand, with a stable code."""


class FaultError(Exception):
    """A request that cannot be served; the message says what to do about it.

    Args:
        code: stable name of the fault, listed in `docs/errors.md`.
        message: one sentence for whoever sent the request, without internals.
    """

    def __init__(self, code: str, message: str) -> None:
        """Keep the code where GraphQL errors have theirs."""
        super().__init__(message)
        self.extensions = {"code": code}
