"""Sort and search keys: text without case, accents or ligatures, the same on both engines."""

import re
import unicodedata

SORT = "_sort"
"""Ending of a column that holds another one folded for sorting and searching."""
LETTERS = (("œ", "oe"), ("æ", "ae"), ("’", "'"))
"""What normalisation leaves as it is."""
MARKS = re.compile(r"[\u0300-\u036f]")


def folded(text: str) -> str:
    """`École d'Œuvre` becomes `ecole d'oeuvre`; byte order is then French dictionary order, nearly."""
    if text.isascii():
        return text.lower()  # there is nothing else to fold, and most texts that are sorted have no accent
    text = text.casefold()
    for letter, plain in LETTERS:
        text = text.replace(letter, plain)
    return MARKS.sub("", unicodedata.normalize("NFKD", text))
