"""The little French grammar that templates need: contractions, elisions, numbers in words, sums of money."""

import re
from collections.abc import Mapping, Sequence

from models.folding import folded

NUMBERS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit",
    "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip

CONTRACTIONS = {"le ": "du ", "les ": "des ", "un": "d'un"}
"""Contractions of `de` with the first letters of a noun phrase; all others keep `de`."""


def with_de(phrase: str) -> str:
    """`de` before a phrase with its article: `le parc` gives `du parc`, `une mare` gives `d'une mare`."""
    for start, contracted in CONTRACTIONS.items():
        if phrase.startswith(start):
            return contracted + phrase.removeprefix(start)
    return "de " + phrase


def with_de_name(name: str) -> str:
    """`de` before a proper name: `de Fontbrune`, `d'Ormevert`."""
    return ("d'" if folded(name)[0] in "aeiouy" else "de ") + name


def in_words(number: int) -> str:
    """The number in words up to sixteen, in digits beyond, with a narrow space between thousands."""
    return NUMBERS[number] if number < len(NUMBERS) else in_digits(number)


def in_digits(number: int) -> str:
    """The number in digits, with a narrow no-break space between thousands."""
    return f"{number:,}".replace(",", "\u202f")


def euros(amount: int) -> str:
    """A sum in whole euros, such as `12 500 €`."""
    return f"{in_digits(amount)}\u00a0€"


def filled(template: str, slots: Mapping[str, str]) -> str:
    """The template with its slots replaced and a capital at its head."""
    text = template.format_map(slots)
    return text[:1].upper() + text[1:]


def bullets(sentences: Sequence[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {sentence}" for sentence in sentences)


def slug(text: str) -> str:
    """The text as part of an address: `ville-d-ormevert-demonstration`."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
