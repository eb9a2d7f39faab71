"""The filter of the network's files, as parameters of their addresses."""

from collections.abc import Iterable, Mapping, Sequence

from starlette.requests import Request

from encommun.exchange.file_format import parse_reference
from encommun.graph_files.codebook import kinds_of_nodes
from encommun.http.errors import bad_request
from loaders.drivers.snapshot import Snapshot
from loaders.errors import FaultError
from models.graph import edge_kinds, node_types
from resolvers.core.references import SCHEMES, Reference, resolve_ids
from resolvers.network.subgraph import GraphFilter

EDGE_KINDS, NODE_TYPES, KINDS, TOPICS, TERRITORIES = PARAMETERS = (
    "edgeKinds",
    "nodeTypes",
    "kinds",
    "topics",
    "territories",
)
MOST_VALUES = 100
"""Values of all parameters together."""

Given = Mapping[str, Sequence[str]]
"""By parameter, its values."""


async def filter_from(request: Request, snapshot: Snapshot) -> GraphFilter:
    """Return the filter of a request: values are separated by commas, or parameters repeated.

    Raises HTTPError BAD_REQUEST for parameters that there are not, and FaultError as `filter_of`.
    """
    given: dict[str, list[str]] = {}
    for name, text in request.query_params.multi_items():
        if name not in PARAMETERS:
            raise bad_request(f"There is no parameter {name[:60]!r}: use {', '.join(PARAMETERS)}.")
        given.setdefault(name, []).extend(each.strip() for each in text.split(",") if each.strip())
    return await filter_of(given, snapshot)


async def filter_of(given: Given, snapshot: Snapshot) -> GraphFilter:
    """Return the filter of given values.

    Raises FaultError: INVALID_FILTER for what no node or edge can be, others as `resolve_ids` for topics and
    territories.
    """
    if sum(map(len, given.values())) > MOST_VALUES:
        raise FaultError("INVALID_FILTER", f"The filter has more than {MOST_VALUES} values.")
    references = {name: [_reference(type_name, each) for each in given.get(name, ())] for name, type_name in NAMED}
    wanted = [each for listed in references.values() for each in listed]
    ids = await resolve_ids(snapshot, wanted) if wanted else {}
    return GraphFilter(
        edge_kinds=_chosen(EDGE_KINDS, given, edge_kinds()),
        node_types=_chosen(NODE_TYPES, given, node_types()),
        kinds=_chosen(KINDS, given, kinds_of_nodes()),
        topics=frozenset(ids[each] for each in references[TOPICS]),
        territories=frozenset(ids[each] for each in references[TERRITORIES]),
    )


NAMED = ((TOPICS, "Topic"), (TERRITORIES, "Territory"))


def _chosen(name: str, given: Given, known: Iterable[str]) -> frozenset[str]:
    """Return the values of a closed list, in whatever letters they are written."""
    names = {each.casefold(): each for each in known}
    if unknown := [each for each in given.get(name, ()) if each.casefold() not in names]:
        accepted = ", ".join(names.values())
        raise FaultError("INVALID_FILTER", f"{name} has no value {unknown[0][:60]!r}: use {accepted}.")
    return frozenset(names[each.casefold()] for each in given.get(name, ()))


def _reference(type_name: str, text: str) -> Reference:
    """Return a reference as files have it (`region:93`, `slug:eau`), or a slug or an id alone."""
    if ":" not in text:
        scheme = "slug" if "slug" in SCHEMES.get(type_name, {}) and "_" not in text else "id"
        return type_name, scheme, text
    found, _ = parse_reference(type_name, text)
    if found is None or found[1] == "external":
        raise FaultError("INVALID_FILTER", f"{text[:60]!r} names no {type_name}: write it as {_forms(type_name)}.")
    return found


def _forms(type_name: str) -> str:
    return ", ".join(f"{scheme}:…" for scheme in ("id", *SCHEMES.get(type_name, {})))
