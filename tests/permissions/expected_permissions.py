"""Expected permissions: a line for each mutation and kind of object, a column for each viewer.

`Record` stands for every type that is deposited, `Judged` for those whose publication the partners decide and `Direct`
for the others, `Exchanged` for those that networks send in bulk, `@7` for a version that is not the record's. Behind
the bar are the tables that a successful mutation writes: these and, unless there is a …, no others. A new mutation gets
a line here, and its input one in `inputs.py`; those of a capability may stand in a module of `capabilities/`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from resolvers.core.record_types import RECORD_TYPES
from resolvers.exchange.exchange_order import EXCHANGED_TYPES
from tests.permissions.declared import CAPABILITIES
from tests.permissions.viewer_factories import COLUMNS

DONE = "done"
ANY_OTHER = "…"
GUESSES = frozenset({"attempt"})
"""The tables in which something stays of a refusal: that a password was tried."""
COUNTED = frozenset(
    {
        *("storage_usage", "storage_note", "search_document"),
        *("uncounted_record", "counted_record", "search_word", "search_title"),
    }
)
"""The tables that count or index what others hold, whoever writes it; a refusal changes nothing there."""
LEGEND = {
    "+": DONE,
    "u": "UNAUTHENTICATED",
    "-": "NOT_PERMITTED",
    "?": "NOT_FOUND",
    "a": "ACCOUNT_NEEDED",
    "c": "CONFLICT",
    "d": "DECIDED_BY_GUARANTORS",
    "f": "DECIDED_IN_FAVOUR",
    "i": "INVITATION_OF_ANOTHER",
    "k": "CASE_PENDING",
    "l": "LAST_ADMIN",
    "n": "NO_VOICE",
    "s": "DECIDED_BY_STEWARDS",
    "t": "DECIDED_TOGETHER",
    "w": "OWN_RECORD",
    "x": "NOT_CONCERNED",
    "m": "ALREADY_MEMBER",
    "v": "SPACE_NOT_VERIFIED",
    "A": "ARCHIVED",
    "C": "CASE_DECIDED",
    "D": "IS_DRAFT",
    "P": "IS_PUBLISHED",
    "Q": "ALREADY_PUBLISHED",
    "R": "ALREADY_ARCHIVED",
    "S": "ALREADY_SUBMITTED",
    "T": "IS_ARCHIVED",
}

TABLE = """
                                anonymous
                                | account
                                | | member
                                | | | editor
                                | | | | admin
                                | | | | | other
                                | | | | | | token
                                | | | | | | | steward
                                | | | | | | | | concerned

registerAccount                 + + + + + + + + + | account attempt mail one_time_token
confirmEmail                    + + + + + + + + + | account known_device one_time_token
logIn                           + + + + + + + + + | attempt known_device refresh_token
refreshSession                  + + + + + + + + + | refresh_token
logOut                          + + + + + + + + + | refresh_token
requestPasswordReset            + + + + + + + + + | attempt mail one_time_token
resetPassword                   + + + + + + + + + | account email_change known_device mail one_time_token
changePassword                  u + + + + + - + + | account known_device mail refresh_token
requestEmailChange              u + + + + + - + + | attempt email_change mail
confirmEmailChange              + + + + + + + + + | email_change
updateAccount                   u + + + + + - + + | account
deleteAccount                   u + + + l + - + + | account mail …

registerLocalAuthority          u + + + + + a + + | actor change claim space space_member
requestClaimConfirmation        u ? ? ? ? ? ? ? + | claim mail
confirmClaim                    + + + + + + + + + | actor change claim space
confirmClaimFor                 u d d d d d d + d | actor change claim mail space
refuseClaim                     u d d d d d d + d | change claim mail space_member …
withdrawClaim                   u ? ? ? ? ? ? ? + | change claim space_member …
settleClaim                     u d d d d d d + d | actor change claim mail space space_member …

inviteColleague                 u - - - + - - - - | attempt change invitation mail
withdrawInvitation              u ? - - + ? ? ? ? | change invitation
acceptInvitation                u i i i i i a i + | change invitation space_member
changeRole                      u - - - + - - - - | change space_member
removeColleague                 u - - - + - - - - | change space_member
leaveSpace                      u ? + + l ? a ? ? | change space_member

createApiToken                  u - - - - - + + - | api_token …
rotateApiToken                  u ? ? ? ? ? + + ? | api_token …
updateApiToken                  u ? ? ? ? ? + + ? | api_token …
revokeApiToken                  u ? ? ? ? ? + + ? | api_token …
takeOverApiToken                u ? ? ? ? ? a + ? | api_token …
openNetworkSpace                u - - - - - - + - | change space space_member

createRecord own                u - - + + - - + - | Record change
createRecord other              u - - - - + - + - | Record change
updateRecord DRAFT              u ? - + + ? ? + ? | Record change
updateRecord DRAFT@7            u ? - c c ? ? c ?
updateRecord SUBMITTED          u ? - + + ? - + ? | Record change review_case
updateDirect PUBLISHED          u - - + + - - + - | Record change
updateJudged PUBLISHED          u - - + + - - + - | …
updateRecord ARCHIVED           u ? - A A ? ? A ?
submitRecord DRAFT              u ? - + + ? ? + ? | Record change review_case
submitRecord SUBMITTED          u ? - S S ? - S ?
submitRecord PUBLISHED          u - - P P - - P -
publishDirect DRAFT             u ? - + + ? ? + ? | Record change
publishDirect SUBMITTED         u ? - + + ? - + ? | Record change
publishJudged DRAFT             u ? - t t ? ? + ? | Record change
publishJudged SUBMITTED         u ? - t t ? - k ? | Record change …
publishRecord PUBLISHED         u - - Q Q - - Q -
publishRecord unverified        u ? ? ? ? ? ? + v | Record change
archiveRecord DRAFT             u ? - + + ? ? + ? | Record change
archiveRecord PUBLISHED         u - - + + - - + - | Record change
archiveRecord ARCHIVED          u ? - R R ? ? R ?
restoreRecord ARCHIVED          u ? - + + ? ? + ? | Record change
restoreRecord DRAFT             u ? - D D ? ? D ?

updateContact PARTNERS          u ? - + + ? - + ? | contact change
archiveContact PARTNERS         u ? - + + ? - + ? | contact change
updateContact SPACE             u ? - + + ? ? + ? | contact change
archiveContact SPACE            u ? - + + ? ? + ? | contact change

revertRecord DRAFT              u ? - + + ? ? + ? |
revertRecord DRAFT@7            u ? - c c ? ? c ?
revertRecord PUBLISHED          u - - + + - - + - |
revertRecord ARCHIVED           u ? - A A ? ? A ?

recordConsent CONSENT           u ? - + + ? ? + ? | consent contact change
withdrawConsent CONSENT         u ? - + + ? ? + ? | consent contact change
eraseContact CONSENT            u ? - + + ? ? + ? | contact change …
erasePerson person              u - - + + - - + - | actor contact change …

upsertExchangeds                u - - - - - + - - | Record change external_reference

castVote open                   u n n n n n + n n | vote
castVotes open                  u n n n n n + + n | …
holdCase open                   u n n n n n + n n | review_case
releaseCase held                u n n n n n + n n | review_case
settleCase late                 u s s s s s s + s | change decision resource review_case vote
reportContent PUBLISHED         u + + + + + + + + | mail review_case …
reportContent DRAFT             u ? D D D ? ? D ?
reportDuplicate PUBLISHED       u + + + + + + + + | mail review_case …
reportDuplicate DRAFT           u ? D D D ? ? D ?
suggestRecord PUBLISHED         u + + w w + + + + | mail review_case …
suggestRecord DRAFT             u ? D w w ? ? D ?
answerSuggestion suggested      u - - + + ? - - ? | decision review_case …
withdrawCase suggested          u + - - - ? - - ? | change mail review_case
withdrawCase decided            u C - - - ? - - ?
appealDecision decided          u + x f f ? x x ? | review_case …
grantSeal PUBLISHED             u n n n n n + n n | change seal
grantSeal DRAFT                 u n n n n n ? n n
withdrawSeal granted            u n n n n n + + n | change seal
adoptPolicy                     u s s s s s s + s | policy

createCollection                u n n n n n + n n | change collection collection_item collection_network
updateCollection DRAFT          u ? ? ? ? ? + n ? | change collection collection_item
updateCollection PUBLISHED      u n n n n n + n n | change collection collection_item
publishCollection DRAFT         u ? ? ? ? ? + n ? | change collection
publishCollection PUBLISHED     u n n n n n Q n n
archiveCollection DRAFT         u ? ? ? ? ? + + ? | change collection
archiveCollection PUBLISHED     u n n n n n + + n | change collection
joinCollection ASKED            u n n n n n + n n | change collection collection_invitation collection_network
leaveCollection ASKED           u n n n n n + n n | change collection collection_invitation
"""

JUDGED = ("Project", "Resource", "Workshop")
STANDING_FOR = {
    "Record": tuple(RECORD_TYPES),
    "Judged": JUDGED,
    "Direct": tuple(each for each in RECORD_TYPES if each not in JUDGED),
    "Exchanged": EXCHANGED_TYPES,
}


@dataclass(frozen=True)
class Line:
    """The outcomes of one mutation on one kind of object."""

    mutation: str
    on: str
    cells: dict[str, str]
    """By column."""
    writes: frozenset[str]

    def fits(self, cell: str, changed: set[str]) -> bool:
        """True if a mutation with this outcome may have changed these tables."""
        if cell != DONE:
            return changed <= GUESSES
        changed = changed - COUNTED
        return self.writes - {ANY_OTHER} <= changed and (ANY_OTHER in self.writes or changed <= self.writes)

    def __str__(self) -> str:
        return f"{self.mutation} {self.on}".strip()


def lines() -> list[Line]:
    """All of them, those that stand for several types once for each."""
    tables = (TABLE, *(each.TABLE for each in CAPABILITIES))
    return [line for table in tables for text in table.splitlines() if text[:1].strip() for line in _read(text)]


def _read(text: str) -> Iterator[Line]:
    before, _, writes = text.partition("|")
    name, *cells = before.split()
    on = cells.pop(0) if len(cells) > len(COLUMNS) else ""
    told = dict(zip(COLUMNS, (LEGEND[each] for each in cells), strict=True))
    for stands_for, types in STANDING_FOR.items():
        if stands_for in name:
            for each in types:
                tables = {each.lower() if table == "Record" else table for table in writes.split()}
                yield Line(name.replace(stands_for, each), on, told, frozenset(tables))
            return
    yield Line(name, on, told, frozenset(writes.split()))


LINES = lines()
