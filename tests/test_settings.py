"""Settings come from the environment, arguments first, and a wrong one is one line for the operator."""

import pytest

from encommun.operator_error import OperatorError
from encommun.settings import read_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("DATABASE_URL", "EXECUTION", "HOST", "PORT"):
        monkeypatch.delenv(f"ENCOMMUN_{name}", raising=False)


def test_nothing_need_be_set():
    settings = read_settings()
    assert (settings.database_url, settings.execution) == ("sqlite:///var/encommun.sqlite", "breadth-first")
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_arguments_come_before_the_environment(monkeypatch):
    monkeypatch.setenv("ENCOMMUN_HOST", "0.0.0.0")  # noqa: S104 nothing listens
    monkeypatch.setenv("ENCOMMUN_PORT", "9000")
    settings = read_settings(host=None, port=9001)
    assert (settings.host, settings.port) == ("0.0.0.0", 9001)  # noqa: S104 nothing listens


def test_the_short_name_of_postgresql_is_understood():
    settings = read_settings(database_url="postgres://commons@db.example/commons")
    assert settings.database_url == "postgresql://commons@db.example/commons"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("DATABASE_URL", "mysql://localhost/commons", "write sqlite:///path/to/file.sqlite or postgresql://"),
        ("EXECUTION", "depth-first", "should be 'breadth-first' or 'reference'"),
        ("PORT", "http", "should be a valid integer"),
        ("PORT", "70000", "should be less than or equal to 65535"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(monkeypatch, name, value, advice):
    monkeypatch.setenv(f"ENCOMMUN_{name}", value)
    with pytest.raises(OperatorError, match=rf"^ENCOMMUN_{name} is not accepted: .*\.$") as refused:
        read_settings()
    assert advice in str(refused.value)
