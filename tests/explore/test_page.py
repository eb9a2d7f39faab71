"""The page and its files, without a real bundle."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route

from encommun.app import not_served
from encommun.explore.bundle import STAMP
from encommun.explore.page import ExplorePage


@pytest.fixture
def bundle(tmp_path):
    """A bundle of two files."""
    assets = tmp_path / "bundle" / "explore" / "assets"
    assets.mkdir(parents=True)
    (assets / "page-1.js").write_text("script")
    (assets / "secret.txt").write_text("secret")
    (tmp_path / "bundle" / "index.html").write_text("<p>page</p>")
    (tmp_path / "bundle" / STAMP).write_text("1")
    (tmp_path / "outside.js").write_text("secret")
    return tmp_path / "bundle"


@pytest.fixture
async def browser(bundle):
    page = ExplorePage(bundle)
    routes = [Route("/explore", page.page), Route("/explore/assets/{name}", page.asset)]
    app = Starlette(routes=routes, exception_handlers={HTTPException: not_served})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://commons.test") as browser:
        yield browser


async def test_the_page_may_reach_no_other_host(browser):
    response = await browser.get("/explore")
    assert response.text == "<p>page</p>"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "http" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_files_are_kept_for_ever_and_compressed_for_who_takes_it(browser, encoding):
    response = await browser.get("/explore/assets/page-1.js", headers={"accept-encoding": encoding})
    assert response.text == "script"
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers.get("content-encoding", "identity") == encoding
    assert response.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "name", ["other.js", "secret.txt", "..%2f..%2f..%2foutside.js", "..%2f..%2findex.html", "x%00.js"]
)
async def test_no_other_file_is_served(browser, name):
    response = await browser.get(f"/explore/assets/{name}")
    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"] == {"code": "UNKNOWN_ADDRESS"}


async def test_without_a_bundle_the_page_says_in_two_languages_how_to_build_it(browser, bundle):
    (bundle / STAMP).unlink()
    response = await browser.get("/explore")
    assert response.status_code == 200
    assert response.text.count("encommun serve --prepare") == 2
    assert "rechargez" in response.text
    assert "reload" in response.text
