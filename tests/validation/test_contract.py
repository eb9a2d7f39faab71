"""Contract of every model, every check and every message, future ones included."""

import ast
import re
from pathlib import Path

import pytest

import models
import resolvers.validation
from encommun.seed.demonstration.block import BASE
from encommun.seed.demonstration.content import block_rows
from encommun.seed.demonstration.places import Places
from encommun.seed.records import RECORDS
from encommun.seed.registry import shipped
from models import Deposited
from resolvers.core.record_types import RECORD_TYPES
from resolvers.i18n.messages import CATALOGUE
from resolvers.i18n.messages.cross_field import BETWEEN
from resolvers.i18n.messages.texts import TEXTS
from resolvers.i18n.messages.values import VALUES
from resolvers.validation import validate
from resolvers.validation.columns import writable_columns
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.markdown import markdown
from resolvers.validation.rules import RULES
from resolvers.validation.web import url
from tests.validation.check_results import accepted

SOURCES = [ast.parse(each.read_text()) for each in Path(resolvers.validation.__file__).parent.glob("*.py")]
CODE = re.compile(r"[A-Z]+(_[A-Z]+)+|REQUIRED")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def test_every_type_that_is_deposited_has_rules():
    assert RULES.keys() == {each.__name__ for each in Deposited.__subclasses__()} | {"Collection", "ExperienceReport"}


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_every_column_that_is_written_is_checked_under_the_name_that_clients_use(kind):
    names = {each: each for each in kind.columns} | {column: name for name, (column, _) in kind.references.items()}
    checked = {column: each.name for column, each in writable_columns(kind.type_name).items()}
    assert checked == {column: to_camel_case(name) for column, name in names.items()}
    if kind.detail is not None:
        assert writable_columns(kind.detail.__name__).keys() == set(kind.detail_columns)


@pytest.mark.parametrize("type_name", RULES)
def test_rules_are_about_columns_that_exist(type_name):
    assert RULES[type_name].columns.keys() <= writable_columns(type_name).keys()
    known = {
        *writable_columns(type_name),
        *RULES[type_name].details,
        "actor_kind",
        "starts_at_offset",
        "ends_at_offset",
    }
    assert all(set(rule.reads) <= known for rule in RULES[type_name].between)


@pytest.mark.parametrize("type_name", RULES)
def test_what_a_column_is_said_to_hold_is_what_is_checked(type_name):
    for name, column in writable_columns(type_name).items():
        says = models.MODELS[type_name].model_fields[name].description
        assert ("Markdown" in says) == (column.check is markdown), name
        assert name.endswith(("url", "website")) == (column.check is url), name


@pytest.mark.parametrize("type_name", [each for each in RULES if RULES[each].columns])
def test_a_column_without_a_rule_is_not_forgotten(monkeypatch, type_name):
    for name in RULES[type_name].columns:
        rest = {each: check for each, check in RULES[type_name].columns.items() if each != name}
        monkeypatch.setitem(RULES, type_name, type(RULES[type_name])(rest))
        with pytest.raises(TypeError, match=f"{type_name}.{name} has no rule"):
            writable_columns.__wrapped__(type_name)
        monkeypatch.undo()


def test_every_code_has_a_message_that_tells_what_it_is_given():
    for tree in SOURCES:
        for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
            name = getattr(call.func, "id", "")
            told = told_by(name, call)
            if told is not None:
                code, values = told
                assert set(PLACEHOLDER.findall(CATALOGUE[code].fr)) <= values, code


def told_by(name, call):
    """The code of a problem, and the names of its values, where a call of a check makes one."""
    texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if name in ("problem", "refused") and texts:
        return texts[0], {each.arg for each in call.keywords}
    if name == "_at":
        return texts[0], {each.arg for each in call.keywords} | {"line", "column"}
    if name == "Problem" and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
        given = call.args[2].keys if len(call.args) > 2 else []
        return call.args[1].value, {each.value for each in given}
    return None


def test_every_code_that_is_written_has_a_message_and_the_other_way_round():
    written = {
        each.value
        for tree in SOURCES
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and CODE.fullmatch(each.value)
    }
    elsewhere = {"INVALID_CODE", "KIND_SETTLED"}
    assert written == (TEXTS | VALUES | BETWEEN).keys() - elsewhere


def test_what_the_seed_ships_would_be_accepted():
    rows = [(model, list(make())) for model, make in RECORDS] + list(block_rows(0, Places(shipped()), BASE))
    reports = {each["resource_id"]: each for model, found in rows if model is models.ExperienceReport for each in found}
    checked = 0
    for model, found in rows:
        if model.__name__ in RULES.keys() - {"ExperienceReport"}:
            for row in found:
                values = written(model, row)
                if row["id"] in reports:
                    values["experience_report"] = written(models.ExperienceReport, reports[row["id"]])
                accepted(validate(model.__name__, values))
                checked += 1
    assert checked > 1_000


def written(model, row):
    return {name: row[name] for name in row if name in writable_columns(model.__name__)}
