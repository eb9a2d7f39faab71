"""Text that people enter as their name appears only where a name belongs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encommun.mail.addresses import mailbox
from encommun.mail.message import message
from resolvers.i18n.mails.compose import LONGEST, compose, single_line
from resolvers.i18n.mails.kinds import MailKind
from resolvers.i18n.mails.names import OfficialName
from tests.mail.queued import START
from tests.mail.test_texts import VALUES, every_kind, every_language

HOSTILE = [
    "X\nBcc: everybody@example.org",
    "X\r\n\r\nForged paragraph",
    "X\u2028Line\u2029Paragraph\x85Next\x0bTab\x0cFeed",
    "A" * 5_000,
    "{link} {commons} {0} {name.__class__}",
    "right-to-left \u202e override \u200b and \x00 NUL \x1b[31m",
    "half a pair \ud800",
    "\n\n",
    "\u202e",
    "<b>&amp;</b> =?utf-8?q?X=0ABcc:_a@b.example?=",
]
TEXTS = [name for name, value in VALUES.items() if isinstance(value, str) and name != "link"]


def typed(name: str, text: str) -> str:
    """A text as the value of that name has to be: what an official list says may be as odd as anything."""
    return OfficialName(text) if isinstance(VALUES[name], OfficialName) else text


class Row:
    """A queued mail that was not stored."""

    id = "mail_01kb3x0000000000000000000"
    created_at = START

    def __init__(self, composed, recipient="mairie@example.org") -> None:
        self.subject, self.body, self.recipient = composed.subject, composed.body, recipient


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@every_kind
@every_language
def test_no_value_leaves_its_place(kind, language, hostile):
    harmless = compose(kind, language, VALUES)
    composed = compose(kind, language, VALUES | {name: typed(name, hostile) for name in TEXTS})
    assert composed.body.count("\n") == harmless.body.count("\n")
    assert all(character.isprintable() or character.isspace() for character in composed.subject + composed.body)
    sent = message(Row(composed), mailbox("Encommun <encommun@example.org>"))
    assert sent.keys() == message(Row(harmless), mailbox("encommun@example.org")).keys()
    assert sent["To"] == "mairie@example.org"
    head, _, _ = sent.as_bytes().partition(b"\n\n")
    assert b"\nBcc" not in head
    assert all(len(line) < 998 for line in sent.as_bytes().splitlines())
    assert sent["Subject"] == composed.subject.replace("=?", "= ?")
    assert sent.get_content() == composed.body


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=500))
def test_any_text_becomes_a_line(text):
    line = single_line(text)
    assert len(line) <= LONGEST
    assert line.splitlines() == ([line] if line else [])
    assert line == line.strip()
    line.encode()
    assert single_line(line) == line


def test_long_values_are_cut_and_show_it():
    assert single_line("é" * 200) == "é" * 200
    assert single_line("é" * 201) == "é" * 199 + "…"
    assert len(compose(MailKind.INVITATION, "fr", VALUES | {"space": OfficialName("x" * 5_000)}).subject) < 250


@pytest.mark.parametrize("lure", ["http://evil.example", "Gagnez sur evil.example", "t.co/x", "me@evil.example"])
def test_a_name_that_looks_like_a_link_is_not_said(lure):
    assert compose(MailKind.CONFIRM_EMAIL, "fr", VALUES | {"name": lure}).body.startswith("Bonjour,\n")
    refused = compose(MailKind.CLAIM_REFUSED, "en", VALUES | {"reason": f"Ask {lure} instead."}).body
    assert "evil.example" not in refused
    assert "Ask " in refused
    assert " instead." in refused


@pytest.mark.parametrize("name", ["J.-P. Martin", "M.Dupont", "Mme. d’Aubigné", "O’Brien-Núñez", "李小龍", "R2D2"])
def test_real_names_are_said(name):
    assert compose(MailKind.CONFIRM_EMAIL, "fr", VALUES | {"name": name}).body.startswith(f"Bonjour {name},\n")


@pytest.mark.parametrize(
    "link", ["", "javascript:alert(1)", "https://a.example/\nX", "https://a.example/ b", "/path", "ftp://a"]
)
def test_a_link_is_a_web_address_or_refused(link):
    with pytest.raises(ValueError, match="https"):
        compose(MailKind.CONFIRM_EMAIL, "fr", VALUES | {"link": link})


def test_a_long_link_is_never_cut():
    link = "https://commons.example.org/?token=" + "x" * 1_000
    composed = compose(MailKind.CONFIRM_EMAIL, "fr", VALUES | {"link": link})
    assert link in composed.body.splitlines()
    assert link in message(Row(composed), mailbox("encommun@example.org")).get_content().splitlines()
