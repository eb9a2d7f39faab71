"""What is stored: one table per concept, with the descriptions that the SDL and the codebook repeat."""

from models.actor import Actor, ActorKind, ActorTopic
from models.aid import Aid, AidType, Recurrence
from models.base import Record, Sourced, Table
from models.columns import ClosedList, Licence
from models.experience_report import (
    DecisionMethod,
    ExperienceReport,
    Interaction,
    Recruitment,
    ReportOutput,
    ReportPurpose,
)
from models.membership import Membership, MembershipRole
from models.network import Network, NetworkRole
from models.project import (
    Participation,
    ParticipationLevel,
    ParticipationRole,
    Project,
    ProjectPhase,
    ProjectStatus,
    ProjectTerritory,
    ProjectTopic,
)
from models.resource import AuthorRole, Resource, ResourceAuthor, ResourceKind, ResourceTerritory, ResourceTopic
from models.territory import (
    IntermunicipalityCategory,
    Territory,
    TerritoryFormerCode,
    TerritoryInclusion,
    TerritoryKind,
)
from models.topic import Topic, TopicInclusion
from models.workshop import HostRole, Workshop, WorkshopFormat, WorkshopHost, WorkshopTopic

__all__ = [
    "Actor",
    "ActorKind",
    "ActorTopic",
    "Aid",
    "AidType",
    "AuthorRole",
    "ClosedList",
    "DecisionMethod",
    "ExperienceReport",
    "HostRole",
    "Interaction",
    "IntermunicipalityCategory",
    "Licence",
    "Membership",
    "MembershipRole",
    "Network",
    "NetworkRole",
    "Participation",
    "ParticipationLevel",
    "ParticipationRole",
    "Project",
    "ProjectPhase",
    "ProjectStatus",
    "ProjectTerritory",
    "ProjectTopic",
    "Record",
    "Recruitment",
    "Recurrence",
    "ReportOutput",
    "ReportPurpose",
    "Resource",
    "ResourceAuthor",
    "ResourceKind",
    "ResourceTerritory",
    "ResourceTopic",
    "Sourced",
    "Table",
    "Territory",
    "TerritoryFormerCode",
    "TerritoryInclusion",
    "TerritoryKind",
    "Topic",
    "TopicInclusion",
    "Workshop",
    "WorkshopFormat",
    "WorkshopHost",
    "WorkshopTopic",
]
