"""What is stored: one table per concept, with the descriptions that the SDL and the codebook repeat."""

from models.account import Account, Attempt, Mail, OneTimeToken, Purpose, RefreshToken, SigningKey
from models.actor import PERSONS, Actor, ActorKind, ActorTopic
from models.aid import Aid, AidType, Recurrence
from models.api_token import ApiToken, Scope
from models.base import Record, Sourced, Table
from models.columns import ClosedList, Licence
from models.consent import PURPOSES, Consent, ConsentPurpose, WithdrawalReason
from models.contact import Audience, Contact, ContactKind, LegalBasis
from models.editorial import Collection, CollectionInvitation, CollectionItem, CollectionNetwork, Feature
from models.experience_report import (
    DecisionMethod,
    ExperienceReport,
    Interaction,
    Recruitment,
    ReportOutput,
    ReportPurpose,
)
from models.journal import Change, ChangeKind, ExternalReference, Outcome
from models.membership import Membership, MembershipRole
from models.network import Network, NetworkRole
from models.policy import FROM_OUTSIDE, CaseKind, Direct, Policy
from models.project import (
    Participation,
    ParticipationLevel,
    ParticipationRole,
    Project,
    ProjectInspiration,
    ProjectPhase,
    ProjectReuse,
    ProjectStatus,
    ProjectTerritory,
    ProjectTopic,
)
from models.publication import Deposited, PublicationState
from models.resource import AuthorRole, Resource, ResourceAuthor, ResourceKind, ResourceTerritory, ResourceTopic
from models.review import ON_APPEAL, Choice, Decision, Ground, Panel, ReviewCase, ReviewParty, Stage, Verdict, Vote
from models.seal import Seal, SealKind
from models.space import STANDING_CLAIMS, Claim, ClaimState, Invitation, Space, SpaceMember, SpaceRole
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
    "FROM_OUTSIDE",
    "ON_APPEAL",
    "PERSONS",
    "PURPOSES",
    "STANDING_CLAIMS",
    "Account",
    "Actor",
    "ActorKind",
    "ActorTopic",
    "Aid",
    "AidType",
    "ApiToken",
    "Attempt",
    "Audience",
    "AuthorRole",
    "CaseKind",
    "Change",
    "ChangeKind",
    "Choice",
    "Claim",
    "ClaimState",
    "ClosedList",
    "Collection",
    "CollectionInvitation",
    "CollectionItem",
    "CollectionNetwork",
    "Consent",
    "ConsentPurpose",
    "Contact",
    "ContactKind",
    "Decision",
    "DecisionMethod",
    "Deposited",
    "Direct",
    "ExperienceReport",
    "ExternalReference",
    "Feature",
    "Ground",
    "HostRole",
    "Interaction",
    "IntermunicipalityCategory",
    "Invitation",
    "LegalBasis",
    "Licence",
    "Mail",
    "Membership",
    "MembershipRole",
    "Network",
    "NetworkRole",
    "OneTimeToken",
    "Outcome",
    "Panel",
    "Participation",
    "ParticipationLevel",
    "ParticipationRole",
    "Policy",
    "Project",
    "ProjectInspiration",
    "ProjectPhase",
    "ProjectReuse",
    "ProjectStatus",
    "ProjectTerritory",
    "ProjectTopic",
    "PublicationState",
    "Purpose",
    "Record",
    "Recruitment",
    "Recurrence",
    "RefreshToken",
    "ReportOutput",
    "ReportPurpose",
    "Resource",
    "ResourceAuthor",
    "ResourceKind",
    "ResourceTerritory",
    "ResourceTopic",
    "ReviewCase",
    "ReviewParty",
    "Scope",
    "Seal",
    "SealKind",
    "SigningKey",
    "Sourced",
    "Space",
    "SpaceMember",
    "SpaceRole",
    "Stage",
    "Table",
    "Territory",
    "TerritoryFormerCode",
    "TerritoryInclusion",
    "TerritoryKind",
    "Topic",
    "TopicInclusion",
    "Verdict",
    "Vote",
    "WithdrawalReason",
    "Workshop",
    "WorkshopFormat",
    "WorkshopHost",
    "WorkshopTopic",
]
