"""Storage quotas of spaces and accounts, as the operator has set them."""

from dataclasses import dataclass, replace
from typing import Self

MEGABYTE = 1_000_000
LARGE = {"records": 10_000, "drafts": 1_000, "megabytes": 1_000}
"""The minimum of a large quota."""


@dataclass(frozen=True, slots=True)
class Quota:
    """The most that one holder may store."""

    records: int
    """Maximum number of records of all types, in any state."""
    drafts: int
    """Records that are drafts."""
    megabytes: int
    """Maximum storage of all content with its history: each change counts."""
    invitations: int = 50
    """Maximum number of invitations a day."""

    @property
    def is_large(self) -> bool:
        """True if the quota is so large that storage may be counted a minute later."""
        return all(getattr(self, name) >= most for name, most in LARGE.items())

    def altered(self, text: str) -> Self:
        """The quota with what `records=200,drafts=100` names; raises ValueError with a sentence."""
        given: dict[str, int] = {}
        for part in filter(None, map(str.strip, text.split(","))):
            name, _, number = part.partition("=")
            if name.strip() not in self.__slots__ or not number.strip().isdecimal():
                names = ", ".join(f"{each}=…" for each in self.__slots__)
                raise ValueError(f"write some of {names}, each with a whole number")
            given[name.strip()] = int(number)
        return replace(self, **given)


@dataclass(frozen=True, slots=True)
class Quotas:
    """The quota of each kind of holder."""

    unverified: Quota = Quota(records=500, drafts=200, megabytes=20, invitations=20)
    """Quota of a local authority's space, until it is verified."""
    verified: Quota = Quota(records=50_000, drafts=5_000, megabytes=2_000, invitations=200)
    """Quota of a local authority's space, once it is verified."""
    network: Quota = Quota(records=2_000_000, drafts=2_000_000, megabytes=100_000, invitations=500)
    """Quota of a partner network's space."""
    account: Quota = Quota(records=1_000, drafts=400, megabytes=40)
    """Quota of a person, for all unverified spaces together, and for suggestions and reports."""


QUOTAS = Quotas()
