"""The README's second tour, as a newcomer takes it: against a real server, with mails that land as files."""

import email
import re
import time
from email import policy
from pathlib import Path

import httpx
import pytest

from tests.commands import ROOT, Serving, encommun, serving

FOLDER = ROOT / "examples" / "deposit"
EMAIL = re.search(r'email: "(\S+)"', (FOLDER / "1-register-account.graphql").read_text())[1]


def example(number: int) -> str:
    (path,) = FOLDER.glob(f"{number}-*.graphql")
    return path.read_text()


class Newcomer:
    """Sends the examples one after another."""

    def __init__(self, server: Serving, url: str, folder: Path) -> None:
        self.url = url
        self._address = f"{server.address}/graphql"
        self._outbox = folder / "var" / "outbox"
        self._headers: dict[str, str] = {}

    def send(self, number: int, **variables: str):
        """What the only field of an example's answer holds."""
        body = {"query": example(number), "variables": variables}
        answer = httpx.post(self._address, json=body, headers=self._headers).json()
        assert "errors" not in answer, answer
        (found,) = answer["data"].values()
        return found

    def sign_in(self) -> None:
        self._headers = {"Authorization": f"Bearer {self.send(3)['accessToken']}"}

    def sign_out(self) -> None:
        self._headers = {}

    def token(self, parameter: str) -> str:
        """What the link in the only mail so far has behind the name of a parameter."""
        for _ in range(100):
            for path in self._outbox.glob("*.eml"):
                text = email.message_from_bytes(path.read_bytes(), policy=policy.default).get_content()
                return re.search(rf"\?{parameter}=(\S+)", text)[1]
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
    assert newcomer.send(7, id=project["id"])["project"]["state"] == "PUBLISHED"
    newcomer.sign_out()
    (seen,) = newcomer.send(6)["nodes"]
    assert (seen["id"], seen["state"]) == (project["id"], "PUBLISHED")


def test_who_has_no_account_is_made_no_steward(database_url):
    finished = encommun("steward", "nobody@example.org", url=database_url)
    assert finished.returncode == 1
    assert finished.stderr == (
        "encommun: No account has the confirmed address nobody@example.org: register it first.\n"
    )


def test_the_readme_names_every_example():
    readme = (ROOT / "README.md").read_text()
    assert all(f"examples/deposit/{path.name}" in readme for path in FOLDER.iterdir())


def test_the_examples_are_numbered_without_a_gap():
    numbers = sorted(int(path.name.split("-")[0]) for path in FOLDER.iterdir())
    assert numbers == list(range(1, len(numbers) + 1))
