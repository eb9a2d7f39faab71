"""Password policy: long passwords that are hard to guess; no rules on capitals, digits or signs.

Source: NIST SP 800-63B, "Password verifiers": length counts, composition does not, and what is common, expected or made
of the holder's own name is refused. It lets a text be normalised by NFKC or NFKD: NFKC here, the shorter of both.
"""

import unicodedata

from models.folding import folded
from resolvers.security.password_strength import is_easily_guessed

SHORTEST = 12
LONGEST = 200
"""Characters, which are code points of NFKC."""
LONGEST_TYPED = 4 * LONGEST
"""Before NFKC, which makes one character of four at most; to normalise a long run of accents takes quadratic time."""


def normalised(password: str) -> str:
    """The form in which a password is measured and hashed, whatever the keyboard made of its accents."""
    return unicodedata.normalize("NFKC", password)


def password_faults(password: str, email: str) -> list[str]:
    """Codes of what is wrong with a new password for the account of `email`, in a fixed order; none if it is accepted.

    PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_EMAIL (the address, or what stands before its @) and
    PASSWORD_GUESSABLE (hardly anything beside common words, that name, keyboard rows, repetitions and years).
    """
    if len(password) > LONGEST_TYPED:
        return ["PASSWORD_TOO_LONG"]
    text, address = normalised(password), folded(email[:LONGEST_TYPED])
    name = address.partition("@")[0]
    found = {
        "PASSWORD_TOO_SHORT": len(text) < SHORTEST,
        "PASSWORD_TOO_LONG": len(text) > LONGEST,
        "PASSWORD_IS_EMAIL": folded(text) in (address, name),
        "PASSWORD_GUESSABLE": is_easily_guessed(text, name),
    }
    return [code for code, holds in found.items() if holds]
