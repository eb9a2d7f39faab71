"""The border between people and organisations: an actor that others rely on does not cross it.

What is known of a person is personal, and goes when they are erased; what is known of an organisation is not. So an
actor that has a space, a claim or a tie stays on its side, and one that somebody acts for stays a local authority.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.queries.actor_ties import actor_ties
from models import PERSONS, ActorKind
from resolvers.core.viewer_reads import ViewerReads
from resolvers.validation import Problem


@dataclass(frozen=True, slots=True)
class ActorDependencies:
    """The dependencies of an actor, as far as the viewer may see them."""

    acted_for: bool
    """True if a space or a claim is tied to the actor."""
    tied: bool

    def holds(self, before: str, after: str) -> bool:
        """True if the actor's kind cannot change from `before` to `after`."""
        if self.acted_for and before == ActorKind.LOCAL_AUTHORITY:
            return before != after
        return crosses_person_boundary(before, after) and (self.acted_for or self.tied)


def crosses_person_boundary(before: str, after: str) -> bool:
    """True if an actor becomes a person or ceases to be one."""
    return (before in PERSONS) != (after in PERSONS)


async def actor_dependencies(seeing: ViewerReads, ids: Collection[str]) -> dict[str, ActorDependencies]:
    """Return the dependencies of each actor: one statement for all of them.

    What is not published holds nothing, whoever sees it, since everyone may draft what they like; nor does what the
    viewer does not see, since a refusal would tell of it.
    """
    if not ids:
        return {}
    rows = await actor_ties(seeing, ids)
    return {row[0]: ActorDependencies(bool(row[1]), bool(row[2])) for row in rows}


def actor_kind_problems(
    dependencies: Mapping[str, ActorDependencies], before: Mapping[str, Any] | None, columns: Mapping[str, Any]
) -> list[Problem]:
    """Return the problems of an actor's new kind, if dependencies prevent the change."""
    found = dependencies.get(before["id"]) if before is not None and "kind" in columns else None
    held = found is not None and before is not None and found.holds(before["kind"], columns["kind"])
    return [ACTOR_KIND_RULE] if held else []


ACTOR_KIND_RULE = Problem(("kind",), "KIND_SETTLED")


async def has_representative(seeing: ViewerReads, actor_id: str) -> bool:
    """True if somebody acts, or claims to act, for an actor, which then is no person."""
    found = await actor_dependencies(seeing, [actor_id])
    return actor_id in found and found[actor_id].acted_for
