"""A real server with the demonstration, and Chromium: both are started once for all tests of the page."""

import os
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from encommun.explore.bundle import build
from tests.explore.visit import Visit
from tests.support.server_processes import served

CHROMIUM = "/usr/bin/chromium"
DRAWING = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""WebGL without a graphics card; a container has no sandbox of its own to give."""


@pytest.fixture(scope="session")
async def page_address(database_url, tmp_path_factory) -> AsyncIterator[str]:
    """The address of a server that has the page."""
    build(development=True)
    async with served(database_url, tmp_path_factory.mktemp("explored"), work="false") as (server,):
        yield server.address


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    path = os.environ.get("CHROMIUM", CHROMIUM)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(DRAWING))
        yield browser
        await browser.close()


@pytest.fixture
async def visit(chromium, page_address) -> AsyncIterator[Visit]:
    """A visitor, who has found nothing wrong in the end: no fault in the console, and no address but the server's."""
    async with Visit.of(chromium, page_address) as visit:
        yield visit
        assert visit.faults == []
        assert [each for each in visit.asked if not each.startswith((page_address, "data:", "blob:"))] == []
