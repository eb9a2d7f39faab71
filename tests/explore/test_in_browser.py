"""The page in Chromium: the picture and the table show the same, by hand and by keyboard, in both languages."""

import pytest

from tests.explore.visit import PHONE

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)

VIEWS = {
    "both, light, French": "?lang=fr&show=both",
    "both, dark, English": "?lang=en&theme=dark&show=both&colour=kind&size=betweenness",
}


async def choose_by_search(visit, text: str) -> str:
    """Choose the first that the search finds, with the keyboard alone; return its name."""
    await visit.page.keyboard.press("Tab")
    await visit.page.get_by_role("combobox", name="Chercher dans le réseau").focus()
    await visit.page.keyboard.type(text)
    first = visit.page.locator("#found [role=option] .label").first
    name = await first.inner_text()
    await visit.page.keyboard.press("ArrowDown")
    await visit.page.keyboard.press("Enter")
    return name


@pytest.mark.parametrize("view", VIEWS)
async def test_nothing_hinders_people_at_a_desk_or_with_a_phone(visit, view):
    await visit.open(VIEWS[view])
    assert await visit.serious_faults() == []
    await visit.page.set_viewport_size(PHONE)
    assert await visit.serious_faults() == []
    await visit.page.locator(".opener").click()
    assert await visit.serious_faults() == []


async def test_a_node_is_found_with_the_keyboard_and_its_facts_and_ties_are_shown(visit):
    await visit.open()
    name = await choose_by_search(visit, "merlev")
    assert "Merlevent" in name
    panel = visit.page.get_by_role("complementary", name="Fiche")
    await panel.get_by_role("heading", name=name).wait_for()
    await panel.locator("dl").wait_for()  # read from the API
    assert await visit.serious_faults() == []
    ties = panel.locator(".ties li button")
    other = await ties.first.locator(".label").inner_text()
    await ties.first.press("Enter")
    await panel.get_by_role("heading", name=other).wait_for()
    await visit.page.go_back()
    await panel.get_by_role("heading", name=name).wait_for()
    await visit.page.keyboard.press("Escape")
    await panel.wait_for(state="detached")


async def test_filters_leave_the_same_in_the_picture_and_in_the_table(visit):
    await visit.open("?lang=fr&show=both")
    everything = await visit.counted()
    region = await visit.page.locator("#controls select").first.locator("option").nth(1).inner_text()
    await visit.page.get_by_label("Territoire", exact=True).select_option(label=region)
    await visit.page.get_by_label("Acteurs").uncheck()
    await visit.address_has("without", "Actor")
    some = await visit.counted()
    assert 0 < some < everything
    label = await visit.page.locator(".canvas").get_attribute("aria-label")
    assert label.startswith(f"Image du réseau : {some} nœud")
    assert await visit.rows().count() == min(some, 50)
    assert "Acteur" not in await visit.rows().locator("td:nth-child(2)").all_inner_texts()
    await visit.page.get_by_role("button", name="Effacer les filtres").click()
    await visit.page.wait_for_function(f"() => document.querySelector('.counts').innerText.includes('{everything}')")


async def test_an_address_shows_the_view_that_it_was_copied_from(visit):
    await visit.open("?lang=fr&show=both&colour=type&size=pagerank")
    await choose_by_search(visit, "merlev")
    heading = await visit.page.locator(".panel h2").inner_text()
    counted = await visit.counted()
    await visit.page.get_by_role("button", name="Copier l’adresse").click()
    copied = await visit.page.evaluate("navigator.clipboard.readText()")
    await visit.page.goto("about:blank")
    await visit.page.goto(copied)
    await visit.page.locator(".panel h2", has_text=heading).wait_for()
    assert await visit.counted() == counted
    assert await visit.page.get_by_label("Couleur").input_value() == "type"
    assert await visit.page.get_by_label("Taille").input_value() == "pagerank"
    assert await visit.page.locator("th[aria-sort]").count() == 1


@pytest.mark.parametrize("query", ["?lang=xx&colour=x&size=__proto__&at=1,NaN,0&node=nobody", "?region=99&topic=none"])
async def test_an_address_that_says_nonsense_is_a_page_still(visit, query):
    await visit.open(query)
    assert await visit.page.locator(".canvas canvas").count() > 3
    if "node" in query:
        await visit.page.locator(".panel h2").wait_for()


async def test_rows_are_sorted_and_turned_by_keyboard(visit):
    await visit.open("?lang=en&show=table")
    ties = visit.rows().locator("td.number")
    shown = [int(each) for each in await ties.all_inner_texts()]
    assert shown == sorted(shown, reverse=True)
    await visit.page.get_by_role("button", name="Ties", exact=True).press("Enter")
    await visit.page.locator("th[aria-sort=ascending]").wait_for()
    shown = [int(each) for each in await ties.all_inner_texts()]
    assert shown == sorted(shown)
    await visit.page.get_by_role("button", name="Next page").press("Enter")
    await visit.page.get_by_text("51 to 100 of").wait_for()


async def test_the_picture_moves_by_keyboard_and_the_language_changes(visit):
    await visit.open()
    await visit.page.locator(".canvas").focus()
    await visit.page.keyboard.press("+")
    await visit.page.keyboard.press("ArrowRight")
    await visit.page.wait_for_url("**at=*")
    await visit.page.get_by_role("button", name="English").click()
    await visit.page.get_by_role("heading", name="Explore the network").wait_for()
    assert await visit.page.locator("html").get_attribute("lang") == "en"
    assert await visit.page.title() == "Explore the network · Encommun"


async def test_what_is_taken_away_has_the_filters_of_the_view(visit):
    await visit.open("?lang=en&region=93&without=Actor")
    await visit.page.locator(".take summary").click()
    addresses = [await each.get_attribute("href") for each in await visit.page.locator(".take a").all()]
    assert [each.partition("?")[0] for each in addresses] == [
        f"export/graph.{format_}" for format_ in ("gexf", "graphml", "json", "kumu.json", "csv.zip")
    ]
    for each in addresses:
        answer = await visit.page.request.get(f"{visit.address}/{each}")
        assert answer.status == 200, each
        assert "Actor" not in each
