"""The message of a mail: its headers, and addresses that servers understand."""

from email import policy
from email.parser import BytesParser

import pytest

from encommun.mail.addresses import address, mailbox
from encommun.mail.delivery import DeliveryError
from encommun.mail.message import message
from resolvers.i18n.mails.compose import ComposedMail
from tests.mail.queued import COMPOSED, START
from tests.mail.test_hostile_values import Row

SENDER = mailbox("Territoires en commun – été <commun@mail.example.org>")


def test_headers_and_text_come_back_as_they_were():
    sent = message(Row(COMPOSED), SENDER).as_bytes(policy=policy.SMTP)
    found = BytesParser(policy=policy.default).parsebytes(sent)
    assert found["From"].addresses[0].display_name == "Territoires en commun – été"
    assert found["From"].addresses[0].addr_spec == "commun@mail.example.org"
    assert found["To"].addresses[0].addr_spec == "mairie@example.org"
    assert found["Subject"] == COMPOSED.subject
    assert found["Date"].datetime == START
    assert found["Message-ID"] == f"<{Row.id}@mail.example.org>"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Content-Language"] == "fr"
    assert (found.get_content_type(), found.get_content_charset()) == ("text/plain", "utf-8")
    assert found.get_content().replace("\r\n", "\n") == COMPOSED.body


def test_a_mail_has_one_message_however_often_it_is_made():
    assert message(Row(COMPOSED), SENDER).as_bytes() == message(Row(COMPOSED), SENDER).as_bytes()


def test_an_english_mail_says_so():
    assert message(Row(ComposedMail("Hello", "Hello,\n\nYes.\n")), SENDER)["Content-Language"] == "en"


@pytest.mark.parametrize("subject", ["X\nBcc: a@example.org", "X\r\nBcc: a@example.org"])
def test_a_subject_of_several_lines_is_refused(subject):
    with pytest.raises(DeliveryError, match="Header") as refused:
        message(Row(ComposedMail(subject, "")), SENDER)
    assert refused.value.permanent


ACCEPTED = {
    "a@b": "a@b",
    "prénom".replace("é", "e") + "+tag@mairie-sète.fr": "prenom+tag@xn--mairie-ste-66a.fr",
    "A.b-c_d@Example.ORG": "A.b-c_d@Example.ORG",
    "a@MÜNCHEN.example": "a@xn--mnchen-3ya.example",
}


@pytest.mark.parametrize(("text", "ascii_form"), ACCEPTED.items())
def test_domains_are_sent_as_the_name_system_has_them(text, ascii_form):
    assert address(text).addr_spec.lower() == ascii_form.lower()


REFUSED = {
    "zoé@example.org": "before the @",
    "a@straße.example": "xn--",
    "a@é..example": "xn--",
    **dict.fromkeys(
        [
            "",
            "a",
            "@example.org",
            "a@",
            "a b@example.org",
            "a@exa mple.org",
            "a@b@example.org",
            "a..b@example.org",
            "<a@example.org>",
            "a@example.org, b@example.org",
            "a@example.org\nBcc: b@example.org",
            "a\n@example.org",
            "a@example.org\n",
            "a@-b.example",
            "a@[127.0.0.1]",
            '"a b"@example.org',
            "x" * 250 + "@example.org",
        ],
        "mailbox",
    ),
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_is_no_address_is_refused_for_good(text, why):
    with pytest.raises(DeliveryError, match=why) as refused:
        message(Row(COMPOSED, recipient=text), SENDER)
    assert refused.value.permanent


@pytest.mark.parametrize("text", ["", "Encommun", "Encommun <>", "Encommun <a b@example.org>", "A <a@b>\nBcc: x@y"])
def test_a_sender_is_a_mailbox(text):
    with pytest.raises(ValueError, match=r"mailbox|line"):
        mailbox(text)
