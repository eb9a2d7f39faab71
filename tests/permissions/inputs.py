"""Valid inputs of each mutation, so that the outcome depends on the viewer only."""

from typing import Any

from resolvers.core.record_types import RECORD_TYPES
from resolvers.exchange.exchange_order import EXCHANGED_TYPES
from tests.permissions.declared import CAPABILITIES
from tests.permissions.process_factories import LINKS, REFRESH, SPARE
from tests.permissions.record_factories import named, record_of
from tests.permissions.viewer_factories import PASSWORD
from tests.records.client import SCHEMA, account_of, space_of

GRAPHQL: Any = SCHEMA._schema
Input = dict[str, Any]

OWN = {"id": named("actor", "own")}
NETWORK = {"slug": "anct"}
OTHER_PASSWORD = "girafe violon septembre"  # noqa: S105 - of nobody
CREATED: dict[str, Input] = {
    "Actor": {"kind": "ASSOCIATION", "name": "Les Voisins"},
    "Contact": {
        "kind": "EMAIL",
        "value": "voisins@example.org",
        "audience": "EVERYONE",
        "basis": "NOT_PERSONAL",
        "actor": OWN,
    },
    "Membership": {"role": "STAFF", "member": OWN, "organisation": {"id": named("actor", "PUBLISHED")}},
    "Participation": {"role": "PARTNER", "project": {"id": named("project", "PUBLISHED")}, "actor": OWN},
    "Project": {"title": "Budget participatif", "phase": "IDEA", "status": "LATE"},
    "Resource": {"kind": "GUIDE", "title": "Guide"},
    "Workshop": {
        "title": "Atelier",
        "format": "ONLINE",
        "startsAt": "2026-03-01T18:00:00Z",
        "endsAt": "2026-03-01T20:00:00Z",
    },
}
CHANGED: dict[str, Input] = {
    "Actor": {"acronym": "LV"},
    "Contact": {"label": "Accueil"},
    "Membership": {"since": "2026-01-01"},
    "Participation": {"since": "2026-01-01"},
    "Project": {"summary": "Court."},
    "Resource": {"summary": "Court."},
    "Workshop": {"place": "Salle des fêtes"},
}
CLAIM, CONTESTED = {"claim": named("claim", "concerned")}, {"claim": named("claim", "rival")}
PLACE = {"space": space_of("own"), "account": account_of("member")}

INPUTS: dict[str, Input] = {
    "registerAccount": {"email": "zoe@example.org", "password": PASSWORD, "name": "Zoé", "language": "fr"},
    "confirmEmail": {"token": LINKS["confirm"], "password": PASSWORD},
    "logIn": {"email": "concerned@example.org", "password": PASSWORD},
    "refreshSession": {"refreshToken": REFRESH},
    "logOut": {"refreshToken": REFRESH},
    "requestPasswordReset": {"email": "concerned@example.org"},
    "resetPassword": {"token": LINKS["reset"], "password": OTHER_PASSWORD},
    "changePassword": {"current": PASSWORD, "password": OTHER_PASSWORD},
    "requestEmailChange": {"email": "zoe@example.org", "password": PASSWORD},
    "confirmEmailChange": {"token": LINKS["move"]},
    "updateAccount": {"name": "Zoé", "language": "en"},
    "deleteAccount": {"password": PASSWORD},
    "registerLocalAuthority": {"authority": {"commune": "01001"}},
    "requestClaimConfirmation": {**CLAIM, "mailbox": "mairie@new.example.org"},
    "confirmClaim": {"token": LINKS["claim"]},
    "confirmClaimFor": CLAIM,
    "refuseClaim": {**CLAIM, "reason": "Ce n’est pas vous."},
    "withdrawClaim": CLAIM,
    "settleClaim": {**CONTESTED, "inFavour": True},
    "inviteColleague": {"space": space_of("own"), "email": "zoe@example.org", "role": "EDITOR"},
    "withdrawInvitation": {"invitation": named("invitation", "concerned")},
    "acceptInvitation": {"token": LINKS["invitation"]},
    "changeRole": {**PLACE, "role": "EDITOR"},
    "removeColleague": PLACE,
    "leaveSpace": {"space": space_of("own")},
    "createApiToken": {
        "network": NETWORK,
        "name": "Moissonneur",
        "scopes": ["READ"],
        "expiresAt": "2026-06-01T00:00:00Z",
        "addresses": ["192.0.2.0/24"],
    },
    "rotateApiToken": {"id": SPARE, "graceDays": 1},
    "updateApiToken": {"id": SPARE, "name": "Autre", "addresses": ["192.0.2.0/24"]},
    "revokeApiToken": {"id": SPARE},
    "takeOverApiToken": {"id": SPARE},
    "openNetworkSpace": {"network": {"slug": "libre"}, "admin": "account@example.org"},
}
CONTACT = {"id": record_of("Contact", "CONSENT")}
INPUTS |= {
    "recordConsent": {
        **CONTACT,
        "expectedVersion": 1,
        "purpose": "PUBLICATION",
        "givenAt": "2026-01-01T00:00:00Z",
        "evidence": "Formulaire signé.",
    },
    "withdrawConsent": {**CONTACT, "expectedVersion": 1, "purpose": "PARTNERS"},
    "eraseContact": CONTACT,
    "erasePerson": {"id": record_of("Actor", "person")},
}
CASE, VOTE = {"case": named("case", "open")}, {"choice": "APPROVE", "ground": "SOUND"}
READ = {**CASE, "round": 1}
INPUTS |= {
    "castVote": {**READ, **VOTE, "text": "Clair."},
    "castVotes": {"votes": [{**READ, **VOTE}]},
    "holdCase": CASE,
    "releaseCase": {"case": named("case", "held")},
    "settleCase": {"case": named("case", "late"), **VOTE, "text": "Clair."},
    "withdrawSeal": {"seal": named("seal", "granted")},
    "answerSuggestion": {"case": named("case", "suggested"), "round": 1, "accept": True},
    "appealDecision": {"case": named("case", "decided"), "reason": "Ce n’est pas vrai."},
    "adoptPolicy": {
        "kind": "REPORT",
        "typeName": "Project",
        "quorum": 2,
        "majority": 60,
        "vetoes": 2,
        "early": 4,
        "openHours": 24,
        "dueHours": 168,
        "appealHours": 168,
        "direct": "NOBODY",
    },
}
COLLECTION: Input = {
    "title": "Participer",
    "introduction": "Pour **commencer**.",
    "networks": [NETWORK],
    "items": [{"node": record_of("Project", "PUBLISHED"), "annotation": "Clair."}],
}
for _capability in CAPABILITIES:
    CREATED |= _capability.CREATED
    CHANGED |= _capability.CHANGED
    INPUTS |= _capability.INPUTS
for _type in EXCHANGED_TYPES:
    INPUTS[f"upsert{_type}s"] = {"network": NETWORK, "items": [{"reference": "r1", **CREATED[_type]}]}


REPORTS = {
    "reportContent": ("Workshop", {"ground": "SPAM", "text": "De la publicité."}),
    "reportDuplicate": ("Actor", {"of": named("actor", "own"), "text": "La même."}),
}
"""By mutation: the type of what is reported, and what is said of it."""


def input_for(name: str, on: str) -> Input:
    """The input of a mutation, on the object of that name where it is about a record; with a reason where one goes."""
    takes = GRAPHQL.mutation_type.fields[name].args["input"].type.of_type.fields
    return ({"reason": "Convenu."} if "reason" in takes else {}) | _input_for(name, on)


def _input_for(name: str, on: str) -> Input:
    if name == "grantSeal":
        return {"resource": record_of("Resource", on), "expectedVersion": 1, "kind": "VERIFIED", "text": "Vérifié."}
    if name in REPORTS:
        type_name, said = REPORTS[name]
        return {"node": record_of(type_name, on), **said}
    if name in INPUTS:
        return INPUTS[name]
    if name.endswith("Collection"):
        place = {"id": named("collection", on), "expectedVersion": 1} if on else {}
        return place | (COLLECTION if name in {"createCollection", "updateCollection"} else {})
    if name == "withdrawCase":
        return {"case": named("case", on)}
    type_name = next(each for each in RECORD_TYPES if name.endswith(each))
    if name == f"create{type_name}":
        return {"space": space_of(on), **CREATED[type_name]}
    record, _, version = on.partition("@")
    pointer = {"id": record_of(type_name, record), "expectedVersion": int(version or 1)}
    if name == f"suggest{type_name}":
        return {**pointer, **CHANGED[type_name]}
    given = {f"update{type_name}": CHANGED[type_name], f"revert{type_name}": {"version": 1}}
    return {**pointer, **given.get(name, {})}
