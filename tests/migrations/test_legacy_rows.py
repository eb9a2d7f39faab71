"""A commons of revision 0016 with rows of every kind comes to the rules of today: by the revisions, and by upkeep."""

import asyncio
from collections.abc import AsyncIterator
from itertools import product
from typing import Any

import pytest
from sqlalchemy import text

import models
from encommun.engine import engine_scope
from encommun.migration import applied_revisions, migration_transaction, upgrade
from loaders.queries.review_cases import cases_due
from loaders.tables import TOKEN, table_of
from loaders.unit_of_work import Rollback, UnitOfWork, Writer, open_writer
from migrations import append_only
from models import ClaimState
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import PERSONAL, VISITOR, Viewer
from resolvers.core.viewer_reads import ViewerReads
from resolvers.identity.token_authority import scopes_in_network
from resolvers.moderation.deadlines import process_deadline
from resolvers.spaces import legacy_claim_repair
from resolvers.spaces.disputes import refuse_claim, resolve_dispute
from resolvers.spaces.tokens.token import SHOWN, TokenState, token_of
from resolvers.spaces.verification import verify_claim
from tests.migrations.legacy_rows import BEFORE, LATER, at, key
from tests.migrations.legacy_scenarios import KINDS, STAGES, fill, fill_more
from tests.migrations.test_refolded_texts import migrated
from tests.migrations.test_revisions import described

NOBODY = Viewer(request_id="clock")
KEEPER = Viewer(
    key("account keeper"), scopes=PERSONAL, steward=True, reason="Known.", request_id="request", language="en"
)


class Commons:
    """The commons after its migration."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    async def rows(self, model: type[Any], **where: Any) -> list[dict[str, Any]]:
        async def job(work: UnitOfWork) -> list[dict[str, Any]]:
            table = table_of(model)
            return [dict(zip(table.c.keys(), row, strict=True)) for row in await work.select(table, where)]

        return await self.writer.run(job)

    async def one(self, model: type[Any], name: str) -> dict[str, Any]:
        (row,) = await self.rows(model, id=key(name))
        return row

    async def act(self, viewer: Viewer, deed: Any, *given: Any, **named: Any) -> Any:
        return await self.writer.run(lambda work: deed(UseCase(work, viewer, LATER, DEFAULT_SITE), *given, **named))

    async def mend(self) -> int:
        """Do the chore; how much there was to do."""
        found = await self.writer.run(lambda work: legacy_claim_repair.legacy_claims(work, LATER))
        for left in found:
            await self.act(NOBODY, legacy_claim_repair.repair_legacy_claim, left)
        return len(found)

    async def told(self, node: str) -> list[dict[str, Any]]:
        """The entries that the revisions wrote down of a record."""
        found = await self.rows(models.Change, node_id=node)
        return [each["fields"] for each in found if each["request_id"].startswith("migration-")]


@pytest.fixture
async def commons(empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Commons]:
    await fill_and_migrate(empty_database_url, monkeypatch)
    async with open_writer(empty_database_url) as writer:
        yield Commons(writer)


async def fill_and_migrate(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that fails leaves everything as it was; of two at once, one has nothing to do."""
    async with engine_scope(url) as one, engine_scope(url) as other:
        async with migration_transaction(one) as connection:
            await connection.run_sync(lambda sync: migrated(sync, BEFORE))
            await connection.run_sync(fill)
        async with one.connect() as connection:
            before = await connection.run_sync(described)
        with monkeypatch.context() as patch:
            patch.setattr(append_only, "seal_firmly", lambda _connection: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                await upgrade(one)
        assert await applied_revisions(one) == {BEFORE}
        async with one.connect() as connection:
            assert await connection.run_sync(described) == before
            assert (await connection.execute(text("SELECT count(*) FROM claim"))).scalar_one() > 0
        async with migration_transaction(one) as connection:
            await connection.run_sync(lambda sync: migrated(sync, "0027"))
            await connection.run_sync(fill_more)
        await asyncio.gather(upgrade(one), upgrade(other))


async def test_rows_of_before_follow_the_rules_of_today(commons: Commons):
    await zones_are_those_of_places_unless_chosen(commons)
    await claims_are_on_what_was_named(commons)
    await programs_are_answered_for(commons)
    await cases_have_what_the_rules_go_by(commons)
    await words_of_who_is_gone_are_gone(commons)
    await contests_are_put_right(commons)
    await all_that_is_open_can_be_decided(commons)


async def zones_are_those_of_places_unless_chosen(commons: Commons) -> None:
    found = {row["id"]: row for row in await commons.rows(models.Workshop)}
    assert {
        name: found[key(f"workshop {name}")]["time_zone"] for name in ("unchosen", "chosen", "of there", "at home")
    } == {
        "unchosen": "Indian/Reunion",
        "chosen": "Europe/Paris",
        "of there": "Indian/Reunion",
        "at home": "Europe/Paris",
    }
    moved = found[key("workshop unchosen")]
    assert (moved["starts_at"], moved["version"]) == (at(1), 2)
    assert await commons.told(moved["id"]) == [{"time_zone": ["Europe/Paris", "Indian/Reunion"]}]
    assert await commons.told(key("workshop chosen")) == []


async def claims_are_on_what_was_named(commons: Commons) -> None:
    """The record's SIREN was another one since; nobody who answers for it said where the other record belongs."""
    assert (await commons.one(models.Claim, "claim of the town"))["territory_id"] == key("territory saint paul")
    assert (await commons.one(models.Claim, "claim of a department"))["territory_id"] is None
    assert (await commons.one(models.Claim, "claim of 0027"))["territory_id"] == key("territory mountain")
    assert (await commons.one(models.Claim, "claim younger"))["territory_id"] == key("territory place 0")
    assert (await commons.one(models.Actor, "actor called a citizen"))["kind"] == "LOCAL_AUTHORITY"


async def programs_are_answered_for(commons: Commons) -> None:
    """Invitations and tokens hold as long as who gave them administers the space; votes are of a person."""

    async def job(work: UnitOfWork) -> dict[str, TokenState]:
        held = await scopes_in_network(
            ViewerReads(work, VISITOR), key("network alder"), [key("account giver"), key("account leaver")]
        )
        return {row.name: token_of(row, at(100), held).state for row in await work.select(TOKEN, {}, SHOWN)}

    assert await commons.writer.run(job) == {
        "good": TokenState.LIVE,
        "left": TokenState.SUSPENDED,
        "revoked": TokenState.REVOKED,
    }
    sent = {row["email"].partition("@")[0]: row for row in await commons.rows(models.Invitation)}
    good = sent.pop("good")
    assert (good["token_id"], good["invited_by"]) == (key("token good"), key("account giver"))
    assert (good["withdrawn_at"], good["expires_at"]) == (None, at(9000))
    assert all(each["withdrawn_at"] is not None for each in sent.values())
    ended = await commons.told(key("space alder"))
    assert [each["invitation"] for each in ended] == [["EDITOR", None]] * 2
    (vote,) = await commons.rows(models.Vote, case_id=key("case voted"))
    assert vote["account_id"] == key("account giver")


async def cases_have_what_the_rules_go_by(commons: Commons) -> None:
    rivals = {row["case_id"]: row["account_id"] for row in await commons.rows(models.ReviewRival)}
    assert rivals == {
        key("case claim winner"): key("account clerk"),
        key("case claim won on appeal"): key("account rival"),
    }
    assert (await commons.one(models.ReviewCase, "case claim taken back"))["stage"] == "WITHDRAWN"
    assert (await commons.one(models.ReviewCase, "case before"))["stage"] == "WITHDRAWN"
    assert (await commons.one(models.ReviewCase, "case followed"))["owner_id"] == key("space office")
    appealed = await commons.one(models.ReviewCase, "case REPORT APPEALED")
    assert (appealed["text"], appealed["appeal"]) == (None, "says REPORT APPEALED")
    assert (appealed["appealed_by"], appealed["appellant_id"]) == ("OPENER", key("account rival"))
    twice = await commons.one(models.ReviewCase, "case spoke twice")
    assert (twice["round"], twice["stage"]) == (2, "OPEN")
    early = await commons.one(models.Project, "project early")
    assert (early["state"], early["version"]) == ("SUBMITTED", 2)
    assert await commons.told(early["id"]) == [{"state": ["PUBLISHED", "SUBMITTED"]}]
    urgent = await commons.one(models.ReviewCase, "case PERSONAL OPEN")
    assert (urgent["due_at"], urgent["hidden_by"]) == (at(8 + 72), key("account rival"))


async def words_of_who_is_gone_are_gone(commons: Commons) -> None:
    for name in ("by gone", "about erased"):
        case = await commons.one(models.ReviewCase, f"case {name}")
        assert (case["text"], case["appeal"], case["proposed"]) == (None, None, None)
        assert [row["text"] for row in await commons.rows(models.Vote, case_id=case["id"])] == [None]
    assert (await commons.one(models.ReviewCase, "case about erased"))["stage"] == "WITHDRAWN"


async def contests_are_put_right(commons: Commons) -> None:
    """A claim contested with nobody stands alone, one on what is claimed contests it, and nothing is left over."""
    assert await commons.mend() == 4
    assert await commons.mend() == 0
    states = {row["id"]: (row["state"], row["actor_id"]) for row in await commons.rows(models.Claim)}
    assert states[key("claim against nobody")] == ("DECLARED", key("actor alone"))
    assert states[key("claim younger")] == ("CONTESTED", key("actor alone"))
    assert states[key("claim first")] == ("DECLARED", key("actor first"))
    assert states[key("claim second")] == ("CONTESTED", key("actor first"))
    assert states[key("claim won on appeal")] == ("CONFIRMED", key("actor given"))
    assert states[key("claim had")] == ("REFUSED", key("actor given"))
    (asked,) = await commons.rows(models.ReviewCase, question=key("claim second"))
    assert (asked["stage"], asked["account_id"]) == ("OPEN", key("account second"))
    (rival,) = await commons.rows(models.ReviewRival, case_id=asked["id"])
    assert rival["account_id"] == key("account rival")
    assert await commons.rows(models.SpaceMember, space_id=key("space second")) == []
    assert (await commons.one(models.Project, "project left"))["state"] == "ARCHIVED"
    assert {row["recipient"] for row in await commons.rows(models.Mail)} >= {
        f"{name}@exemple.fr" for name in ("mayor", "second", "rival", "keeper")
    }


async def all_that_is_open_can_be_decided(commons: Commons) -> None:
    """The clock decides each case without an error, and each claim that is open can be confirmed, and be refused."""
    for case_id in await commons.writer.run(lambda work: cases_due(work, LATER)):
        await commons.act(NOBODY, process_deadline, case_id)
    stages = {row["id"]: row["stage"] for row in await commons.rows(models.ReviewCase)}
    still = {
        key("case SUGGESTION OPEN"),
        next(row["id"] for row in await commons.rows(models.ReviewCase, question=key("claim second"))),
        *(key(f"case {kind} ESCALATED") for kind in KINDS),
    }
    assert {id_ for id_, stage in stages.items() if stage == "OPEN"} == still  # these have just begun anew
    for kind, stage in product(KINDS, STAGES):
        if kind != "SUGGESTION":
            ends = {"OPEN": "DECIDED", "APPEALED": "DECIDED", "ESCALATED": "OPEN"}.get(stage, stage)
            assert stages[key(f"case {kind} {stage}")] == ends
    open_claims = [row for row in await commons.rows(models.Claim) if row["state"] in ("DECLARED", "CONTESTED")]
    assert len(open_claims) == 5
    for claim in open_claims:
        assert await commons.act(KEEPER, tried, decide_for, claim["id"]) == ClaimState.CONFIRMED
        assert await commons.act(KEEPER, tried, refuse_claim, claim["id"], "Non.") == ClaimState.REFUSED


async def tried(use_case: UseCase, deed: Any, *given: Any) -> Any:
    """Find what a deed has a claim come to, and store nothing of it."""
    raise Rollback((await deed(use_case, *given)).state)


async def decide_for(use_case: UseCase, claim_id: str) -> Any:
    (claim,) = await use_case.work.select(table_of(models.Claim), {"id": claim_id}, ("state",))
    if claim.state == ClaimState.DECLARED:
        found = await verify_claim(use_case, claim_id)
        if found.id == key("claim of a department"):  # what was approved is published again
            (project,) = await use_case.work.select(table_of(models.Project), {"id": key("project early")}, ("state",))
            assert project.state == "PUBLISHED"
        return found
    return await resolve_dispute(use_case, claim_id, in_favour=True)
