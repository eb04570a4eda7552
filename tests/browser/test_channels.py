"""Channels in the network view: switched off, ranked, and looked at one by one."""

import re

import pytest
from playwright.sync_api import expect

from browser_page import DESKTOP, Visit, back_again, changed, decoded, painted, photograph, ready
from view_places import numbers

pytestmark = pytest.mark.browser


def test_a_channel_is_switched_off_and_on_again(visit: Visit) -> None:
    page = visit()
    ready(page)
    picture = painted(decoded(page))
    page.locator(".head", has_text="conv2").click()
    expect(page.locator(".lens .map")).to_have_count(8)
    page.get_by_role("switch", name="conv2, channel 7").click()
    expect(page.locator(".worth")).to_contain_text(re.compile(r"1 channel is switched off. The error per ink goes from 2\.\d% to [1-9]\d"))
    changed(page, decoded(page), picture)
    expect(page.get_by_role("switch", name="conv2, channel 7")).to_have_attribute("aria-checked", "false")
    photograph(page, "switched-off")
    page.get_by_role("switch", name="conv2, channel 7").click()
    back_again(page, decoded(page), picture)
    expect(page.locator(".worth")).to_have_count(0)


def test_a_click_counts_though_the_panel_is_to_be_drawn_anew_while_the_button_is_down(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="conv2").click()
    page.locator(".lens .map canvas").first.hover()
    page.mouse.down()
    page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"] - 4})
    page.wait_for_timeout(300)
    page.mouse.up()
    expect(page.locator(".lens .result")).to_contain_text("products add up to")


def test_channels_are_ranked_by_what_their_loss_costs(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="code").click()
    page.get_by_role("button", name="What is each channel worth?").click()
    expect(page.locator(".bar-row")).to_have_count(8)
    shares = [numbers(each.inner_text())[-1] for each in page.locator(".bar-row b").all()]
    assert shares == sorted(shares, reverse=True)
    photograph(page, "ranked")


BOXES = """ranking => [
    ranking.querySelector('[title$="with all channels on"]'),
    ranking.querySelector(".bar-row i"),
    [...ranking.querySelectorAll(".bar-row")].at(-1),
].map((each) => each.getBoundingClientRect().toJSON())"""
"""The places of the line, the longest bar and the last row, all at once: the panel moves while what is above it comes."""


def test_a_line_through_the_ranking_is_the_error_with_all_channels_on(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="code").click()
    page.get_by_role("button", name="What is each channel worth?").click()
    line = page.get_by_role("img", name="% with all channels on")
    expect(line).to_have_attribute("title", re.compile(r"^\d+\.\d% with all channels on$"))
    expect(page.locator(".base-label")).to_have_text(line.get_attribute("title") or "")
    error = numbers(line.get_attribute("title") or "")[0]
    assert f"The error per ink of this digit is {error}%" in page.locator(".ranking").inner_text()
    most = numbers(page.locator(".bar-row b").first.inner_text())[0]
    drawn, longest, last = page.locator(".ranking").evaluate(BOXES)
    assert drawn["left"] + 1 == pytest.approx(longest["left"] + longest["width"] * error / most, abs=1.5)
    assert drawn["top"] <= longest["top"]
    assert drawn["bottom"] >= last["bottom"] - 1
    page.get_by_role("switch", name="code, channel 5").click()
    expect(page.get_by_role("img", name="as it is now, with 1 channel switched off")).to_have_count(1)


def test_a_channel_tells_how_it_behaves_over_the_test_digits(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="conv1").click()
    page.locator(".lens .map .link").nth(3).click()
    expect(page.locator(".lens")).to_contain_text("Over the 10,000 test digits")
    expect(page.locator(".lens .part img")).to_have_count(9)
    assert page.locator(".histogram i").count() >= 30
    photograph(page, "channel")


@pytest.mark.parametrize(("layer", "tables"), [("conv1", 16), ("conv2", 128)])
def test_kernels_are_shown_on_demand_and_fit_the_page(visit: Visit, layer: str, tables: int) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text=layer).click()
    page.get_by_role("button", name="Kernels").click()
    expect(page.locator(".lens .heat")).to_have_count(tables)
    assert page.locator('[data-testid="stMain"]').evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_switches_clicked_faster_than_the_server_answers_all_count(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="conv2").click()
    for channel in range(8):
        page.get_by_role("switch", name=f"conv2, channel {channel}").click()
    expect(page.locator(".worth")).to_contain_text("8 channels are switched off.")
    expect(page.locator('.switch[aria-checked="false"]')).to_have_count(8)
    page.get_by_role("button", name="Switch all on").click()
    expect(page.locator('.switch[aria-checked="true"]')).to_have_count(8)


def test_the_focus_stays_on_a_switch_that_is_pressed(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="conv2").click()
    switch = page.get_by_role("switch", name="conv2, channel 3")
    switch.focus()
    for state in ("false", "true"):
        page.keyboard.press("Space")
        expect(switch).to_have_attribute("aria-checked", state)
        expect(page.locator(".worth")).to_have_count(1 if state == "false" else 0)
        expect(switch).to_be_focused()


def test_plain_pictures_show_the_whole_network_again(visit: Visit) -> None:
    page = visit()
    ready(page)
    picture = painted(decoded(page))
    page.locator(".head", has_text="conv2").click()
    page.get_by_role("switch", name="conv2, channel 7").click()
    changed(page, decoded(page), picture)
    page.get_by_text("Plain pictures").click()
    back_again(page, decoded(page), picture)
