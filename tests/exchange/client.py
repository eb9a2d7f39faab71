"""A world in which a network sends its records, many at once."""

from typing import Any

from schema.kit.context import Context
from tests.records.client import SCHEMA, VIEWERS, RecordsClient, space_of

NETWORK = VIEWERS["network token"]
FIELDS = "reference outcome version problems { path code message }"


class ExchangeClient(RecordsClient):
    """Answers by a schema that has bulk upserts."""

    async def result(self, document: str, viewer: Any = NETWORK, **variables: Any) -> Any:
        snapshot = self.database.snapshot()
        context = Context(snapshot, viewer, self.writer, lambda: self.now)
        try:
            return await SCHEMA.execute(document, variables, context_value=context)
        finally:
            await snapshot.close()

    async def upsert(self, type_name: str, *items: Any, viewer: Any = NETWORK, **options: Any) -> dict[str, Any]:
        """The whole payload."""
        node = type_name.lower()
        document = f"""mutation ($input: Upsert{type_name}sInput!) {{ it: upsert{type_name}s(input: $input) {{
            __typename
            ... on {type_name}sUpserted {{ dryRun items {{ {FIELDS} {node} {{ id version state }} }} }}
            ... on Refusal {{ code message }}
            ... on ValidationFailed {{ problems {{ path code message }} }}
        }} }}"""
        given = {"network": {"slug": "anct"}, "items": list(items), **options}
        return (await self.ask(document, viewer, input=given))["it"]

    async def told(self, type_name: str, *items: Any, **options: Any) -> list[tuple[str, Any]]:
        """Of each item, its outcome, and its version or the codes of its problems with their paths."""
        payload = await self.upsert(type_name, *items, **options)
        assert "items" in payload, payload
        return [
            (each["outcome"], each["version"] or [(".".join(it["path"]), it["code"]) for it in each["problems"]])
            for each in payload["items"]
        ]


__all__ = ["ExchangeClient", "space_of"]
