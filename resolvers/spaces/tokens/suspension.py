"""Suspension of tokens whose responsible person has lost the necessary rights; administrators are notified."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from loaders.queries.select_where import select_in
from loaders.tables import NETWORK, TOKEN
from resolvers.core.mailer import MailDraft
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR
from resolvers.core.viewer_reads import ViewerReads
from resolvers.i18n.mails.compose import Value
from resolvers.i18n.mails.kinds import MailKind
from resolvers.i18n.mails.names import OfficialName, TokenLabels
from resolvers.identity.accounts.hooks import account_erased
from resolvers.identity.accounts.stewards import all_stewards
from resolvers.identity.token_authority import scopes_by_network
from resolvers.spaces.tokens.token import SHOWN, Token, token_label, token_of
from resolvers.spaces.tokens.token_admins import network_admins


async def notify_suspended_tokens(use_case: UseCase, account_id: str, *network_ids: str) -> None:
    """Queue the mails on the tokens of a person who has lost a role in some networks, or in all.

    To be called once the role is changed; there are none where every token does what it did before.
    """
    work = use_case.work
    rows = await work.select(TOKEN, {"created_by": account_id, "revoked_at": None}, SHOWN)
    rows = [row for row in rows if not network_ids or row.network_id in network_ids]
    if not rows:
        return
    held = await scopes_by_network(ViewerReads(work, VISITOR), account_id, {row.network_id for row in rows})
    lost = defaultdict(list)
    for row in rows:
        token = token_of(row, use_case.now, {account_id: held[row.network_id]})
        if token.stands and len(token.usable) < len(token.scopes):
            lost[token.network_id].append(token)
    if lost:
        await _tell(use_case, account_id, lost)


@account_erased.register
async def notify_ownerless_tokens(use_case: UseCase, account_id: str) -> None:
    """Queue the mails on all tokens of a person who has left."""
    await notify_suspended_tokens(use_case, account_id)


async def _tell(use_case: UseCase, account_id: str, lost: Mapping[str, Sequence[Token]]) -> None:
    """Tell who administers each network, or else the stewards, which of its tokens do less."""
    work = use_case.work
    named = await select_in(work, NETWORK, "id", sorted(lost), ("id", "name"))
    keepers, others = await network_admins(work, lost), await all_stewards(work)
    told = []
    for network_id, name in sorted(named):
        marks = TokenLabels(sorted(map(token_label, lost[network_id])))
        values: dict[str, Value] = {"network": OfficialName(name), "tokens": marks}
        told += [
            MailDraft(person, MailKind.TOKENS_STOPPED, f"?network={network_id}", values)
            for person in keepers.get(network_id) or others
            if person.id != account_id
        ]
    await use_case.mailer.send_all(told)
