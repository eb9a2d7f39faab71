"""The tables of the models, which statements and units of work are given."""

from sqlalchemy import Column as Column
from sqlalchemy import Table as Table
from sqlmodel import SQLModel

import models


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


ACCOUNT = table_of(models.Account)
ACTOR = table_of(models.Actor)
CASE = table_of(models.ReviewCase)
CHANGE = table_of(models.Change)
CLAIM = table_of(models.Claim)
COLLECTION = table_of(models.Collection)
COLLECTION_INVITATION = table_of(models.CollectionInvitation)
COLLECTION_NETWORK = table_of(models.CollectionNetwork)
CONSENT = table_of(models.Consent)
CONTACT = table_of(models.Contact)
DECISION = table_of(models.Decision)
EMAIL_CHANGE = table_of(models.EmailChange)
EXTERNAL_REFERENCE = table_of(models.ExternalReference)
FEATURE = table_of(models.Feature)
FOLLOWER = table_of(models.Follower)
INVITATION = table_of(models.Invitation)
ITEM = table_of(models.CollectionItem)
MAIL = table_of(models.Mail)
MEMBER = table_of(models.SpaceMember)
MEMBERSHIP = table_of(models.Membership)
NETWORK = table_of(models.Network)
ONE_TIME = table_of(models.OneTimeToken)
OUTCOME = table_of(models.Outcome)
PARTY = table_of(models.ReviewParty)
POLICY = table_of(models.Policy)
REFRESH = table_of(models.RefreshToken)
REPORT = table_of(models.ReviewReport)
RESOURCE = table_of(models.Resource)
RIVAL = table_of(models.ReviewRival)
SEAL = table_of(models.Seal)
SEARCH_DOCUMENT = table_of(models.SearchDocument)
SPACE = table_of(models.Space)
TERRITORY = table_of(models.Territory)
TOKEN = table_of(models.ApiToken)
TOPIC = table_of(models.Topic)
VOTE = table_of(models.Vote)
