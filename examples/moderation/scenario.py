# ruff: noqa: INP001 - a script, and no package
"""Five networks decide together about a commune's experience report, through the public API alone.

    make serve                                          # in the first terminal
    .venv/bin/python examples/moderation/scenario.py    # in a second one; it stops and waits for a steward
    .venv/bin/encommun steward gardien@example.org      # in a third one, once the scenario waits

It can be played before or after the steps of examples/deposit/ and examples/networks/, and more than once.

The commune deposits a report, two networks ask for changes, it is corrected and accepted; a report against it is
upheld, appealed against, and not upheld by the networks that had not sat. The public log tells the story afterwards.
"""

import argparse
import email
import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import policy
from pathlib import Path
from typing import Any

import httpx

PASSWORD = "corail tandem brume"  # noqa: S105 - everybody may know it
NETWORKS = ("anct", "banque-des-territoires", "decider-ensemble", "democratie-ouverte", "icpc")
ADMINS = {"anct": "dominique@example.org"}
"""The administrator of a network's space in examples/networks/, and so here too."""
COMMUNE = {"commune": "01004"}
"""Another one than in examples/deposit/, where it is not yet confirmed who acts for it."""
REFUSAL = "... on ValidationFailed { problems { path code message } } ... on Refusal { code message }"
AT_ONCE = {"quorum": 2, "majority": 60, "openHours": 0, "dueHours": 336, "appealHours": 336, "direct": "NETWORKS"}
"""The first votes that are enough decide; a real commons leaves days to think."""
DRAFT = {
    "kind": "EXPERIENCE_REPORT",
    "title": "Budget participatif de la commune, première année",
    "summary": "Ce que nous avons fait, et ce que nous ferions autrement.",
    "experienceReport": {
        "participationLevel": "COLLABORATE",
        "recruitment": "OPEN_TO_ALL",
        "interaction": "FACE_TO_FACE",
        "decisionMethod": "MAJORITY_VOTE",
        "whatWorked": "Les ateliers de quartier.",
        "whatFailed": "Peu de jeunes.",
        "reuseConditions": "Une salle et deux agents.",
    },
}
LOG_IN = "mutation ($email: String!, $password: String!) {"
LOG_IN += " logIn(input: { email: $email, password: $password }) { __typename } }"
LOG = """{ moderationLog(first: 20, orderBy: [{ field: DECIDED_AT }]) { nodes {
    kind round verdict grounds panel approvals rejections requests networks { slug } supersedes { id } } } }"""


class Party:
    """Somebody who asks: a visitor, a person, or a network's program."""

    def __init__(self, url: str, token: str | None = None) -> None:
        """Ask at an address, with a token or as a visitor."""
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        """The data of an answer; ends the scenario with what was wrong."""
        answer = httpx.post(self._url, json={"query": document, "variables": variables}, headers=self._headers).json()
        if "errors" in answer:
            sys.exit(f"{answer['errors']}")
        return dict(answer["data"])

    def do(self, mutation: str, shown: str, **given: Any) -> dict[str, Any]:
        """The result of a mutation; ends the scenario with the refusal, if it is one."""
        input_type = f"{mutation[0].upper()}{mutation[1:]}Input"
        document = f"mutation ($input: {input_type}!) {{ it: {mutation}(input: $input) {{ {shown} {REFUSAL} }} }}"
        found = dict(self.ask(document, input=given)["it"])
        if "code" in found:
            sys.exit(f"{mutation}: {found['code']}: {found['message']} {found.get('problems', '')}")
        return found


class Stage:
    """Where the scenario plays: a server, and the folder where its mails land."""

    def __init__(self, url: str, outbox: Path) -> None:
        """Play at an address."""
        self._url = url
        self._outbox = outbox
        self.visitor = Party(url)

    def person(self, address: str) -> Party:
        """Somebody who logs in; who has no account yet registers first, and opens the link in their mail."""
        if self.visitor.ask(LOG_IN, email=address, password=PASSWORD)["logIn"]["__typename"] == "Session":
            return self.signed_in(address)
        self.visitor.do("registerAccount", "... on MailRequested { email }", email=address, password=PASSWORD)
        given = {"token": self._link(address), "password": PASSWORD}
        self.visitor.do("confirmEmail", "... on EmailConfirmed { email }", **given)
        return self.signed_in(address)

    def signed_in(self, address: str) -> Party:
        """Somebody who has an account, and logs in."""
        session = self.visitor.do("logIn", "... on Session { accessToken }", email=address, password=PASSWORD)
        return Party(self._url, session["accessToken"])

    def program(self, admin: Party, slug: str) -> Party:
        """A network's program, with a token that may vote."""
        given = {
            "network": {"slug": slug},
            "name": "Modération",
            "scopes": ["READ", "CONTENT_WRITE", "MODERATION_VOTE", "NETWORK_ADMIN"],
            "expiresAt": (datetime.now(UTC) + timedelta(days=30)).isoformat(),
        }
        return Party(self._url, admin.do("createApiToken", "... on ApiTokenIssued { secret }", **given)["secret"])

    def _link(self, address: str) -> str:
        """The token in the mail to an address, once it has come."""
        for _ in range(100):
            for path in self._outbox.glob("*.eml"):
                mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
                if mail["To"] == address and (found := re.search(r"\?confirm=(\S+)", mail.get_content())):
                    return found[1]
            time.sleep(0.1)
        sys.exit(f"no mail to {address} came into {self._outbox}; --outbox names another folder")


def story(stage: Stage, steward: Party) -> Iterator[str]:
    """Play it; a line for each thing that happens."""
    for kind in ("SUBMISSION", "REPORT"):
        type_name = "Resource" if kind == "SUBMISSION" else ""
        given = {"kind": kind, "typeName": type_name, "reason": "Réunion des réseaux du 2 mars.", **AT_ONCE}
        steward.do("adoptPolicy", "... on PolicyAdopted { policy { number } }", **given)
    networks = {}
    for slug in NETWORKS:
        address = ADMINS.get(slug, f"moderation@{slug}.example.org")
        admin = stage.person(address)
        given = {"network": {"slug": slug}, "admin": address, "reason": "Convention signée."}
        steward.do("openNetworkSpace", "... on NetworkSpaceOpened { created }", **given)
        networks[slug] = stage.program(admin, slug)
    yield f"{len(networks)} networks have a voice."

    mayor = stage.person("mairie@example.org")
    shown = "... on LocalAuthorityRegistered { claim { id } space { id verifiedAt } }"
    commune = mayor.do("registerLocalAuthority", shown, authority=COMMUNE)
    if commune["space"]["verifiedAt"] is None:
        networks["anct"].do("confirmClaimFor", "... on ClaimSaved { claim { state } }", claim=commune["claim"]["id"])
    yield "A commune has its space, confirmed by a guarantor network."

    saved = "... on ResourceSaved { version resource { id } }"
    report = mayor.do("createResource", saved, space=commune["space"]["id"], **DRAFT)["resource"]["id"]
    mayor.do("submitResource", saved, id=report, expectedVersion=1)
    case = waiting(networks["icpc"], report)
    for slug in ("decider-ensemble", "icpc"):
        vote(networks[slug], case, "REQUEST_CHANGES", "INCOMPLETE", "Combien de personnes ont participé ?")
    yield "Two networks ask for changes."

    corrected = DRAFT["experienceReport"] | {"participants": 240}
    mayor.do("updateResource", saved, id=report, expectedVersion=3, experienceReport=corrected)
    mayor.do("submitResource", saved, id=report, expectedVersion=4)
    case = waiting(networks["icpc"], report)
    for slug in ("anct", "democratie-ouverte"):
        vote(networks[slug], case, "APPROVE", "SOUND")
    yield "It is corrected, accepted, and everyone reads it."

    reader = stage.person("lecture@example.org")
    given = {"node": report, "ground": "INACCURATE", "text": "240 personnes ? La salle en contient 80."}
    case = reader.do("reportContent", "... on CaseSaved { case { id } }", **given)
    case = waiting(networks["icpc"], report)
    for slug in ("anct", "decider-ensemble"):
        vote(networks[slug], case, "APPROVE", "INACCURATE")
    yield "A report against it is upheld, and it is taken down."

    given = {"case": case, "reason": "Il y a eu trois ateliers de 80 personnes, voyez les comptes rendus."}
    mayor.do("appealDecision", "... on CaseSaved { case { round panel } }", **given)
    for slug in ("banque-des-territoires", "democratie-ouverte"):
        vote(networks[slug], case, "REJECT", "INACCURATE", "Les comptes rendus le montrent : c’est exact.")
    (seen,) = stage.visitor.ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Resource { state } } }", ids=[report]
    )["nodes"]
    yield f"On appeal, two networks that had not sat decide otherwise: it is {seen['state']} again."


def waiting(network: Party, node: str) -> str:
    """The case on a record that waits for a network."""
    document = "{ moderationQueue(first: 50, filter: { waiting: { eq: true } }) { nodes { id node { id } } } }"
    cases = network.ask(document)["moderationQueue"]["nodes"]
    return next(str(each["id"]) for each in cases if each["node"] and each["node"]["id"] == node)


def vote(network: Party, case: str, choice: str, ground: str, text: str | None = None) -> None:
    """A network's vote on the case as it reads it."""
    read = network.ask("query ($id: ID!) { reviewCase(by: { id: $id }) { round } }", id=case)["reviewCase"]
    given = {"case": case, "round": read["round"], "choice": choice, "ground": ground, "text": text}
    network.do("castVote", "... on VoteCast { decided }", **given)


def main() -> None:
    """Play the scenario against a server, and print what happens and what the public log says of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql")
    parser.add_argument("--outbox", type=Path, default=Path("var/outbox"))
    parser.add_argument("--steward", default="gardien@example.org", help="who is made a steward in between")
    given = parser.parse_args()
    stage = Stage(given.url, given.outbox)
    steward = stage.person(given.steward)
    print(f"Waiting for: encommun steward {given.steward}", flush=True)  # noqa: T201 - it is what the script is for
    while not steward.ask("{ me { steward } }")["me"]["steward"]:
        time.sleep(0.5)
    for line in story(stage, steward):
        print(line, flush=True)  # noqa: T201
    for each in stage.visitor.ask(LOG)["moderationLog"]["nodes"]:
        print(" ".join(f"{name}={value}" for name, value in each.items()))  # noqa: T201


if __name__ == "__main__":
    main()
