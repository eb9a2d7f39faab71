"""GraphQL over HTTP, rule by rule; the audit suite of npm's `graphql-http` checks the same from outside."""

import httpx
import pytest

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0", "accept": "*/*"}
PREFLIGHTS = ["GraphQL-Require-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name"]


def media_type(response: httpx.Response) -> str:
    return response.headers["content-type"].split(";")[0]


def code(response: httpx.Response) -> str:
    (error,) = response.json()["errors"]
    assert error["message"]
    return error["extensions"]["code"]


async def post(client, accept=JSON, **body) -> httpx.Response:
    return await client.post("/graphql", json=body, headers={"accept": accept})


@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
async def test_an_operation_is_answered_in_the_type_asked_for(client, accept):
    response = await post(client, accept, query="{ hello }")
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"
    assert response.content == b'{"data":{"hello":"Hello commons"}}'
    assert "Accept" in response.headers["vary"].split(", ")
    assert response.headers["x-content-type-options"] == "nosniff"


async def test_variables_and_operation_name_are_used_and_unknown_keys_ignored(client):
    document = "query A { __typename } query B($name: String!) { hello(name: $name) }"
    variables = {"name": "Élodie 🌱"}
    response = await post(client, query=document, operationName="B", variables=variables, extensions={"a": 1}, id=7)
    assert response.json() == {"data": {"hello": "Hello Élodie 🌱"}}


async def test_the_last_of_repeated_keys_counts(client):
    body = b'{"query": "{ nothing }", "query": "{ hello }"}'
    response = await client.post("/graphql", content=body, headers={"content-type": JSON})
    assert response.json() == {"data": {"hello": "Hello commons"}}


async def test_each_request_has_its_own_context(client, contexts):
    for _ in range(2):
        await post(client, query="{ hello }")
    assert len(set(contexts)) == 2


async def test_only_the_first_kilobyte_of_accept_is_read(client):
    unknown = ",".join(f"a/{n}" for n in range(3_000))
    assert (await post(client, f"{JSON},{unknown}", query="{ hello }")).status_code == 200
    assert (await post(client, f"{unknown},{JSON}", query="{ hello }")).status_code == 406


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "query($n: String!) { hello(name: $n) }", "variables": {"n": None}}, "BAD_USER_INPUT"),
        ({"query": "query A { hello } query B { hello }"}, "OPERATION_RESOLUTION_FAILURE"),
        ({"query": "query A { hello }", "operationName": "B"}, "OPERATION_RESOLUTION_FAILURE"),
    ],
)
@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL, 400), (JSON, 200)])
async def test_what_cannot_be_executed_has_no_data(client, accept, status, body, expected):
    response = await post(client, accept, **body)
    assert response.status_code == status
    assert media_type(response) == accept
    assert response.json().keys() == {"errors"}
    assert code(response) == expected


@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
async def test_data_beside_errors_is_a_success(client, accept):
    response = await post(client, accept, query="{ hello refused }")
    assert response.status_code == 200
    assert response.json()["data"] == {"hello": "Hello commons", "refused": None}
    assert code(response) == "UNKNOWN_ID"


async def test_a_program_may_query_by_get(client):
    parameters = {
        "query": "query A { __typename } query B($name: String!) { hello(name: $name) }",
        "variables": '{"name": "été"}',
        "operationName": "B",
        "extensions": "",
    }
    response = await client.get("/graphql", params=parameters)
    assert response.json() == {"data": {"hello": "Hello été"}}


@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
async def test_a_get_never_writes(client, accept):
    response = await client.get("/graphql", params={"query": "mutation { write }"}, headers={"accept": accept})
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert code(response) == "OPERATION_NOT_ALLOWED"


async def test_a_post_writes(client):
    assert (await post(client, query="mutation { write }")).json() == {"data": {"write": "written"}}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_not_allowed(client, method):
    response = await client.request(method, "/graphql")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")
    assert code(response) == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize("sign", [BROWSER, {"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
async def test_a_browser_cannot_be_made_to_get(client, contexts, sign):
    response = await client.get("/graphql", params={"query": "{ hello }"}, headers=sign)
    assert response.status_code == 403
    assert code(response) == "PREFLIGHT_REQUIRED"
    assert contexts == []


@pytest.mark.parametrize("name", PREFLIGHTS)
async def test_a_browser_that_asked_first_may_get(client, name):
    response = await client.get("/graphql", params={"query": "{ hello }"}, headers={**BROWSER, name: "1"})
    assert response.json() == {"data": {"hello": "Hello commons"}}


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "text/plain",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/jsonp",
        "application/json; charset=latin-1",
    ],
)
async def test_a_body_of_another_type_is_refused_with_or_without_preflight(client, contexts, content_type):
    headers = {"GraphQL-Require-Preflight": "1"} if content_type is None else {"content-type": content_type}
    response = await client.post("/graphql", content=b'{"query": "{ hello }"}', headers=headers)
    assert response.status_code == 415
    assert code(response) == "UNSUPPORTED_MEDIA_TYPE"
    assert contexts == []


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON;charset=UTF-8", JSON + '; charset="utf-8"']
)
async def test_json_is_taken_however_it_is_spelt(client, content_type):
    body = b'{"query": "{ hello }"}'
    response = await client.post("/graphql", content=body, headers={"content-type": content_type})
    assert response.json() == {"data": {"hello": "Hello commons"}}


async def test_a_client_that_takes_neither_type_is_told(client):
    response = await post(client, "image/png", query="{ hello }")
    assert (response.status_code, media_type(response)) == (406, JSON)
    assert code(response) == "NOT_ACCEPTABLE"


async def test_a_browser_that_wants_html_gets_the_page(client):
    response = await client.get("/graphql", params={"query": "{ hello }"}, headers={"accept": "text/html,*/*;q=0.8"})
    assert response.text == "the page"


@pytest.mark.parametrize(("coding", "status"), [("gzip", 415), ("br", 415), ("identity", 200)])
async def test_a_compressed_body_is_refused(client, coding, status):
    headers = {"content-type": "application/json", "content-encoding": coding}
    response = await client.post("/graphql", content=b'{"query": "{ hello }"}', headers=headers)
    assert response.status_code == status
