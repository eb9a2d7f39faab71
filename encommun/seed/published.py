"""The CSV files that the seed ships, read as they were published."""

import csv
from importlib.resources import files
from io import StringIO

from encommun.seed import data

Line = dict[str, str]
"""One line of a CSV file by column name; an empty string means not given."""


def lines(name: str) -> list[Line]:
    """All lines of a file of the data folder, in its order."""
    return list(csv.DictReader(StringIO(files(data).joinpath(name).read_text(encoding="utf-8"))))
