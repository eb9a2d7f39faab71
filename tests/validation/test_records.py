"""Records: every column checked, the rules between them, new and changed records alike."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import ActorKind, Licence, ReportPurpose, ResourceKind, WorkshopFormat
from resolvers.validation import parse_record, validate
from resolvers.validation.columns import writable_columns
from resolvers.validation.rules import RULES
from tests.validation.check_results import accepted, found

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
REPORT = {
    "participation_level": "CONSULT",
    "recruitment": "OPEN_TO_ALL",
    "interaction": "ONLINE",
    "decision_method": "CONSENT",
    "what_worked": "Le **tirage au sort**.",
    "what_failed": "Le calendrier.",
    "reuse_conditions": "Du temps.",
}
COMPLETE = {
    "Actor": {"kind": ActorKind.ASSOCIATION, "name": "Les Amis du parc"},
    "Collection": {"title": "Participer"},
    "Contact": {
        "actor_id": "actor_1",
        "kind": "EMAIL",
        "value": "contact@exemple.fr",
        "audience": "EVERYONE",
        "basis": "NOT_PERSONAL",
    },
    "ExperienceReport": REPORT,
    "Membership": {"member_id": "actor_1", "organisation_id": "actor_2", "role": "MEMBER"},
    "Participation": {"project_id": "project_1", "actor_id": "actor_1", "role": "PARTNER"},
    "Project": {"title": "Un verger", "phase": "IDEA", "status": "IN_PROGRESS"},
    "Resource": {"kind": "GUIDE", "title": "Planter"},
    "Workshop": {
        "title": "Rencontre",
        "format": "ONLINE",
        "starts_at": MORNING,
        "ends_at": MORNING + timedelta(hours=2),
    },
}
"""The least that a new record of each type needs."""


def of(type_name, /, **values):
    return validate(type_name, {**COMPLETE[type_name], **values})


@pytest.mark.parametrize("type_name", RULES)
def test_the_least_that_a_record_needs(type_name):
    assert accepted(validate(type_name, COMPLETE[type_name])) == COMPLETE[type_name]
    for name in COMPLETE[type_name]:
        rest = {each: value for each, value in COMPLETE[type_name].items() if each != name}
        problems = found(validate(type_name, rest))
        wanted = writable_columns(type_name)[name]
        assert ((wanted.name,), "REQUIRED") in problems or (name, problems) == (
            "organisation_id",
            [(("organisation",), "MEMBERSHIP_WITHOUT_HOST")],
        )


def test_values_are_cleaned_and_every_problem_has_its_path():
    cleaned, problems = validate(
        "Project",
        {"title": " E\u0301cole ", "website": "x", "starts_on": "hier", "budget_cents": -1, "phase": "DREAM"},
        ("projects", 3),
    )
    assert cleaned == {"title": "École"}
    assert [(each.path, each.code) for each in problems] == [
        (("projects", 3, "phase"), "UNKNOWN_CHOICE"),
        (("projects", 3, "status"), "REQUIRED"),
        (("projects", 3, "website"), "UNKNOWN_FIELD"),
        (("projects", 3, "startsOn"), "INVALID_DATE"),
        (("projects", 3, "budgetCents"), "NUMBER_OUT_OF_RANGE"),
    ]


@pytest.mark.parametrize(
    "name", ["id", "version", "state", "space_id", "created_at", "name_sort", "demonstration", "nom", ""]
)
def test_what_the_commons_keeps_by_itself_cannot_be_written(name):
    assert [each.code for each in of("Actor", **{name: "x"})[1]] == ["UNKNOWN_FIELD"]


def test_null_clears():
    before = {**COMPLETE["Resource"], "language": "br", "licence": Licence.CC0_1_0, "summary": "Un guide."}
    given = {"language": None, "licence": None, "summary": None}
    assert accepted(validate("Resource", given, before=before)) == {
        "language": "fr",
        "licence": Licence.ETALAB_2_0,
        "summary": None,
    }
    assert found(validate("Resource", {"title": None}, before=before)) == [(("title",), "REQUIRED")]


def test_a_default_is_not_shared():
    first, second = (accepted(of("ExperienceReport", purposes=None))["purposes"] for _ in range(2))
    assert first == second == []
    assert first is not second


def test_a_change_needs_only_what_changes():
    before = COMPLETE["Workshop"]
    assert accepted(validate("Workshop", {"title": "Autre"}, before=before)) == {"title": "Autre"}
    assert accepted(validate("Workshop", {}, before=before)) == {}


def test_a_change_is_compared_with_what_stays():
    before = {**COMPLETE["Project"], "starts_on": date(2026, 5, 1), "ends_on": date(2026, 6, 1)}
    assert found(validate("Project", {"ends_on": date(2026, 4, 1)}, before=before)) == [
        (("endsOn",), "ENDS_BEFORE_START")
    ]
    assert found(validate("Project", {"starts_on": date(2026, 7, 1)}, before=before)) == [
        (("endsOn",), "ENDS_BEFORE_START")
    ]
    assert accepted(validate("Project", {"starts_on": None}, before=before)) == {"starts_on": None}
    wrong = {**before, "ends_on": date(2020, 1, 1)}
    assert accepted(validate("Project", {"title": "Autre"}, before=wrong)) == {"title": "Autre"}


def test_what_stands_is_not_checked_again():
    """Whatever it was checked by when it came: a code of before today's rules, a text with a link of then."""
    before = {"kind": "CITIZEN", "name": "<b>", "siren": "123456789", "rna": "WABCDEFGHI", "website": "intranet"}
    assert validate("Actor", {**before, "summary": "Bref."}, before=before) == ({"summary": "Bref."}, [])
    assert found(validate("Actor", {**before, "siren": "123456780"}, before=before)) == [(("siren",), "INVALID_SIREN")]
    assert found(validate("Actor", {"kind": "ELECTED_OFFICIAL"}, before=before)) == [
        (("siren",), "CODE_OF_PERSON"),
        (("rna",), "CODE_OF_PERSON"),
    ]
    report = {**COMPLETE["Resource"], "kind": "EXPERIENCE_REPORT", "experience_report": {**REPORT, "cost_days": -1}}
    given = {"experience_report": {**REPORT, "cost_days": -1, "what_failed": "Tout."}}
    assert validate("Resource", given, before=report) == ({"experience_report": {"what_failed": "Tout."}}, [])
    assert validate("Resource", {"experience_report": report["experience_report"]}, before=report) == ({}, [])


def test_the_offset_of_a_moment_is_checked_with_a_new_zone():
    before = {**COMPLETE["Workshop"], "time_zone": "Europe/Paris"}
    local = {"starts_at": MORNING.astimezone(timezone(timedelta(hours=1)))}
    assert validate("Workshop", local, before=before) == ({}, [])
    moved = {**local, "time_zone": "Indian/Reunion"}
    assert found(validate("Workshop", moved, before=before)) == [(("startsAt",), "OFFSET_NOT_OF_ZONE")]


def test_nothing_is_told_of_what_is_not_known():
    member = {"member_id": "actor_1", "role": "MEMBER"}
    assert found(validate("Membership", member)) == [(("organisation",), "MEMBERSHIP_WITHOUT_HOST")]
    assert validate("Membership", member, unknown={"network_id"}) == (member, [])
    assert validate("Participation", {"role": "EXPERT"}, unknown={"actor_id", "project_id"})[1] == []


def test_a_rule_is_silent_about_a_column_that_is_wrong():
    assert found(of("Project", starts_on="hier", ends_on=date(2020, 1, 1))) == [(("startsOn",), "INVALID_DATE")]


@pytest.mark.parametrize(
    ("type_name", "values", "expected"),
    [
        ("Project", {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 5, 1)}, []),
        ("Project", {"longitude": 4.8, "latitude": 43.9}, []),
        ("Project", {"longitude": 4.8}, [("latitude", "COORDINATES_INCOMPLETE")]),
        ("Project", {"latitude": 43.9}, [("longitude", "COORDINATES_INCOMPLETE")]),
        ("Project", {"budget_cents": 0}, [("budgetCurrency", "CURRENCY_MISSING")]),
        ("Project", {"budget_cents": 1, "budget_currency": "XPF"}, []),
        ("Project", {"budget_currency": "EUR"}, []),
        ("Workshop", {"ends_at": MORNING}, [("endsAt", "WORKSHOP_NOT_AFTER_START")]),
        ("Workshop", {"ends_at": MORNING - timedelta(days=1)}, [("endsAt", "WORKSHOP_NOT_AFTER_START")]),
        ("Workshop", {"ends_at": MORNING + timedelta(days=366)}, []),
        ("Workshop", {"ends_at": MORNING + timedelta(days=366, seconds=1)}, [("endsAt", "WORKSHOP_TOO_LONG")]),
        ("Workshop", {"online_url": "https://exemple.fr"}, []),
        ("Workshop", {"format": WorkshopFormat.HYBRID, "online_url": "https://exemple.fr"}, []),
        (
            "Workshop",
            {"format": "ON_SITE", "online_url": "https://exemple.fr"},
            [("onlineUrl", "ONLINE_ADDRESS_ON_SITE")],
        ),
        ("Workshop", {"capacity": 0}, [("capacity", "NUMBER_OUT_OF_RANGE")]),
        ("Workshop", {"place": "1 place de l’Horloge\n84000 Avignon"}, []),
        ("Actor", {"siren": "356000000", "rna": "W123456789"}, []),
        ("Actor", {"kind": "CITIZEN", "siren": "356000000"}, [("siren", "CODE_OF_PERSON")]),
        (
            "Actor",
            {"kind": "ELECTED_OFFICIAL", "siren": "356000000", "rna": "W123456789"},
            [("siren", "CODE_OF_PERSON"), ("rna", "CODE_OF_PERSON")],
        ),
        ("Actor", {"kind": "PUBLIC_OFFICER", "rna": "W123456789"}, [("rna", "CODE_OF_PERSON")]),
        ("Membership", {"organisation_id": None, "network_id": "network_1"}, []),
        ("Membership", {"network_id": "network_1"}, [("network", "MEMBERSHIP_WITH_TWO_HOSTS")]),
        ("Membership", {"organisation_id": "actor_1"}, [("organisation", "MEMBERSHIP_OF_ITSELF")]),
        ("Membership", {"since": date(2026, 2, 1), "until": date(2026, 1, 1)}, [("until", "ENDS_BEFORE_START")]),
        ("Participation", {"since": date(2026, 2, 1), "until": date(2026, 1, 1)}, [("until", "ENDS_BEFORE_START")]),
        (
            "Resource",
            {"published_on": date(2026, 2, 1), "expires_on": date(2026, 1, 1)},
            [("expiresOn", "ENDS_BEFORE_START")],
        ),
        ("Resource", {"kind": "EXPERIENCE_REPORT"}, [("experienceReport", "REPORT_MISSING")]),
        ("Resource", {"kind": "EXPERIENCE_REPORT", "experience_report": REPORT}, []),
        ("Resource", {"experience_report": REPORT}, [("experienceReport", "REPORT_NOT_EXPECTED")]),
        ("Resource", {"experience_report": None}, []),
        ("Contact", {"value": "mairie"}, [("value", "INVALID_EMAIL")]),
        ("Contact", {"kind": "PHONE", "value": "01 23 45 67 89"}, []),
        ("Contact", {"kind": "PHONE", "value": "contact@exemple.fr"}, [("value", "INVALID_PHONE")]),
        ("Contact", {"kind": "ADDRESS", "value": "Mairie\n84000 Avignon"}, []),
        ("Contact", {"kind": "OTHER", "value": "Au marché, le samedi"}, []),
        ("Contact", {"basis": "CONSENT"}, []),
        ("Contact", {"basis": "PUBLIC_TASK"}, [("audience", "CONSENT_NEEDED")]),
        ("Contact", {"basis": "PUBLIC_TASK", "audience": "PARTNERS"}, []),
    ],
)
def test_rules_between_columns(type_name, values, expected):
    assert found(of(type_name, **values)) == [((name,), code) for name, code in expected]


def test_a_persons_contact_is_personal():
    contact = COMPLETE["Contact"]
    citizen = {"actor_kind": ActorKind.CITIZEN}
    assert found(validate("Contact", contact, beside=citizen)) == [(("basis",), "CONTACT_OF_PERSON")]
    assert accepted(validate("Contact", contact, beside={"actor_kind": ActorKind.COMPANY}))
    before = {**contact, "basis": "CONSENT"}
    assert accepted(validate("Contact", {"basis": "NOT_PERSONAL"}, before=before))
    assert found(validate("Contact", {"basis": "NOT_PERSONAL"}, before=before, beside=citizen))
    moved = {"actor_id": "actor_2"}
    assert found(validate("Contact", moved, before=contact, beside=citizen)) == [(("basis",), "CONTACT_OF_PERSON")]


def test_a_report_within_a_resource_is_checked_there():
    report = {
        **REPORT,
        "purposes": ["PLAN_SPACE", "X"],
        "what_failed": "<b>",
        "cost_cents": -1,
        "resource_id": "resource_1",
    }
    del report["recruitment"]
    assert found(of("Resource", kind="EXPERIENCE_REPORT", experience_report=report)) == [
        (("experienceReport", "recruitment"), "REQUIRED"),
        (("experienceReport", "whatFailed"), "HTML_NOT_ALLOWED"),
        (("experienceReport", "purposes", 1), "UNKNOWN_CHOICE"),
        (("experienceReport", "costCents"), "NUMBER_OUT_OF_RANGE"),
        (("experienceReport", "resourceId"), "UNKNOWN_FIELD"),
    ]
    cleaned = accepted(
        of("Resource", kind="EXPERIENCE_REPORT", experience_report={**REPORT, "purposes": ["PLAN_SPACE"]})
    )
    assert cleaned["experience_report"]["purposes"] == [ReportPurpose.PLAN_SPACE]


def test_the_kind_of_a_resource_changes_with_its_report():
    report = {"kind": ResourceKind.EXPERIENCE_REPORT, "title": "x", "experience_report": REPORT}
    guide = {"kind": ResourceKind.GUIDE, "title": "x", "experience_report": None}
    assert found(validate("Resource", {"kind": "GUIDE"}, before=report)) == [
        (("experienceReport",), "REPORT_NOT_EXPECTED")
    ]
    assert accepted(validate("Resource", {"kind": "GUIDE", "experience_report": None}, before=report))
    assert found(validate("Resource", {"kind": "EXPERIENCE_REPORT"}, before=guide)) == [
        (("experienceReport",), "REPORT_MISSING")
    ]
    assert accepted(validate("Resource", {"experience_report": {"cost_days": 3}}, before=report))
    assert found(validate("Resource", {"experience_report": 1}, before=report)) == [
        (("experienceReport",), "INVALID_RECORD")
    ]


def test_texts_from_a_file_become_values():
    texts = {
        "title": " Rencontre ",
        "format": "online",
        "starts_at": "2026-03-02T10:00:00+01:00",
        "ends_at": "2026-03-02T12:00:00+01:00",
        "capacity": "30",
        "place": "",
        "language": "fr",
    }
    values = accepted(parse_record("Workshop", texts))
    assert values == {
        "title": " Rencontre ",
        "format": WorkshopFormat.ONLINE,
        "starts_at": MORNING,
        "ends_at": MORNING + timedelta(hours=2),
        "capacity": 30,
        "language": "fr",
    }
    assert accepted(validate("Workshop", values))["title"] == "Rencontre"


def test_texts_that_are_no_values_are_told_by_row():
    texts = {
        "title": "x",
        "starts_on": "2026-02-30",
        "budget_cents": "3 000 €",
        "phase": "rêve",
        "Nom": "x",
        "latitude": "43,9",
    }
    values, problems = parse_record("Project", texts, ("rows", 7))
    assert values == {"title": "x", "latitude": 43.9}
    assert [(each.path, each.code) for each in problems] == [
        (("rows", 7, "startsOn"), "INVALID_DATE"),
        (("rows", 7, "budgetCents"), "INVALID_NUMBER"),
        (("rows", 7, "phase"), "UNKNOWN_CHOICE"),
        (("rows", 7, "Nom"), "UNKNOWN_FIELD"),
    ]


ANY = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)


@settings(max_examples=60)
@given(st.data())
def test_nothing_is_raised_whatever_is_given(data):
    for type_name in RULES:
        names = [*writable_columns(type_name), *RULES[type_name].details, "x"]
        values = data.draw(st.dictionaries(st.sampled_from(names), ANY, max_size=6))
        for before in (None, COMPLETE[type_name]):
            cleaned, problems = validate(type_name, values, before=before)
            assert all(each.path for each in problems)
            assert cleaned.keys() <= values.keys()
            assert validate(type_name, cleaned, before={})[0] == cleaned
            assert validate(type_name, cleaned, before=cleaned) == ({}, [])
