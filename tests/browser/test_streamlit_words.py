"""What Streamlit writes itself: nothing of it is seen in English by who reads Portuguese."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app_server import served
from browser_page import DESKTOP, Visit, photograph, ready
from convae import words
from processes import ROOT

pytestmark = pytest.mark.browser
PT, EN = words.of("pt"), words.of("en")
ENGLISH = re.compile(
    r"\b(the|this|is|are|not|of|per|with|files?|drag|drop|browse|upload|press|apply|choose|option|results|found|error|connect\w*|server"
    r"|system|light|dark|about|made|stop|skip|copy|help|running)\b",
    re.IGNORECASE,
)
VISIBLE = """() => {
    const seen = [];
    const walk = (node) => {
        for (const each of node.querySelectorAll("*")) {
            if (each.shadowRoot) walk(each.shadowRoot);
            if (each.closest("style, script, noscript, code, .view, [data-testid=stHtml], [data-testid=stIconMaterial]")) continue;
            const style = getComputedStyle(each);
            if (style.visibility === "hidden" || !each.checkVisibility()) continue;
            for (const part of each.childNodes) {
                if (part.nodeType !== Node.TEXT_NODE || !part.data.trim()) continue;
                if (style.fontSize === "0px") {
                    if (!each.closest("button, [role^=menuitem]")) seen.push(part.data.trim());  // of those only the name is read
                    continue;
                }
                const range = document.createRange();
                range.selectNode(part);
                const box = range.getBoundingClientRect();
                if (box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0) seen.push(part.data.trim());
            }
            if (each.placeholder && !each.value) seen.push(each.placeholder);
            for (const name of [each.ariaLabel, each.title]) if (name) seen.push(name);
            const after = getComputedStyle(each, "::after").content;
            if (after.startsWith('"') && after.length > 2) seen.push(JSON.parse(after));
        }
    };
    walk(document);
    return seen;
}"""


def seen(page: Page) -> list[str]:
    """All that can be read on the page, and the names that a screen reader says, but for our own sentences of HTML."""
    texts: list[str] = page.evaluate(VISIBLE)
    return texts


def english(page: Page) -> list[str]:
    """What of it is English, but for the sign of a page that is being made, which is no name."""
    return [each for each in seen(page) if ENGLISH.search(each) and each != "Running..."]


def instead(where: Locator) -> str:
    """The sentence that a style sheet has put behind an element."""
    return str(where.evaluate("each => JSON.parse(getComputedStyle(each, '::after').content)"))


def give(page: Page, key: str, name: str, size: int = 10) -> None:
    file = {"name": name, "mimeType": "text/plain", "buffer": b"x" * size}
    page.locator(f".st-key-{key} input[type=file]").set_input_files(file)


@pytest.mark.parametrize(("locale", "say"), [("pt-BR", PT), ("en-US", EN)])
def test_the_file_uploader_speaks_the_visitors_language(visit: Visit, locale: str, say: words.Words) -> None:
    page = visit(locale=locale)
    ready(page)
    page.get_by_role("radio", name=say.say("source.upload"), exact=True).click()
    expect(page.get_by_role("button", name=say.say("streamlit.choose"), exact=True)).to_be_visible()
    assert say.say("streamlit.drop") in seen(page)
    give(page, "upload", "large.png", 21 * 2**20)
    chip = page.get_by_test_id("stFileChip").filter(has_text="large.png")
    chip.hover()
    expect(chip.get_by_role("alert")).to_have_text(say.say("streamlit.refused"))
    box = chip.get_by_role("alert").bounding_box()
    assert box is not None
    assert (box["width"] > 100, box["height"] > 30) == (True, True)
    read = [each for each in seen(page) if each != chip.get_attribute("aria-label")]  # its name for screen readers, with its size
    assert not re.search(r"\d[KM]B|not allowed|must be|exceed", " ".join(read))
    give(page, "upload", "notes.pdf")
    expect(page.get_by_role("alert").filter(has_text=say.say("errors.picture.unreadable"))).to_be_visible()
    photograph(page, f"file-refused-{say.language}")


def test_no_english_is_left_on_the_portuguese_pages(visit: Visit) -> None:
    page = visit(locale="pt-BR")
    ready(page)
    assert english(page) == []
    page.get_by_role("radio", name="Enviar", exact=True).click()
    expect(page.locator(".st-key-upload")).to_be_visible()
    give(page, "upload", "notas.txt")
    expect(page.get_by_test_id("stFileChip")).to_be_visible()
    page.get_by_test_id("stFileChip").hover()
    assert english(page) == []
    page.get_by_role("radio", name="Escolher", exact=True).click()
    expect(page.get_by_role("radio", name="9, dígito de teste 20")).to_be_visible()
    ready(page)
    page.get_by_role("combobox", name="Quais dígitos").click()
    expect(page.get_by_test_id("stSelectboxVirtualDropdown")).to_be_visible()
    expect(page.locator("[role=log]").filter(has_text="Opções: 11")).to_have_count(1)
    assert english(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Modelo: classic").click()
    expect(page.locator(".st-key-model_file")).to_be_visible()
    assert english(page) == []
    page.keyboard.press("Escape")
    for link, sight in (("Comparar", ".verdict"), ("Sobre", "[href='#about-idea']"), ("Treinar", ".st-key-start_training")):
        page.get_by_role("link", name=link, exact=True).click()
        expect(page.locator(sight).first).to_be_visible()
        assert english(page) == []
    page.get_by_text("seu arquivo", exact=True).click()
    expect(page.locator(".st-key-train_file")).to_be_visible()
    page.get_by_role("spinbutton", name="Épocas").fill("x")
    assert english(page) == []


def test_the_menu_and_what_it_opens_are_in_portuguese(visit: Visit) -> None:
    page = visit(locale="pt-BR")
    ready(page)
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text(PT.say("streamlit.skip"))
    assert english(page) == []
    page.get_by_test_id("stMainMenu").click()
    expect(page.get_by_role("menuitem", name=PT.say("streamlit.about"))).to_be_visible()
    assert {PT.say(f"streamlit.{key}") for key in ("system", "light", "dark", "about", "made")} <= set(seen(page))
    assert english(page) == []
    photograph(page, "menu-pt")
    page.get_by_role("menuitem", name=PT.say("streamlit.about")).click()
    expect(page.get_by_role("dialog", name=PT.say("streamlit.about"), exact=True).get_by_text(PT.say("page.about_menu"))).to_be_visible()
    assert english(page) == []


def test_an_address_that_leads_nowhere_and_a_server_that_is_gone_are_told_in_portuguese(chromium: Browser) -> None:
    context = chromium.new_context(viewport=DESKTOP, locale="pt-BR")
    page = context.new_page()
    with served(ROOT) as address:
        page.goto(f"{address}/nowhere")
        title = page.get_by_role("dialog").locator("h2")
        expect(title).to_be_visible()
        expect(title).to_have_text(PT.say("streamlit.nowhere"))
        assert instead(title.locator("+ div")) == PT.say("streamlit.elsewhere")
        page.locator("canvas.upper-canvas").wait_for(state="attached")
        expect(page.locator(".dc-toolbar")).to_be_hidden()  # the canvas has come, and got its looks
        assert english(page) == []
        page.keyboard.press("Escape")
        expect(title).to_have_count(0)
        ready(page)
    line = page.locator(".stConnectionStatus")
    expect(line).to_be_visible()
    expect(title).to_have_count(0)
    assert instead(line) == PT.say("streamlit.wait")
    expect(page.get_by_role("status").get_by_text(PT.say("streamlit.wait"))).to_have_count(1)
    assert english(page) == []
    photograph(page, "lost-pt")
    context.close()


def test_the_tip_at_code_that_can_be_copied_is_in_portuguese(visit: Visit) -> None:
    page = visit(locale="pt-BR")
    ready(page)
    page.get_by_role("link", name="Sobre", exact=True).click()
    page.get_by_test_id("stCode").first.hover()
    page.get_by_test_id("stCode").first.get_by_role("button").hover()
    tip = page.get_by_test_id("stTooltipContent")
    expect(tip).to_be_visible()
    assert instead(tip) == PT.say("streamlit.copy")
    assert english(page) == []
