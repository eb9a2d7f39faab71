"""Markdown: HTML and dangerous links are refused in every disguise, and nothing else is."""

import gc
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.validation.commonmark import COMMONMARK, WITH_TABLES
from resolvers.validation.markdown import DEEPEST, FREE, LINES, SIGN, SIGNS, markdown
from resolvers.validation.texts import Limit
from tests.support.durations import check_duration
from tests.validation import accepted_inputs, rejected_inputs
from tests.validation.check_results import accepted, codes

HARD = "[]()*_`<>&!\\\n|-:# \"'a"
PIECES = st.lists(
    st.sampled_from(
        [*HARD, "<b>", "&lt;", "](", "javascript:", "https://a.fr", "```\n", "    ", "\n\n", "> ", "<!--", "|-|\n"]
    ),
    max_size=30,
).map("".join)

MADE = {
    *(
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "s",
    ),
    *("strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"alt", "class", "href", "src", "start", "style", "title"}
"""Attributes that Markdown makes; `style` aligns the cells of a table."""


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Without looking for garbage, which takes as long as a test process has grown large, and not as the text is."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("text", accepted_inputs.MARKDOWN.values(), ids=accepted_inputs.MARKDOWN)
def test_what_is_written_in_good_faith_is_accepted(text):
    assert accepted(markdown(text)) == text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


@pytest.mark.parametrize("text", accepted_inputs.LINES.values(), ids=accepted_inputs.LINES)
def test_lines_are_markdown_too(text):
    assert accepted(markdown(text))


@pytest.mark.parametrize("text", rejected_inputs.HTML.values(), ids=rejected_inputs.HTML)
def test_html_is_refused(text):
    assert set(codes(markdown(text))) == {"HTML_NOT_ALLOWED"}
    assert set(codes(markdown(f"Un début.\n\n{text}\n\nUne fin avec `du code`."))) == {"HTML_NOT_ALLOWED"}


@pytest.mark.parametrize("text", rejected_inputs.LINKS.values(), ids=rejected_inputs.LINKS)
def test_links_that_do_more_than_lead_are_refused(text):
    assert set(codes(markdown(text))) == {"LINK_NOT_ALLOWED"}
    assert set(codes(markdown(f"Un début.\n\n{text}\n\nUne fin."))) == {"LINK_NOT_ALLOWED"}


@pytest.mark.parametrize("text", rejected_inputs.CHARACTERS.values(), ids=rejected_inputs.CHARACTERS)
def test_characters_are_those_of_any_text(text):
    assert codes(markdown(text)) in (["TEXT_CHARACTER"], ["TEXT_COMBINING_MARKS"])


@pytest.mark.parametrize(
    "text", ["a&#8238;b", "a&#x202E;b", "[a](b 'c&#8203;d')", "mai&shy;rie", "mai&ZeroWidthSpace;rie"]
)
def test_characters_that_entities_stand_for_count(text):
    assert codes(markdown("Un début.\n\n" + text)) == ["TEXT_CHARACTER"]
    assert markdown("Un début.\n\n" + text)[1][0].values["line"] == 3


def test_a_problem_tells_what_and_where():
    (html, link) = markdown("Un\n\n<script>alert(1)</script> ici\n\nDeux\n[a](javascript:x)\n\n" + "fin\n" * 3)[1]
    assert (html.code, html.values) == ("HTML_NOT_ALLOWED", {"beginning": "<script>alert(1)</script> ici", "line": 3})
    assert (link.code, link.values) == ("LINK_NOT_ALLOWED", {"address": "javascript:x", "line": 5})


def test_ten_problems_are_enough():
    assert codes(markdown(" ".join(f"<b{each}>" for each in range(30)))) == ["HTML_NOT_ALLOWED"] * 10


def test_a_first_line_keeps_its_indentation():
    assert accepted(markdown("\n \n    <b>\n\n ")) == "    <b>"


def test_the_longest_article_is_accepted():
    line = "Le conseil a *décidé* de voir [le site](https://exemple.fr/page) et `code` < 3 & plus ; voilà tout.\n"
    text = line * (Limit.MARKDOWN // len(line))
    assert accepted(markdown(text)) == text.strip()
    assert codes(markdown("é" * (Limit.MARKDOWN + 1))) == ["TEXT_TOO_LONG"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 33,
        "![" * 40,
        "> " * 40 + "<b>",
        "- " * 30 + "<b>",
        "*<" * FREE,
        "a\n" * 2 * FREE + "b",
        "|a" * 200 + "\n" + "|-" * 200 + "\n<" + "a\n" * 99,
    ],
    ids=["brackets", "images", "quotations", "lists", "signs", "lines", "cells"],
)
def test_what_no_parser_follows_is_refused(text):
    found = markdown("<" + text if text[0] in "*|a" else text)
    assert "MARKDOWN_TOO_COMPLEX" in codes(found)
    assert {each.values["deepest"] for each in found[1] if each.code == "MARKDOWN_TOO_COMPLEX"} == {DEEPEST}


@pytest.mark.parametrize(
    "unit",
    [
        *("[a](", "![a](", "[[]", "*a_ ", "a**b", "`a``b", "<a ", "<!--", "<a href='", '<a b="', "<a onx", "<a     "),
        *("&lt;", "&#1", "> ", "> a\n>> b\n", "- a\n", "[a]: b\n", '[a]: b "\n', "a\n===\n", "|a|b\n", "|a|b\n|-|-\n"),
        *("[", "[a\n", "[\\\n", "[*`<&", "*[_]("),
    ],
)
@pytest.mark.usefixtures("uncollected")
def test_a_hundred_thousand_hostile_characters_are_judged_in_time(unit):
    for text in (_repeated(unit), _thinned(unit)):
        begun = time.thread_time()
        markdown("<" + text)
        check_duration(time.thread_time() - begun, 1)


@pytest.mark.usefixtures("uncollected")
def test_a_long_definition_is_judged_once():
    definition = "[a]: " + "x" * 1_900 + " '" + "é" * 50_000 + "'\n\n"
    begun = time.thread_time()
    assert accepted(markdown(definition + "[a] " * 3_000))
    check_duration(time.thread_time() - begun, 1)


@settings(max_examples=300)
@given(PIECES)
def test_what_is_accepted_is_rendered_without_harm(text):
    cleaned, problems = markdown(text)
    if problems:
        return
    assert markdown(cleaned) == (cleaned, [])
    for reader in (COMMONMARK, WITH_TABLES):
        page = Page()
        page.feed(reader.render(cleaned))
        page.close()
        assert page.harm == []


class Page(HTMLParser):
    """A rendered page, and all in it that Markdown itself does not make."""

    def __init__(self):
        super().__init__()
        self.harm = []

    def handle_starttag(self, tag, attrs):
        if tag not in MADE:
            self.harm.append(tag)
        for name, value in attrs:
            scheme = re.sub(r"[\0-\x20]", "", value or "").partition(":")[0].lower()
            if name not in ATTRIBUTES or (name in ("href", "src") and scheme in ("javascript", "data", "vbscript")):
                self.harm.append((tag, name, value))

    def handle_comment(self, data):
        self.harm.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def _repeated(unit):
    """As many as are let through."""
    times = [Limit.MARKDOWN // len(unit) - 1]
    for count, share in ((len(SIGN.findall(unit)), SIGNS), (unit.count("\n"), LINES)):
        if count > share * len(unit):
            times.append(int((FREE - 2) / (count - share * len(unit))))
    return unit * min(times)


def _thinned(unit):
    """As many as are let through in the longest text, with letters between them."""
    signs, breaks = len(SIGN.findall(unit)) or 1, unit.count("\n") or 0.1
    shorter = Limit.MARKDOWN * 0.85
    times = min((FREE + SIGNS * shorter) // signs, (FREE + LINES * shorter) // breaks) - 2
    gap = "a" * ((Limit.MARKDOWN - 2) // int(times * len(unit)) - 1)
    return gap.join((unit * int(times))[: Limit.MARKDOWN - 2])
