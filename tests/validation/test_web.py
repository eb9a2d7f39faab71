"""Web addresses, e-mail addresses, telephone numbers: of the public, and kept as given."""

import time
from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.validation.web import LONGEST_PLAIN, PLAIN_HOST, _encoded, email, phone, url
from tests.support.durations import check_duration
from tests.validation import accepted_inputs, rejected_inputs
from tests.validation.check_results import accepted, codes

HOSTS = st.lists(
    st.sampled_from(
        ["exemple", "fr", ".", "@", ":", "80", "[", "]", "127.0.0.1", "::1", "é", "例", "-", "_", "%41", "0x7f"]
    )
    | st.text(max_size=3),
    max_size=6,
).map("".join)


@pytest.mark.parametrize("text", accepted_inputs.URLS)
def test_public_addresses_are_kept_as_given(text):
    assert accepted(url(text)) == text.strip(" \u00a0")


@pytest.mark.parametrize(("text", "code"), rejected_inputs.URLS.items())
def test_other_addresses_are_refused(text, code):
    assert codes(url(text)) == [code]


@pytest.mark.parametrize("text", accepted_inputs.EMAILS)
def test_email_addresses_are_kept_as_given(text):
    assert accepted(email(text)) == text.strip()


@pytest.mark.parametrize("text", rejected_inputs.EMAILS)
def test_what_is_no_email_address_is_refused(text):
    assert codes(email(text)) == ["INVALID_EMAIL"]


def test_an_email_address_has_254_characters_at_most():
    domain = "a" * 60 + "." + "b" * 60 + "." + "c" * 60 + ".fr"
    assert len("x" * 68 + "@" + domain) == 254
    assert accepted(email("x" * 64 + "@" + domain))
    assert codes(email("x" * 69 + "@" + domain)) == ["TEXT_TOO_LONG"]


@pytest.mark.parametrize("text", accepted_inputs.PHONES)
def test_telephone_numbers_are_kept_as_given(text):
    assert accepted(phone(text)) == text


@pytest.mark.parametrize("text", rejected_inputs.PHONES)
def test_what_is_no_telephone_number_is_refused(text):
    assert codes(phone(text)) == ["INVALID_PHONE"]


@pytest.mark.parametrize("check", [url, email, phone])
@pytest.mark.parametrize("value", [None, 1, True, b"https://exemple.fr", ["https://exemple.fr"]])
def test_what_is_no_text_is_refused(check, value):
    assert codes(check(value)) == ["INVALID_TEXT"]


@pytest.mark.parametrize("check", [url, email, phone])
@pytest.mark.parametrize("text", ["a", "https://", "@", ".", "é.", "0", "a.", "\u0301", "-", "("])
def test_ten_million_characters_are_refused_at_once(check, text):
    for length in (10_000_000, 2_000, 254):
        begun = time.process_time()
        assert codes(check(text * (length // len(text))))
        check_duration(time.process_time() - begun, 0.5)


@given(HOSTS)
def test_what_is_accepted_names_a_public_host(host):
    cleaned, problems = url(f"https://{host}/page")
    if problems:
        return
    parts = urlsplit(cleaned)
    assert "." in parts.hostname
    assert parts.username is None
    assert parts.port is None or 0 < parts.port < 65_536
    assert url(cleaned) == (cleaned, [])
    with pytest.raises(ValueError, match="does not appear to be"):
        ip_address(parts.hostname.encode("idna").decode())


@given(st.text() | st.lists(st.sampled_from(["a", "@", ".", "exemple.fr", " ", "<", "é"])).map("".join))
def test_what_is_accepted_is_one_email_address(text):
    cleaned, problems = email(text)
    if not problems:
        assert cleaned.count("@") == 1
        assert not set(cleaned) & set(' <>,;\r\n"()')


@given(st.text(st.sampled_from("0123456789+() .-/\u00a0a\n")))
def test_what_is_accepted_is_a_number_that_can_be_dialled(text):
    cleaned, problems = phone(text)
    if not problems:
        digits = [each for each in cleaned if each.isdigit()]
        assert 4 <= len(digits) <= 18
        assert "\n" not in cleaned


@given(
    st.lists(st.sampled_from(["a", "b2", "-", ".", "--", "xn--", "é", "fr", "A", "_", "x" * 62]), max_size=8).map(
        "".join
    )
)
def test_plain_names_are_those_that_idna_leaves_as_they_are(host):
    """A name that is accepted at once is what IDNA returns."""
    if len(host) <= LONGEST_PLAIN and PLAIN_HOST.fullmatch(host):
        assert _encoded(host) == host
