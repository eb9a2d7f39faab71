"""Web addresses, e-mail addresses and telephone numbers: checked, and kept as they were given."""

import re
import unicodedata

import idna

from resolvers.validation.problem import Checked, character_name, quotable, with_problem
from resolvers.validation.texts import EDGES, Limit

URL = re.compile(r"https?://(?P<authority>[^/?#]*)([/?#].*)?", re.IGNORECASE)
AUTHORITY = re.compile(r"(?P<host>[^:]*)(:(?P<port>.*))?")
PORT = re.compile(r"\d{1,5}", re.ASCII)
HIGHEST_PORT = 65_535
NOT_IN_URLS = frozenset('<>"\\`')
"""Characters that RFC 3986 does not allow, and that end a displayed URL; braces and bars are in use."""

LONGEST_HOST = 253
LONGEST_PLAIN = 63
"""Characters that a single label may have: within them, no label is too long."""
PLAIN_HOST = re.compile(r"[a-z\d]+(?:[.-][a-z\d]+)+", re.ASCII)
"""Names that IDNA 2008 leaves as they are, as most are; to ask it takes a hundred times as long."""
PLAIN_URL = re.compile(rf"https?://(?P<host>{PLAIN_HOST.pattern})(?:[/?#][!#-;=?-\[\]^_a-~]*)?", re.ASCII)
"""An address with such a name, and with nothing but printable ASCII that may stand in one."""
LAST_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]+")
"""Letters only (RFC 3696, 2), so that no IPv4 address in any notation is the name of a host."""
NOT_PUBLIC = (
    *(".alt", ".home.arpa", ".internal", ".invalid", ".local", ".localdomain", ".localhost", ".onion", ".test"),
    *(".corp", ".home", ".intranet", ".lan"),
)
"""Names that lead nowhere in public: by RFC 2606, 6761, 6762, 7686, 8375 and 9476, by ICANN, and by habit."""

LONGEST_LOCAL_PART = 64
LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
"""HTML's rule for e-mail addresses, whose dots here stand between other characters (RFC 5322, dot-atom)."""

SEPARATORS = re.compile(r"[ ().\-/\u00a0\u2009-\u2015\u202f]")
PHONE = re.compile(
    r"(?:\+|00)[1-9]\d{6,14}"  # E.164: at most 15 digits
    r"|0[1-9]\d{8}"  # France: ten digits
    r"|11[68]\d{3}|[13]\d{3}",  # France: enquiries, and short numbers such as 3939
    re.ASCII,
)
TRUNK_ZERO = re.compile(r"(?<=\d)([ .\u00a0\u202f]?)\(0\)")
"""As in +33 (0)1: not dialled from abroad."""


def url(value: object) -> Checked[str]:
    """A web address of the public: http or https, a name with a dot, and no credentials; trimmed, else as given.

    Names in any script are accepted where IDNA 2008 (with UTS 46) knows them.
    """
    if isinstance(value, str) and len(value) <= Limit.URL and (plain := PLAIN_URL.fullmatch(value)):
        host = plain["host"]
        return (value, []) if is_public_host(host) else with_problem("URL_HOST", host=quotable(host))
    text, problems = _given(value, Limit.URL)
    if text is None:
        return None, problems
    if wrong := next((each for each in text if _is_out_of_place(each)), None):
        return with_problem("URL_CHARACTER", character=character_name(wrong))
    match = URL.fullmatch(text)
    if match is None:
        return with_problem("INVALID_URL", value=quotable(text))
    return _authority(match["authority"]) or (text, [])


def email(value: object) -> Checked[str]:
    """An e-mail address: HTML's rule, with a dot in the domain; trimmed, else as given, at most 254 characters."""
    text, problems = _given(value, Limit.EMAIL)
    if text is None:
        return None, problems
    local, _, domain = text.rpartition("@")
    if len(local) > LONGEST_LOCAL_PART or LOCAL_PART.fullmatch(local) is None or not is_public_host(domain):
        return with_problem("INVALID_EMAIL", value=quotable(text))
    return text, []


def phone(value: object) -> Checked[str]:
    """A telephone number, French or with its country code; trimmed, else as given: separators are the giver's."""
    text, problems = _given(value, Limit.SHORT)
    if text is None:
        return None, problems
    if PHONE.fullmatch(SEPARATORS.sub("", TRUNK_ZERO.sub("", text, 1) if text[0] in "+0" else text)) is None:
        return with_problem("INVALID_PHONE", value=quotable(text))
    return text, []


def is_public_host(host: str) -> bool:
    """True if a name, in any script, can be one of a public host: with a dot, no IP address, not reserved."""
    if len(host) > LONGEST_HOST:
        return False
    name = host if len(host) <= LONGEST_PLAIN and PLAIN_HOST.fullmatch(host) else _encoded(host)
    if name is None or "." not in name or LAST_LABEL.fullmatch(name.rpartition(".")[2]) is None:
        return False
    return not f".{name}".endswith(NOT_PUBLIC)


def _encoded(host: str) -> str | None:
    """A name as the domain name system has it; None for what is none."""
    try:
        return idna.encode(host, uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return None


def _given(value: object, limit: int) -> Checked[str]:
    """A trimmed text that is not too long to be looked at, and not empty."""
    if not isinstance(value, str):
        return with_problem("INVALID_TEXT")
    text = value.strip(EDGES)
    if len(text) > limit:
        return with_problem("TEXT_TOO_LONG", length=len(text), limit=int(limit))
    return (text, []) if text else with_problem("TEXT_BLANK")


def _authority(authority: str) -> Checked[str] | None:
    """Return the problem of a URL's authority; None if there is none."""
    if "@" in authority:
        return with_problem("URL_CREDENTIALS")
    match = AUTHORITY.fullmatch(authority)
    if match is None or not is_public_host(match["host"]):
        return with_problem("URL_HOST", host=quotable(authority))
    port = match["port"]
    if port is not None and (PORT.fullmatch(port) is None or not 1 <= int(port) <= HIGHEST_PORT):
        return with_problem("URL_PORT", port=quotable(port))
    return None


def _is_out_of_place(character: str) -> bool:
    return character in NOT_IN_URLS or unicodedata.category(character)[0] in "CZ"
