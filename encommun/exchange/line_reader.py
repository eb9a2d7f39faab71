"""The lines of a file of any size, never more than one of them in memory."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from encommun.operator_error import OperatorError

LONGEST = 5_000_000
"""Bytes of a record; the longest texts that a record may have take less, even escaped."""
BLOCK = 1 << 20

Line = tuple[int, bytes | None]
"""A line's number from 1, and its bytes with the line break; None for one that is too long."""


def count_lines(file: Path) -> int:
    """Count the lines of a file; raises OperatorError unless it can be read and is UTF-8."""
    decoder, count, last = codecs.getincrementaldecoder("utf-8")(), 0, b""
    try:
        with file.open("rb") as source:
            while block := source.read(BLOCK):
                decoder.decode(block)
                count, last = count + block.count(b"\n"), block[-1:]
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].count(b"\n") if isinstance(error.object, bytes) else 0
        raise OperatorError(f"{file} is not UTF-8 (line {count + before + 1}): save it as “CSV UTF-8”.") from error
    except OSError as error:
        raise OperatorError(f"{file} cannot be read: {error.strerror}.") from error
    return count + (last not in (b"", b"\n"))


def read_lines(file: Path) -> Iterator[Line]:
    """All lines, without the byte order mark with which some files begin."""
    with file.open("rb") as source:
        number = 0
        while text := source.readline(LONGEST + 1):
            number += 1
            if number == 1:
                text = text.removeprefix(codecs.BOM_UTF8)
            if len(text) <= LONGEST or text.endswith(b"\n"):
                yield number, text
                continue
            while (rest := source.readline(BLOCK)) and not rest.endswith(b"\n"):
                pass
            yield number, None
