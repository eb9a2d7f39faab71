"""A token of somebody who has left, or will leave, taken over by name: another person answers for it from then on."""

from resolvers.accounts.letters import READER, Person
from resolvers.mails.kind import Kind
from resolvers.refusals import NotPermitted, refuse
from resolvers.spaces.acting import ACCOUNT, Acting
from resolvers.tokens.administering import own_token
from resolvers.tokens.keeping import check_stands, kept
from resolvers.tokens.token import TOKEN, Kept, Token, mark_of


async def take_over(acting: Acting, token_id: str) -> Kept:
    """The token, for which the viewer answers: its secret stays, and it does at most what they may do.

    Programs answer for nothing. Who gave it is told, unless it was the viewer; what it wrote for them stays their word.
    """
    token, giver = await own_token(acting, token_id)
    if acting.viewer.account_id is None:
        refuse(NotPermitted("ACCOUNT_NEEDED"))
    check_stands(token)
    giver.check_holds(token)
    if token.given_by != giver.account_id:
        before = [*(await acting.named(TOKEN, token.id, ("answered_before",))).answered_before, token.given_by]
        values = {"created_by": giver.account_id, "answered_before": [each for each in before if each is not None]}
        await acting.work.update(TOKEN, {"id": token.id}, values)
        await _tell_giver(acting, token)
    return await kept(acting, "took over", token_id)


async def _tell_giver(acting: Acting, token: Token) -> None:
    where = {"id": token.given_by, "erased_at": None}
    for row in await acting.work.select(ACCOUNT, where, READER) if token.given_by else ():
        await acting.letters.tell(Person(*row), Kind.TOKEN_TAKEN_OVER, token=mark_of(token))
