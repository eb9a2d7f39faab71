"""Snippets: the part of a text that a reader needs, as plain text, and the places of what was looked for."""

import pytest

from resolvers.search.highlights import Highlighter
from resolvers.search.plain_text import plain_text
from resolvers.search.query import parse_query
from resolvers.search.snippets import LENGTH, MOST_HIGHLIGHTS, MOST_SNIPPETS, Snippet, snippets_of
from resolvers.search.synonyms import synonyms

LONG = "Le conseil se réunit chaque mois. " * 30


def cut(query: str, type_name: str = "Project", **texts: str) -> list[Snippet]:
    return snippets_of(Highlighter(parse_query(query)), type_name, texts)


def marked(snippet: Snippet) -> list[str]:
    """The highlighted parts, cut as JavaScript would: in UTF-16 code units."""
    units = snippet.text.encode("utf-16-le")
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in snippet.highlights]


@pytest.mark.parametrize(
    ("query", "title", "found"),
    [
        ("foret", "La forêt et l’eau", ["forêt"]),
        ("EAU", "La forêt et l’eau", ["eau"]),
        ("budgets participatifs", "Budget participatif des jeunes", ["Budget", "participatif"]),
        ("jeunes", "👩‍🌾 Jeunes 𝔸griculteurs, jeune commune", ["Jeunes", "jeune"]),
        ("coeur", "Au cœur de ville", ["cœur"]),
        ("saint etienne", "Saint-Étienne en commun", ["Saint", "Étienne"]),
    ],
)
def test_the_words_of_the_title_are_marked_as_they_stand_there(query, title, found):
    (snippet,) = cut(query, title=title)
    assert (snippet.field, snippet.text) == ("title", title)
    assert marked(snippet) == found


def test_a_synonym_is_marked_as_a_whole():
    typed, others = next((term, each) for term, each in synonyms().items() if any(len(one) > 1 for one in each))
    other = next(each for each in others if len(each) > 1)
    title = f"Avant {' '.join(other)} après {other[0]}"
    (snippet,) = cut(" ".join(typed), title=title)
    assert " ".join(other) in marked(snippet)


def test_a_text_without_the_words_gives_no_snippet():
    assert cut("forêt", title="Budget", summary="Un conseil.") == []
    assert [each.field for each in cut("conseil", title="Budget", summary="Un conseil.")] == ["summary"]


def test_a_long_text_is_cut_between_words_around_most_of_the_query():
    text = f"{LONG}La forêt. {LONG}Ici, la forêt communale est gérée par les habitants de la commune. {LONG}"
    (snippet,) = cut("forêt communale habitants", title="Rien", description=f"# Titre\n\n{text}")
    assert snippet.field == "description"
    assert marked(snippet) == ["forêt", "communale", "habitants"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    inside = snippet.text.strip("…")
    assert len(inside) <= LENGTH
    assert f" {inside} " in plain_text(text)


def test_a_long_text_says_something_that_those_before_it_do_not():
    texts = {"title": "La forêt", "summary": "Une forêt.", "description": "La forêt encore."}
    assert [each.field for each in cut("forêt", **texts)] == ["title", "summary"]
    texts["description"] += " Et des habitants."
    assert [each.field for each in cut("forêt habitants", **texts)] == ["title", "summary", "description"]


def test_there_is_a_limit_on_snippets_and_on_marks():
    texts = {name: f"mot{number} " * 30 for number, name in enumerate(("title", "summary", "description", "place"))}
    found = cut("mot0 mot1 mot2 mot3", **texts)
    assert len(found) == MOST_SNIPPETS
    assert {len(each.highlights) for each in found} == {MOST_HIGHLIGHTS}


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("## Le titre\n\nUn **mot** _fort_ et `du code`.", "Le titre Un mot fort et du code."),
        ("- un\n- deux\n1. trois\n> cité", "un deux trois cité"),
        ("Voir [la page](https://example.org/a_b) et ![image](x.png).", "Voir la page et image."),
        ("snake_case reste, 2 * 3 aussi", "snake_case reste, 2 3 aussi"),
        ("<b>gras</b> & <script>", "<b>gras</b> & <script>"),
        ("Un \\*mot\\* échappé", "Un mot échappé"),
    ],
)
def test_marks_of_markdown_are_left_out_and_html_stays_text(markdown, plain):
    assert plain_text(markdown) == plain


def test_brackets_without_end_are_read_in_no_time():
    for text in ("[" * 5_000, "](" * 2_500, "![](" * 1_250, "> " * 2_500, "_" * 5_000):
        plain_text(text)
