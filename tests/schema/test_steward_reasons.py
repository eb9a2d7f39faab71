"""A steward acts as one by the field that the SDL says is for that, and by no other field that is called `reason`."""

from typing import cast

import pytest
import strawberry
from graphql import GraphQLInputObjectType, get_named_type

from schema.kit.requests import WHY, steward_reason
from tests.schema.graph_client import GRAPHQL, SCHEMA

INPUTS = {
    given.name: given
    for field in GRAPHQL.mutation_type.fields.values()
    for given in [cast("GraphQLInputObjectType", get_named_type(field.args["input"].type))]
    if "reason" in given.fields
}
FOR_OTHERS = {"AdoptPolicyInput", "AppealDecisionInput", "ChangeRoleInput", "OpenNetworkSpaceInput", "RefuseClaimInput"}
"""The inputs with a reason that is kept or sent elsewhere, and not in the journal as a steward's."""


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_the_reason_of_a_steward_is_the_field_that_the_sdl_says(name: str):
    given = object.__new__(SCHEMA.get_type_by_name(name).origin)
    given.reason = "Convenu."
    says_so = (INPUTS[name].fields["reason"].description or "").startswith(WHY)
    assert says_so is (name not in FOR_OTHERS)
    assert steward_reason(given) == ("Convenu." if says_so else None)
    given.reason = strawberry.UNSET
    assert steward_reason(given) is None


def test_both_kinds_of_reason_are_looked_at():
    assert INPUTS.keys() > FOR_OTHERS
