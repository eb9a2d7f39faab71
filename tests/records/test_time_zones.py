"""The place decides the time zone of a workshop, and its clocks what may be said of when it is."""

import pytest

import models
from tests.records.client import RecordsClient

WORKSHOP = {
    "title": "Atelier",
    "format": "ON_SITE",
    "startsAt": "2028-07-01T08:00:00Z",
    "endsAt": "2028-07-01T10:00:00Z",
}
REUNION, NOUMEA = {"commune": "97411"}, {"commune": "98818"}


async def zone(world: RecordsClient, id_: str) -> str:
    (row,) = await world.rows(models.Workshop, id=id_)
    return row["time_zone"]


@pytest.mark.parametrize(
    ("territory", "expected"),
    [
        (None, "Europe/Paris"),
        ({"commune": "84007"}, "Europe/Paris"),
        (REUNION, "Indian/Reunion"),
        ({"region": "03"}, "America/Cayenne"),
        ({"department": "972"}, "America/Martinique"),
        ({"postalCode": "98742"}, "Pacific/Marquesas"),
        ({"commune": "97502"}, "America/Miquelon"),
    ],
)
async def test_a_workshop_has_the_time_of_its_place(world: RecordsClient, territory, expected):
    made = await world.do("createWorkshop", **WORKSHOP, territory=territory)
    assert await zone(world, made["workshop"]["id"]) == expected


async def test_the_zone_follows_the_place_until_another_is_chosen(world: RecordsClient):
    id_ = (await world.do("createWorkshop", **WORKSHOP, territory=REUNION))["workshop"]["id"]
    steps = [
        ({"territory": NOUMEA}, "Pacific/Noumea"),
        ({"title": "Autre"}, "Pacific/Noumea"),
        ({"timeZone": "Europe/Paris"}, "Europe/Paris"),
        ({"territory": REUNION}, "Europe/Paris"),
        ({"timeZone": None}, "Indian/Reunion"),
        ({"territory": None}, "Europe/Paris"),
        ({"territory": NOUMEA, "timeZone": "Indian/Reunion"}, "Indian/Reunion"),
    ]
    for version, (given, expected) in enumerate(steps, start=1):
        saved = await world.do("updateWorkshop", id=id_, expectedVersion=version, **given)
        assert saved["__typename"] == "WorkshopSaved", saved
        assert await zone(world, id_) == expected


async def test_no_zone_is_guessed_for_a_place_that_is_not_known(world: RecordsClient):
    local = {"startsAt": "2028-07-01T12:00:00+04:00", "endsAt": "2028-07-01T14:30:00+04:00"}
    id_ = (await world.do("createWorkshop", **WORKSHOP, territory=REUNION))["workshop"]["id"]
    places = (({"commune": "97499"}, "NOT_FOUND"), ({"commune": "99109"}, "INVALID_CODE"))  # the latter is Germany's
    for place, code in places:
        told = (
            await world.do("createWorkshop", **WORKSHOP | local, territory=place),
            await world.do("createWorkshop", **WORKSHOP | local, territory=place, timeZone=None),
            await world.do("updateWorkshop", id=id_, expectedVersion=1, **local, territory=place),
            await world.do("updateWorkshop", id=id_, expectedVersion=1, **local, territory=place, timeZone=None),
        )
        found = [[(each["path"], each["code"]) for each in refused["problems"]] for refused in told]
        assert found == [[(["territory"], code)]] * 4
    tie = {"member": {"siren": "356000000"}, "network": {"slug": "nulle-part"}, "role": "MEMBER"}
    told = await world.do("createMembership", **tie)
    assert [each["path"] for each in told["problems"]] == [["member"], ["network"]]


@pytest.mark.parametrize(
    ("starts", "given", "refused"),
    [
        ("2028-07-01T10:00:00+02:00", {}, None),
        ("2028-07-01T10:00:00+01:00", {}, "+02:00"),
        ("2028-01-15T10:00:00+01:00", {}, None),
        ("2028-01-15T10:00:00+02:00", {}, "+01:00"),
        ("2028-03-26T02:30:00+01:00", {}, "+02:00"),  # clocks go from two to three
        ("2028-03-26T02:30:00+02:00", {}, "+01:00"),
        ("2028-10-29T02:30:00+02:00", {}, None),  # and show this twice
        ("2028-10-29T02:30:00+01:00", {}, None),
        ("2028-07-01T10:00:00Z", {}, None),
        ("2028-07-01T10:00:00+00:00", {"territory": REUNION}, None),
        ("2028-07-01T10:00:00+04:00", {"territory": REUNION}, None),
        ("2028-07-01T10:00:00+02:00", {"territory": REUNION}, "+04:00"),
        ("2028-07-01T10:00:00+02:00", {"territory": REUNION, "timeZone": "Europe/Paris"}, None),
    ],
)
async def test_an_offset_that_the_place_does_not_have_then_is_refused(world: RecordsClient, starts, given, refused):
    made = await world.do(
        "createWorkshop", **WORKSHOP | {"startsAt": starts, "endsAt": "2028-12-31T00:00:00Z"}, **given
    )
    if refused is None:
        assert made["__typename"] == "WorkshopSaved", made
        return
    (problem,) = made["problems"]
    assert (problem["path"], problem["code"]) == (["startsAt"], "OFFSET_NOT_OF_ZONE")
    assert refused in problem["message"]
