"""Tables without a rule: public ones, and internal ones, which the graph does not show."""

import models
from loaders.visibility.registry import internal, public

public(
    models.Decision,
    models.Network,
    models.Policy,
    models.Seal,
    models.Space,
    models.Territory,
    models.TerritoryAlias,
    models.TerritoryInclusion,
    models.Topic,
    models.TopicInclusion,
)
# These are read through records that have rules: details by those who see the record, links by those who see both.
public(
    models.ActorTopic,
    models.Aid,
    models.CollectionItem,
    models.CollectionNetwork,
    models.ExperienceReport,
    models.ProjectInspiration,
    models.ProjectReuse,
    models.ProjectTerritory,
    models.ProjectTopic,
    models.ResourceAuthor,
    models.ResourceTerritory,
    models.ResourceTopic,
    models.WorkshopHost,
    models.WorkshopTopic,
)
internal(
    models.Account,
    models.ApiToken,
    models.Attempt,
    models.Claim,
    models.Consent,
    models.EmailChange,
    models.ExternalReference,
    models.Follower,
    models.Invitation,
    models.Job,
    models.JobFailure,
    models.KnownDevice,
    models.Mail,
    models.NetworkSnapshot,
    models.OneTimeToken,
    models.Outcome,
    models.RateBucket,
    models.RefreshToken,
    models.ReviewParty,
    models.ReviewReport,
    models.ReviewRival,
    models.SigningKey,
    models.SpaceMember,
    models.StorageNote,
    models.StorageUsage,
    models.Vote,
)
