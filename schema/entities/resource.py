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


@batched(needs=COLUMNS, description="Percent of what readers ask of an experience report that it says.")
def completeness(reports: Sequence[Any], _info: BatchInfo) -> list[int]:
    """Of each report, from 0 to 100."""
    return list(map(completeness_score, reports))


@batched(needs=COLUMNS, description="Names of what it leaves open; `cost` stands for money or work.")
def missing(reports: Sequence[Any], _info: BatchInfo) -> list[list[str]]:
    """Of each report."""
    return [list(map(to_camel_case, missing_of(each))) for each in reports]


@entity(models.Resource)
class Resource:
    kind: auto
    title: auto
    summary: auto
    body: auto
    url: auto
    language: auto
    published_on: auto
    expires_on: auto
    demonstration: auto
    licence: auto
    source_name: auto
    source_url: auto
    source_reference: auto
    source_date: auto
    state: auto
    version: auto
    created_at: auto
    updated_at: auto
    experience_report = one(
        "ExperienceReport",
        via="id",
        key="resource_id",
        says="What an experience report says besides; null for any other kind.",
    )
    aid = one("Aid", via="id", key="resource_id", says="What an aid says besides; null for any other kind.")
    project = one("Project", via="project_id")
    derived_from = one("Resource", via="derived_from_id")
    derived = many("Resource", via="derived_from_id", says="Resources that build on this one.")
    authors = many(
        "Actor",
        through=models.ResourceAuthor,
        properties=("role",),
        says="Actors who worked on the resource, each with its role.",
    )
    topics = many("Topic", through=models.ResourceTopic, says="Topics that the resource is about.")
    territories = many("Territory", through=models.ResourceTerritory, says="Territories that the resource concerns.")
    collections = many(
        "Collection",
        through=models.CollectionItem,
        via="node_id",
        onward="collection_id",
        says="Collections that the resource is in.",
    )
    reused_in = many("Project", through=models.ProjectReuse, says="Projects that make use of the resource.")
    seals = many("Seal", via="resource_id", says="What networks say of the resource, the latest first.")
    space = one("Space", via="space_id")
    history = many("Change", via="node_id", says="What was changed, the latest first.")
    reviews = many("ReviewCase", via="node_id", says="What the partners are asked about it, the latest first.")
    decisions = many("Decision", via="node_id", says="What the partners decided about it, the latest first.")


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
