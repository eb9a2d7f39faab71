"""What is on its way between people: claims, an invitation, links, a session and tokens."""

from datetime import timedelta

import models
from resolvers.security.opaque import hash_of, new_token
from tests.matrix.belongings import Rows, named
from tests.matrix.people import SECRET, api_token
from tests.writing.world import BEGIN, account_of, space_of

LINKS = {name: new_token("mail") for name in ("claim", "invitation", "confirm", "reset")}
REFRESH = new_token("refresh")
SPARE = "token_spare"
"""A token of the network that nobody here signs in with."""
LATER = BEGIN + timedelta(days=6)


def between_people() -> Rows:
    """Claims, an invitation, links, a session and tokens."""
    claims = [("concerned", "DECLARED"), ("rival", "CONTESTED")]
    link = {"token_hash": hash_of(LINKS["claim"]), "expires_at": LATER, "mailbox": "mairie@new.example.org"}
    for name, state in claims:
        row = {"id": named("claim", name), "actor_id": named("actor", "new"), "account_id": account_of(name)}
        sent = link if state == "DECLARED" else {}
        yield models.Claim, [{**row, "state": state, "created_at": BEGIN - timedelta(days=2), **sent}]
    invitation = {
        "id": named("invitation", "concerned"),
        "space_id": space_of("own"),
        "email": "concerned@example.org",
        "role": "EDITOR",
        "token_hash": hash_of(LINKS["invitation"]),
        "invited_by": account_of("admin"),
        "created_at": BEGIN - timedelta(days=1),
        "expires_at": LATER,
    }
    yield models.Invitation, [invitation]
    links = (("confirm", "CONFIRM_EMAIL", "newcomer"), ("reset", "RESET_PASSWORD", "rival"))
    whose = {"created_at": BEGIN, "expires_at": LATER}
    yield (
        models.OneTimeToken,
        [
            {"token_hash": hash_of(LINKS[name]), "purpose": purpose, "account_id": account_of(account), **whose}
            for name, purpose, account in links
        ],
    )
    session = {"token_hash": hash_of(REFRESH), "family": "session", "account_id": account_of("concerned"), **whose}
    yield models.RefreshToken, [session]
    network = named("network", "anct")
    yield models.ApiToken, [api_token("token_used", network, SECRET)]
    yield models.ApiToken, [api_token(SPARE, network, new_token("api"), ["READ"])]
    yield models.SigningKey, [{"id": "key", "secret": "A" * 43, "created_at": BEGIN}]
