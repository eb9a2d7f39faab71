"""Markdown without its marks, on one line, for readers of a snippet."""

import re

LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)")
"""A link or a picture: its words stay."""
BLOCK = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]|>[ \t]?|[-+*][ \t]|\d{1,9}[.)][ \t]|[-=*_]{3,}[ \t]*$|```.*$)", re.MULTILINE
)
"""The beginning of a heading, a quotation or an item of a list; a rule; a fence."""
INLINE = re.compile(r"\*\*|__|[*`|]|(?<!\w)_|_(?!\w)|\\(?=[!-/:-@\[-`{-~])")
"""Marks of emphasis and code, and between cells of a table."""
BLANKS = re.compile(r"\s+")


def plain_text(markdown: str) -> str:
    """Return the words of a text in Markdown, with single blanks between them."""
    return BLANKS.sub(" ", INLINE.sub("", BLOCK.sub("", LINK.sub(r"\1", markdown)))).strip()
