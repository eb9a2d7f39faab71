"""The README's second tour and the networks' own, as a newcomer takes them: a real server, mails that land as files."""

import email
import json
import re
import shutil
import time
from datetime import UTC, datetime, timedelta
from email import policy
from pathlib import Path

import httpx
import pytest

from models import Scope
from tests.support.commands import ROOT, Serving, encommun, serving
from tests.support.scenario import TOLD, played

FOLDER = ROOT / "examples" / "deposit"
NETWORKS = ROOT / "examples" / "networks"
REPORT = ".refused.ndjson"
HEAD = "dominique@example.org"
"""The administrator of the network's space, as the first example of networks has it."""
EMAIL = re.search(r'email: "(\S+)"', (FOLDER / "1-register-account.graphql").read_text())[1]


def example(number: int, folder: Path) -> str:
    (path,) = folder.glob(f"{number}-*.graphql")
    return path.read_text()


class Newcomer:
    """Sends the examples one after another."""

    def __init__(self, server: Serving, url: str, folder: Path) -> None:
        self.url = url
        self.home = server.address
        self._address = f"{self.home}/graphql"
        self._outbox = folder / "var" / "outbox"
        self._headers: dict[str, str] = {}

    def send(self, number: int, folder: Path = FOLDER, address: str = EMAIL, **variables: str):
        """Send an example and return its only field; another e-mail address can be put in."""
        body = {"query": example(number, folder).replace(EMAIL, address), "variables": variables}
        answer = httpx.post(self._address, json=body, headers=self._headers).json()
        assert "errors" not in answer, answer
        (found,) = answer["data"].values()
        return found

    def sign_in(self, address: str = EMAIL) -> None:
        self.use(self.send(3, address=address)["accessToken"])

    def use(self, token: str) -> None:
        self._headers = {"Authorization": f"Bearer {token}"}

    def sign_out(self) -> None:
        self._headers = {}

    def token(self, parameter: str, address: str = EMAIL) -> str:
        """Return the token in the link of the only mail so far to an address."""
        for _ in range(100):
            for path in self._outbox.glob("*.eml"):
                mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
                if address in mail["to"]:
                    return re.search(rf"{self.home}/\?{parameter}=(\S+)", mail.get_content())[1]
            time.sleep(0.1)
        raise AssertionError("no mail came")


@pytest.fixture
def newcomer(fresh_database_url, tmp_path):
    with serving(fresh_database_url, tmp_path) as server:
        yield Newcomer(server, fresh_database_url, tmp_path)


def test_a_commune_is_registered_and_its_project_deposited_seen_and_published(newcomer):
    assert newcomer.send(1) == {"email": EMAIL}
    assert newcomer.send(2, token=newcomer.token("confirm")) == {"email": EMAIL}
    newcomer.sign_in()
    registered = newcomer.send(4)
    assert registered["claim"]["state"] == "DECLARED"
    assert registered["space"]["verifiedAt"] is None
    project = newcomer.send(5)["project"]
    assert project["state"] == "DRAFT"
    assert newcomer.send(5)["project"] == project  # sent again by a nervous hand
    (seen,) = newcomer.send(6)["nodes"]
    assert seen["space"]["actor"]["name"] == registered["claim"]["actor"]["name"]
    assert [each["kind"] for each in seen["history"]["nodes"]] == ["CREATED"]
    assert newcomer.send(7, id=project["id"])["code"] == "SPACE_NOT_VERIFIED"
    assert encommun("steward", EMAIL, url=newcomer.url).returncode == 0
    assert newcomer.send(7, id=project["id"], reason="Pour essayer.")["project"]["state"] == "PUBLISHED"
    newcomer.sign_out()
    (seen,) = newcomer.send(6)["nodes"]
    assert (seen["id"], seen["state"]) == (project["id"], "PUBLISHED")


def test_a_network_gets_its_token_and_sends_its_records_as_the_docs_say(newcomer, tmp_path):
    newcomer.send(1)
    newcomer.send(2, token=newcomer.token("confirm"))
    newcomer.send(1, address=HEAD)
    newcomer.send(2, token=newcomer.token("confirm", HEAD))
    assert encommun("steward", EMAIL, url=newcomer.url).returncode == 0
    newcomer.sign_in()
    assert newcomer.send(1, NETWORKS)["created"]
    newcomer.sign_in(HEAD)
    expires = datetime.now(UTC) + timedelta(days=30)
    newcomer.use(newcomer.send(2, NETWORKS, expiresAt=expires.isoformat())["secret"])
    for outcome in ("CREATED", "UNCHANGED"):
        assert [each["outcome"] for each in newcomer.send(3, NETWORKS)["items"]] == [outcome, outcome]
    actors, projects = (shutil.copy(NETWORKS / name, tmp_path) for name in ("actors.csv", "projects.csv"))
    assert (
        exchanged(newcomer, "import", actors, "Actor") == f"1 updated, 1 unchanged, 1 refused; see {actors}{REPORT}.\n"
    )
    (refused,) = map(json.loads, Path(f"{actors}{REPORT}").read_text().splitlines())
    assert (refused["line"], {each["path"] for each in refused["problems"]}) == (4, {"kind", "territory"})
    assert exchanged(newcomer, "import", projects, "Project") == "1 created.\n"
    exports = [str(tmp_path / f"{number}.csv") for number in range(2)]
    for file in exports:
        assert exchanged(newcomer, "export", file, "Actor") == f"2 records in {file}.\n"
        assert exchanged(newcomer, "import", file, "Actor") == "2 unchanged.\n"
    assert len({Path(each).read_bytes() for each in exports}) == 1


def test_the_scenario_can_be_played_on_the_server_of_both_tours(newcomer, tmp_path):
    for address in (EMAIL, HEAD):
        newcomer.send(1, address=address)
        newcomer.send(2, address=address, token=newcomer.token("confirm", address))
    newcomer.sign_in()
    newcomer.send(4)
    newcomer.send(5)
    assert encommun("steward", EMAIL, url=newcomer.url).returncode == 0
    assert newcomer.send(1, NETWORKS)["created"]
    assert played(newcomer.home, newcomer.url, tmp_path)[: len(TOLD)] == TOLD


def exchanged(newcomer: Newcomer, verb: str, file: str, type_name: str) -> str:
    """Run a command on a file of the network, and return its output."""
    return encommun(verb, file, "--network", "anct", "--type", type_name, url=newcomer.url).stdout


def test_who_has_no_account_is_made_no_steward(database_url):
    finished = encommun("steward", "nobody@example.org", url=database_url)
    assert finished.returncode == 1
    assert finished.stderr == (
        "encommun: No account has the confirmed address nobody@example.org: register it first.\n"
    )


def test_the_readme_names_every_example():
    readme = (ROOT / "README.md").read_text()
    assert all(f"examples/deposit/{path.name}" in readme for path in FOLDER.iterdir())


def test_the_page_on_networks_names_every_example_and_says_of_scopes_what_the_sdl_says():
    page = (ROOT / "docs" / "networks.md").read_text()
    assert all(f"examples/networks/{path.name}" in page for path in NETWORKS.iterdir())
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+) \|$", page, re.MULTILINE))
    assert told == {each.value: each.description[0].lower() + each.description[1:].rstrip(".") for each in Scope}


@pytest.mark.parametrize("folder", [FOLDER, NETWORKS], ids=lambda path: path.name)
def test_the_examples_are_numbered_without_a_gap(folder):
    numbers = sorted(int(path.name.split("-")[0]) for path in folder.glob("*.graphql"))
    assert numbers == list(range(1, len(numbers) + 1))
