"""Territory, with everything that stands in it."""

from strawberry import auto

import models
from loaders.sql.filters import Comparison
from schema.entities.feature import under_way
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(
    models.Territory,
    "code kind",
    plural="territories",
    purpose="Find regions, departments, EPCI and communes, for instance by name or code.",
)
class Territory:
    kind: auto
    code: auto
    name: auto
    siren: auto
    category: auto
    population: auto
    postal_codes: auto
    former_codes: auto
    district_codes: auto
    time_zone: auto
    longitude: auto
    latitude: auto
    vintage: auto
    created_at: auto
    updated_at: auto
    region = one("Territory", via="region_id")
    department = one("Territory", via="department_id")
    epci = one("Territory", via="epci_id")
    children = many(
        "Territory",
        through="TerritoryInclusion",
        via="ancestor_id",
        onward="descendant_id",
        only=Comparison("link__direct", "eq", value=True),
        says="Territories directly inside: a region's departments, a department's or an EPCI's communes.",
    )
    parents = many(
        "Territory",
        through="TerritoryInclusion",
        via="descendant_id",
        onward="ancestor_id",
        only=Comparison("link__direct", "eq", value=True),
        says="Territories of the next level in which this one lies.",
    )
    actors = many(
        "Actor",
        via="territory_id",
        says=(
            "Actors of exactly this territory. To include territories inside it, filter the root field `actors` by"
            " `territory: {within: …}`."
        ),
    )
    projects = many(
        "Project",
        through="ProjectTerritory",
        says=(
            "Projects that concern exactly this territory. To include territories inside it, filter the root field "
            "`projects`."
        ),
    )
    resources = many(
        "Resource",
        through="ResourceTerritory",
        says=(
            "Resources that concern exactly this territory. To include territories inside it, filter the root "
            "field `resources`."
        ),
    )
    workshops = many("Workshop", via="territory_id", says="Workshops that take place in exactly this territory.")
    features = many("Feature", via="territory_id", at=under_way, says="Current features on exactly this territory.")
