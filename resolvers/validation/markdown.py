"""Markdown: kept as it was written, and refused where it holds HTML or links that do more than lead somewhere.

Clients render it, each in its own way, so it is read as CommonMark 0.31 and, where it has tables, as GitHub's too.
"""

import re

from resolvers.validation.problem import Checked, with_problem
from resolvers.validation.texts import Limit, indented

MOST_PROBLEMS = 10
FREE = 1_000
"""Signs, lines and cells of tables that any text may have."""
SIGNS, LINES, CELLS = 0.1, 0.05, 0.2
"""And how many more for each character: a text made of nothing else takes the parser seconds, and so that many short
ones take no longer than a long one."""
DEEPEST = 32
"""Blocks within blocks, and brackets that wait for their end: the parser's time grows with the square of these, and
what is too deep for it another one may read otherwise."""

SIGN = re.compile(r"[\[\]*_`<&!\\\n]")
WORTH_READING = re.compile(r"[<&\[]")
"""Without one of these there is neither HTML nor a link."""
BRACKET = re.compile(r"[\[\]]|\n[ \t]*(?=\n)")
BLANK_LINE = re.compile(r"\n[ \t]*\n")


def markdown(value: object) -> Checked[str]:
    """Markdown of at most 100,000 characters, trimmed and in normal form C; up to ten problems, each with its line."""
    text, problems = indented(Limit.MARKDOWN)(value)
    if text is None or WORTH_READING.search(text) is None:
        return text, problems
    if _is_dense(text) or _is_deep(text):
        return with_problem("MARKDOWN_TOO_COMPLEX", deepest=DEEPEST)
    from resolvers.validation.commonmark import markdown_problems  # noqa: PLC0415 - loaded when there is something to read

    problems = markdown_problems(text, DEEPEST, MOST_PROBLEMS)
    return (None, problems) if problems else (text, [])


def _is_dense(text: str) -> bool:
    """True if a text is too dense in Markdown signs for the parser."""
    counts = (SIGNS, len(SIGN.findall(text))), (LINES, text.count("\n")), (CELLS, _cells(text))
    return any(count > FREE + share * len(text) for share, count in counts)


def _cells(text: str) -> int:
    """At most how many cells the tables of a text have.

    Each is as wide as its widest line, since the parser fills up short rows, and a blank line ends it.
    """
    blocks = (block.split("\n") for block in BLANK_LINE.split(text) if "|" in block)
    return sum(max(line.count("|") for line in lines) * len(lines) for lines in blocks)


def _is_deep(text: str) -> bool:
    """True if too many brackets are open at once for the parser; a blank line closes all of them."""
    depth = 0
    for match in BRACKET.finditer(text):
        depth = depth + 1 if match[0] == "[" else max(depth - 1, 0) if match[0] == "]" else 0
        if depth > DEEPEST:
            return True
    return False
