"""A person says that they act for a local authority: found by its codes, once, and never in silence."""

import asyncio

import models
from tests.records.client import account_of, space_of
from tests.spaces.client import TOKEN, SpacesClient


async def test_a_commune_is_claimed_by_its_code_and_gets_a_space_that_is_not_verified(client: SpacesClient):
    for code, who in (("01001", "mayor"), ("2A004", "clerk")):
        (territory,) = await client.rows(models.Territory, kind="COMMUNE", code=code)
        made = await client.claim(who, code)
        claim, space = made["claim"], made["space"]
        assert (made["__typename"], claim["state"], made["repeated"]) == ("LocalAuthorityRegistered", "DECLARED", False)
        assert (claim["actor"]["name"], claim["actor"]["siren"]) == (territory["name"], territory["siren"])
        assert space["verifiedAt"] is None
        (actor,) = await client.rows(
            models.Actor, territory_id=territory["id"], kind="LOCAL_AUTHORITY", demonstration=False
        )
        assert (actor["state"], actor["space_id"]) == ("PUBLISHED", None)
        (member,) = await client.rows(models.SpaceMember, space_id=space["id"])
        assert (member["account_id"], member["role"]) == (account_of(who), "ADMIN")
        kinds = {each["kind"]: each["fields"] for each in await client.rows(models.Change, node_id=actor["id"])}
        assert kinds["CLAIMED"] == {"claim": [None, "DECLARED"]}
        assert kinds.keys() == {"CREATED", "CLAIMED"}


async def test_a_claim_that_is_made_again_changes_nothing_and_says_so(client: SpacesClient):
    first = await client.claim("mayor")
    changes = len(await client.rows(models.Change))
    again = await client.claim("mayor")
    assert again == {**first, "repeated": True}
    assert len(await client.rows(models.Change)) == changes


async def test_an_epci_and_a_commune_are_claimed_by_siren(client: SpacesClient):
    (epci,) = await client.rows(models.Territory, kind="EPCI", code="200000172")
    made = await client.act("registerLocalAuthority", "mayor", authority={"siren": epci["code"]})
    assert (made["claim"]["actor"]["name"], made["claim"]["actor"]["siren"]) == (epci["name"], epci["code"])
    same = await client.act("registerLocalAuthority", "mayor", authority={"epci": epci["code"]})
    assert (same["repeated"], same["claim"]) == (True, made["claim"])


async def test_departments_and_regions_are_claimed_by_their_codes(client: SpacesClient):
    for kind, code in (("department", "01"), ("region", "84")):
        made = await client.act("registerLocalAuthority", "mayor", authority={kind: code})
        assert made["claim"]["actor"]["siren"] is None
        assert made["claim"]["state"] == "DECLARED"


async def test_a_code_of_before_a_merger_is_not_taken_for_that_of_today(client: SpacesClient):
    for code, why, told in (
        ("01091", "FORMER_CODE", "Valserhône (01033)"),
        ("33000", "POSTAL_CODE", "Bordeaux (33063)"),
        ("75012", "AMBIGUOUS_CODE", "Boulogne-Billancourt (92012)"),
    ):
        refused = await client.act("registerLocalAuthority", "mayor", authority={"commune": code})
        (problem,) = refused["problems"]
        assert (problem["path"], problem["code"]) == (["authority", "commune"], why)
        assert told in problem["message"]
    assert await client.rows(models.Claim) == []


async def test_who_means_a_code_of_before_or_a_postal_code_says_so(client: SpacesClient):
    for person, authority, name in (
        ("mayor", {"formerCode": "01091"}, "Valserhône"),
        ("clerk", {"postalCode": "33 000"}, "Bordeaux"),
    ):
        made = await client.act("registerLocalAuthority", person, authority=authority)
        assert made["claim"]["actor"]["name"] == name


async def test_a_district_and_a_code_with_blanks_are_their_commune(client: SpacesClient):
    assert (await client.claim("mayor", "69 381"))["claim"]["actor"]["name"] == "Lyon"


async def test_a_wrong_code_is_told_with_its_place(client: SpacesClient):
    for scheme, value, code in (
        ("commune", "1001", "INVALID_CODE"),
        ("commune", "01999", "NOT_FOUND"),
        ("siren", "123456789", "INVALID_CODE"),
        ("siren", "732829320", "NOT_FOUND"),
        ("siren", "732 829 320 00009", "SIRET_GIVEN"),
        ("epci", "24840025100000", "SIRET_GIVEN"),
    ):
        refused = await client.act("registerLocalAuthority", "mayor", authority={scheme: value})
        (problem,) = refused["problems"]
        assert (problem["path"], problem["code"]) == (["authority", scheme], code)
        assert code != "SIRET_GIVEN" or problem["message"].endswith(f"{value.replace(' ', '')[:9]}.")
    assert await client.rows(models.Claim) == []


async def test_programs_visitors_and_unconfirmed_addresses_claim_nothing(client: SpacesClient):
    given = {"authority": {"commune": "01001"}}
    assert (await client.act("registerLocalAuthority", TOKEN, **given))["code"] == "ACCOUNT_NEEDED"
    assert (await client.act("registerLocalAuthority", "account", **given))["code"] == "EMAIL_NOT_CONFIRMED"
    assert await client.rows(models.Actor, siren="210100012") == []


async def test_demonstration_content_is_never_claimed(client: SpacesClient):
    (territory,) = await client.rows(models.Territory, kind="COMMUNE", code="01001")
    (any_actor, *_) = await client.rows(models.Actor, demonstration=True)
    where = {"id": any_actor["id"]}
    await client.change(models.Actor, where, kind="LOCAL_AUTHORITY", territory_id=territory["id"])
    made = await client.claim("mayor")
    assert made["claim"]["actor"]["id"] != any_actor["id"]


async def test_an_authority_that_is_known_is_taken_as_it_is(client: SpacesClient):
    (own,) = await client.rows(models.Actor, name="own")
    (territory,) = await client.rows(models.Territory, kind="COMMUNE", code="01001")
    await client.change(models.Actor, {"id": own["id"]}, territory_id=territory["id"])
    await client.join("clerk", space_of("own"), "ADMIN")
    made = await client.claim("mayor")
    assert (made["claim"]["actor"]["id"], made["claim"]["state"]) == (own["id"], "CONTESTED")  # somebody acts for it
    assert "“" in (await client.mails("clerk@example.org"))[-1]


async def test_a_second_claim_is_contested_and_sees_nothing(client: SpacesClient):
    first = await client.claim("mayor")
    space = first["space"]["id"]
    second = await client.claim("stranger")
    assert (second["claim"]["state"], second["space"]) == ("CONTESTED", None)
    assert (await client.viewer("stranger")).roles == {}
    project = {"space": space, "title": "Budget", "phase": "IDEA", "status": "IN_PROGRESS"}
    ask = "mutation ($input: CreateProjectInput!) { it: createProject(input: $input) { __typename } }"
    told = {who: await client.ask(ask, await client.viewer(who), input=project) for who in ("mayor", "stranger")}
    assert [each["it"]["__typename"] for each in told.values()] == ["ProjectSaved", "NotPermitted"]
    seen = '{ projects(filter: {title: {eq: "Budget"}}) { totalCount } }'
    assert (await client.ask(seen, await client.viewer("stranger")))["projects"]["totalCount"] == 0
    for reader, said in (("mayor", "You act for “"), ("keeper", "A case to settle")):
        (mail,) = await client.mails(f"{reader}@example.org")
        assert said in mail
        assert second["claim"]["id"] in mail
        assert "stranger" not in mail
    assert await client.mails("stranger@example.org") == []
    assert client.woken


async def test_a_steward_is_told_as_what_they_are_in_the_case(client: SpacesClient):
    await client.claim("keeper")
    await client.claim("stranger")
    (mail,) = await client.mails("keeper@example.org")
    assert "You act for “" in mail
    await client.claim("clerk", "2A004")
    await client.claim("keeper", "2A004")
    assert await client.mails("keeper@example.org") == [mail]


async def test_of_two_who_claim_at_the_same_moment_one_is_contested(client: SpacesClient):
    made = await asyncio.gather(client.claim("mayor"), client.claim("stranger"))
    assert sorted(each["claim"]["state"] for each in made) == ["CONTESTED", "DECLARED"]
    assert len(await client.rows(models.SpaceMember, role="ADMIN")) == 3


async def test_nobody_takes_many_names(client: SpacesClient):
    made = [await client.claim("stranger", f"0100{digit}") for digit in (1, 2, 4, 5, 6, 7)]
    assert [each.get("code") for each in made] == [None] * 5 + ["TOO_MANY_CLAIMS"]
    assert made[-1]["message"].startswith("You have 5 claims")
    await client.act("withdrawClaim", "stranger", claim=made[0]["claim"]["id"])
    assert (await client.claim("stranger", "01007"))["code"] == "TOO_MANY_CLAIMS"
