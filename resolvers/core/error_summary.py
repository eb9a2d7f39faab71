"""Errors in a few words that are safe to keep: a code, or a type and a place, and no value that an error tells."""

import traceback
from pathlib import Path

from loaders.errors import FaultError, UnavailableError

ROOT = Path(__file__).parents[2]
"""The folder of our packages."""


def summarize_error(error: BaseException) -> str:
    """The code of an error, or its type and the line of ours at which it was raised: `KeyError at models/ids.py:40`."""
    if isinstance(error, FaultError | UnavailableError):
        return str(error.extensions["code"])
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT)]
    for frame in reversed(ours):
        return f"{type(error).__name__} at {Path(frame.filename).relative_to(ROOT)}:{frame.lineno}"
    return type(error).__name__
