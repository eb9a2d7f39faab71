"""Official French codes: brought to the form in which registries print them, and checked before any look-up.

Sources: INSEE code officiel géographique; SIREN and SIRET, by python-stdnum; RNA, décret n° 2009-540.
"""

import re
import unicodedata

from stdnum import luhn
from stdnum.fr import siret

# 20 was Corsica until 1976; its codes are still known as former ones.
COMMUNE = re.compile(r"(?:[013-8]\d|2[0-9AB]|9[0-578])\d{3}")
DEPARTMENT = re.compile(r"[013-8]\d|2[1-9AB]|9[0-5]|9[78]\d")
REGION = re.compile(r"\d{2}|9[78]\d")
POSTAL = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-578])\d{3}")
RNA = re.compile(r"W(?:0[1-9]|[1-9]\d|2[AB]|9[A-Z])\d{7}")
"""The department in two characters (overseas a 9 and a letter), the office that keeps the file, and a number."""
SIREN, SIRET = 9, 14
"""Digits."""
NOBODY = "0" * SIREN
"""A placeholder that passes every check of digits, and with which forms are filled where no number exists."""
LONGEST = 60
"""Characters, with all blanks; nothing longer is a code."""


def normal(code: str) -> str:
    """The code in capitals, without any blank or invisible character: `W2A1000004` for `w2a1 000 004`."""
    if len(code) > LONGEST:
        return code
    if code.isascii() and code.isalnum():
        return code.upper()
    return "".join(each for each in code if not each.isspace() and unicodedata.category(each) != "Cf").upper()


def is_siren(code: str) -> bool:
    """Nine digits that pass Luhn, not all of them zero."""
    return len(code) == SIREN and code.isascii() and code.isdigit() and code != NOBODY and luhn.is_valid(code)


def is_siret(code: str) -> bool:
    """A SIREN and five digits that pass Luhn together; those of La Poste's offices add up to a multiple of five."""
    return len(code) == SIRET and code.isascii() and is_siren(code[:SIREN]) and siret.is_valid(code)


def siren_of(code: str) -> str | None:
    """The SIREN of whose establishment a SIRET is, however it is spelled; None for what is no SIRET."""
    found = normal(code)
    return found[:SIREN] if is_siret(found) else None


def is_rna(code: str) -> bool:
    """`W`, a department in two characters and seven digits: `W751000001`, `W2A1000004`, overseas `W9N1000123`."""
    return code.isascii() and RNA.fullmatch(code) is not None


def is_commune(code: str) -> bool:
    """Five characters; Corsica has letters (`2A004`), and leading zeros count (`01001`)."""
    return code.isascii() and COMMUNE.fullmatch(code) is not None


def is_department(code: str) -> bool:
    """Two characters in mainland France and Corsica, three overseas."""
    return code.isascii() and DEPARTMENT.fullmatch(code) is not None


def is_region(code: str) -> bool:
    """Test a region's code: two digits, or the three of an overseas collectivity that counts as a region."""
    return code.isascii() and REGION.fullmatch(code) is not None


def is_territory(code: str) -> bool:
    """A code of a commune, department or region, or the SIREN of an EPCI."""
    return any(check(code) for check in (is_commune, is_department, is_region, is_siren))


def is_postal(code: str) -> bool:
    """Five digits of which the first two are a department's, Corsica's being 20."""
    return code.isascii() and POSTAL.fullmatch(code) is not None
