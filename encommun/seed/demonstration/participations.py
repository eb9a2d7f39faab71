"""Participants of a demonstration project, with their roles."""

from datetime import date, timedelta

import models
from encommun.seed.demonstration import organisations
from encommun.seed.demonstration.block import BASE, MOMENT, Block
from encommun.seed.demonstration.cast import Cast, Player
from encommun.seed.demonstration.dice import Dice
from models import ActorKind, ParticipationRole

ROLES = {
    ParticipationRole.PARTNER: (ActorKind.ASSOCIATION, ActorKind.LOCAL_AUTHORITY, ActorKind.CITIZEN_GROUP),
    ParticipationRole.FUNDER: (ActorKind.STATE_SERVICE, ActorKind.LOCAL_AUTHORITY),
    ParticipationRole.FACILITATOR: (ActorKind.COMPANY, ActorKind.ASSOCIATION, ActorKind.PUBLIC_OFFICER),
    ParticipationRole.EXPERT: (ActorKind.RESEARCH, ActorKind.COMPANY),
    ParticipationRole.PARTICIPANT: (ActorKind.CITIZEN, ActorKind.CITIZEN_GROUP),
    ParticipationRole.EVALUATOR: (ActorKind.RESEARCH,),
    ParticipationRole.OBSERVER: (ActorKind.ELECTED_OFFICIAL, ActorKind.ASSOCIATION, ActorKind.STATE_SERVICE),
}
"""The kinds of actors by role."""

WEIGHTS = (
    (ParticipationRole.PARTNER, 6),
    (ParticipationRole.FUNDER, 3),
    (ParticipationRole.FACILITATOR, 4),
    (ParticipationRole.EXPERT, 2),
    (ParticipationRole.PARTICIPANT, 5),
    (ParticipationRole.EVALUATOR, 1),
    (ParticipationRole.OBSERVER, 2),
)


def participations(block: Block, cast: Cast, project: str, holder: Player, starts_on: date | None, dice: Dice) -> None:
    """Adds the participations of one project: three to nine, and sometimes a partner from an earlier block."""
    parts: dict[tuple[str, ParticipationRole], None] = {}
    for _ in range(dice.between(3, 9)):
        role = dice.weighted(WEIGHTS)
        actor = dice.skewed(cast.of(*ROLES[role]))
        if actor.id != holder.id:
            parts[actor.id, role] = None
    if block.number and dice.chance(1 / 4):
        parts[_elsewhere(block, dice), ParticipationRole.PARTNER] = None
    for actor_id, role in parts:
        since = (starts_on or BASE) + timedelta(days=dice.below(60)) if dice.chance(0.8) else None
        number = len(block.rows[models.Participation])
        row = {
            "id": block.id("participation", "participation", number),
            "created_at": MOMENT,
            "updated_at": MOMENT,
            "project_id": project,
            "actor_id": actor_id,
            "role": role,
            "since": since,
        }
        block.add(models.Participation, row)


def _elsewhere(block: Block, dice: Dice) -> str:
    """An organisation of an earlier block: this is what ties the blocks of a large commons together."""
    return block.id("actor", "actor", dice.below(organisations.per_block()), number=dice.below(block.number))
