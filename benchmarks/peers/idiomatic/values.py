"""The enumerations, which are those of the tables, and the scalar for large amounts."""

from typing import NewType

import strawberry

import models

BigInt = NewType("BigInt", int)

ActorKind = strawberry.enum(models.ActorKind)
ProjectPhase = strawberry.enum(models.ProjectPhase)
ProjectStatus = strawberry.enum(models.ProjectStatus)
ParticipationRole = strawberry.enum(models.ParticipationRole)
AuthorRole = strawberry.enum(models.AuthorRole)
ResourceKind = strawberry.enum(models.ResourceKind)
WorkshopFormat = strawberry.enum(models.WorkshopFormat)
Licence = strawberry.enum(models.Licence)

SCALARS = {BigInt: strawberry.scalar(name="BigInt", serialize=int, parse_value=int)}
