import pytest

from encommun.http.media import MediaType, negotiate, prefers_html

CHROME = b"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8,application/signed-exchange;q=0.7"
APOLLO = b"application/graphql-response+json,application/json;q=0.9"
AXIOS = b"application/json, text/plain, */*"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (b"", MediaType.JSON),
        (b"*/*", MediaType.JSON),
        (b"application/*", MediaType.JSON),
        (b"application/json", MediaType.JSON),
        (b"APPLICATION/JSON", MediaType.JSON),
        (b"application/json; charset=utf-8", MediaType.JSON),
        (AXIOS, MediaType.JSON),
        (CHROME, MediaType.JSON),
        (APOLLO, MediaType.GRAPHQL),
        (b"application/graphql-response+json", MediaType.GRAPHQL),
        (b"application/json, application/graphql-response+json", MediaType.GRAPHQL),
        (b"application/json;q=0.9, application/graphql-response+json;q=0.8", MediaType.JSON),
        (b"application/graphql-response+json;q=0.5, */*", MediaType.JSON),
        (b"application/json;q=0, */*;q=0.1", MediaType.GRAPHQL),
        (b"application/json;q=2", None),
        (b"application/json;q=nan", None),
        (b"application/json;q=0", None),
        (b"text/html", None),
        (b"image/png, text/*", None),
        (b",;,q=1", None),
        (b"\xff\xfe", None),
    ],
)
def test_the_media_type_follows_the_quality_values(accept, expected):
    assert negotiate(accept) is expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (CHROME, True),
        (b"text/html", True),
        (b"text/html;q=0.5, application/json;q=0.4", True),
        (b"text/html, application/json", False),
        (b"text/*", False),
        (b"*/*", False),
        (b"", False),
    ],
)
def test_only_who_asks_for_html_first_gets_the_page(accept, expected):
    assert prefers_html(accept) is expected
