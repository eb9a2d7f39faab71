"""docs/adding-a-capability.md is followed to the letter in a copy of the project, and played on both engines."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.commands import ROOT
from tests.support.engines import PostgreSQL, Server
from tests.support.guide import PAGE, Step, grown_copy, new_files, run, steps
from tests.support.guide_stage import Stage, stage

MOST_FILES, MOST_LINES = 6, 3
QUOTATIONS = [each for each in steps() if each.is_quotation]
SAVED = "... on LoanSaved { version loan { id state status } }"
LENT = "... on LoanLent { loan { id status } }"
BORROWERS = "query ($id: ID!) { loan(by: { id: $id }) { borrowers { totalCount nodes { id } } } }"
BORROWED = "query ($id: ID!) { actor(by: { id: $id }) { borrowed { totalCount } } }"
PERMISSIONS = "tests/permissions/test_mutations.py"
SHOWN_TO_ALL = """
import asyncio, json, sys
from datetime import UTC, datetime
from loaders.drivers.database import open_database
from loaders.tables import table_of
from loaders.visibility.registry import RULES
from models.loan import LoanBorrower
from resolvers.network.build import build_snapshot

async def lendings(url):
    database = await open_database(url)
    view = database.snapshot()
    built = await build_snapshot(view, datetime.now(UTC))
    await view.close()
    await database.close()
    edges, ids = built.edges, built.nodes.ids
    ends = zip(edges.kind.tolist(), edges.source.tolist(), edges.target.tolist())
    return [(ids[source], ids[target]) for kind, source, target in ends if built.edge_kinds[kind] == "LENDING"]

RULES[table_of(LoanBorrower)] = lambda visibility, rows: []
print(json.dumps(asyncio.run(lendings(sys.argv[1]))))
"""


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Path:
    return grown_copy(tmp_path_factory.mktemp("grown"))


@pytest.fixture(scope="module")
async def commons(grown: Path, server: Server, tmp_path_factory) -> AsyncIterator[Stage]:
    async with stage(grown, server, tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.mark.parametrize("step", QUOTATIONS, ids=lambda step: step.path)
def test_every_quotation_stands_in_the_file_that_it_names(step: Step):
    assert step.code in (ROOT / step.path).read_text()


def test_every_block_of_code_is_a_step_or_a_quotation():
    assert len(steps()) == PAGE.read_text().count("```python") + PAGE.read_text().count("```markdown")


def test_a_capability_takes_six_files_and_three_lines_at_most(grown: Path):
    found = sorted(new_files(grown))
    assert "resolvers/spaces/loans.py" in found
    assert len(found) <= MOST_FILES, found
    assert 0 < sum(each.changes for each in steps()) <= MOST_LINES


def test_the_copy_is_as_the_linter_wants_it(grown: Path):
    files = [*new_files(grown), "models/policy.py", "schema/entities/actor.py"]
    run(grown, "-m", "ruff", "check", *(each for each in files if each.endswith(".py")))
    run(grown, "-m", "ruff", "format", "--check", *(each for each in files if each.endswith(".py")))


def test_the_lists_of_the_copy_have_the_indexes_of_their_orders(grown: Path):
    (revision,) = (grown / "migrations" / "versions").glob("*_adds_loans.py")
    assert "ix_loan_title_sort_id" in revision.read_text()


def test_the_sdl_has_the_loans_and_all_that_it_had(grown: Path):
    said = run(grown, "-m", "encommun", "schema").splitlines()
    committed = (ROOT / "schema" / "encommun.graphql").read_text().splitlines()
    assert set(committed) - {
        line for line in committed if line.startswith(("union _Entity", "union Searchable"))
    } <= set(said)
    assert any(line.startswith("type Loan implements Node") for line in said)


def test_the_lifecycle_is_drawn_in_the_documentation(grown: Path):
    run(grown, "-m", "pytest", "-q", "tests/core/test_lifecycle.py", ENCOMMUN_REWRITE="1")
    assert "    LENT --> OVERDUE: expire (the clock at due_at)\n" in (grown / "docs" / "authorities.md").read_text()


def test_the_matrix_of_permissions_holds(grown: Path, server: Server):
    is_postgresql = isinstance(server, PostgreSQL)
    chosen = f"{'postgresql' if is_postgresql else 'sqlite'} and (Loan or Equipment)"
    at = {"ENCOMMUN_TEST_POSTGRES": server.url} if is_postgresql else {}
    said = run(grown, "-m", "pytest", "-q", PERMISSIONS, "-k", chosen, **at)
    assert " passed" in said
    assert " failed" not in said


async def test_a_loan_goes_from_its_draft_to_the_decision_of_the_partners(commons: Stage):
    made = await commons.do("lender", "createLoan", SAVED, title="Isoloirs", conditions="Une **semaine**.")
    loan = made["loan"]["id"]
    await commons.do("lender", "submitLoan", SAVED, id=loan, expectedVersion=1)
    published = await commons.do("lender", "publishLoan", SAVED, id=loan, expectedVersion=2)
    assert published["loan"] == {"id": loan, "state": "PUBLISHED", "status": "AVAILABLE"}
    await check_found(commons, loan)

    due_at = datetime.now(UTC) + timedelta(seconds=2)
    lend = {"id": loan, "borrower": {"id": commons.ids["borrower's actor"]}, "dueAt": due_at.isoformat()}
    assert (await commons.do("stranger", "lendEquipment", LENT, **lend))["code"] == "NOT_PERMITTED"
    assert (await commons.do("lender", "lendEquipment", LENT, **lend))["loan"]["status"] == "LENT"
    assert (await commons.do("lender", "lendEquipment", LENT, **lend))["code"] == "NOT_IN_THIS_STATE"
    for who, count in {"lender": 1, "borrower": 1, "stranger": 0, "network": 0, "visitor": 0}.items():
        assert (await commons.ask(who, BORROWERS, id=loan))["loan"]["borrowers"]["totalCount"] == count, who
        borrowed = await commons.ask(who, BORROWED, id=commons.ids["borrower's actor"])
        assert borrowed["actor"]["borrowed"]["totalCount"] == count, who

    await check_network(commons, loan)

    async def is_overdue_and_counted() -> bool:
        shown = "query ($id: ID!) { loan(by: { id: $id }) { status timesLent } }"
        return (await commons.ask("visitor", shown, id=loan))["loan"] == {"status": "OVERDUE", "timesLent": 1}

    await commons.until(lambda: passed(due_at))
    async with commons.worker():
        await commons.until(is_overdue_and_counted)

    reported = "... on LossReported { case { id round } }"
    case = (await commons.do("lender", "reportEquipmentLost", reported, id=loan, text="Rien depuis un an."))["case"]
    vote = {"case": case["id"], "round": case["round"], "choice": "APPROVE", "ground": "SOUND"}
    assert await commons.do("network", "castVote", "... on VoteCast { decided }", **vote) == {"decided": True}
    log = "query ($id: ID!) { moderationLog { nodes { kind verdict } } loan(by: { id: $id }) { status } }"
    decided = await commons.ask("visitor", log, id=loan)
    assert decided["moderationLog"]["nodes"] == [{"kind": "LOAN_LOSS", "verdict": "APPROVED"}]
    assert decided["loan"]["status"] == "LOST"
    await check_history(commons, loan)


async def test_networks_exchange_loans_in_bulk_and_in_files(commons: Stage, tmp_path: Path):
    items = [{"reference": "S-1", "title": "Sonorisation"}, {"reference": "S-2", "title": "Barnum"}]
    shown = "... on LoansUpserted { items { reference outcome } }"
    for outcome in ("CREATED", "UNCHANGED"):
        sent = await commons.do("network", "upsertLoans", shown, network={"slug": "anct"}, items=items)
        assert [each["outcome"] for each in sent["items"]] == [outcome, outcome]
    file = tmp_path / "loans.ndjson"
    of_network = "--network", "anct", "--type", "Loan"
    run(commons.copy, "-m", "encommun", "export", str(file), *of_network, url=commons.url)
    titles = [json.loads(each)["title"] for each in file.read_text().splitlines()]
    assert titles == ["Sonorisation", "Barnum"]
    assert run(commons.copy, "-m", "encommun", "import", str(file), *of_network, url=commons.url) == "2 unchanged.\n"


async def check_found(commons: Stage, loan: str) -> None:
    """A published loan is found in every way that leads to a record."""
    document = """query ($id: ID!, $refs: [_Any!]!) {
        node(id: $id) { id __typename }
        loans(filter: { title: { startsWith: "isol" }, status: { eq: AVAILABLE } }, orderBy: [{ field: TITLE }]) {
            totalCount nodes { id space { loans { totalCount } } } }
        _entities(representations: $refs) { ... on Loan { title } }
        search(query: "l’isoloir", types: [LOAN]) { totalCount nodes { ... on Loan { id } } }
    }"""
    found = await commons.ask("visitor", document, id=loan, refs=[{"__typename": "Loan", "id": loan}])
    assert found["node"] == {"id": loan, "__typename": "Loan"}
    assert found["loans"] == {"totalCount": 1, "nodes": [{"id": loan, "space": {"loans": {"totalCount": 1}}}]}
    assert found["_entities"] == [{"title": "Isoloirs"}]
    assert found["search"] == {"totalCount": 1, "nodes": [{"id": loan}]}


async def check_network(commons: Stage, loan: str) -> None:
    """A loan is a node for everyone, and its borrower an edge where the rule lets everyone see it."""
    document = """{ networkMetrics(filter: { edgeKinds: [LENDING], nodeTypes: [ACTOR, LOAN] }) {
        edges ranking { nodes { id type kind } } } }"""
    found = (await commons.ask("visitor", document))["networkMetrics"]
    assert {"id": loan, "type": "LOAN", "kind": "LENT"} in found["ranking"]["nodes"]
    assert found["edges"] == 0
    said = run(commons.copy, "-c", SHOWN_TO_ALL, commons.url)
    assert json.loads(said) == [[loan, commons.ids["borrower's actor"]]]


async def check_history(commons: Stage, loan: str) -> None:
    """The history tells of each status, the latest first."""
    document = """query ($id: ID!) { loan(by: { id: $id }) { version
        history { nodes { kind version fields { field after } } } reviews { totalCount } decisions { totalCount } } }"""
    told = (await commons.ask("lender", document, id=loan))["loan"]
    changes = told["history"]["nodes"]
    assert [each["version"] for each in changes] == [6, 5, 4, 3, 2, 1] == list(range(told["version"], 0, -1))
    statuses = [its["after"] for each in changes for its in each["fields"] if its["field"] == "status"]
    assert statuses == ["LOST", "OVERDUE", "LENT"]
    assert told["decisions"]["totalCount"] == 1


async def passed(moment: datetime) -> bool:
    return datetime.now(UTC) > moment
