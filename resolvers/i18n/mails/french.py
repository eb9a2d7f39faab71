"""French as mails have it; the words are in `french.toml`."""

import re
from datetime import date

from resolvers.i18n.mails.language import read_language

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


def typeset(text: str) -> str:
    """The text with the spaces that French typography does not let a line break at: narrow before ; ! and ?."""
    text = re.sub(" ([:»])", "\N{NO-BREAK SPACE}\\1", text).replace("« ", "«\N{NO-BREAK SPACE}")
    return re.sub(" ([;!?])", "\N{NARROW NO-BREAK SPACE}\\1", text)


def day(moment: date) -> str:
    """`1er mars 2027`."""
    return f"{'1er' if moment.day == 1 else moment.day} {MONTHS.split()[moment.month - 1]} {moment.year}"


FRENCH = read_language("french", day, typeset)
