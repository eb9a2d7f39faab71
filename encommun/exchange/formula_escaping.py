"""Escaping of cells that a spreadsheet would run as formulas, and the reverse.

An apostrophe in front makes text of a formula. Numbers and telephone numbers are none, and stay what they are. Whoever
opens a file has it split as they like: what stands behind another separator may begin a cell, too, and what stands
behind a line break a row.
"""

import re

SIGNS = "=+\\-@＝＋－＠"
"""Characters that a formula begins with, also in wide letters."""
BLANKS = "\t\r\n"
"""Characters that are passed over before one."""
HARMLESS = re.compile(f"[^{SIGNS}{BLANKS}]*")
"""Text without any of them, which is most of it."""
FORMULA = re.compile(f"'*[{SIGNS}{BLANKS}]")
"""Also behind apostrophes, so that what has one already comes back with it."""
NUMBER = re.compile(r"[+-]\d+([.,]\d+)?", re.ASCII)
TELEPHONE = re.compile("\\+\\d[\\d .()\u00a0\u202f]*", re.ASCII)
SPLITS = f"(?<=[,;{BLANKS}])"
"""Places where another separator, or a line break, may begin a cell."""
INNER = re.compile(f"{SPLITS}(?=[\"']*[{SIGNS}])")
"""Places where a formula would begin then, also behind quotation marks, which are taken away there."""
INNER_MEANT = re.compile(f"{SPLITS}'(?=[\"']*[{SIGNS}])")


def escape_formula(cell: str) -> str:
    """The text as a file has it."""
    if HARMLESS.fullmatch(cell) or NUMBER.fullmatch(cell) or TELEPHONE.fullmatch(cell):
        return cell
    return ("'" if FORMULA.match(cell) else "") + INNER.sub("'", cell)


def unescape_formula(cell: str) -> str:
    """Return the text of a cell without its escape."""
    own = cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
    return INNER_MEANT.sub("", own)
