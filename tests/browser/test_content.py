"""What is put into the page: elements and attributes that we know, whatever a model and its file are called."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser_page import SEVEN, Visit, expect_subject, ready, stroke
from handmade import conv, flatten, model_file, pool, reshape, up

pytestmark = pytest.mark.browser
NAMES = [
    "<img src=x onerror=hacked=1>",
    '"><script>hacked=1</script>',
    "' onmouseover='hacked=1",
    "<svg onload=hacked=1>",
    "{layer} {0.__class__} ${hacked=1}",
    "javascript:hacked=1",
    "</style><script>hacked=1</script>",
    "&lt;b&gt;&amp;",
]
KINDS = [
    lambda name: conv(name, 4, strides=[2, 2]),
    pool,
    flatten,
    lambda name: reshape(name, (7, 7, 4)),
    lambda name: conv(name, 3),
    up,
    up,
    lambda name: conv(name, 1, activation="sigmoid"),
]
LAYERS = [kind(name) for kind, name in zip(KINDS, NAMES, strict=True)]
ELEMENTS = re.compile(
    "a|article|b|br|button|canvas|code|d[dlt]|div|em|fig(caption|ure)|h[1-3]|header|i|img|input|label|li|nav|option|p|section|select|small"
    "|span|style|table|tbody|t[dhr]|thead|ul|svg|circle|line|polyline|text|title"
)
ATTRIBUTES = re.compile(
    "(aria|data)-[a-z]+|alt|class|col(or|span)|decoding|disabled|height|hidden|href|id|label|max|min|role|rowspan|scope|selected|src|step|style"
    "|tabindex|title|translate|type|value|width|viewBox|[cr]?[xyr]|[xy][12]|points|stroke-dasharray|text-anchor|preserveAspectRatio"
)
INSIDE = """() => {
    const found = [];
    const walk = (node) => {
        for (const each of node.querySelectorAll("*")) {
            if (each.shadowRoot) walk(each.shadowRoot);
            const ours = each.closest(".view, [data-testid=stHtml]") && !each.matches("[data-testid=stHtml]");
            if (ours) found.push([each.localName, [...each.attributes].map(({ name, value }) => [name, value])]);
        }
    };
    walk(document);
    return found;
}"""


@pytest.fixture
def page(visit: Visit) -> Iterator[Page]:
    """The first page, on which nothing may run that is none of ours."""
    page = visit()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    ready(page)
    yield page
    assert page.evaluate("window.hacked") is None


def known(page: Page) -> None:
    """Fail where there is an element, an attribute or an address that we do not make."""
    inside = page.evaluate(INSIDE)
    assert inside
    assert {name for name, _ in inside if not ELEMENTS.fullmatch(name)} == set()
    assert {name for _, attributes in inside for name, _ in attributes if not ATTRIBUTES.fullmatch(name)} == set()
    addresses = [value for _, attributes in inside for name, value in attributes if name in ("src", "href")]
    assert [each for each in addresses if not each.startswith(("data:image/png;base64,", "#about-"))] == []


def bring(page: Page, name: str, data: bytes) -> None:
    page.get_by_role("button", name="Model:").click()
    chooser = page.locator(".st-key-model_file input[type=file]")
    chooser.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})


def test_every_page_is_made_of_what_we_know(page: Page) -> None:
    known(page)
    stroke(page, SEVEN)
    expect_subject(page, "your drawing")
    known(page)
    for link, sight in (("Compare", ".verdict"), ("Train", ".st-key-start_training"), ("About", "[href='#about-idea']")):
        page.get_by_role("link", name=link, exact=True).click()
        expect(page.locator(sight).first).to_be_visible()
        known(page)


def test_a_model_whose_names_are_html_is_shown_by_its_names(page: Page) -> None:
    bring(page, "<img src=x onerror=hacked=1>.keras", model_file(LAYERS))
    heads = page.locator(".head b")
    expect(heads).to_have_text(["input", *NAMES])
    page.keyboard.press("Escape")
    for at in range(len(LAYERS) + 1):
        page.locator(".head").nth(at).click()
        expect(page.locator(".lens h3")).to_be_visible()
        known(page)
    page.locator(".stage").focus()
    for _ in LAYERS:
        page.keyboard.press("Enter")
        expect(page.locator(".lens:not(.waiting) h3")).to_be_visible()
        known(page)
        page.locator(".stage").focus()
        page.keyboard.press("Shift+ArrowRight")
    page.get_by_text("Plain pictures").click()
    expect(page.locator(".network h3")).to_have_text(["input", *NAMES])
    known(page)


def test_a_file_whose_name_is_html_is_refused_by_its_name(page: Page) -> None:
    name = "<img src=x onerror=hacked=1>.keras"
    bring(page, name, b"no model")
    expect(page.locator(".model-refused")).to_contain_text(name)
    known(page)
