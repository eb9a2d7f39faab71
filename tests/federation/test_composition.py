"""Both composers take our subgraph and a partner's, which has pages of its own, without an error or a hint."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from benchmarks.node import NODE, install
from tests.support.commands import ROOT

HERE = Path(__file__).parent
OURS, PARTNERS = ROOT / "schema" / "encommun.graphql", HERE / "trainings.graphql"
COMPOSERS = ("apollo", "guild")
OWN_NODE = "type Query {\n  node(id: ID!): Node"


@pytest.fixture(scope="module", autouse=True)
def composers() -> None:
    install(print, HERE)


def composed(partners: Path) -> dict[str, Any]:
    """Return the result of each composer: errors, hints, and the supergraph if there is one."""
    command = [NODE, HERE / "compose.mjs", f"encommun={OURS}", f"trainings={partners}"]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(finished.stdout)


@pytest.fixture(scope="module")
def composition(composers) -> dict[str, Any]:
    return composed(PARTNERS)


@pytest.mark.parametrize("composer", COMPOSERS)
def test_it_composes_without_an_error_or_a_hint(composition, composer):
    found = composition[composer]
    assert (found["errors"], found["hints"]) == ([], [])
    assert found["supergraph"]


@pytest.mark.parametrize("composer", COMPOSERS)
def test_the_keys_of_both_are_in_the_supergraph(composition, composer):
    supergraph = composition[composer]["supergraph"]
    assert 'graph: ENCOMMUN, key: "siren"' in supergraph
    assert 'graph: TRAININGS, key: "code kind"' in supergraph


@pytest.mark.parametrize("composer", COMPOSERS)
def test_any_node_by_its_id_has_one_owner(composers, tmp_path, composer):
    """Whoever has another one is told, since a gateway that shared it would ask the wrong one of the two."""
    other = tmp_path / "other.graphql"
    other.write_text(PARTNERS.read_text().replace("type Query {", OWN_NODE))
    (error,) = composed(other)[composer]["errors"]
    assert 'Non-shareable field "Query.node"' in error
