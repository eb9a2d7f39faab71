"""All mails in all languages: complete, alike, and well set."""

import re
import tomllib
from datetime import date, timedelta
from importlib.resources import files
from string import Formatter

import pytest

from models import SpaceRole
from resolvers.i18n import mails
from resolvers.i18n.mails.compose import LANGUAGES, body_language, compose
from resolvers.i18n.mails.decider import Decider
from resolvers.i18n.mails.kinds import VALUE_ORIGINS, MailKind, ValueOrigin
from resolvers.i18n.mails.names import OfficialName, TokenLabel, TokenLabels

LINK = "https://commons.example.org/confirm?token=jZ0c_-9"
VALUES = {
    "name": "Zoë Lefèvre",
    "commons": "Territoires en commun (commons.example.org)",
    "link": LINK,
    "lifetime": timedelta(hours=24),
    "space": OfficialName("Ville de Sète"),
    "role": SpaceRole.EDITOR,
    "authority": OfficialName("Commune de Sète"),
    "reason": "Écrivez depuis la mairie.",
    "token": TokenLabel("k3f9x2", date(2027, 1, 5)),
    "network": OfficialName("Territoires libres"),
    "tokens": TokenLabels([TokenLabel("k3f9x2", date(2027, 1, 5)), TokenLabel("7mv0qa", date(2026, 8, 1))]),
    "left": timedelta(days=7),
    "erased_on": date(2027, 3, 1),
    "decider": Decider.PARTNERS,
    "appeal_until": date(2027, 3, 8),
}
ALWAYS = {"name", "commons"}
IN_WORDS = {"lifetime", "left", "role", "erased_on", "decider", "appeal_until", "token", "tokens"}
LURE = "Urgent : votre accès expire, exemple.fr"

every_kind = pytest.mark.parametrize("kind", MailKind)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def needed(kind: MailKind, language: str) -> set[str]:
    return names_in(" ".join(LANGUAGES[language].texts[kind])) - ALWAYS


@every_language
def test_a_file_has_every_mail_and_no_other(language):
    file = {"fr": "french", "en": "english"}[language]
    words = tomllib.loads(files(mails).joinpath(f"{file}.toml").read_text(encoding="utf-8"))
    assert list(words["mails"]) == [kind.name for kind in MailKind]
    assert words["roles"].keys() == {role.name for role in SpaceRole}
    assert words["deciders"].keys() == {decider.name for decider in Decider}


@every_kind
@every_language
def test_every_mail_says_what_it_was_given(kind, language):
    composed = compose(kind, language, VALUES)
    said = composed.subject + composed.body
    assert not re.search(r"[{}]", said)
    assert composed.subject
    assert "\n" not in composed.subject
    paragraphs = composed.body.split("\n\n")
    assert all(paragraph.strip() == paragraph and paragraph for paragraph in paragraphs[:-1])
    assert VALUES["name"] in paragraphs[0]
    assert VALUES["commons"] in paragraphs[-1]
    assert composed.body.endswith("\n")
    for name in needed(kind, language) - IN_WORDS:
        assert VALUES[name] in said
    assert (LINK in composed.body.splitlines()) == ("link" in needed(kind, language))


@every_kind
def test_both_languages_need_the_same_values_and_the_kind_names_them(kind):
    french, english = (needed(kind, language) for language in ("fr", "en"))
    assert french == english
    announced = set(re.findall(r"[a-z_]+", kind.value.partition(": ")[2]))
    assert french <= announced
    assert announced & VALUES.keys() == french


@every_kind
@every_language
def test_no_mail_says_what_somebody_wrote_whom_the_reader_does_not_know(kind, language):
    """A mail that is to have a new value says who writes it; there is no word for strangers.

    What an official list says, or nobody chose, is of a type of its own, which no column has that people write.
    """
    assert needed(kind, language) | ALWAYS <= VALUE_ORIGINS.keys()
    for stranger in ("inviter", "claimant", "email", "title"):
        with pytest.raises(KeyError):
            compose(kind, language, VALUES | {stranger: LURE})
    written = needed(kind, language) | ALWAYS
    said = written - IN_WORDS - {"commons", "link", "name", "reason"}
    assert {VALUE_ORIGINS[name] for name in said} <= {ValueOrigin.REGISTRY}
    for name in said | (written & {"token", "tokens"}):
        with pytest.raises(TypeError, match=name):
            compose(kind, language, VALUES | {name: LURE})


@every_kind
@every_language
def test_without_a_name_the_greeting_still_greets(kind, language):
    for values in (VALUES | {"name": ""}, {name: value for name, value in VALUES.items() if name != "name"}):
        assert compose(kind, language, values).body.splitlines()[0] in {"Bonjour,", "Hello,"}


@every_kind
@every_language
def test_a_missing_value_is_not_passed_over(kind, language):
    for name in needed(kind, language) | {"commons"}:
        with pytest.raises(KeyError, match=name):
            compose(kind, language, {each: value for each, value in VALUES.items() if each != name})


@every_kind
@every_language
def test_what_is_not_to_be_told_is_left_out_with_its_paragraph(kind, language):
    whole, shorter = compose(kind, language, VALUES).body, compose(kind, language, VALUES | {"appeal_until": None}).body
    assert (whole != shorter) == ("appeal_until" in needed(kind, language))
    assert "\n\n\n" not in shorter


@every_kind
@every_language
def test_the_language_can_be_told_from_the_body(kind, language):
    assert body_language(compose(kind, language, VALUES).body) == language
    assert body_language(compose(kind, language, VALUES | {"name": ""}).body) == language


@every_kind
@every_language
def test_texts_have_typographic_marks(kind, language):
    composed = compose(kind, language, VALUES)
    said = f"{composed.subject}\n{composed.body}".replace(LINK, "")
    assert not re.search(r"['\"]|\.\.\.|  | \n", said)
    if language == "fr":
        assert not re.search(r" [:;!?»]|« |[^\s\u202f][;!?]|\w:|«\w", said)


@every_kind
def test_french_has_its_accents(kind):
    words = " ".join(LANGUAGES["fr"].texts[kind]).lower()
    assert not re.search(r"\b(deja|a ete|declare[er]|acces|bientot|effaces?|apres|tres|numero|reste[rz]? a)\b", words)


@every_language
def test_a_link_that_stops_working_says_when(language):
    lifetimes = {kind for kind in MailKind if "lifetime" in needed(kind, language)}
    to_accounts = {
        MailKind.CONFIRM_EMAIL,
        MailKind.RESET_PASSWORD,
        MailKind.ALREADY_REGISTERED,
        MailKind.CHANGE_EMAIL,
        MailKind.NEW_EMAIL,
    }
    assert lifetimes == {*to_accounts, MailKind.INVITATION, MailKind.CLAIM_AUTHORITY}
    words = {"fr": "pendant 24\N{NO-BREAK SPACE}heures", "en": "for 24\N{NO-BREAK SPACE}hours"}
    assert all(words[language] in compose(kind, language, VALUES).body for kind in lifetimes)


@every_language
def test_every_role_has_its_words(language):
    bodies = {compose(MailKind.INVITATION, language, VALUES | {"role": role}).body for role in SpaceRole}
    assert len(bodies) == len(SpaceRole)


def test_a_token_is_called_by_what_nobody_chose():
    subjects = [
        compose(MailKind.TOKEN_EXPIRES, each, VALUES).subject.replace("\N{NO-BREAK SPACE}", " ")
        for each in ("fr", "en")
    ]
    assert "« k3f9x2 » (donné le 5 janvier 2027)" in subjects[0]
    assert "“k3f9x2” (given on 5 January 2027)" in subjects[1]
    both = compose(MailKind.TOKENS_STOPPED, "en", VALUES).body
    assert "“k3f9x2” (given on 5 January 2027), “7mv0qa” (given on 1 August 2026)" in both


def test_lengths_and_days_are_said_in_words():
    spans = {
        timedelta(seconds=5): ("1 minute", "1 minute"),
        timedelta(minutes=30): ("30 minutes", "30 minutes"),
        timedelta(hours=1): ("1 heure", "1 hour"),
        timedelta(minutes=90): ("90 minutes", "90 minutes"),
        timedelta(hours=2): ("2 heures", "2 hours"),
        timedelta(days=1): ("24 heures", "24 hours"),
        timedelta(days=7): ("7 jours", "7 days"),
        timedelta(days=2, hours=23): ("2 jours", "2 days"),
    }
    for span, expected in spans.items():
        said = tuple(each.span(span).replace("\N{NO-BREAK SPACE}", " ") for each in LANGUAGES.values())
        assert said == expected
    days = [each.day(date(2027, month, 12 - month + 1)) for each in LANGUAGES.values() for month in (8, 12)]
    assert days == ["5 août 2027", "1er décembre 2027", "5 August 2027", "1 December 2027"]


@pytest.mark.parametrize(
    ("asked", "given"), {"fr-CA": "fr", "EN-gb": "en", "en": "en", "de": "fr", "": "fr", "x\n": "fr"}.items()
)
def test_other_languages_fall_back(asked, given):
    assert compose(MailKind.ACCOUNT_ERASED, asked, VALUES) == compose(MailKind.ACCOUNT_ERASED, given, VALUES)
