"""A visit of the page in a browser: what was asked for, and what was wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Browser, Locator, Page

from encommun.explore.bundle import SOURCES

PATIENCE = 30_000
"""Milliseconds that a busy machine has for each step."""
AXE = SOURCES / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@dataclass
class Visit:
    """One tab."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @classmethod
    @asynccontextmanager
    async def of(cls, browser: Browser, address: str) -> AsyncIterator["Visit"]:
        """Open a tab for the block."""
        context = await browser.new_context(viewport=DESK, bypass_csp=False, reduced_motion="reduce")
        await context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        context.set_default_timeout(PATIENCE)
        visit = cls(await context.new_page(), address)
        visit.page.on("request", lambda request: visit.asked.append(request.url))
        visit.page.on("pageerror", lambda error: visit.faults.append(str(error)))
        visit.page.on("console", lambda said: said.type == "error" and visit.faults.append(said.text))
        yield visit
        await context.close()

    async def open(self, query: str = "?lang=fr") -> None:
        """Open the page, and wait until the network is there."""
        await self.page.goto(f"{self.address}/explore{query}")
        await self.page.wait_for_selector(".counts", state="attached")

    async def address_has(self, name: str, value: str) -> None:
        """Wait until the address of the page says so."""
        await self.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get(name) == [value])

    async def counted(self) -> int:
        """Return the number of nodes that the page says it shows."""
        text = await self.page.locator(".counts").inner_text()
        return int("".join(filter(str.isdigit, text.split("nœud")[0].split("node")[0])))

    def rows(self) -> Locator:
        """Return the rows of the table."""
        return self.page.locator("#table tbody tr")

    async def serious_faults(self) -> list[str]:
        """Return what axe-core finds that hinders people, by rule and element."""
        await self.page.evaluate(f"async () => {{ {AXE.read_text()}; window.axe = window.axe ?? axe; }}")
        found = await self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        grave = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
        return [f"{each['id']}: {node['html'][:120]}" for each in grave for node in each["nodes"]]
