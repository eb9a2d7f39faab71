"""A steward makes themselves, and friends, administrators of networks' spaces."""

from tests.attacks.scenarios.client import ScenarioClient
from tests.attacks.scenarios.factories import head_of, joined, people

JOURNAL = (
    """query ($id: ID!) { space(by: {id: $id}) { changes(first: 9) { nodes { fields { field before after } } } } }"""
)


async def test_a_steward_appoints_nobody_where_somebody_is_and_never_themselves(stage: ScenarioClient):
    keeper, friend = await stage.person("keeper", steward=True), await stage.person("friend")
    itself = {"network": {"slug": "icpc"}, "admin": keeper.email}
    assert await stage.code("openNetworkSpace", keeper, **itself) == "APPOINTS_OTHERS"
    assert (await stage.ask('{ network(by: {slug: "icpc"}) { id } }'))["network"]
    head, space = await head_of(stage, keeper, "icpc")
    for admin, code in ((keeper, "APPOINTS_OTHERS"), (friend, "SPACE_ADMINISTERED")):
        given = {"network": {"slug": "icpc"}, "admin": admin.email, "reason": "Pour aider."}
        assert await stage.code("openNetworkSpace", keeper, **given) == code
    silent = {"network": {"slug": "icpc"}, "admin": friend.email, "reason": None}
    assert await stage.code("openNetworkSpace", keeper, **silent) == "VALIDATION_FAILED"
    await joined(stage, head, space, friend, "EDITOR")
    given = {"space": space, "account": friend.id, "role": "ADMIN", "reason": "Pour aider."}
    assert await stage.code("changeRole", keeper, **given) == "NOT_PERMITTED"
    assert set(await people(stage, head, space)) == {head.id, friend.id}
    head = await stage.signed_in(head.email)
    journal = (await stage.ask(JOURNAL, head, id=space))["space"]["changes"]["nodes"]
    told = [{each["field"]: each["after"] for each in entry["fields"]} for entry in journal]
    assert {"role": "ADMIN", "byStewards": "Convenu."} in told
