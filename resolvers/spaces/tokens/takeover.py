"""Take-over of a token: another person becomes responsible for it."""

from loaders.tables import ACCOUNT, TOKEN
from resolvers.core.mailer import RECIPIENT_COLUMNS, Recipient
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.spaces.permissions import own_token
from resolvers.spaces.tokens.management import token_change
from resolvers.spaces.tokens.token import TOKEN_LIFECYCLE, Token, TokenChange, token_label


async def take_over_token(use_case: UseCase, token_id: str) -> TokenChange:
    """Make the viewer responsible for a token: its secret stays, and its scopes are limited to theirs.

    Programs answer for nothing. Who gave it is told, unless it was the viewer; what it wrote for them stays their word.
    """
    token, giver = await own_token(use_case, token_id)
    if use_case.viewer.account_id is None:
        refuse(NotPermitted("ACCOUNT_NEEDED"))
    TOKEN_LIFECYCLE.check("take over", token.state)
    giver.check_holds(token)
    if token.given_by != giver.account_id:
        before = [*(await use_case.row_by_id(TOKEN, token.id, ("answered_before",))).answered_before, token.given_by]
        values = {"created_by": giver.account_id, "answered_before": [each for each in before if each is not None]}
        await use_case.work.update(TOKEN, {"id": token.id}, values)
        await _tell_giver(use_case, token)
    return await token_change(use_case, "took over", token_id)


async def _tell_giver(use_case: UseCase, token: Token) -> None:
    where = {"id": token.given_by, "erased_at": None}
    for row in await use_case.work.select(ACCOUNT, where, RECIPIENT_COLUMNS) if token.given_by else ():
        await use_case.mailer.send(Recipient(*row), MailKind.TOKEN_TAKEN_OVER, token=token_label(token))
