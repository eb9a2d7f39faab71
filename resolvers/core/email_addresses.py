"""E-mail addresses as accounts have them: checked, and folded so that one mailbox has one account."""

import hashlib
import unicodedata
from dataclasses import dataclass

import idna

from resolvers.validation.problem import Checked
from resolvers.validation.texts import Limit
from resolvers.validation.web import email

LONGEST_TYPED = 4 * Limit.EMAIL
"""Before NFKC, which is not applied to anything longer."""


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """An address that a person gave."""

    text: str
    """As it was written, in the form NFKC."""
    key: str
    """The same for all ways of writing it: without case, its domain as the name system has it."""


def parse_address(given: str) -> Checked[EmailAddress]:
    """The address that a text is, and nothing; or None, and what is wrong with it."""
    text = unicodedata.normalize("NFKC", given) if len(given) <= LONGEST_TYPED else given
    checked, problems = email(text)
    return (None, problems) if checked is None else (EmailAddress(checked, delivery_address(checked).casefold()), [])


def address_key(given: str) -> str:
    """The key of the address that a text is; for any other text one that no account has."""
    address, _ = parse_address(given)
    return address.key if address else "no address " + hashlib.sha256(given.encode(errors="replace")).hexdigest()


def address_variants(email: str) -> set[str]:
    """The ways in which what is kept elsewhere may have an account's address; none of no address."""
    address, _ = parse_address(email)
    return {email, address.key, delivery_address(address.text)} if address else {email} - {""}


def delivery_address(text: str) -> str:
    """Return a valid address as mail servers take it: the domain in ASCII, and the local part as it was given."""
    local, _, domain = text.rpartition("@")
    return f"{local}@{idna.encode(domain, uts46=True, std3_rules=True).decode('ascii').lower()}"
