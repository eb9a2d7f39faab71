"""The mail that tells a person what became of their claim."""

from enum import Enum

from loaders.statement import Row
from resolvers.accounts.addresses import mailbox
from resolvers.accounts.letters import CONTACT as READER
from resolvers.mails.compose import LANGUAGES, Composed, flat
from resolvers.mails.french import FRENCH, typeset
from resolvers.mails.queue import queue
from resolvers.spaces.acting import ACCOUNT, ACTOR, Acting


class Outcome(Enum):
    """What can become of a claim."""

    CONFIRMED = "Confirmed."
    REFUSED = "Refused, perhaps with a reason."
    LOST = "Settled in favour of somebody else."


FR = {
    Outcome.CONFIRMED: (
        "Vous agissez pour « {authority} »",
        "Il est confirmé que vous agissez pour « {authority} » : votre espace est vérifié et peut publier.",
    ),
    Outcome.REFUSED: (
        "Votre déclaration pour « {authority} » est refusée",
        "Vous avez déclaré agir pour « {authority} ». Cette déclaration est refusée.",
    ),
    Outcome.LOST: (
        "Une autre personne agit pour « {authority} »",
        "Plusieurs personnes ont déclaré agir pour « {authority} ». Il est établi que c’est une autre personne.",
        "Vous n’avez plus de rôle dans cet espace.",
    ),
}
EN = {
    Outcome.CONFIRMED: (
        "You act for “{authority}”",
        "It is confirmed that you act for “{authority}”: your space is verified and can publish.",
    ),
    Outcome.REFUSED: (
        "Your claim on “{authority}” is refused",
        "You declared to act for “{authority}”. This claim is refused.",
    ),
    Outcome.LOST: (
        "Another person acts for “{authority}”",
        "Several people declared to act for “{authority}”. It is established that it is another person.",
        "You no longer have a role in that space.",
    ),
}
REASON = {"fr": "La raison donnée : {reason}", "en": "The reason given: {reason}"}


async def tell_outcome(acting: Acting, claim: Row, outcome: Outcome, reason: str = "") -> None:
    """Queue the mail to the claimant, in their language, if the account has an address."""
    reader = await acting.first(ACCOUNT, {"id": claim.account_id, "erased_at": None}, READER)
    if reader is None or not reader.email:
        return
    authority = (await acting.named(ACTOR, claim.actor_id, ("name",))).name
    written = _composed(reader.language, outcome, authority, reason, acting.commons.name)
    await queue(acting.work, acting.now, mailbox(reader.email), written)


def _composed(language: str, outcome: Outcome, authority: str, reason: str, commons: str) -> Composed:
    tag = language.partition("-")[0].lower()
    spoken = LANGUAGES.get(tag, FRENCH)
    subject, *paragraphs = (EN if tag == "en" else FR)[outcome]
    if reason:
        paragraphs.append(REASON["en" if tag == "en" else "fr"])
    said = {"authority": flat(authority), "reason": flat(reason), "commons": flat(commons)}
    texts = [each if tag == "en" else typeset(each) for each in (subject, *paragraphs)]
    subject, *paragraphs = (each.format_map(said) for each in texts)
    body = "\n\n".join([spoken.plain_greeting, *paragraphs, spoken.closing.format_map(said)])
    return Composed(subject, body + "\n")
