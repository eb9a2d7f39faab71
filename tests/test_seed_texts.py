"""The hand-written bank of texts, and the chance and grammar that turn it into sentences."""

import re
from itertools import islice

import pytest

from encommun.seed.demonstration.dice import Deck, Dice
from encommun.seed.demonstration.french import in_words, with_de, with_de_name
from encommun.seed.demonstration.stories import stories
from encommun.seed.demonstration.texts import approaches, table
from encommun.seed.published import lines


def test_the_bank_uses_the_thesaurus():
    slugs = {line["slug"] for line in lines("topics.csv")}
    entries = (*table("resources")["resources"], *table("workshops")["workshops"])
    used = {topic for entry in entries for topic in entry["topics"]}
    used |= {topic for approach in approaches() for topic in approach.topics}
    used |= {topic for subjects in table("subjects").values() for _, topic in subjects}
    assert used <= slugs


def test_subjects_are_singular_so_that_verbs_agree():
    articles = re.compile(r"(le|la|un|une) |l'")
    subjects = [subject for group in table("subjects").values() for subject, _ in group]
    assert [subject for subject in subjects if not articles.match(subject)] == []


def test_every_template_can_be_told():
    told = stories(Dice("encommun"))
    for story in islice(told, 3 * len(approaches())):
        approach = story.approach
        for part in (approach.projects, approach.reports, approach.summaries, approach.contexts, approach.courses):
            assert all(re.match(r"[A-ZÀÉÊ0-9«]", story.tell(template)) for template in part)
        for part in (approach.worked, approach.failed, approach.reuse, approach.evidence):
            assert all(story.tell(template).endswith(".") for template in part)


def test_dice_fall_as_they_always_did():
    dice = Dice("encommun")
    assert [dice.below(1000) for _ in range(5)] == [534, 775, 203, 42, 485]
    assert sorted(Deck([1, 2, 3], dice).deal(5)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("le parc", "du parc"),
        ("les Hauts", "des Hauts"),
        ("la place", "de la place"),
        ("l'école", "de l'école"),
        ("une mare", "d'une mare"),
        ("un verger", "d'un verger"),
    ],
)
def test_contractions(phrase, expected):
    assert with_de(phrase) == expected


def test_names_and_numbers():
    assert (with_de_name("Étangvif"), with_de_name("Fontbrune")) == ("d'Étangvif", "de Fontbrune")
    assert (in_words(16), in_words(1200)) == ("seize", "1\u202f200")
