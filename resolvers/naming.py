"""Names as clients write them."""


def camel(name: str) -> str:
    """`startsOn` for `starts_on`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
