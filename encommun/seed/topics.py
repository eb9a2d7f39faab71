"""Topics: the commons' own thesaurus, read from `data/topics.csv`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from encommun.seed.insertion import Row
from encommun.seed.published import lines
from models.folding import folded
from models.ids import derived

MOMENT = datetime(2026, 1, 19, tzinfo=UTC)


@cache
def topic_id(slug: str) -> str:
    """The id that a topic of the thesaurus has in every commons."""
    return derived("topic", slug, MOMENT)


def topic_rows() -> Iterator[Row]:
    """One row for each topic, the broader before the narrower, as the file has them."""
    for line in lines("topics.csv"):
        yield {
            "id": topic_id(line["slug"]),
            "created_at": MOMENT,
            "updated_at": MOMENT,
            "slug": line["slug"],
            "label_fr": line["label_fr"],
            "label_en": line["label_en"],
            "label_sort": folded(line["label_fr"]),
            "definition_fr": line["definition_fr"],
            "definition_en": line["definition_en"],
            "broader_id": topic_id(line["broader"]) if line["broader"] else None,
        }
