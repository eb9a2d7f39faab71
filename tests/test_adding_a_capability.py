"""docs/adding-a-capability.md quotes the code as it is."""

import re

import pytest

from tests.support.commands import ROOT

PAGE = (ROOT / "docs" / "adding-a-capability.md").read_text()
QUOTES = re.findall(r"^```python\n# (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("path", "code"), QUOTES)
def test_every_quote_stands_in_the_file_that_it_names(path: str, code: str):
    assert code in (ROOT / path).read_text()


def test_quotes_were_found():
    assert len(QUOTES) == PAGE.count("```python")
