"""The rows of a CSV file: one line each, or several where a quoted text has line breaks."""

import csv
from collections import deque
from collections.abc import Iterator

from encommun.exchange.line_reader import LONGEST, Line
from resolvers.validation import Problem

DELIMITERS = ";,\t"
QUOTE = b'"'
csv.field_size_limit(LONGEST)  # Python's own limit is 128 KiB, for the whole process

Row = tuple[int, int, list[str] | Problem]
"""The number of the row's first line, its bytes, and its cells or what is wrong with it."""


def detect_delimiter(header: str) -> str:
    """Return the delimiter of cells: the one of three that is most frequent in the header."""
    return max(DELIMITERS, key=header.count)


def read_rows(lines: Iterator[Line], delimiter: str) -> Iterator[Row]:
    """Yield all rows except blank ones; a problem of a row has the number of its first line."""
    waiting: deque[Line] = deque()
    while (line := _next(waiting, lines)) is not None:
        number, text = line
        if text is None:
            yield number, 0, Problem((), "LINE_TOO_LONG")
        elif QUOTE not in text:
            cells = text.decode().rstrip("\r\n").split(delimiter)
            if not _is_blank(cells):
                yield number, len(text), cells
        else:
            size, found = _quoted(text, delimiter, waiting, lines)
            if isinstance(found, Problem) or not _is_blank(found):
                yield number, size, found


def _quoted(
    first: bytes, delimiter: str, waiting: deque[Line], lines: Iterator[Line]
) -> tuple[int, list[str] | Problem]:
    """The bytes and the cells of a row that begins with `first`; lines that turn out not to be its own are put back."""
    texts, more, size, quotes = [first], [], len(first), first.count(QUOTE)
    while quotes % 2 and size <= LONGEST and (line := _next(waiting, lines)) is not None:
        more.append(line)
        if line[1] is None:
            break
        texts.append(line[1])
        size, quotes = size + len(line[1]), quotes + line[1].count(QUOTE)
    if quotes % 2 == 0 and (cells := _parsed(texts, delimiter)) is not None:
        return size, cells
    waiting.extendleft(reversed(more))
    return len(first), Problem((), "INVALID_CSV")


def _is_blank(cells: list[str]) -> bool:
    return not any(map(str.strip, cells))


def _parsed(texts: list[bytes], delimiter: str) -> list[str] | None:
    """The cells of exactly one row, or nothing."""
    try:
        found = list(csv.reader([each.decode() for each in texts], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None


def _next(waiting: deque[Line], lines: Iterator[Line]) -> Line | None:
    return waiting.popleft() if waiting else next(lines, None)
