"""Editorial demonstration content: every text states that it is invented, and all references lead to records."""

from collections import defaultdict
from datetime import timedelta

import pytest

from encommun.seed.aids import resource_rows as aid_rows
from encommun.seed.avignon import project_rows as site_rows
from encommun.seed.demonstration.block import BASE, Block
from encommun.seed.demonstration.catalogue import Catalogue
from encommun.seed.demonstration.content import block_rows
from encommun.seed.demonstration.places import Places
from encommun.seed.networks import network_id, network_rows
from encommun.seed.registry import shipped
from models import NetworkRole
from resolvers.editorial.collection_contents import ANNOTATION
from resolvers.validation.rules import RULES
from resolvers.validation.texts import Limit, line

PLACES = Places(shipped())
BLOCK = {model.__tablename__: rows for model, rows in block_rows(0, PLACES, BASE)}
NEXT = {model.__tablename__: rows for model, rows in block_rows(1, PLACES, BASE)}
LATER = {model.__tablename__: rows for model, rows in block_rows(0, PLACES, BASE + timedelta(days=500))}
INVENTED = {row["id"]: row for name in ("project", "resource", "workshop", "collection") for row in BLOCK[name]}
REAL = {row["id"] for rows in (aid_rows(), site_rows()) for row in rows}
ITEMS = defaultdict(list)
for item in BLOCK["collection_item"]:
    ITEMS[item["collection_id"]].append(item)


def test_dossiers_say_that_they_are_invented_and_are_seen():
    for row in BLOCK["collection"]:
        assert row["title"].endswith(" (démonstration)")

        assert "ni composé ni relu" in row["introduction"]
        assert (row["state"], row["demonstration"]) == ("PUBLISHED", True)


def test_dossiers_would_be_accepted():
    for row in BLOCK["collection"]:
        assert all(
            RULES["Collection"].columns[name](row[name]) == (row[name], []) for name in ("title", "introduction")
        )
        placed = ITEMS[row["id"]]
        assert [each["position"] for each in placed] == list(range(1, len(placed) + 1))
        assert 4 <= len({each["node_id"] for each in placed}) == len(placed) <= 7
        assert all(ANNOTATION(each["annotation"]) == (each["annotation"], []) for each in placed)
    assert all(line(Limit.SUMMARY)(row["text"]) == (row["text"], []) for row in BLOCK["seal"])


def test_what_is_real_in_a_dossier_says_so_and_nothing_else_does():
    found = [each for each in BLOCK["collection_item"] if each["node_id"] not in INVENTED]
    assert {each["node_id"] for each in found} <= REAL
    said = [each for each in BLOCK["collection_item"] if " réelle" in each["annotation"]]
    assert found == said
    assert len(found) == 3


def test_only_what_is_invented_is_sealed_or_featured():
    assert all(row["node_id"] in INVENTED for row in BLOCK["feature"])
    assert all(INVENTED[row["resource_id"]]["kind"] == "EXPERIENCE_REPORT" for row in BLOCK["seal"])
    assert all(row["text"].startswith("Démonstration : ") and "n’a rien" in row["text"] for row in BLOCK["seal"])
    assert {row["kind"] for row in BLOCK["seal"]} == {"VERIFIED", "REUSED"}


def test_networks_that_could_act_are_named():
    able = {row["id"] for row in network_rows() if row["role"] is not NetworkRole.OBSERVER}
    named = {row["network_id"] for name in ("collection_network", "seal", "feature") for row in BLOCK[name]}
    assert named <= able
    assert network_id("france-urbaine") not in named
    assert {row["collection_id"] for row in BLOCK["collection_network"]} == {row["id"] for row in BLOCK["collection"]}


def test_french_is_set_with_its_own_apostrophes():
    texts = [row["text"] for row in BLOCK["seal"]] + [row["annotation"] for row in BLOCK["collection_item"]]
    texts += [row[each] for row in BLOCK["collection"] for each in ("title", "introduction")]
    assert [each for each in texts if "'" in each] == []


def test_the_day_of_the_fill_changes_when_things_are_featured_and_nothing_else():
    moments = ("created_at", "updated_at", "starts_at", "ends_at")
    for before, after in zip(BLOCK["feature"], LATER["feature"], strict=True):
        assert {name: after[name] - before[name] for name in moments} == dict.fromkeys(moments, timedelta(days=500))
        assert {name: after[name] for name in after.keys() - moments} == {
            name: before[name] for name in before.keys() - moments
        }
        assert before["starts_at"] < before["ends_at"]
    assert {name: rows for name, rows in BLOCK.items() if name != "feature"} == {
        name: rows for name, rows in LATER.items() if name != "feature"
    }


@pytest.mark.parametrize("block", [BLOCK, NEXT], ids=["first", "second"])
def test_projects_were_inspired_by_what_was_over_and_reuse_what_was_there(block):
    projects, resources = ({row["id"]: row for row in block[name]} for name in ("project", "resource"))
    for row in block["project_inspiration"]:
        began = projects[row["project_id"]]["starts_on"] or BASE
        assert projects[row["inspired_by_id"]]["ends_on"] < began
    for row in block["project_reuse"]:
        resource, began = resources[row["resource_id"]], projects[row["project_id"]]["starts_on"] or BASE
        assert resource["published_on"] < began
        assert resource["project_id"] != row["project_id"]
    assert len(block["project_inspiration"]) > 10
    reused = {row["resource_id"] for row in block["project_reuse"]}
    assert sum(resources[each]["kind"] == "EXPERIENCE_REPORT" for each in reused) > 20


def test_an_editor_who_names_nothing_is_told():
    with pytest.raises(LookupError, match="no resource 'Rien'"):
        Catalogue(Block(0, PLACES)).find({"resource": "Rien"})
