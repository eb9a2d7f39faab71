"""The mutation of policies."""

from datetime import datetime

import strawberry

import models
from models import Scope
from resolvers.core.entities import target_by_id
from resolvers.core.use_case import UseCase
from resolvers.moderation import policies
from resolvers.moderation.policies import PolicyDraft
from schema.kit.mutation import mutation
from schema.kit.nulls import TAKES_NULL, given_or_none
from schema.kit.relations import to_one
from schema.kit.results import payload
from schema.kit.scalars import graphql_enum
from schema.moderation.types import PRIVATE_FIELD

KIND, DIRECT = graphql_enum(models.CaseKind), graphql_enum(models.Direct)
STEWARDS = "to be a steward, who writes down what the partners have agreed"
TERMS = ("quorum", "majority", "vetoes", "early", "open_hours", "due_hours", "appeal_hours", "direct")
STANDING = ("hides_network", "hides_verified", "hides_upheld", "urgent_hours", "urgent_open")


def _said(name: str) -> str:
    return models.Policy.model_fields[name].description or ""


def _usual(name: str) -> int:
    return int(models.Policy.model_fields[name].default)


@strawberry.input(description="Voting rules from a moment on. Open cases keep the policy under which they were opened.")
class AdoptPolicyInput:
    kind: KIND = strawberry.field(description=_said("kind"))  # type: ignore[valid-type]
    type_name: str = strawberry.field(default="", description=_said("type_name"))
    begins_at: datetime | None = strawberry.field(default=strawberry.UNSET, description="Start (UTC); by default now.")
    quorum: int = strawberry.field(description=_said("quorum"))
    majority: int = strawberry.field(description=_said("majority"))
    vetoes: int | None = strawberry.field(default=None, description=_said("vetoes"), metadata=TAKES_NULL)
    early: int | None = strawberry.field(default=None, description=_said("early"), metadata=TAKES_NULL)
    open_hours: int = strawberry.field(description=_said("open_hours"))
    due_hours: int = strawberry.field(description=_said("due_hours"))
    appeal_hours: int = strawberry.field(description=_said("appeal_hours"))
    direct: DIRECT = strawberry.field(  # type: ignore[valid-type]
        default=models.Direct.NOBODY, description=_said("direct")
    )
    hides_network: int = strawberry.field(default=_usual("hides_network"), description=_said("hides_network"))
    hides_verified: int = strawberry.field(default=_usual("hides_verified"), description=_said("hides_verified"))
    hides_upheld: int = strawberry.field(default=_usual("hides_upheld"), description=_said("hides_upheld"))
    urgent_hours: int = strawberry.field(default=_usual("urgent_hours"), description=_said("urgent_hours"))
    urgent_open: int = strawberry.field(default=_usual("urgent_open"), description=_said("urgent_open"))
    reason: str | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "The partners' agreement on which the policy rests, in at most 1,000 characters; public and required."
        ),
    )


@payload("The adopted policy")
@strawberry.type(description="A policy after its adoption.")
class PolicyAdopted:
    policy_id: PRIVATE_FIELD
    policy = to_one(target_by_id("Policy"), "policy_id", "The policy.")


@mutation(scope=Scope.MODERATION_VOTE, right=STEWARDS)
async def adopt_policy(use_case: UseCase, input: AdoptPolicyInput) -> PolicyAdopted:
    """Adopt a new version of a policy. Earlier versions stay readable."""
    terms = {name: getattr(input, name) for name in (*TERMS, *STANDING)}
    begins_at, reason = given_or_none(input.begins_at), given_or_none(input.reason)
    draft = PolicyDraft(input.kind, input.type_name, begins_at, terms, reason)
    return PolicyAdopted(policy_id=(await policies.adopt_policy(use_case, draft)).id)
