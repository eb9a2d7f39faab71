"""Addresses of the page that draws the network."""

from collections.abc import Callable

from starlette.routing import Route

from encommun.explore.graph import GraphFile, Source
from encommun.explore.page import ExplorePage
from encommun.exports.answers import with_coded_errors


def explore_routes(source: Callable[[], Source]) -> list[Route]:
    """Return the routes; `source` gives the network once the application has started."""
    page = ExplorePage()
    return [
        Route("/explore", page.page),
        Route("/explore/graph.json", with_coded_errors(GraphFile(source).answer)),
        Route("/explore/assets/{name}", page.asset),
    ]
