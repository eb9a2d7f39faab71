"""A claim of before is on the place that was named when it was made, as the sealed journal has the record of then.

Whoever claimed an authority named a place, and was given the record that had its SIREN, or else a public record of a
local authority that lay there. So the record as it stood at that moment tells the place, and not what somebody has
written there since. Only a record that could be found in both ways leaves two: then its SIREN counts if the register, a
guarantor network or the authority's own verified space wrote it, and where it lies does in the same way; else no place.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

CLAIMS = sa.text(
    "SELECT claim.id, claim.created_at AS claimed_at, claim.actor_id, claim.territory_id AS believed, actor.siren, "
    "actor.territory_id, actor.kind, actor.state FROM claim JOIN actor ON actor.id = claim.actor_id"
).columns(claimed_at=columns.MOMENT)
WRITTEN = sa.text(
    "SELECT change.node_id, change.created_at AS written_at, change.fields AS said, change.space_id, "
    "change.account_id, change.network_id, change.token_id "
    "FROM change WHERE change.node_id IN (SELECT actor_id FROM claim) ORDER BY change.version, change.id"
).columns(written_at=columns.MOMENT, said=columns.JSON_LIST)
SPACES = sa.text(
    "SELECT space.id, space.actor_id, space.verified_at, network.role "
    "FROM space LEFT JOIN network ON network.id = space.network_id "
    "WHERE network.role = 'GUARANTOR' OR space.verified_at IS NOT NULL AND space.actor_id IS NOT NULL"
).columns(verified_at=columns.MOMENT)
PLACES = sa.text(
    "SELECT id, kind, code, siren FROM territory "
    "WHERE id IN (SELECT territory_id FROM actor WHERE id IN (SELECT actor_id FROM claim)) "
    "OR siren IS NOT NULL OR kind = 'EPCI' ORDER BY id DESC"
)
MOVE = sa.text("UPDATE claim SET territory_id = :place WHERE id = :key")


class Places(NamedTuple):
    """The register: the place of each SIREN, and which places have one."""

    by_siren: Mapping[str, str]
    with_siren: frozenset[str]


def upgrade() -> None:
    connection = op.get_bind()
    claims = connection.execute(CLAIMS).all()
    if not claims:
        return
    spaces, places = connection.execute(SPACES).all(), _places(connection.execute(PLACES).all())
    journal: dict[str, list[Any]] = {}
    for entry in connection.execute(WRITTEN):
        journal.setdefault(entry.node_id, []).append(entry)
    found = {each.id: _place(each, journal.get(each.actor_id, []), spaces, places) for each in claims}
    moved = [{"key": each.id, "place": found[each.id]} for each in claims if found[each.id] != each.believed]
    if moved:
        connection.execute(MOVE, moved)


def _places(rows: Iterable[Any]) -> Places:
    known = [(row.code if row.kind == "EPCI" else row.siren, row.id) for row in rows]
    by_code = {siren: id_ for siren, id_ in known if siren is not None}
    return Places(by_code, frozenset(id_ for siren, id_ in known if siren is not None))


def _place(claim: Any, journal: Sequence[Any], spaces: Sequence[Any], places: Places) -> str | None:
    """The place that was named in a claim, by the journal of the record that it is on."""
    lies_in: str | None
    siren, lies_in, kind, state = (_then(claim, journal, name) for name in ("siren", "territory_id", "kind", "state"))
    named = places.by_siren.get(siren)
    could_lie = kind == "LOCAL_AUTHORITY" and state == "PUBLISHED" and lies_in not in places.with_siren
    if named is None or lies_in is None or named == lies_in or not could_lie:
        return named or lies_in
    if claim.believed == lies_in:
        return lies_in  # it was written down when the claim was made
    before = [entry for entry in journal if entry.written_at <= claim.claimed_at]
    for place, name in ((named, "siren"), (lies_in, "territory_id")):
        if _is_evidence(claim.actor_id, [entry for entry in before if name in entry.said], spaces):
            return place
    return None


def _then(claim: Any, journal: Sequence[Any], name: str) -> Any:
    """The value that a column of the record had when the claim was made."""
    later = (entry.said[name][0] for entry in journal if entry.written_at > claim.claimed_at and name in entry.said)
    return next(later, getattr(claim, name))


def _is_evidence(actor_id: str, entries: Sequence[Any], spaces: Sequence[Any]) -> bool:
    """True if who answers for an authority wrote something last; what came with the commons, nobody has written."""
    if not entries:
        return True
    last = entries[-1]
    if last.account_id is None and last.network_id is None and last.token_id is None:
        return False  # the partners decided it: they can be wrong about whose it is
    if last.space_id is None:
        return True
    return any(
        each.role == "GUARANTOR" or (each.actor_id == actor_id and each.verified_at <= last.written_at)
        for each in spaces
        if each.id == last.space_id
    )


def downgrade() -> None:
    """Leave the places: they are those that were named."""
