"""English as mails have it; the words are in `english.toml`."""

from datetime import date

from resolvers.i18n.mails.language import read_language

MONTHS = "January February March April May June July August September October November December"


def day(moment: date) -> str:
    """`1 March 2027`."""
    return f"{moment.day} {MONTHS.split()[moment.month - 1]} {moment.year}"


ENGLISH = read_language("english", day)
