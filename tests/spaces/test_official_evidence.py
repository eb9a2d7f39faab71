"""The last author of an authority's mailbox, by the journal, decides if the mailbox is evidence."""

from typing import Any

import models
from tests.records.client import BEGIN, account_of, space_of
from tests.spaces.client import SpacesClient

MAYOR, OTHER = {"account_id": account_of("mayor")}, {"account_id": account_of("guarantor")}
OF_ALL: dict[str, Any] = {}
SITE = {"website": [None, "https://abergement.fr"]}
KEEPER = {"account_id": account_of("keeper")}
CASES = (
    ("the partners decided so", "guarantor", (SITE, OF_ALL, "guarantor"), False),
    ("a steward wrote it into nobody's record", None, (SITE, KEEPER, None), False),
    ("an observer wrote it", "guarantor", (SITE, OTHER, "observer"), False),
    ("the claimant wrote it", "guarantor", (SITE, MAYOR, "guarantor"), False),
    ("the claimant's program wrote it", "guarantor", (SITE, {"token_id": "token_given"}, "guarantor"), False),
    (
        "their program, that another has taken over",
        "guarantor",
        (SITE, {"token_id": "token_taken"}, "guarantor"),
        False,
    ),
    ("another's program wrote it", "guarantor", (SITE, {"token_id": "token_other"}, "guarantor"), True),
    ("a guarantor's member wrote it", "guarantor", (SITE, OTHER, "guarantor"), True),
    ("it was brought in for a guarantor", "guarantor", (SITE, {"network_id": "guarantor"}, "guarantor"), True),
    ("it was put away and back", "guarantor", ({"state": ["ARCHIVED", "PUBLISHED"]}, OF_ALL, "guarantor"), True),
    ("it changed hands", None, ({"siren": [None, "1"], "space": [None, None]}, OF_ALL, None), True),
    ("the partners decided whose site it is", None, ({"siren": [None, "1"]}, OF_ALL, None), False),
    ("the claimant decided whose site it is", "guarantor", ({"siren": [None, "1"]}, MAYOR, "guarantor"), False),
)
"""By what happened last: whose record it is, the entry, and whether the site is evidence."""


def token(id_: str, network: str, giver: str, *before: str) -> dict[str, Any]:
    told = {"id": id_, "network_id": network, "name": id_, "token_hash": id_, "beginning": id_}
    told |= {"created_at": BEGIN, "expires_at": BEGIN.replace(year=BEGIN.year + 1), "scopes": [], "addresses": []}
    return {**told, "created_by": account_of(giver), "answered_before": [account_of(each) for each in before]}


async def test_the_last_word_is_evidence_of_who_answers_for_it_alone(client: SpacesClient):
    networks = {row["id"]: row["network_id"] for row in await client.rows(models.Space)}
    guarantor = networks[space_of("guarantor")]
    for row in (
        token("token_given", guarantor, "mayor"),
        token("token_taken", guarantor, "guarantor", "observer", "mayor"),
        token("token_other", guarantor, "guarantor"),
    ):
        await client.add(models.ApiToken, **row)
    made = (await client.claim("mayor"))["claim"]
    actor, claim = made["actor"]["id"], made["id"]
    for number, (name, owner, (fields, author, space), official) in enumerate(CASES):
        who = author if "network_id" not in author else {"network_id": guarantor}
        for version, entry in ((2, (SITE, OTHER, "guarantor")), (3, (fields, who, space))):
            written, by, where = entry
            row = {"id": f"change_{number}_{version}", "created_at": BEGIN, "updated_at": BEGIN, "node_id": actor}
            row |= {"kind": "UPDATED", "version": version + 2 * number, "state": "PUBLISHED", "fields": written, **by}
            await client.add(models.Change, **row, space_id=where and space_of(where), request_id="request")
        values = {"website": "https://abergement.fr", "space_id": owner and space_of(owner)}
        await client.change(models.Actor, {"id": actor}, **values)
        await client.change(models.Claim, {"id": claim}, expires_at=None)
        asked = await client.act("requestClaimConfirmation", "mayor", claim=claim, mailbox="mairie@abergement.fr")
        assert (asked.get("code", "sent") == "sent") is official, name
