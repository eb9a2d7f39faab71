"""A commons with five partner networks, somebody who votes for each, and an author's space."""

from dataclasses import replace
from typing import Any

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, Writer
from models import SpaceRole, ids
from resolvers.core.viewer import EVERY_SCOPE, RANK, Viewer
from tests.records.client import BEGIN, EDITOR, VIEWERS, RecordsClient, account_of, space_of

NETWORKS = ("alder", "birch", "cedar", "douglas", "elm")
DRAFT = {"title": "Budget participatif", "phase": "IDEA", "status": "IN_PROGRESS"}
CASE = """id kind stage round version node { id } decisions(first: 9) { nodes { verdict round grounds approvals } }
    votes { network { id } round choice ground text superseded } waiting { id } secondsLeft
    proposed { field before after }"""


WITNESS = replace(VIEWERS["account"], roles={space_of("network"): SpaceRole.EDITOR})
"""Somebody whose reports of personal data hide it at once: an editor in a guarantor network's space."""


def network_of(name: str) -> str:
    """The id of one of the five."""
    return ids.derived("network", name, BEGIN)


def moderator(name: str, role: SpaceRole = SpaceRole.EDITOR) -> Viewer:
    """Somebody in a network's space."""
    network = frozenset({network_of(name)})
    return Viewer(
        account_of(name),
        networks=network,
        voices=network if RANK[role] >= RANK[SpaceRole.EDITOR] else frozenset(),
        scopes=EVERY_SCOPE,
        roles={space_of(name): role},
        request_id="request",
        language="en",
    )


def by_id(case: dict[str, Any]) -> dict[str, Any]:
    """A case that was read, with the ids of networks in their place."""
    votes = [{**each, "network": each["network"] and each["network"]["id"]} for each in case["votes"]]
    return {**case, "votes": votes, "waiting": [each["id"] for each in case["waiting"]]}


class ModerationClient(RecordsClient):
    """A world that decides together."""

    async def submitted(self, viewer: Viewer = EDITOR, **given: Any) -> str:
        """A project that was handed in."""
        made = await self.do("createProject", viewer, **DRAFT, **given)
        project = made["project"]["id"]
        done = await self.do("submitProject", viewer, id=project, expectedVersion=1)
        assert done["project"]["state"] == "SUBMITTED"
        return project

    async def cases(self, viewer: Viewer, **where: Any) -> list[dict[str, Any]]:
        """Return the cases in the queue that a viewer sees, the latest first."""
        document = f"query ($f: ReviewCaseFilter) {{ moderationQueue(first: 50, filter: $f) {{ nodes {{ {CASE} }} }} }}"
        return list(map(by_id, (await self.ask(document, viewer, f=where))["moderationQueue"]["nodes"]))

    async def vote(self, who: str | Viewer, case: str, choice: str = "APPROVE", **given: Any) -> dict[str, Any]:
        """The payload of a vote, with a ground and a text that go with the choice."""
        viewer = moderator(who) if isinstance(who, str) else who
        ground = {"APPROVE": "SOUND", "ABSTAIN": "NOT_COMPETENT"}.get(choice, "UNCLEAR")
        text = "Qui a participé ?" if ground == "UNCLEAR" else None
        document = f"""mutation ($input: CastVoteInput!) {{ it: castVote(input: $input) {{ __typename
            ... on VoteCast {{ decided case {{ {CASE} }} }} ... on Refusal {{ code message }}
            ... on ValidationFailed {{ problems {{ path code }} }} }} }}"""
        found = await self.rows(models.ReviewCase, id=case)
        ballot = {
            "case": case,
            "round": found[0]["round"] if found else 1,
            "choice": choice,
            "ground": ground,
            "text": text,
            **given,
        }
        payload = (await self.ask(document, viewer, input=ballot))["it"]
        return {**payload, "case": by_id(payload["case"])} if "case" in payload else payload

    async def state(self, project: str) -> str:
        """Return the state of a project."""
        (row,) = await self.rows(models.Project, id=project)
        return row["state"]

    async def suggest(self, viewer: Viewer, project: str, **given: Any) -> dict[str, Any]:
        """The payload of a suggestion about a project as it stands."""
        (row,) = await self.rows(models.Project, id=project)
        return await self.do("suggestProject", viewer, id=project, expectedVersion=row["version"], **given)

    async def alone(self) -> None:
        """Leave a voice to the five networks alone."""

        async def job(work: UnitOfWork) -> None:
            for row in await work.select(table_of(models.Network), {}, ("id", "slug")):
                if row.slug not in NETWORKS:
                    await work.update(table_of(models.Network), {"id": row.id}, {"role": "OBSERVER"})

        await self.writer.run(job)

    async def join(self, network: str, space: str) -> None:
        """Have the authority whose space it is be a member of a network."""
        (row,) = await self.rows(models.Space, id=space)
        member = {"id": ids.new("membership"), "created_at": BEGIN, "updated_at": BEGIN, "role": "MEMBER"}
        member |= {"member_id": row["actor_id"], "network_id": network_of(network)}

        async def job(work: UnitOfWork) -> None:
            await work.insert(table_of(models.Membership), [member])

        await self.writer.run(job)


async def insert_networks(writer: Writer) -> None:
    """Five networks with a space each, and an account for each."""

    async def job(work: UnitOfWork) -> None:
        dated = {"created_at": BEGIN, "updated_at": BEGIN}
        networks = [
            {"id": network_of(each), **dated, "slug": each, "name": each, "name_sort": each, "role": "PARTNER"}
            for each in NETWORKS
        ]
        await work.insert(table_of(models.Network), networks)
        spaces = [
            {"id": space_of(each), **dated, "network_id": network_of(each), "verified_at": BEGIN} for each in NETWORKS
        ]
        await work.insert(table_of(models.Space), spaces)
        accounts = [
            {"id": account_of(each), "email": f"{each}@example.org", "email_key": f"{each}@example.org"}
            | {"created_at": BEGIN}
            for each in NETWORKS
        ]
        await work.insert(table_of(models.Account), accounts)
        members = [
            {"space_id": space_of(each), "account_id": account_of(each), "role": SpaceRole.EDITOR, "since": BEGIN}
            for each in NETWORKS
        ]
        await work.insert(table_of(models.SpaceMember), members)

    await writer.run(job)
