"""Addresses of mail: taken apart and checked, so that every server understands them."""

import re
from email.headerregistry import Address
from email.utils import parseaddr

LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
"""The part before the @: a dot-atom (RFC 5322, 3.2.3). The quoted form is allowed too, and used by nobody."""
DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.IGNORECASE)
LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3, without the angle brackets)."""


def address(text: str) -> Address:
    """The address `local@domain`, its domain as the name system has it (`xn--…`).

    Raises ValueError with a sentence for what is no address, or one that few servers take: non-ASCII before the @.
    """
    local, _, domain = text.rpartition("@")
    if not local.isascii():
        raise ValueError("The part of the address before the @ has letters that mail servers do not take.")
    domain = _ascii(domain)
    if not LOCAL.fullmatch(local) or not DOMAIN.fullmatch(domain) or len(f"{local}@{domain}") > LONGEST:
        raise ValueError("This is not the address of a mailbox: write name@example.org.")
    return Address(username=local, domain=domain)


def mailbox(text: str) -> Address:
    """The mailbox `name@example.org` or `Some Name <name@example.org>`; raises ValueError with a sentence."""
    shown, plain = parseaddr(text)
    if not text.isprintable():
        raise ValueError("An address stands on one line.")
    found = address(plain)
    return Address(shown, found.username, found.domain)


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        encoded = domain.encode("idna")
        known = encoded.decode("idna") == domain.lower()
    except UnicodeError:
        known = False
    if not known:
        # Python has the standard of 2003, which sends straße.example to strasse.example: to other people, since 2010.
        raise ValueError("The domain of the address is not understood: write it in its ASCII form, xn--….")
    return encoded.decode("ascii")
