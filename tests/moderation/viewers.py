"""Everyone who may look at what is judged, and what there is to find, by words that stand nowhere else."""

from datetime import datetime, timedelta
from typing import Any

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import Scope, SpaceRole, ids
from resolvers.core.viewer import EVERY_SCOPE, VISITOR, Viewer
from resolvers.identity.identification import identify_account, identify_token
from resolvers.security.opaque_tokens import hash_token, new_token
from tests.moderation.client import DRAFT, ModerationClient, moderator, network_of
from tests.moderation.test_appeals import DAY, act, clock
from tests.records.client import BEGIN, EDITOR, VIEWERS, account_of, space_of

STEWARD, REPORTER = VIEWERS["steward"], VIEWERS["account"]
PEOPLE = {
    "owner's member": ("own", SpaceRole.MEMBER),
    "owner's editor": ("own", SpaceRole.EDITOR),
    "judge": ("alder", SpaceRole.EDITOR),
    "judge's member": ("alder", SpaceRole.MEMBER),
    "party": ("birch", SpaceRole.EDITOR),
    "observer": ("elm", SpaceRole.ADMIN),
}
PROGRAMS = {
    "voting program": ("alder", {Scope.MODERATION_VOTE}),
    "reading program": ("alder", {Scope.READ, Scope.CONTENT_WRITE, Scope.NETWORK_ADMIN}),
    "contacts program": ("alder", {Scope.READ, Scope.CONTACTS_READ}),
    "observer's program": ("elm", EVERY_SCOPE),
}
"""The authority that owns what is judged is a member of `birch`; `elm` has no voice."""
SUBMITTED, REPORT, HIDDEN = "Déposé pour décision", "Motif du signalement", "Appeler Mme Exemple"
TAKEN_DOWN, BEFORE = "Retiré par décision", "Ce qui était dit"
SHARED, WITHDRAWN, PROPOSED, ARCHIVED = (f"{name}@exemple.fr" for name in ("partage", "retire", "propose", "parti"))
EVERYTHING = (SUBMITTED, REPORT, HIDDEN, TAKEN_DOWN, BEFORE, SHARED, WITHDRAWN, PROPOSED, ARCHIVED)

CASE = "text appeal proposed { field before after } votes { text }"
HISTORY = "history(first: 50) { nodes { content fields { field before after } } }"
REVIEWS = f"reviews(first: 50) {{ nodes {{ {CASE} }} }} decisions(first: 50) {{ nodes {{ case {{ {CASE} }} }} }}"
PROJECT = f"title summary {HISTORY} {REVIEWS}"
CONTACT = f"value {HISTORY} {REVIEWS}"
SHOWN = f"""... on Project {{ {PROJECT} }} ... on Contact {{ {CONTACT} }}
    ... on Actor {{ name contacts(first: 50) {{ nodes {{ {CONTACT} }} }} {HISTORY} }}"""
ROADS = (
    f"{{ moderationQueue(first: 100) {{ nodes {{ {CASE} node {{ {SHOWN} }} duplicateOf {{ {SHOWN} }} }} }} }}",
    f"{{ moderationLog(first: 100) {{ nodes {{ node {{ {SHOWN} }} case {{ {CASE} }} }} }} }}",
    f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {SHOWN} }} }}",
    f'{{ contacts(first: 99, filter: {{ createdAt: {{ gte: "2026-02-28T00:00:00Z" }} }}) {{ nodes {{ {CONTACT} }}}} }}',
    f"query ($space: ID!) {{ space(by: {{ id: $space }}) {{ projects(first: 100) {{ nodes {{ {PROJECT} }} }} }} }}",
)
"""Every way to what a record or a case says."""


class CaseViewers:
    """Those who look."""

    def __init__(self, client: ModerationClient) -> None:
        """Begin with nothing to look at."""
        self.client = client
        self.ids: list[str] = []
        self.viewers: dict[str, Viewer] = {}

    async def come(self) -> None:
        """Have everyone be known by what is stored, as a request is."""
        secrets = {name: new_token("api") for name in PROGRAMS}
        await self.client.join("birch", space_of("own"))
        await self.client.writer.run(lambda work: _settle(work, secrets, self.client.now))
        snapshot = self.client.database.snapshot()
        try:
            found = {name: await identify_account(snapshot, account_of(name), VISITOR) for name in PEOPLE}
            for name, secret in secrets.items():
                found[name] = await identify_token(snapshot, secret, self.client.now, VISITOR)
        finally:
            await snapshot.close()
        assert None not in found.values()
        self.viewers = {"visitor": VISITOR, "reporter": REPORTER, "steward": STEWARD}
        self.viewers |= {name: each for name, each in found.items() if each is not None}

    async def finds(self, viewer: Viewer) -> set[str]:
        """Return those of all records that somebody finds, by any query."""
        told = ""
        known = {"ids": self.ids, "space": space_of("own")}
        for document in ROADS:
            given = {name: each for name, each in known.items() if f"${name}" in document}
            found = await self.client.result(document, viewer, **given)
            assert all((each.extensions or {}).get("code") == "NOT_FOUND" for each in found.errors or ()), found.errors
            told += str(found.data)
        return {each for each in EVERYTHING if each in told}

    async def table(self) -> dict[str, set[str]]:
        """By thing, who finds it."""
        found = {name: await self.finds(viewer) for name, viewer in self.viewers.items()}
        return {each: {name for name, things in found.items() if each in things} for each in EVERYTHING}

    async def project(self, title: str, summary: str | None = None) -> str:
        """A project that a steward has published for its authority."""
        made = await self.client.do("createProject", EDITOR, **DRAFT | {"title": title}, summary=summary)
        node: str = made["project"]["id"]
        assert (await self.client.do("publishProject", STEWARD, id=node, expectedVersion=1))["version"] == 2
        self.ids.append(node)
        return node

    async def contact(self, value: str, kind: str = "ASSOCIATION", audience: str = "EVERYONE") -> tuple[str, str]:
        """An actor's public contact, to which a person has agreed; the actor, and the contact."""
        do = self.client.do
        actor = (await do("createActor", EDITOR, kind=kind, name=f"De {value.partition('@')[0]}"))["actor"]["id"]
        await do("publishActor", STEWARD, id=actor, expectedVersion=1)
        basis = "CONSENT" if kind == "CITIZEN" else "NOT_PERSONAL"
        said = {"kind": "EMAIL", "value": value, "audience": audience, "basis": basis, "purpose": "Répondre."}
        contact = (await do("createContact", EDITOR, actor={"id": actor}, **said))["contact"]["id"]
        row = {"id": ids.new("consent"), "contact_id": contact, "purpose": "PUBLICATION", "evidence": "Dit."}
        row |= {"given_at": BEGIN, "recorded_at": BEGIN}
        if kind == "CITIZEN":
            await self.client.writer.run(lambda work: work.insert(table_of(models.Consent), [row]))
        await do("publishContact", STEWARD, id=contact, expectedVersion=1)
        self.ids += [actor, contact]
        return actor, contact

    async def taken_down(self) -> str:
        """The case on a project that was taken down, whose authority has appealed; what it said before was changed."""
        project = await self.project(TAKEN_DOWN, BEFORE)
        await self.client.do("updateProject", STEWARD, id=project, expectedVersion=2, summary="Autre chose.")
        given = {"node": project, "ground": "SPAM", "text": "De la publicité."}
        case: str = (await act(self.client, "reportContent", REPORTER, **given))["case"]["id"]
        for each in ("cedar", "douglas"):
            await self.client.vote(moderator(each), case, ground="SPAM")
        self.client.now += 3 * DAY
        await clock(self.client)
        assert await self.client.state(project) == "ARCHIVED"
        appealed = await act(self.client, "appealDecision", EDITOR, case=case, reason="Non.")
        assert appealed["case"]["stage"] == "OPEN"
        return case


async def _settle(work: UnitOfWork, secrets: dict[str, str], now: datetime) -> None:
    """Accounts with their roles, programs with their tokens, and a network that has no voice."""
    elm = {"id": network_of("elm")}
    await work.update(table_of(models.Network), elm, {"role": "OBSERVER"})
    for name, (space, role) in PEOPLE.items():
        email = f"{account_of(name)}@example.org"
        account: dict[str, Any] = {"id": account_of(name), "email": email, "email_key": email, "created_at": BEGIN}
        await work.insert(table_of(models.Account), [account])
        place = {"space_id": space_of(space), "account_id": account_of(name), "role": role, "since": BEGIN}
        await work.insert(table_of(models.SpaceMember), [place])
    for name, (network, scopes) in PROGRAMS.items():
        dated = {"created_at": now, "expires_at": now + timedelta(days=90)}
        token = {"id": f"token {name}", "name": name, "network_id": network_of(network), "scopes": sorted(scopes)}
        known = {"token_hash": hash_token(secrets[name]), "beginning": secrets[name][:14]}
        await work.insert(table_of(models.ApiToken), [{**token, **known, **dated}])
