"""GraphiQL, served by us: its files come once from npm, checked against pinned digests, and never from a public CDN."""

from encommun.graphiql.npm import FetchError as FetchError
from encommun.graphiql.npm import fetch as fetch
from encommun.graphiql.page import GraphiQL as GraphiQL
