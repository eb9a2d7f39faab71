"""The refusal of what asks for more than a limit allows."""

from graphql import GraphQLError


class TooLargeError(GraphQLError):
    """A document that asks for more than a limit allows, with the code LIMIT_EXCEEDED."""

    def __init__(self, name: str, found: int | str, limit: int | str) -> None:
        """Say what there is too much of."""
        advice = "Ask for less in one document, or split it into several."
        super().__init__(
            f"The document is too large: {name} {found}, at most {limit} allowed. {advice}",
            extensions={"code": "LIMIT_EXCEEDED"},
        )
