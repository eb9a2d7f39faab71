"""Mails say what happened to whom: each reads of what they asked for, or of their record, and of nothing else."""

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import CaseKind, Side, Verdict
from resolvers.i18n.mails.french import FRENCH
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.case_kinds import CASE_KINDS
from tests.moderation.client import NETWORKS, ModerationClient, moderator
from tests.moderation.test_appeals import DAY, STEWARD, act, clock, published
from tests.moderation.test_withdrawal import opened
from tests.records.client import BEGIN, EDITOR, VIEWERS, account_of, space_of

REPORTER, OWNER = "account@example.org", "editor@example.org"
ON_RECORDS = (CaseKind.REPORT, CaseKind.DUPLICATE, CaseKind.SUGGESTION)
OUTCOMES = {(kind, verdict): each for kind in CASE_KINDS for verdict, each in CASE_KINDS[kind].outcomes.items()}
TO_WHO_ASKED = {case: each.mail for case, each in OUTCOMES.items()}
TO_OWNERS = {case: each.mail_to_owner for case, each in OUTCOMES.items() if each.mail_to_owner is not None}


def test_every_outcome_is_told_in_words_of_its_own():
    verdicts = set(Verdict) - {Verdict.ESCALATED}
    assert TO_WHO_ASKED.keys() >= {(kind, verdict) for kind in CaseKind for verdict in verdicts}
    assert TO_OWNERS.keys() == {(kind, verdict) for kind in ON_RECORDS for verdict in verdicts}
    assert not set(TO_WHO_ASKED.values()) & set(TO_OWNERS.values())
    submitted = {MailKind.SUBMISSION_APPROVED, MailKind.SUBMISSION_REJECTED, MailKind.SUBMISSION_RETURNED}
    assert {TO_WHO_ASKED[each] for each in TO_WHO_ASKED if each[0] is CaseKind.SUBMISSION} == submitted
    assert not submitted & {TO_WHO_ASKED[each] for each in TO_WHO_ASKED if each[0] is not CaseKind.SUBMISSION}


def test_who_may_appeal_is_told_until_when_and_nobody_else():
    for side, outcomes in ((Side.OPENER, TO_WHO_ASKED), (Side.OWNER, TO_OWNERS)):
        for case, mail in outcomes.items():
            told = any("{appeal_until}" in each for each in FRENCH.texts[mail])
            assert told == (mail is MailKind.CLAIM_DECIDED or side in OUTCOMES[case].loses), (
                side,
                case,
            )  # a claim's goes to both


class Post:
    """The mails of a commons, as they come in."""

    def __init__(self, client: ModerationClient) -> None:
        """Begin with what comes next."""
        self._assembly = client
        self._read: set[str] = set()

    async def new(self) -> dict[str, str]:
        """By recipient, what has come since: subject and text."""
        mails = [each for each in await self._assembly.rows(models.Mail) if each["id"] not in self._read]
        self._read |= {each["id"] for each in mails}
        assert len({each["recipient"] for each in mails}) == len(mails)
        return {each["recipient"]: f"{each['subject']}\n{each['body']}".replace("\u00a0", " ") for each in mails}


async def joined(client: ModerationClient) -> Post:
    """Has the editor stand among the people of their space."""
    role = {"space_id": space_of("own"), "account_id": account_of("editor"), "role": "EDITOR", "since": BEGIN}
    await client.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [role]))
    return Post(client)


def says(mails: dict[str, str], **subjects: str) -> dict[str, str]:
    """The mails, if they go to these people and no others, and are about these things."""
    expected = {f"{name}@example.org": subject for name, subject in subjects.items()}
    assert {recipient: text.partition("\n")[0] for recipient, text in mails.items()} == expected
    return mails


async def all_vote(client: ModerationClient, case: str, choice: str, ground: str) -> None:
    for each in NETWORKS[:4]:
        await client.vote(each, case, choice, ground=ground, text="Voici pourquoi.")


async def test_a_report_is_told_from_both_sides(client: ModerationClient):
    post = await joined(client)
    project = await published(client)
    mails = says(await post.new(), editor="Votre fiche est publiée")
    assert "recours" not in mails[OWNER]
    case = await opened(client, project)
    says(await post.new(), editor="L’une de vos fiches est signalée")
    await all_vote(client, case, "REQUEST_CHANGES", "PROMOTIONAL")
    reported, owned = "La fiche que vous avez signalée est à revoir", "L’une de vos fiches redevient un brouillon"
    mails = says(await post.new(), account=reported, editor=owned)
    assert "soumettre" not in mails[REPORTER]
    assert all("un recours jusqu’au" in text for text in mails.values())
    await client.alone()
    await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    says(await post.new(), account="Un recours est formé dans un dossier qui vous concerne")
    # What was written meanwhile nobody has judged: it stays a draft, though the appeal was right.
    await client.do("updateProject", id=project, expectedVersion=4, title="Écrit après coup")
    await all_vote(client, case, "REJECT", "INACCURATE")
    owned = "Un recours au sujet de l’une de vos fiches"
    says(await post.new(), account="Votre signalement n’est pas retenu", editor=owned)


async def test_what_is_personal_is_told_as_hidden_and_as_erased(client: ModerationClient):
    post = await joined(client)
    project = await published(client)
    await post.new()
    case = await opened(client, project, moderator("elm"), ground="PERSONAL_DATA", field="title")
    says(await post.new(), editor="Un champ de l’une de vos fiches est masqué")
    await all_vote(client, case, "APPROVE", "PERSONAL_DATA")
    reported, owned = "Ce que vous avez signalé est effacé", "Un champ de l’une de vos fiches est effacé"
    mails = says(await post.new(), elm=reported, editor=owned)
    assert not [text for text in mails.values() if "recours" in text]


async def test_a_suggestion_that_its_owner_answers_was_not_decided_by_the_networks(client: ModerationClient):
    post = await joined(client)
    project = await published(client)
    await post.new()
    await client.suggest(VIEWERS["account"], project, summary="Un résumé.")
    case = next(each for each in await client.cases(EDITOR) if each["kind"] == "SUGGESTION")
    says(await post.new(), editor="Une correction est proposée sur l’une de vos fiches")
    await act(client, "answerSuggestion", EDITOR, case=case["id"], round=case["round"], accept=False)
    mails = says(await post.new(), account="Votre suggestion n’est pas acceptée")
    assert "par l’espace qui a publié la fiche" in mails[REPORTER]


async def test_what_stewards_decide_is_told_as_theirs_to_who_is_still_there(client: ModerationClient):
    post = await joined(client)
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"])
    for days in (2, 12):  # what decides nothing at once is looked at again at the deadline
        client.now += days * DAY
        await clock(client)
    other = {"space_id": space_of("own"), "account_id": account_of("other"), "role": "EDITOR", "since": BEGIN}

    async def change_hands(work: UnitOfWork) -> None:
        await work.delete(table_of(models.SpaceMember), {"account_id": account_of("editor")})
        await work.insert(table_of(models.SpaceMember), [other])

    await client.writer.run(change_hands)
    given = {"choice": "REJECT", "ground": "UNCLEAR", "text": "Qui y était ?"}
    await act(client, "settleCase", STEWARD, case=case["id"], **given)
    mails = says(await post.new(), other="Votre fiche n’est pas publiée")
    assert "par l’équipe qui veille sur le commun" in mails["other@example.org"]
