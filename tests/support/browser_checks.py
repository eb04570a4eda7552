"""What is measured of a page in a browser: how well its texts stand out, and how large what is to be touched is."""

from typing import Any

from playwright.sync_api import Page

_DEEP = """
const deep = (root) => [...root.querySelectorAll("*")].flatMap((each) => [each, ...(each.shadowRoot ? deep(each.shadowRoot) : [])]);
const parent = (each) => each.assignedSlot ?? each.parentElement ?? each.getRootNode().host ?? null;
const seen = (each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true });
const within = (each, is) => Boolean(each) && (is(each) || within(parent(each), is));
const clipped = (each) => within(each, (at) => getComputedStyle(at).clipPath !== "none");
const off = (each) => within(each, (at) => at.matches(":disabled, [aria-disabled='true'], [inert]"));
const what = (each) => `${each.tagName.toLowerCase()}.${each.className?.baseVal ?? each.className}`.slice(0, 60);
"""

_CONTRAST = (
    "() => {"
    + _DEEP
    + """
const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const known = new Map();
const rgba = (colour) => {
  if (!known.has(colour)) {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    known.set(colour, [r, g, b, a / 255]);
  }
  return known.get(colour);
};
const over = ([r, g, b, a], under) => [r, g, b].map((value, at) => value * a + under[at] * (1 - a));
const ground = (each) => {
  const layers = [];
  for (let at = each; at; at = parent(at)) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== "none") return null;
    layers.push(rgba(style.backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
};
const luminance = (colour) => {
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = colour.map((value) => linear(value / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const faint = [];
for (const each of deep(document.body)) {
  const field = each.matches("input:not([type=range], [type=checkbox], [type=radio], [type=file]), select, textarea");
  const texts = [...each.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
  if ((!texts.length && !field) || !seen(each) || clipped(each) || off(each) || each.closest("style, script, option, noscript")) continue;
  const box = each.getBoundingClientRect();
  const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (stack.some((at) => at.matches("canvas, img, .st-key-canvas *"))) continue;
  const under = ground(each);
  if (!under) continue;
  let opacity = 1;
  for (let at = each; at; at = parent(at)) opacity *= Number(getComputedStyle(at).opacity);
  const [r, g, b, a] = rgba(getComputedStyle(each).color);
  const [light, dark] = [luminance(over([r, g, b, a * opacity], under)), luminance(under)].sort((x, y) => y - x);
  const ratio = (light + 0.05) / (dark + 0.05);
  if (ratio < 4.5) faint.push([Number(ratio.toFixed(2)), (field ? each.value : texts[0].data).trim().slice(0, 40), what(each)]);
}
return faint;
}"""
)

_SMALL = (
    "(least) => {"
    + _DEEP
    + """
const touched = "button, select, input:not([type=file], [type=checkbox], [type=radio]), [role=radio], [role=switch], [tabindex='0'], "
  + "label:has(input), summary, nav a, [data-testid=stSidebarNavLink]";
const small = [];
for (const each of deep(document.body)) {
  if (!each.matches(touched)) continue;
  if (each.matches("canvas") || !seen(each) || clipped(each) || off(each)) continue;
  const { width, height, right, left } = each.getBoundingClientRect();
  if (right <= 0 || left >= innerWidth || !width || !height) continue;
  const name = (each.ariaLabel ?? each.textContent).trim().slice(0, 30);
  if (width < least - 0.5 || height < least - 0.5) small.push([Math.round(width), Math.round(height), what(each), name]);
}
return small;
}"""
)

_LETTERS = (
    "(least) => {"
    + _DEEP
    + """
const texts = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
const written = deep(document.body).filter((each) => texts(each) && seen(each) && !each.closest("style, script, option, noscript"));
const sized = written.map((each) => [parseFloat(getComputedStyle(each).fontSize), each.textContent.trim().slice(0, 40), what(each)]);
return sized.filter(([size]) => size > 0 && size < least - 0.01);
}"""
)

_AT_REST = """() => !document.querySelector('[data-stale="true"]')
    && document.getAnimations().every(({ playState, effect }) => playState !== "running" || effect.getTiming().iterations === Infinity)"""
"""Nothing fades: where an answer takes more than half a second, Streamlit lets what it is about to replace go pale."""


LOOKS = 20
"""How often a page that does not come to rest is looked at."""


def faint_texts(page: Page) -> list[Any]:
    """Every text in sight or below that stands out from its ground by less than 4.5 : 1 (WCAG 2.2, 1.4.3): ratio, text, element.

    Left out is what stands on a picture or a gradient, and what is switched off.
    """
    for _ in range(LOOKS):
        page.wait_for_function(_AT_REST)
        found: list[Any] = page.evaluate(_CONTRAST)
        if page.evaluate(_AT_REST):  # and not only before
            return found
    raise AssertionError("the page never came to rest")


def small_targets(page: Page, least: int = 40) -> list[Any]:
    """Everything that is to be touched and is less than `least` CSS pixels wide or high: width, height, element, name.

    Links within a text are left out, as WCAG 2.2, 2.5.8 does. What is so only while a busy machine makes the page is not counted: who
    reaches for something does so a second later, too.
    """
    found: list[Any] = page.evaluate(_SMALL, least)
    if found:
        page.wait_for_timeout(1000)
        found = page.evaluate(_SMALL, least)
    return found


def small_letters(page: Page, least: float = 12) -> list[Any]:
    """Every text of less than `least` CSS pixels: size, text, element."""
    found: list[Any] = page.evaluate(_LETTERS, least)
    return found
