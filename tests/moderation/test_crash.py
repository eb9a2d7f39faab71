"""A process that is killed while a case is decided leaves nothing of the decision, or all of it."""

import asyncio
import sys

import models
from tests.moderation.client import NETWORKS, ModerationClient, moderator
from tests.support.commands import ROOT, environment

WRITTEN = (models.Vote, models.Decision, models.Change, models.Mail)
MOST = 30


async def test_killed_before_whatever_is_written_nothing_is_decided(client: ModerationClient, fresh_database_url: str):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:3]:
        await client.vote(each, case["id"])
    before = [await client.rows(each) for each in (*WRITTEN, models.ReviewCase)]
    given = fresh_database_url, case["id"], client.now.isoformat()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.moderation.crashing_vote", *given),
        cwd=ROOT,
        env=environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    killed = 0
    for number in range(1, MOST):
        process.stdin.write(b"%d\n" % number)
        ended = (await process.stdout.readline()).decode().strip()
        if ended != "killed":
            break
        killed += 1
        assert [await client.rows(each) for each in (*WRITTEN, models.ReviewCase)] == before
        assert await client.state(project) == "SUBMITTED"
    process.stdin.close()
    assert (ended, await process.wait()) == ("done", 0)
    assert killed >= 6  # the vote, the case, the record, its journal, the decision, the mail
    assert await client.state(project) == "PUBLISHED"
    assert len(await client.rows(models.Decision)) == 1
    assert [len(await client.rows(each)) for each in WRITTEN] == [4, 1, 3, 1]
