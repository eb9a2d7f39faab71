"""Settings of how much a space or a person may store."""

from functools import partial
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode

from resolvers.core.quotas import QUOTAS, Quota, Quotas


def parse_quota(usual: Quota, given: object) -> object:
    """The usual quota with what a text alters of it; raises ValueError for another text."""
    return usual.altered(given) if isinstance(given, str) else given


class QuotaSettings(BaseSettings):
    """Storage quotas, by kind of holder."""

    quota_unverified: Annotated[Quota, NoDecode, BeforeValidator(partial(parse_quota, QUOTAS.unverified))] = Field(
        default=QUOTAS.unverified, description="What a space may store until it is confirmed who acts there."
    )
    quota_verified: Annotated[Quota, NoDecode, BeforeValidator(partial(parse_quota, QUOTAS.verified))] = Field(
        default=QUOTAS.verified, description="What a local authority's space may store from then on."
    )
    quota_network: Annotated[Quota, NoDecode, BeforeValidator(partial(parse_quota, QUOTAS.network))] = Field(
        default=QUOTAS.network, description="What a partner network's space may store."
    )
    quota_account: Annotated[Quota, NoDecode, BeforeValidator(partial(parse_quota, QUOTAS.account))] = Field(
        default=QUOTAS.account,
        description="What a person may store in all spaces together that are not verified, in suggestions and reports.",
    )

    def quotas(self) -> Quotas:
        """Return the storage quotas, by kind of holder."""
        return Quotas(self.quota_unverified, self.quota_verified, self.quota_network, self.quota_account)
