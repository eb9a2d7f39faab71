"""The tables that several capabilities write."""

import models
from resolvers.core.record_types import table_of

ACCOUNT = table_of(models.Account)
ACTOR = table_of(models.Actor)
CHANGE = table_of(models.Change)
CLAIM = table_of(models.Claim)
CONTACT = table_of(models.Contact)
EMAIL_CHANGE = table_of(models.EmailChange)
INVITATION = table_of(models.Invitation)
MEMBER = table_of(models.SpaceMember)
NETWORK = table_of(models.Network)
ONE_TIME = table_of(models.OneTimeToken)
REFRESH = table_of(models.RefreshToken)
SPACE = table_of(models.Space)
TERRITORY = table_of(models.Territory)
