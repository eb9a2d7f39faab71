"""The parameters of a GraphQL request, from a JSON body or from a query string, each of the right type or refused.

Unknown keys are ignored and the last of repeated keys counts, as the draft of GraphQL over HTTP allows.
"""

from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl

import orjson

from encommun.http.errors import HTTPError, bad_request
from encommun.http.json_structure import MAX_ELEMENTS, check_structure

MAX_FIELDS = 20
"""Keys of a query string; four have a meaning."""

COST = "cost"
"""The one of a request's extensions that means something: true asks what the operation cost."""

T = TypeVar("T")

NAMES: dict[type, str] = {
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "a boolean",
    list: "a list",
    dict: "an object",
}


class Parameters(NamedTuple):
    """The parameters of an operation: source text or document id, variables, operation name."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None
    extensions: dict[str, Any] | None
    """Those that mean something: whoever waits holds no others."""


def from_body(body: bytes) -> Parameters:
    """Parameters of a POST; orjson refuses bad UTF-8, NaN, lone surrogates, endless numbers and deep nesting."""
    if len(body) > MAX_ELEMENTS:
        check_structure(body)
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"The request body is not valid JSON: {error}.") from None
    if isinstance(document, list):
        raise bad_request("Batches are not accepted: send one JSON object, with several fields in its operation.")
    if not isinstance(document, dict):
        raise bad_request('The request body must be a JSON object such as {"query": "{ __typename }"}.')
    return validate_parameters(document)


def from_query_string(query_string: bytes) -> Parameters:
    """Parameters of a GET; `variables` and `extensions` are JSON in the query string, and empty means absent."""
    try:
        pairs = parse_qsl(query_string.decode("ascii"), errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError:  # UnicodeDecodeError is one too
        raise bad_request(f"The query string must hold at most {MAX_FIELDS} fields of percent-encoded UTF-8.") from None
    document: dict[str, Any] = dict(pairs)
    for name in ("variables", "extensions"):
        if name in document:
            document[name] = parse_json_field(name, document[name])
    return validate_parameters(document)


def parse_json_field(name: str, text: str) -> object:
    """Value of a query string's field that holds JSON."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"`{name}` in the query string is not valid JSON: {error}.") from None


def validate_parameters(document: dict[str, Any]) -> Parameters:
    """Parameters of the right types; raises HTTPError for the first that is not."""
    extensions = typed_value(document, "extensions", dict)
    query = typed_value(document, "query", str)
    if not query:
        raise missing_query(document, extensions)
    name = typed_value(document, "operationName", str) or None
    shown = {COST: True} if extensions and extensions.get(COST) is True else None
    return Parameters(query, typed_value(document, "variables", dict), name, shown)


def typed_value(document: dict[str, Any], name: str, expected: type[T]) -> T | None:
    """Value of `name`, of type `expected`; None when absent or null."""
    value = document.get(name)
    if value is None or isinstance(value, expected):
        return value
    raise bad_request(f"`{name}` must be {NAMES[expected]}; it is {NAMES[type(value)]}.")


def missing_query(document: dict[str, Any], extensions: dict[str, Any] | None) -> HTTPError:
    """Refuse a request without a document; clients that know persisted ones then send the whole text."""
    if "documentId" in document or "persistedQuery" in (extensions or {}):
        message = "Persisted documents are not stored here: send the whole document as `query`."
        return HTTPError(400, "PERSISTED_QUERY_NOT_SUPPORTED", message)
    return bad_request('Send the document as `query`, a string such as "{ __typename }".')
