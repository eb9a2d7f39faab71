"""Settings come from the environment, arguments first, and a wrong one is one line for the operator."""

import re
from pathlib import Path

import pytest

from encommun.operator_error import OperatorError
from encommun.server import bind_socket, listener_address, with_mapped_ranges
from encommun.settings import Settings, read_settings

ROOT = Path(__file__).parents[1]
POINTS = [f"POINTS_{each}" for each in ("VISITOR", "VISITOR_PER_SECOND", "KNOWN", "KNOWN_PER_SECOND")]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("DATABASE_URL", "EXECUTION", "HOST", "PORT", "TRUSTED_PROXIES", *POINTS):
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


def test_links_lead_to_where_the_server_listens_unless_they_are_said_to_lead_elsewhere(monkeypatch):
    monkeypatch.delenv("ENCOMMUN_PUBLIC_URL", raising=False)
    assert read_settings().listening_at("http://127.0.0.1:8123").public_url == "http://127.0.0.1:8123"
    monkeypatch.setenv("ENCOMMUN_PUBLIC_URL", "https://encommun.example.org/")
    assert read_settings().listening_at("http://127.0.0.1:8123").public_url == "https://encommun.example.org"


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])  # noqa: S104 nothing listens
def test_an_address_to_listen_on_is_shown_as_one_that_can_be_opened(host):
    with bind_socket(host, 0) as listener:
        assert listener_address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_the_short_name_of_postgresql_is_understood():
    settings = read_settings(database_url="postgres://commons@db.example/commons")
    assert settings.database_url == "postgresql://commons@db.example/commons"


def test_proxies_are_trusted_that_are_named_and_no_others(monkeypatch):
    assert read_settings().trusted_proxies == ()
    monkeypatch.setenv("ENCOMMUN_TRUSTED_PROXIES", "10.0.0.0/8, ::ffff:192.0.2.1,2001:DB8::/32")
    proxies = read_settings().trusted_proxies
    assert proxies == ("10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32")
    assert with_mapped_ranges(proxies) == [*proxies, "::ffff:10.0.0.0/104", "::ffff:192.0.2.1/128"]


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("DATABASE_URL", "mysql://localhost/commons", "write sqlite:///path/to/file.sqlite or postgresql://"),
        ("EXECUTION", "depth-first", "should be 'breadth-first' or 'reference'"),
        ("PORT", "http", "should be a valid integer"),
        ("TRUSTED_PROXIES", "*", "write one as 192.0.2.0/24"),
        ("TRUSTED_PROXIES", "10.0.0.1, proxy.example", "'proxy.example' is no range"),
        ("POINTS_VISITOR", "5000", r"it has to pay for one operation (ENCOMMUN_COST_VISITOR), so write 10000 or more"),
        ("POINTS_KNOWN", "49999", r"it has to pay for one operation (ENCOMMUN_COST_KNOWN), so write 50000 or more"),
        ("POINTS_VISITOR_PER_SECOND", "27", "full within 30 minutes, so write 28 or more"),
        ("POINTS_KNOWN_PER_SECOND", "138", "full within 30 minutes, so write 139 or more"),
        ("PORT", "70000", "should be less than or equal to 65535"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(monkeypatch, name, value, advice):
    monkeypatch.setenv(f"ENCOMMUN_{name}", value)
    with pytest.raises(OperatorError, match=rf"^ENCOMMUN_{name} is not accepted: .*\.$") as refused:
        read_settings()
    assert advice in str(refused.value)


def test_every_setting_is_documented():
    told = set(re.findall(r"`(ENCOMMUN_[A-Z_]+)`", (ROOT / "docs" / "operations.md").read_text()))
    assert {f"ENCOMMUN_{name.upper()}" for name in Settings.model_fields} == told


def test_what_one_operation_may_cost_can_be_paid_for(monkeypatch):
    monkeypatch.setenv("ENCOMMUN_COST_VISITOR", "60000")
    with pytest.raises(OperatorError, match=r"^ENCOMMUN_POINTS_VISITOR is not accepted: .* write 60000 or more\.$"):
        read_settings()
    settings = read_settings(cost_visitor=1, points_visitor=20, points_visitor_per_second=1)
    assert (settings.points_visitor, settings.points_visitor_per_second) == (20, 1)
    with pytest.raises(OperatorError, match=r"write 20 or more"):
        read_settings(cost_visitor=1, points_visitor=19)
