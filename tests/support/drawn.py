"""Parts of documentation that are drawn from the code. `ENCOMMUN_REWRITE=1` writes them anew."""

import os
import re
from pathlib import Path


def check_drawn(page: Path, name: str, drawing: str) -> None:
    """Hold what a page shows at a place to what it should, or write it there."""
    drawn = f"<!-- drawn: {name} -->\n{drawing}\n<!-- end -->"
    place = re.compile(rf"<!-- drawn: {name} -->.*?<!-- end -->", re.DOTALL)
    text = page.read_text()
    if "ENCOMMUN_REWRITE" in os.environ:
        page.write_text(place.sub(lambda _: drawn, text))
    (shown,) = place.findall(page.read_text())
    assert shown == drawn
