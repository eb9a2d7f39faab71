"""Guessable parts of a password: common words, keyboard rows, repetitions, years, the holder's own name."""

import re

from models.folding import folded

FEWEST_UNGUESSABLE = 8
"""Characters that must be left without all that: the least length of any password for NIST."""

WORDS = (
    *("password", "passwort", "passphrase", "motdepasse", "monmotdepasse", "secret", "letmein", "welcome", "changeme"),
    *("administrateur", "administrator", "admin", "utilisateur", "identifiant", "connexion", "azerty", "qwerty"),
    *("bonjour", "bienvenue", "salut", "soleil", "jetaime", "iloveyou", "amour", "doudou", "loulou", "chouchou"),
    *("princesse", "princess", "dragon", "monkey", "football", "marseille", "paris", "france", "sunshine"),
    *("janvier", "fevrier", "printemps", "automne", "hiver", "liberte", "egalite", "fraternite", "marianne"),
    *("encommun", "territoires", "territoire", "participation", "mairie", "commune", "citoyen", "association"),
)
"""Such as everybody uses; the last line is what everybody here would try first."""
ROWS = (
    *("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", '&e"(eca)='),
    *("azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn", "aqzsedrftgyhujikolpm"),
)
"""Rows of keyboards, typed forwards or backwards."""
STEP = 4
"""Shorter runs stand in words too: `ert` in `liberté`."""
RUNS = frozenset(
    way[start : start + STEP] for row in ROWS for way in (row, row[::-1]) for start in range(len(row) - STEP + 1)
)
LEAST_NAME = 4
"""Shorter names stand in too many words to mean anything."""
SEPARATORS = re.compile(r"[\s._+-]")
REPEATED_OR_YEAR = re.compile(r"(.{1,4}?)\1{2,}|(?:19|20)[0-9]{2}", re.DOTALL)
LOOKALIKES = str.maketrans("@4031!$5", "aaoeiiss")


def is_easily_guessed(password: str, name: str) -> bool:
    """True if hardly anything of a password is left without its guessable parts, `name` and its parts included."""
    names = [part for part in (_squeezed(name), *SEPARATORS.split(folded(name))) if len(part) >= LEAST_NAME]
    words = sorted((*names, *WORDS), key=len, reverse=True)
    text = _squeezed(password)
    return any(len(_rest(reading, words)) < FEWEST_UNGUESSABLE for reading in (text, text.translate(LOOKALIKES)))


def _squeezed(text: str) -> str:
    """Without case, accents and what people put between words."""
    return SEPARATORS.sub("", folded(text))


def _rest(text: str, words: list[str]) -> str:
    for word in words:
        text = text.replace(word, " ")
    text = REPEATED_OR_YEAR.sub(" ", text)
    run_along = {
        place
        for start in range(len(text) - STEP + 1)
        if text[start : start + STEP] in RUNS
        for place in range(start, start + STEP)
    }
    return "".join(character for place, character in enumerate(text) if place not in run_along and character != " ")
