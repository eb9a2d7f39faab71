"""Participation: an actor's part in a project."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import one


@entity(
    models.Participation, deposited=True, purpose="Find participations of actors in projects, for instance by role."
)
class Participation:
    role: auto
    since: auto
    until: auto
    project = one("Project", via="project_id")
    actor = one("Actor", via="actor_id")
