"""The page that browsers get, without its real files: tests need no network."""

import re
from contextlib import nullcontext
from html import unescape
from urllib.parse import urljoin

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from encommun.app import not_served, routes
from encommun.graphiql import GraphiQL
from encommun.graphiql.assets import NAMES, VERSION
from encommun.http.deadlines import Deadlines
from encommun.http.endpoint import GraphQLEndpoint

PAGE = "http://commons.test/graphql"
HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def folder(tmp_path):
    """A folder with every file of this version, each holding its own name."""
    (tmp_path / VERSION).mkdir()
    for name in NAMES:
        (tmp_path / VERSION / name).write_text(name)
    return tmp_path


@pytest.fixture
async def browser(toy, folder):
    page = GraphiQL(folder)
    app = Starlette(
        routes=routes(GraphQLEndpoint(toy, lambda *_: nullcontext(), page, Deadlines(10, 30)), page),
        exception_handlers={HTTPException: not_served},
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), headers=HTML) as browser:
        yield browser


async def test_every_file_that_the_page_names_is_served_for_ever(browser):
    html = (await browser.get(PAGE)).text
    addresses = [urljoin(PAGE, unescape(name)) for name in re.findall(r'(?:src|href)="(?!data:)([^"]+)"', html)]
    assert len(addresses) == len(NAMES)
    for address in addresses:
        response = await browser.get(address)
        assert response.status_code == 200
        assert response.text == address.rpartition("/")[2]
        assert response.headers["content-type"] == f"{NAMES[response.text]}; charset=utf-8"
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert response.headers["x-content-type-options"] == "nosniff"


async def test_the_page_names_no_other_host_and_may_not_reach_one(browser):
    response = await browser.get(PAGE)
    assert "//" not in response.text
    assert not re.search(r"https?:|ws:|\*|'unsafe-eval'", response.headers["content-security-policy"])
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    assert "Accept" in response.headers["vary"].split(", ")


@pytest.mark.parametrize(
    "path",
    [
        f"{VERSION}/other.js",
        "1.0.0/react.js",
        f"{VERSION}/..%2f..%2fsettings.py",
        f"{VERSION}/%2e%2e/react.js",
        f"{VERSION}//etc/passwd",
        "..%2f..",
    ],
)
async def test_no_other_file_is_served(browser, path):
    response = await browser.get(f"{PAGE}/assets/{path}")
    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"] == {"code": "UNKNOWN_ADDRESS"}


async def test_without_its_files_the_page_says_in_two_languages_how_to_get_them(browser, folder):
    (folder / VERSION / "react.js").unlink()
    response = await browser.get(PAGE)
    assert response.status_code == 200
    assert response.text.count("encommun serve --prepare") == 2
    assert "rechargez" in response.text
    assert "reload" in response.text
    assert (await browser.get(f"{PAGE}/assets/{VERSION}/graphiql.js")).status_code == 404
