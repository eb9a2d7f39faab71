"""Official French codes: what is well formed, checked before any look-up.

Sources: INSEE code officiel géographique; SIREN, Luhn's formula; RNA, décret n° 2009-540.
"""

import re

# 20 was Corsica until 1976; its codes are still known as former ones.
COMMUNE = re.compile(r"(?:[013-8]\d|2[0-9AB]|9[0-578])\d{3}")
DEPARTMENT = re.compile(r"[013-8]\d|2[1-9AB]|9[0-5]|9[78]\d")
REGION = re.compile(r"\d{2}|9[78]\d")
RNA = re.compile(r"W[0-9A-Z]{9}")
SIREN = 9
"""Digits."""
DIGITS = b"0123456789"
SINGLE = bytes.maketrans(DIGITS, bytes(range(10)))
DOUBLED = bytes.maketrans(DIGITS, bytes(sum(divmod(2 * digit, 10)) for digit in range(10)))
"""By digit, the sum of the digits of its double."""


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check of the others."""
    text = digits.encode()
    return (sum(text[::-2].translate(SINGLE)) + sum(text[-2::-2].translate(DOUBLED))) % 10 == 0


def is_siren(code: str) -> bool:
    """Nine digits that pass Luhn."""
    return len(code) == SIREN and code.isascii() and code.isdigit() and luhn(code)


def is_rna(code: str) -> bool:
    """`W` and nine capitals or digits."""
    return RNA.fullmatch(code) is not None


def is_commune(code: str) -> bool:
    """Five characters; Corsica has letters (`2A004`), and leading zeros count (`01001`)."""
    return code.isascii() and COMMUNE.fullmatch(code) is not None


def is_department(code: str) -> bool:
    """Two characters in mainland France and Corsica, three overseas."""
    return code.isascii() and DEPARTMENT.fullmatch(code) is not None


def is_region(code: str) -> bool:
    """Two digits; overseas collectivities stand for a region with three."""
    return code.isascii() and REGION.fullmatch(code) is not None
