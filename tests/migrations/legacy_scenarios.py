"""Rows of every kind and state that a commons of revision 0016 could have, in one of its databases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from models import ids
from tests.migrations.legacy_rows import BEGIN, Writing, at, key

PEOPLE = ("mayor", "clerk", "second", "giver", "leaver", "author", "keeper", "rival", "late")
KINDS = ("SUBMISSION", "CHANGE", "REPORT", "DUPLICATE", "SUGGESTION", "PERSONAL")
STAGES = ("OPEN", "ESCALATED", "DECIDED", "WITHDRAWN", "APPEALED")
STANDS = {("SUBMISSION", "OPEN"): "SUBMITTED", ("SUBMISSION", "ESCALATED"): "SUBMITTED"}
RECORD = {"licence": "ETALAB_2_0", "state": "PUBLISHED"}
TITLED = {"title": "Budget", "title_sort": "budget"}
PROJECT = {**RECORD, **TITLED, "phase": "IDEA", "status": "IN_PROGRESS", "space_id": key("space office")}
ASKED = ("SUBMISSION", "CHANGE", "REPORT", "DUPLICATE", "SUGGESTION", "CLAIM")
POLICIES = {kind: ids.derived("policy", f"{kind}  1", datetime(2026, 1, 1, tzinfo=UTC)) for kind in ASKED}
"""The policies with which a commons begins."""


def fill(connection: Connection) -> None:
    """Write them all."""
    add = Writing(connection).add
    _people(add)
    _places(add)
    _records(add)
    _claims(add)
    _cases(add)
    _rounds(add)
    _words(add)
    _programs(add)


def fill_more(connection: Connection) -> None:
    """Write what a commons of revision 0027 could have besides: a claim says where it is from the start."""
    add = Writing(connection).add
    place = key("territory mountain")
    claim(add, "of 0027", key("actor spoofed"), "late", "WITHDRAWN", 50, territory_id=place, settled_at=at(51))


def _people(add: Any) -> None:
    for name in (*PEOPLE, "gone"):
        mailbox = {"email": f"{name}@exemple.fr", "email_key": f"{name}@exemple.fr", "email_confirmed_at": BEGIN}
        erased = {"email_key": None, "erased_at": at(9)} if name == "gone" else {}
        add("account", **{"id": key(f"account {name}"), "name": name, **mailbox, **erased}, steward=name == "keeper")
    for name, role in (("alder", "GUARANTOR"), ("birch", "PARTNER"), ("cedar", "PARTNER")):
        add("network", id=key(f"network {name}"), slug=name, name=name, name_sort=name, role=role)
        add("space", id=key(f"space {name}"), network_id=key(f"network {name}"), verified_at=BEGIN)
    member(add, "alder", "giver")
    add("actor", id=key("actor office"), kind="LOCAL_AUTHORITY", name="Office", name_sort="office", **RECORD)
    add("space", id=key("space office"), actor_id=key("actor office"), verified_at=BEGIN)
    member(add, "office", "author")


def member(add: Any, space: str, name: str, role: str = "ADMIN") -> None:
    add("space_member", space_id=key(f"space {space}"), account_id=key(f"account {name}"), role=role, since=BEGIN)


def _places(add: Any) -> None:
    for name, kind, code, within, siren in (
        ("island", "DEPARTMENT", "974", None, None),
        ("mountain", "DEPARTMENT", "01", None, None),
        ("saint paul", "COMMUNE", "97415", "island", "219740156"),
        ("other town", "COMMUNE", "97411", "island", "219740115"),
        ("hill", "COMMUNE", "01004", "mountain", "210100046"),
        *((f"place {number}", "COMMUNE", f"0110{number}", "mountain", f"2101001{number}0") for number in range(6)),
    ):
        at_home = key(f"territory {within}") if within else None
        said = {"kind": kind, "code": code, "siren": siren, "vintage": 2026, "department_id": at_home}
        add("territory", id=key(f"territory {name}"), name=name, name_sort=name, **said)


def _records(add: Any) -> None:
    """Workshops with and without a zone that somebody chose; codes that drafts and archives held; an authority."""
    for name, place, zone, said in (
        ("unchosen", "saint paul", "Europe/Paris", {"title": [None, "Atelier"]}),
        ("chosen", "saint paul", "Europe/Paris", {"time_zone": [None, "Europe/Paris"]}),
        ("of there", "saint paul", "Indian/Reunion", {"time_zone": [None, "Indian/Reunion"]}),
        ("at home", "hill", "Europe/Paris", {"title": [None, "Atelier"]}),
    ):
        id_, lies = key(f"workshop {name}"), {"time_zone": zone, "territory_id": key(f"territory {place}")}
        deposited = {**RECORD, **TITLED, **lies, "space_id": key("space office"), "format": "ON_SITE"}
        add("workshop", id=id_, **deposited, starts_at=at(1), ends_at=at(2), language="fr")
        note(add, "CREATED", id_, said, space="office", account_id=key("account author"))
    for number, state in enumerate(("DRAFT", "SUBMITTED", "PUBLISHED", "ARCHIVED")):
        actor(add, f"of {state}", state=state, kind="ASSOCIATION", siren=f"30000000{number}")
    actor(add, "called a citizen", kind="CITIZEN")
    add("space", id=key("space called"), actor_id=key("actor called a citizen"), verified_at=BEGIN)
    actor(add, "left", siren="210100999")
    add("space", id=key("space left"), actor_id=key("actor left"))
    add("project", id=key("project left"), **PROJECT | {"space_id": key("space left")})


def actor(add: Any, name: str, **values: Any) -> str:
    said = {"kind": "LOCAL_AUTHORITY", "name": name, "name_sort": name, **RECORD, **values}
    add("actor", id=key(f"actor {name}"), **said)
    return key(f"actor {name}")


def note(add: Any, kind: str, node: str, fields: dict[str, Any], hours: float = 0, space: str = "", **by: Any) -> None:
    of = {"space_id": key(f"space {space}") if space else None, "created_at": at(hours), "updated_at": at(hours)}
    values = {"kind": kind, "node_id": node, "state": "PUBLISHED", "fields": fields, "request_id": "before", **of, **by}
    add("change", id=key(f"change {kind} {node} {hours} {sorted(fields)}"), **values)


def _claims(add: Any) -> None:
    """Claims of every state; on records that others wrote, or that are not those of the place any more."""
    town = actor(add, "town", siren="219740115", territory_id=key("territory saint paul"))
    note(add, "CREATED", town, {"siren": [None, "219740156"]}, hours=1, account_id=key("account mayor"))
    note(add, "UPDATED", town, {"siren": ["219740156", "219740115"]}, 5, "birch", version=2)
    claim(add, "of the town", town, "mayor", "CONFIRMED", 2)
    spoofed = actor(add, "spoofed", siren="210100046", territory_id=key("territory mountain"))
    note(add, "CREATED", spoofed, {"siren": [None, "210100046"], "territory_id": [None, "x"]}, 1, "birch")
    claim(add, "of a department", spoofed, "clerk", "DECLARED", 3)
    member(add, opened(add, "spoofed"), "clerk")
    alone = actor(add, "alone", territory_id=key("territory place 0"))
    claim(add, "taken back", alone, "rival", "WITHDRAWN", 2)
    claim(add, "against nobody", alone, "mayor", "CONTESTED", 3)
    claim(add, "younger", alone, "late", "CONTESTED", 4)
    for each, who in (("taken back", "rival"), ("against nobody", "mayor"), ("younger", "late")):
        _asked(add, each, alone, who)
    opened(add, "alone")
    for number, name in ((1, "first"), (1, "second")):
        twin = actor(add, name, territory_id=key(f"territory place {number}"))
        claim(add, name, twin, "rival" if name == "first" else "second", "DECLARED", 5 if name == "first" else 6)
        member(add, opened(add, name), "rival" if name == "first" else "second")
    lost = actor(add, "lost", territory_id=key("territory place 2"))
    claim(add, "winner", lost, "late", "CONFIRMED", 7)
    claim(add, "loser", lost, "clerk", "REFUSED", 1, settled_at=at(60))
    member(add, opened(add, "lost", verified_at=at(60)), "late")
    decided(add, _asked(add, "winner", lost, "late", stage="DECIDED"), node=lost)
    given = actor(add, "given", territory_id=key("territory place 3"))
    claim(add, "had", given, "rival", "CONFIRMED", 1, settled_at=at(2))
    member(add, opened(add, "given", verified_at=at(2)), "rival")
    claim(add, "won on appeal", given, "second", "REFUSED", 7, settled_at=at(40))
    name = _asked(add, "won on appeal", given, "second", stage="DECIDED", panel="FRESH", round=2)
    decided(add, name, "REJECTED", node=given, created_at=at(40))
    decided(add, name, node=given, round=2)


def _asked(add: Any, name: str, actor_id: str, who: str, **values: Any) -> str:
    """The case on whose an authority is."""
    about = {"question": key(f"claim {name}"), "account_id": key(f"account {who}"), "type_name": "Actor"}
    return case(add, "CLAIM", f"claim {name}", actor_id, **about, **values)


def opened(add: Any, name: str, **values: Any) -> str:
    add("space", id=key(f"space {name}"), actor_id=key(f"actor {name}"), **values)
    return name


def claim(add: Any, name: str, actor_id: str, who: str, state: str, hours: float, **values: Any) -> None:
    said = {"account_id": key(f"account {who}"), "state": state, "created_at": at(hours), **values}
    add("claim", id=key(f"claim {name}"), actor_id=actor_id, **said)


def case(add: Any, kind: str, name: str, node: str, **values: Any) -> str:
    """A case that is open, and whose deadlines are over by LATER, unless it is said otherwise."""
    asked = {"account_id": key("account rival"), "created_at": at(8), "opened_at": at(8), "text": f"says {name}"}
    clock = {"next_at": at(20), "due_at": at(24 * 14)} if values.get("stage", "OPEN") == "OPEN" else {"due_at": at(30)}
    said = {"type_name": "Project", "stage": "OPEN", "panel": "PARTNERS", "policy_id": POLICIES[kind], **clock}
    add("review_case", **{"id": key(f"case {name}"), "kind": kind, "node_id": node, **asked, **said, **values})
    return name


def decided(add: Any, name: str, verdict: str = "APPROVED", kind: str = "CLAIM", node: str = "", **values: Any) -> None:
    said = {"kind": kind, "node_id": node, "verdict": verdict, "panel": "PARTNERS", "counts": {}, "round": 1}
    when = {"created_at": at(60), "decided_at": at(60), "opened_at": at(8), "appealable_until": at(24 * 30)}
    id_ = key(f"decision {name} {values}")
    add("decision", **{"id": id_, "case_id": key(f"case {name}"), **said, **when, **values})


def _cases(add: Any) -> None:
    """A case of every kind in every stage, each on a record of its own, with votes in it."""
    for kind in KINDS:
        for stage in STAGES:
            name = f"{kind} {stage}"
            _case(add, kind, stage, name, key(f"project {name}"))


def _case(add: Any, kind: str, stage: str, name: str, node: str) -> None:
    state = STANDS.get((kind, stage), "PUBLISHED")
    add("project", **{**PROJECT, "id": node, "state": state, "summary": "x"})
    add("project", **{**PROJECT, "id": key(f"project stays {name}")})
    said: dict[str, Any] = {"owner_id": key("space office"), "stage": "OPEN" if stage == "APPEALED" else stage}
    stored = "REPORT" if kind == "PERSONAL" else kind
    if kind in ("CHANGE", "SUGGESTION"):
        said["proposed"] = {"summary": ["x", "y"]}
    if kind == "SUGGESTION" and stage == "OPEN":
        said["panel"] = "OWNER"
    if kind == "PERSONAL":
        said |= {"question": "description", "ground": "PERSONAL_DATA", "proposed": {"description": ["words", None]}}
    if kind == "DUPLICATE":
        said["question"] = key(f"project stays {name}")
    if stage == "APPEALED":
        said |= {"panel": "FRESH", "round": 2, "opened_at": at(70), "next_at": at(90)}
    case(add, stored, name, node, **said)
    if stage in ("DECIDED", "APPEALED"):
        decided(add, name, "REJECTED" if stage == "APPEALED" else "APPROVED", stored, node)
    judges = () if said.get("panel") == "OWNER" else ("birch", "cedar")
    for number, network in enumerate(judges, 1):
        voted(add, name, network, number, said.get("round", 1))


def voted(add: Any, name: str, network: str, number: int, round_: int, **by: Any) -> None:
    cast = {"choice": "APPROVE", "ground": "SOUND", "text": f"of {name}", "created_at": at(9 if round_ == 1 else 71)}
    id_ = key(f"vote {name} {number}")
    where = {"case_id": key(f"case {name}"), "network_id": key(f"network {network}"), "round": round_}
    add("vote", id=id_, number=number, **where, **cast, **by)


def _rounds(add: Any) -> None:
    """A round in which one person voted for two networks; what was approved for who is not confirmed."""
    add("project", id=key("project spoke twice"), **PROJECT)
    case(add, "REPORT", "spoke twice", key("project spoke twice"), ground="SPAM", question="spoke twice")
    for number, network in enumerate(("birch", "cedar"), 1):
        voted(add, "spoke twice", network, number, 1, account_id=key("account giver"))
    early = key("project early")
    add("project", id=early, **PROJECT | {"space_id": key("space spoofed")})
    note(add, "PUBLISHED", early, {"state": ["SUBMITTED", "PUBLISHED"]}, 60, "spoofed")
    case(add, "SUBMISSION", "early", early, stage="DECIDED", owner_id=key("space spoofed"))
    decided(add, "early", "APPROVED", "SUBMISSION", early)


def _words(add: Any) -> None:
    """Words of an erased person, and words about one; a case that was opened again after that."""
    add("project", id=key("project of gone"), **PROJECT)
    case(add, "REPORT", "by gone", key("project of gone"), account_id=key("account gone"), question="by gone")
    voted(add, "by gone", "birch", 1, 1, account_id=key("account gone"))
    person = actor(add, "erased", kind="CITIZEN", state="ARCHIVED", space_id=key("space office"))
    note(add, "ERASED", person, {"name": [None, None]}, 9, "office")
    case(add, "REPORT", "about erased", person, type_name="Actor", panel="FRESH", round=2)
    decided(add, "about erased", "REJECTED", "REPORT", person)
    voted(add, "about erased", "birch", 1, 2)
    handed = actor(add, "handed over", space_id=key("space office"))
    case(add, "CHANGE", "before", handed, type_name="Actor", proposed={"summary": [None, "y"]}, owner_id=None)
    case(add, "REPORT", "followed", handed, type_name="Actor", owner_id=None, ground="SPAM")


def _programs(add: Any) -> None:
    """Tokens of somebody who is there, of one who left, and one that was revoked; what they sent and how they voted."""
    for number, (name, giver, values) in enumerate(
        (
            ("good", "giver", {}),
            ("left", "leaver", {}),
            ("revoked", "giver", {"revoked_at": at(30)}),
        )
    ):
        said = {"network_id": key("network alder"), "created_by": key(f"account {giver}"), "token_hash": name, **values}
        add(
            "api_token",
            id=key(f"token {name}"),
            name=name,
            scopes=["READ", "NETWORK_ADMIN"],
            expires_at=at(9000),
            **said,
        )
        sent = at(20 + number)
        wait = {"email": f"{name}@exemple.fr", "role": "EDITOR", "token_hash": name, "created_at": sent}
        add("invitation", id=key(f"invitation {name}"), space_id=key("space alder"), **wait, expires_at=at(10**4))
        fields, by = {"invitation": [None, "EDITOR"]}, {"token_id": key(f"token {name}")}
        note(add, "UPDATED", key("space alder"), fields, 20 + number, "alder", **by)
    add("project", id=key("project voted"), **PROJECT)
    case(add, "REPORT", "voted", key("project voted"), stage="DECIDED", ground="SPAM", question="voted")
    decided(add, "voted", "REJECTED", "REPORT", key("project voted"))
    voted(add, "voted", "alder", 1, 1, token_id=key("token good"))
