"""The stored tables, one per concept, with the descriptions that the SDL and the codebook repeat.

Every module here is imported with the package. What several packages use is exported below; a model that one capability
uses is imported from its own module.
"""

from models.account import (
    Account,
    Attempt,
    EmailChange,
    KnownDevice,
    Mail,
    OneTimeToken,
    Purpose,
    RefreshToken,
    SigningKey,
)
from models.actor import PERSONS, Actor, ActorKind, ActorTopic
from models.aid import Aid, AidType, Recurrence
from models.api_token import ApiToken, Scope
from models.base import Record, Sourced, Table, tables
from models.columns import ClosedList, Licence
from models.consent import PURPOSES, Consent, ConsentPurpose, WithdrawalReason
from models.contact import Audience, Contact, ContactKind, LegalBasis
from models.discovery import import_modules
from models.editorial import Collection, CollectionInvitation, CollectionItem, CollectionNetwork, Feature
from models.experience_report import (
    DecisionMethod,
    ExperienceReport,
    Interaction,
    Recruitment,
    ReportOutput,
    ReportPurpose,
)
from models.job import Job, JobFailure
from models.journal import Change, ChangeKind, ExternalReference, Follower, Outcome
from models.membership import Membership, MembershipRole
from models.network import WITH_A_VOICE, Network, NetworkRole
from models.network_snapshot import NetworkSnapshot
from models.ordering import index_orders
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
from models.rate_bucket import RateBucket
from models.resource import AuthorRole, Resource, ResourceAuthor, ResourceKind, ResourceTerritory, ResourceTopic
from models.review import (
    ON_APPEAL,
    Choice,
    Decision,
    Ground,
    Hindrance,
    Panel,
    ReviewCase,
    ReviewParty,
    ReviewReport,
    ReviewRival,
    Side,
    Stage,
    Verdict,
    Vote,
)
from models.seal import Seal, SealKind
from models.search import SearchDocument
from models.searched import Searched
from models.space import STANDING_CLAIMS, Claim, ClaimState, Invitation, Space, SpaceMember, SpaceRole
from models.territory import (
    AliasKind,
    IntermunicipalityCategory,
    Territory,
    TerritoryAlias,
    TerritoryInclusion,
    TerritoryKind,
)
from models.topic import Topic, TopicInclusion
from models.usage import StorageNote, StorageUsage
from models.workshop import HostRole, Workshop, WorkshopFormat, WorkshopHost, WorkshopTopic

import_modules(__name__)
index_orders()
MODELS: dict[str, type[Table]] = {each.__name__: each for each in tables()}
"""Every model that is a table, by its name."""
