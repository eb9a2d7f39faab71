"""Resource, and what experience reports and aids say besides."""

from collections.abc import Sequence
from typing import Any

from strawberry import auto

import models
from execution import BatchInfo, batched
from resolvers.editorial.completeness import COLUMNS, completeness_score
from resolvers.editorial.completeness import missing_sections as missing_of
from resolvers.validation.field_names import to_camel_case
from schema.kit.entity import embedded_type, entity
from schema.kit.relations import many, one


@batched(needs=COLUMNS, description="Completeness of the report, in percent of the fields that readers need.")
def completeness(reports: Sequence[Any], _info: BatchInfo) -> list[int]:
    """Of each report, from 0 to 100."""
    return list(map(completeness_score, reports))


@batched(
    needs=COLUMNS,
    description="Names of the fields that are missing for completeness; `cost` stands for `costCents` or `costDays`.",
)
def missing(reports: Sequence[Any], _info: BatchInfo) -> list[list[str]]:
    """Of each report."""
    return [list(map(to_camel_case, missing_of(each))) for each in reports]


@entity(models.Resource, deposited=True, purpose="Find experience reports, guides, aids and other material to reuse.")
class Resource:
    kind: auto
    title: auto
    summary: auto
    body: auto
    url: auto
    language: auto
    published_on: auto
    expires_on: auto
    experience_report = one(
        "ExperienceReport",
        via="id",
        key="resource_id",
        says="Structured part of an experience report; null for any other kind.",
    )
    aid = one("Aid", via="id", key="resource_id", says="Structured part of an aid; null for any other kind.")
    project = one("Project", via="project_id")
    derived_from = one("Resource", via="derived_from_id")
    derived = many("Resource", via="derived_from_id", says="Resources that are derived from this one.")
    authors = many(
        "Actor",
        through="ResourceAuthor",
        properties=("role",),
        says="Actors that wrote or edited the resource. The edge gives the actor's role.",
    )
    topics = many("Topic", through="ResourceTopic", says="Topics that the resource is about.")
    territories = many("Territory", through="ResourceTerritory", says="Territories that the resource concerns.")
    collections = many(
        "Collection",
        through="CollectionItem",
        via="node_id",
        onward="collection_id",
        says="Collections that the resource is in.",
    )
    reused_in = many("Project", through="ProjectReuse", says="Projects that reuse the resource.")
    seals = many("Seal", via="resource_id", says="Seals that networks have granted to the resource, the latest first.")


@embedded_type(models.ExperienceReport)
class ExperienceReport:
    participation_level: auto
    purposes: auto
    recruitment: auto
    interaction: auto
    decision_method: auto
    outputs: auto
    participants: auto
    cost_cents: auto
    cost_days: auto
    what_worked: auto
    what_failed: auto
    reuse_conditions: auto
    evidence: auto
    formally_evaluated: auto
    completeness = completeness
    missing = missing


@embedded_type(models.Aid)
class Aid:
    funders: auto
    audiences: auto
    types: auto
    call_for_projects: auto
    recurrence: auto
    closes_on: auto
