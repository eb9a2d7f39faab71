"""Demonstration memberships: people in organisations, organisations in federations and in the six networks."""

from datetime import date, timedelta

import models
from encommun.seed.demonstration.block import BASE, MOMENT, Block
from encommun.seed.demonstration.cast import Cast
from encommun.seed.demonstration.dice import Dice
from encommun.seed.networks import network_id, network_slugs
from models import ActorKind, MembershipRole, TerritoryKind

FEDERATIONS = (TerritoryKind.DEPARTMENT, TerritoryKind.REGION)
"""An association at one of these levels brings others together."""

JOINING_NETWORKS = (
    ActorKind.LOCAL_AUTHORITY,
    ActorKind.ASSOCIATION,
    ActorKind.RESEARCH,
    ActorKind.COMPANY,
    ActorKind.PUBLIC_OFFICER,
    ActorKind.ELECTED_OFFICIAL,
)


def memberships(block: Block, cast: Cast) -> None:
    """Adds the rows of a block's memberships."""
    dice = block.dice("memberships")
    for person in cast.people:
        _join(block, dice, person.id, person.role or MembershipRole.MEMBER, organisation=person.home)
    _volunteers(block, cast, dice)
    _federations(block, cast, dice)
    _networks(block, cast, dice)


def _volunteers(block: Block, cast: Cast, dice: Dice) -> None:
    """A third of the people also give time to an association or a group of citizens."""
    groups = cast.hosts(ActorKind.ASSOCIATION, ActorKind.CITIZEN_GROUP)
    for person in cast.people:
        second = dice.skewed(groups)
        if dice.chance(1 / 3) and second.id != person.home:
            _join(block, dice, person.id, MembershipRole.VOLUNTEER, organisation=second.id)


def _federations(block: Block, cast: Cast, dice: Dice) -> None:
    """Associations of a department or region have organisations as members."""
    federations = [host for host in cast.hosts(ActorKind.ASSOCIATION) if host.place.kind in FEDERATIONS]
    for federation in federations:
        others = [organisation for organisation in cast.organisations if organisation.id != federation.id]
        for member in dice.some(others, dice.between(3, 9)):
            _join(block, dice, member.id, MembershipRole.MEMBER, organisation=federation.id)


def _networks(block: Block, cast: Cast, dice: Dice) -> None:
    """Two in five of those who may join partner networks do, some of them two."""
    for player in cast.of(*JOINING_NETWORKS):
        if dice.chance(0.4):
            for slug in dice.some(network_slugs(), 2 if dice.chance(0.25) else 1):
                _join(block, dice, player.id, MembershipRole.MEMBER, network=network_id(slug))


def _join(
    block: Block,
    dice: Dice,
    member: str,
    role: MembershipRole,
    organisation: str | None = None,
    network: str | None = None,
) -> None:
    since = BASE - timedelta(days=dice.between(20, 2200))
    row = {
        "id": block.id("membership", "membership", len(block.rows[models.Membership])),
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "member_id": member,
        "organisation_id": organisation,
        "network_id": network,
        "role": role,
        "since": since,
        "until": _until(since, dice),
    }
    block.add(models.Membership, row)


def _until(since: date, dice: Dice) -> date | None:
    """One membership in eight is over."""
    return since + timedelta(days=dice.between(10, (BASE - since).days)) if dice.chance(1 / 8) else None
