"""docs/adding-an-entity.md is followed to the letter, in a copy of the project, on both engines."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "adding-an-entity.md").read_text()
FOLDERS = ("models", "loaders", "resolvers", "schema", "execution", "encommun", "migrations")

BLOCK = re.compile(r"```python\n# (?P<path>[\w/.]+)(?:, (?P<where>[^\n]+))?\n(?P<code>.*?)```", re.DOTALL)
QUERY = re.compile(r"```graphql\n(.*?)```", re.DOTALL)

ASK = """
import asyncio, datetime, json, sys
from sqlalchemy import insert, select
import models
from encommun.engine import engine_scope
from execution import Schema
from loaders.drivers.database import open_database
from models import ids
from models.folding import folded
from schema.build import create_schema
from schema.kit.context import Context

async def ask(schema, database, query, **variables):
    snapshot = database.snapshot()
    try:
        result = await schema.execute(query, variables, context_value=Context(snapshot))
    finally:
        await snapshot.close()
    assert not result.errors, result.errors
    return result.data

async def main(url, query):
    now = datetime.datetime(2026, 2, 28, tzinfo=datetime.UTC)
    dated = {"created_at": now, "updated_at": now}
    async with engine_scope(url) as engine, engine.begin() as connection:
        project = {"id": ids.new("project"), "title": "P", "title_sort": "p", "phase": "IDEA", "status": "LATE"}
        await connection.execute(insert(models.Project.__table__), project | dated)
        for title, state in (("Première réunion", "PLANNED"), ("Seconde REUNION", "PLANNED"), ("Bilan", "REACHED")):
            row = {"id": ids.new("milestone"), "title": title, "title_sort": folded(title), "state": state}
            row |= {"due_on": datetime.date(2028, 2, 29), "project_id": project["id"]}
            await connection.execute(insert(models.MODELS["Milestone"].__table__), row | dated)
    database, schema = await open_database(url), create_schema()
    found = await ask(schema, database, query)
    wanted = found["milestones"]["nodes"][0]["id"]
    again = "query($id: ID!, $refs: [_Any!]!) { node(id: $id) { id __typename } milestone(by: {id: $id}) { title } "
    again += "_entities(representations: $refs) { ... on Milestone { dueOn } } }"
    found |= await ask(schema, database, again, id=wanted, refs=[{"__typename": "Milestone", "id": wanted}])
    await database.close()
    print(json.dumps(found))

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Path:
    """A copy of the project after the page's steps."""
    copy = tmp_path_factory.mktemp("grown")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for block in BLOCK.finditer(PAGE):
        follow(copy / block["path"], block["where"], block["code"])
    shutil.copy(ROOT / "pyproject.toml", copy)
    run(copy, "-m", "encommun", "migrate", "--new", "Adds milestones")
    run(copy, "-m", "ruff", "format", "migrations")
    return copy


def follow(path: Path, where: str | None, code: str) -> None:
    """Make a file, or put the code where the page says."""
    if where is None:
        assert not path.exists()
        path.write_text(code)
    else:
        anchor, twice = re.fullmatch(r"below `(.+)`(, both times)?", where).groups()
        found = [line for line in path.read_text().splitlines() if anchor in line]
        line = found[0]
        assert found == [line, line] if twice else found == [line]
        assert line.count("(") == line.count(")"), "the page names a line that goes on below"
        path.write_text(path.read_text().replace(f"{line}\n", f"{line}\n{code}"))


def run(copy: Path, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "PYTHONSAFEPATH": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_page_has_steps_to_follow():
    assert {block["path"] for block in BLOCK.finditer(PAGE)} == {
        "models/milestone.py",
        "loaders/visibility/rules/milestones.py",
        "schema/entities/milestone.py",
        "schema/entities/project.py",
    }


async def test_what_the_page_promises_can_be_asked(grown, empty_database_url):
    run(grown, "-m", "encommun", "migrate", ENCOMMUN_DATABASE_URL=empty_database_url)
    found = json.loads(run(grown, "-c", ASK, empty_database_url, QUERY.search(PAGE)[1]))
    (first,) = found["milestones"]["nodes"]
    assert found["milestones"]["totalCount"] == 2
    assert first["title"] in {"Première réunion", "Seconde REUNION"}
    assert (first["dueOn"], first["state"]) == ("2028-02-29", "PLANNED")
    assert first["project"] == {"title": "P", "milestones": {"totalCount": 3}}
    assert found["node"] == {"id": first["id"], "__typename": "Milestone"}
    assert found["milestone"] == {"title": first["title"]}
    assert found["_entities"] == [{"dueOn": "2028-02-29"}]


def test_the_copy_is_as_the_linter_wants_it(grown):
    run(grown, "-m", "ruff", "check", *FOLDERS)
    run(grown, "-m", "ruff", "format", "--check", *FOLDERS)


def test_the_lists_of_the_copy_have_the_indexes_of_their_orders(grown):
    said = run(grown, "-c", "import models; print([i.name for i in models.MODELS['Milestone'].__table__.indexes])")
    (revision,) = (grown / "migrations" / "versions").glob("*_adds_milestones.py")
    assert "ix_milestone_due_on_id" in said
    assert "ix_milestone_due_on_id" in revision.read_text()


def test_the_copy_changes_the_sdl_and_nothing_else_of_it(grown):
    said = run(grown, "-m", "encommun", "schema").splitlines()
    committed = (ROOT / "schema" / "encommun.graphql").read_text().splitlines()
    assert set(committed) - {line for line in committed if line.startswith("union _Entity")} <= set(said)
    assert any(line.startswith("type Milestone implements Node") for line in said)
