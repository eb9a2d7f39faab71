"""Password strength: the guesses that zxcvbn estimates; it knows common passwords, keyboards, dates, repetitions."""

import re

from zxcvbn_rs_py import zxcvbn

from models.folding import folded

FEWEST_GUESSES = 10**10
"""From here on, zxcvbn gives its best mark: that many are out of reach for somebody who has stolen the hashes."""
LONGEST_MEASURED = 40
"""Characters, from the first: the estimate takes the square of their number, and about a millisecond for 40."""

WORDS = (
    *("passwort", "motdepasse", "monmotdepasse", "administrateur", "utilisateur", "identifiant", "connexion"),
    *("bonjour", "bienvenue", "salut", "soleil", "jetaime", "amour", "doudou", "loulou", "chouchou", "princesse"),
    *("marseille", "paris", "france", "janvier", "fevrier", "printemps", "automne", "hiver"),
    *("liberte", "egalite", "fraternite", "marianne"),
    *("encommun", "territoires", "territoire", "participation", "mairie", "commune", "citoyen", "association"),
    *("azertyuiop", "qsdfghjklm", "wxcvbn", "aqzsed", "rftgyh", "ujikolpm", '&e"(eca)='),
)
"""French words, names and keyboards, which zxcvbn does not know; and what everybody here would try first."""
LEAST_NAME = 4
"""Shorter names stand in too many words to mean anything."""
SEPARATORS = re.compile(r"[ ._+]")
"""Separators that are left in folded text, which has no hyphens."""


def is_easily_guessed(password: str, name: str) -> bool:
    """True if the password is found within FEWEST_GUESSES by somebody who knows the name and its parts."""
    names = [part for part in (_squeezed(name), *SEPARATORS.split(folded(name))) if len(part) >= LEAST_NAME]
    return zxcvbn(_squeezed(password)[:LONGEST_MEASURED], [*names, *WORDS]).guesses < FEWEST_GUESSES


def _squeezed(text: str) -> str:
    """Without case, accents, what people put between words, and halves of surrogate pairs, which Rust does not take."""
    return SEPARATORS.sub("", folded(text)).encode(errors="replace").decode()
