"""Markdown: kept as it was written, and refused where it holds HTML or links that do more than lead somewhere.

Clients render it, each in its own way, so it is read as CommonMark 0.31 and, where it has tables, as GitHub's too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from resolvers.validation.markup import Judge, in_html, in_link, in_text
from resolvers.validation.problem import Checked, Problem, problem, refused
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
Piece = tuple[Judge, str, int]


class Reader(MarkdownIt):
    """A parser that shows every link as it was written, the bad ones too."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name
        """Accept it: links are judged here, not dropped."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """Leave it as it is."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - markdown-it's name
        """Leave it as it is."""
        return link


OPTIONS = {"html": True, "maxNesting": 4 * DEEPEST}
COMMONMARK = Reader("commonmark", OPTIONS)
WITH_TABLES = Reader("commonmark", OPTIONS).enable(["table", "strikethrough"])


def markdown(value: object) -> Checked[str]:
    """Markdown of at most 100,000 characters, trimmed and in normal form C; up to ten problems, each with its line."""
    text, problems = indented(Limit.MARKDOWN)(value)
    if text is None or WORTH_READING.search(text) is None:
        return text, problems
    if _is_dense(text) or _is_deep(text):
        return refused("MARKDOWN_TOO_COMPLEX")
    for reader in (COMMONMARK, WITH_TABLES) if "|" in text else (COMMONMARK,):
        if problems := list(islice(_problems(reader, text), MOST_PROBLEMS)):
            return None, problems
    return text, []


def _is_dense(text: str) -> bool:
    """Whether there is more for the parser to weigh than a text of this length may have."""
    counts = (SIGNS, len(SIGN.findall(text))), (LINES, text.count("\n")), (CELLS, _cells(text))
    return any(count > FREE + share * len(text) for share, count in counts)


def _cells(text: str) -> int:
    """At most how many cells the tables of a text have.

    Each is as wide as its widest line, since the parser fills up short rows, and a blank line ends it.
    """
    blocks = (block.split("\n") for block in BLANK_LINE.split(text) if "|" in block)
    return sum(max(line.count("|") for line in lines) * len(lines) for lines in blocks)


def _is_deep(text: str) -> bool:
    """Whether more brackets are open at once than the parser can follow; a blank line closes all of them."""
    depth = 0
    for match in BRACKET.finditer(text):
        depth = depth + 1 if match[0] == "[" else max(depth - 1, 0) if match[0] == "]" else 0
        if depth > DEEPEST:
            return True
    return False


def _problems(reader: MarkdownIt, text: str) -> Iterator[Problem]:
    definitions: dict[str, Any] = {}
    tokens = reader.parse(text, definitions)
    if any(each.level > DEEPEST for each in tokens):
        yield problem("MARKDOWN_TOO_COMPLEX")
    pieces: dict[tuple[Judge, str], int] = {}
    for judge, content, line in chain(_of_blocks(tokens), _of_definitions(definitions)):
        # Each once: a definition may be long, and used a thousand times.
        pieces.setdefault((judge, content), line)
    for (judge, content), line in pieces.items():
        yield from judge(content, line)


def _of_blocks(tokens: Sequence[Token]) -> Iterator[Piece]:
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type == "html_block":
            yield in_html, token.content, line
        elif token.type == "fence":
            yield in_text, token.info, line
        elif token.children:
            yield in_text, _reading(token.children), line
            yield from _of_inlines(token.children, line)


def _of_inlines(tokens: Sequence[Token], line: int) -> Iterator[Piece]:
    for token in tokens:
        if token.type == "html_inline":
            yield in_html, token.content, line
        for name in ("href", "src"):
            if (address := token.attrGet(name)) is not None:
                yield in_link, str(address), line
                yield in_text, str(token.attrGet("title") or ""), line
        yield from _of_inlines(token.children or (), line)


def _of_definitions(definitions: Mapping[str, Any]) -> Iterator[Piece]:
    """Definitions of links, whether or not they are used."""
    for each in (*definitions.get("references", {}).values(), *definitions.get("duplicate_refs", ())):
        yield in_text, each["title"], each["map"][0] + 1
        yield in_link, each["href"], each["map"][0] + 1


def _reading(tokens: Sequence[Token]) -> str:
    """What people read of a passage, with a backtick for each piece of code."""
    parts = {"softbreak": "\n", "hardbreak": "\n", "code_inline": "`"}
    return "".join(
        each.content if each.type == "text" else parts.get(each.type) or _reading(each.children or ())
        for each in tokens
    )
