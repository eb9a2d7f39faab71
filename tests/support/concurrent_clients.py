"""Many accounts at work at the same moment on the same records, each step of theirs sent twice at once.

What they were told is held against what is stored by `tests/support/consistency_checks.py`.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.moderation.client import NETWORKS

TRIES = 40
"""Times that a step is sent again which was told to come back later."""
LATER = frozenset({"RateLimited", "OVERLOADED", "DATABASE_UNREACHABLE", "DEADLINE_EXCEEDED"})
"""Answers to which a client sends the same again."""

SAVED = """__typename ... on ProjectSaved { version change { id } project { id version state } }
    ... on Refusal { code message } ... on Conflict { currentVersion }"""
CREATE = f"mutation ($input: CreateProjectInput!) {{ it: createProject(input: $input) {{ {SAVED} }} }}"
UPDATE = f"mutation ($input: UpdateProjectInput!) {{ it: updateProject(input: $input) {{ {SAVED} }} }}"
SUBMIT = f"mutation ($input: SubmitProjectInput!) {{ it: submitProject(input: $input) {{ {SAVED} }} }}"
VOTE = """mutation ($input: CastVoteInput!) { it: castVote(input: $input) { __typename
    ... on VoteCast { decided case { id } } ... on Refusal { code message } } }"""
HOLD = """mutation ($input: HoldCaseInput!) { it: holdCase(input: $input) { __typename
    ... on Refusal { code message } } }"""
REGISTER = """mutation ($input: RegisterAccountInput!) { it: registerAccount(input: $input) { __typename
    ... on Refusal { code message } } }"""
QUEUE = "{ moderationQueue(first: 100) { nodes { id round node { id } } } }"

Given = dict[str, Any]
Send = Callable[[str, Given, str], Awaitable[Given]]
"""The answer to a document with variables, sent by an account; an empty name is a visitor's."""


@dataclass
class ClientResult:
    """The final answers to the crowd."""

    created: dict[str, str] = field(default_factory=dict)
    """By idempotency key, the id."""
    versions: dict[str, int] = field(default_factory=dict)
    """By id, the latest version that somebody was told of."""
    voted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By case, the networks whose vote was taken."""
    decided: Counter[str] = field(default_factory=Counter)
    """By case, how many were told that it was their vote that decided, or that it is decided."""
    registered: set[str] = field(default_factory=set)


class ConcurrentClients:
    """The accounts `hands`, who write in one space, and the five networks that moderate."""

    def __init__(self, send: Send, hands: list[str]) -> None:
        self.told = ClientResult()
        self._send = send
        self._hands = hands
        self._keys = count()

    async def work(self, projects: int) -> None:
        """So many projects live their lives at once, while people register."""
        async with asyncio.TaskGroup() as group:
            for number in range(projects):
                group.create_task(self._project(number))
                group.create_task(self._registers(f"neu{number}@example.org"))

    async def _project(self, number: int) -> None:
        hand, other = (self._hands[(number + each) % len(self._hands)] for each in range(2))
        id_ = await self._created(hand, f"projet {number}")
        await self._changed_by_two(id_, hand, other)
        given = {"id": id_, "expectedVersion": 2, "idempotencyKey": f"submit {id_}"}
        for payload in await self._twice(SUBMIT, given, hand):
            assert payload["__typename"] == "ProjectSaved", payload
            assert payload["project"]["version"] >= 3
            assert payload["version"] == 3
        self.told.versions[id_] = 3
        await self._judged(id_)

    async def _created(self, hand: str, title: str) -> str:
        given = {"title": title, "phase": "IDEA", "status": "LATE", "idempotencyKey": title}
        ids = {payload["project"]["id"] for payload in await self._twice(CREATE, given, hand)}
        (id_,) = ids
        self.told.created[title] = id_
        return id_

    async def _changed_by_two(self, id_: str, *hands: str) -> None:
        """Both start from version 1: one is told that the other came first, however often each sends it."""
        sent = [
            self._twice(UPDATE, {"id": id_, "expectedVersion": 1, "summary": hand, "idempotencyKey": id_}, hand)
            for hand in hands
        ]
        payloads = await asyncio.gather(*sent)
        names = sorted({payload["__typename"] for payload in each} for each in payloads)
        assert sorted(map(sorted, names)) == [["Conflict"], ["ProjectSaved"]], payloads
        self.told.versions[id_] = 2

    async def _judged(self, id_: str) -> None:
        queue = (await self._send(QUEUE, {}, NETWORKS[0]))["data"]["moderationQueue"]["nodes"]
        (case,) = (each for each in queue if each["node"] and each["node"]["id"] == id_)
        async with asyncio.TaskGroup() as group:
            held = [group.create_task(self._asked(HOLD, {"case": case["id"]}, each)) for each in NETWORKS]
        assert [each.result()["__typename"] for each in held].count("CaseSaved") >= 1
        async with asyncio.TaskGroup() as group:
            for each in NETWORKS:
                group.create_task(self._votes(case, each))

    async def _votes(self, case: Given, network: str) -> None:
        given = {"case": case["id"], "round": case["round"], "choice": "APPROVE", "ground": "SOUND"}
        for payload in await self._twice(VOTE, given, network):
            if payload["__typename"] == "VoteCast":
                self.told.voted[case["id"]].add(network)
                self.told.decided[case["id"]] += payload["decided"]
            else:
                assert payload["code"] in {"CASE_DECIDED", "BEING_DECIDED"}, payload
                self.told.decided[case["id"]] += payload["code"] == "CASE_DECIDED"

    async def _registers(self, email: str) -> None:
        given = {"email": email, "password": "girafe violon septembre", "name": "Zoé"}
        for payload in await self._twice(REGISTER, given, "", tries=1):
            if payload["__typename"] == "MailRequested":
                self.told.registered.add(email)
            else:
                assert payload["__typename"] in LATER, payload

    async def _twice(self, document: str, given: Given, who: str, tries: int = TRIES) -> list[Given]:
        return list(await asyncio.gather(*(self._asked(document, given, who, tries) for _ in range(2))))

    async def _asked(self, document: str, given: Given, who: str, tries: int = TRIES) -> Given:
        """The payload, once it is another than to come back later."""
        payload: Given = {}
        for number in range(tries):
            answer = await self._send(document, {"input": given}, who)
            payload = (answer.get("data") or {}).get("it") or _refusal(answer)
            if payload["__typename"] not in LATER:
                break
            await asyncio.sleep(0.01 * number)
        return payload


def _refusal(answer: Given) -> Given:
    """The code of an error in the place of a payload's type; fails on one that is ours."""
    codes = {error["extensions"]["code"] for error in answer["errors"]}
    assert codes <= LATER, answer
    return {"__typename": codes.pop()}
