"""Parsed Markdown: HTML, links and readable text, each checked with its line number."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from resolvers.validation.markup import Judge, in_html, in_link, in_text
from resolvers.validation.problem import Problem, problem

Piece = tuple[Judge, str, int]


class LinkKeepingParser(MarkdownIt):
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


OPTIONS = {"html": True, "maxNesting": 128}  # far beyond what is refused, so that it is seen
COMMONMARK = LinkKeepingParser("commonmark", OPTIONS)
WITH_TABLES = LinkKeepingParser("commonmark", OPTIONS).enable(["table", "strikethrough"])


def markdown_problems(text: str, deepest: int, most: int) -> list[Problem]:
    """Return the problems of Markdown, read as CommonMark or, if that finds none, with tables; `most` at most.

    Blocks more than `deepest` within each other are wrong: another parser may read them otherwise.
    """
    for reader in (COMMONMARK, WITH_TABLES) if "|" in text else (COMMONMARK,):
        if found := list(islice(_problems(reader, text, deepest), most)):
            return found
    return []


def _problems(reader: MarkdownIt, text: str, deepest: int) -> Iterator[Problem]:
    definitions: dict[str, Any] = {}
    tokens = reader.parse(text, definitions)
    if any(each.level > deepest for each in tokens):
        yield problem("MARKDOWN_TOO_COMPLEX", deepest=deepest)
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
    """Return the readable text of a passage, with a backtick for each piece of code."""
    parts = {"softbreak": "\n", "hardbreak": "\n", "code_inline": "`"}
    return "".join(
        each.content if each.type == "text" else parts.get(each.type) or _reading(each.children or ())
        for each in tokens
    )
