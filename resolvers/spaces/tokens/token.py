"""A token as those see it who administer it: never its secret, nor the hash of that."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from loaders.sql.statement import Row
from models import ClosedList, Scope
from resolvers.core.lifecycle import NOWHERE, Action, Event, Lifecycle
from resolvers.core.refusals import Conflict
from resolvers.i18n.mails.names import TokenLabel
from resolvers.identity.token_authority import HeldScopes

SHOWN = (
    *("id", "network_id", "name", "beginning", "scopes", "addresses", "created_at", "expires_at"),
    *("used_at", "revoked_at", "replaced_by", "created_by"),
)
"""The columns that make a Token."""
SOON = timedelta(days=30)
"""The time before its expiry in which a token is EXPIRING."""


class TokenState(ClosedList):
    """State of an API token."""

    LIVE = "LIVE", "The token is accepted, for more than 30 days."
    EXPIRING = "EXPIRING", "The token is accepted, and expires within 30 days."
    EXPIRED = "EXPIRED", "The token has expired."
    REVOKED = "REVOKED", "The token was revoked."
    SUSPENDED = (
        "SUSPENDED",
        "The token is suspended: its responsible person has left. Another administrator can take it over.",
    )


WORKING = frozenset({TokenState.LIVE, TokenState.EXPIRING})
NOT_ENDED = WORKING | {TokenState.SUSPENDED}
ADMIN = "an ADMIN of the network"
TOKEN_LIFECYCLE = Lifecycle(
    "API token",
    TokenState,
    Action("create", since=NOWHERE, to=WORKING, by=f"{ADMIN} or a steward"),
    Action("update", since=NOT_ENDED, to=NOWHERE, by=ADMIN),
    Action("rotate", since=NOT_ENDED, to=NOWHERE, by=ADMIN),
    Action("take over", since=WORKING, to=NOWHERE, by=ADMIN),
    Action("take over", since={TokenState.SUSPENDED}, to=WORKING, by=ADMIN),
    Event("suspend", since=WORKING, to={TokenState.SUSPENDED}, by="whoever takes all its rights from its person"),
    Event("resume", since={TokenState.SUSPENDED}, to=WORKING, by="whoever gives rights back to its person"),
    Event("near the end", since={TokenState.LIVE}, to={TokenState.EXPIRING}, by="the clock"),
    Event("expire", since=NOT_ENDED, to={TokenState.EXPIRED}, by="the clock", deadline="expires_at"),
    Action("revoke", since=NOT_ENDED, to={TokenState.REVOKED}, by=ADMIN),
    refusal=lambda _action, state: Conflict(f"TOKEN_{state}"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token at a moment."""

    id: str
    network_id: str
    name: str
    beginning: str
    scopes: list[Scope]
    addresses: list[str]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    replaced_by: str | None
    given_by: str | None
    """The account that is responsible for the token: it created the token, or took it over."""
    usable: list[Scope]
    """Scopes of the token that its responsible person also has."""
    state: TokenState

    @property
    def works(self) -> bool:
        """True if the token is accepted."""
        return self.state in WORKING

    @property
    def stands(self) -> bool:
        """True if the token is neither expired nor revoked: it is accepted, or would be with a responsible person."""
        return self.state in NOT_ENDED


@dataclass(frozen=True, slots=True)
class TokenChange:
    """A change of a token."""

    deed: str
    """The change in one word, for the log."""
    token: Token
    """The current state of the token."""
    by: str
    """The account or token that did it."""
    secret: str = field(default="", repr=False)
    """The secret of a new token, shown only once."""
    replaced: Token | None = None
    """The token that it takes the place of."""


def token_of(row: Row, now: datetime, held: HeldScopes) -> Token:
    """A row of the columns SHOWN, as it stands at a moment, when people have some scopes."""
    values = dict(zip(SHOWN, row, strict=True))
    values["given_by"] = giver = values.pop("created_by")
    values["scopes"] = [Scope(each) for each in values["scopes"]]
    values["usable"] = usable = [each for each in values["scopes"] if each in held[giver]]
    return Token(**values, state=token_state(row, now, answered=bool(usable)))


def token_label(token: Token | Row) -> TokenLabel:
    """The name of a token in a mail (`beginning`, `created_at`): people in the network call it what they like."""
    return TokenLabel(token.beginning.rpartition("_")[2], token.created_at.date())


def token_state(row: Row, now: datetime, *, answered: bool) -> TokenState:
    """The state of a token at a moment; `answered`: somebody who may do any of what it does answers for it."""
    if row.revoked_at is not None:
        return TokenState.REVOKED
    working = TokenState.EXPIRING if row.expires_at - now <= SOON else TokenState.LIVE
    state = working if answered else TokenState.SUSPENDED
    return TokenState.EXPIRED if TOKEN_LIFECYCLE.is_due("expire", state, row, now) else state
