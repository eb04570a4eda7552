"""The field for a number in a real browser: typed with a comma, refused in the visitor's language, stepped, and on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser_page import PATIENCE, PHONE, Visit, expect_subject, number, photograph, ready

pytestmark = pytest.mark.browser


def said(page: Page) -> Locator:
    """What is wrong, of all fields of the page."""
    return page.get_by_role("alert").filter(visible=True)


def uncovered(where: Locator) -> bool:
    """Whether the visitor sees the whole of it: that nothing lies over it or cuts it off."""
    return bool(
        where.evaluate(
            """each => {
                const { left, right, top, bottom } = each.getBoundingClientRect();
                const corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
                const middle = [(left + right) / 2, (top + bottom) / 2];
                return corners.every(([x, y]) => {
                    const [right, down] = [x + Math.sign(middle[0] - x) * 4, y + Math.sign(middle[1] - y) * 4];
                    return each.getRootNode().elementFromPoint(right, down) === each;
                });
            }"""
        )
    )


def enter(where: Locator, text: str) -> None:
    where.fill(text)
    where.press("Enter")


def open_training(page: Page, link: str = "Treinar") -> None:
    ready(page)
    page.get_by_role("link", name=link).click()
    expect(page.locator(".st-key-start_training")).to_be_visible()


def test_a_number_with_a_comma_is_taken_on_the_portuguese_page_and_what_is_none_is_refused_in_portuguese(visit: Visit) -> None:
    page = visit(locale="pt-BR")
    open_training(page)
    rate, start = number(page, "Taxa de aprendizado"), page.get_by_role("button", name="Iniciar o treinamento")
    expect(rate).to_have_value("0,01")
    enter(rate, "5e-3")
    expect(rate).to_have_value("0,005")
    enter(rate, " 0,005")
    expect(rate).to_have_value("0,005")
    expect(said(page)).to_have_count(0)
    enter(rate, "abc")
    expect(said(page)).to_have_text("“abc” não é um número: digite um de 0,00001 a 0,1. Até lá, nenhum treinamento pode começar.")
    expect(rate).to_have_attribute("aria-invalid", "true")
    expect(start).to_be_disabled()
    photograph(page, "number-refused")
    rate.fill("99")
    rate.press("Tab")
    expect(said(page)).to_have_text("“99” é grande demais: digite um número de 0,00001 a 0,1. Até lá, nenhum treinamento pode começar.")
    expect(rate).to_have_value("99")
    enter(rate, "0,02")
    expect(said(page)).to_have_count(0)
    expect(start).to_be_enabled()


def test_what_was_typed_stays_in_another_language_and_after_another_page(visit: Visit) -> None:
    page = visit(locale="pt-BR")
    open_training(page)
    enter(number(page, "Taxa de aprendizado"), "0,005")
    expect(number(page, "Taxa de aprendizado")).to_have_value("0,005")
    enter(number(page, "Épocas"), "muitas")
    expect(said(page)).to_contain_text("“muitas” não é um número")
    page.get_by_role("radio", name="EN", exact=True).click()
    expect(number(page, "Learning rate")).to_have_value("0.005")
    expect(said(page)).to_have_text("“muitas” is not a number: type one from 1 to 10,000. Until then no training can start.")
    page.get_by_role("link", name="About").click()
    expect(page.locator("[href='#about-idea']")).to_be_visible()
    page.get_by_role("link", name="Train", exact=True).click()
    expect(number(page, "Learning rate")).to_have_value("0.005")
    expect(number(page, "Epochs")).to_have_value("muitas")
    enter(number(page, "Learning rate"), "0.006")
    expect(number(page, "Learning rate")).to_have_value("0.006")


def test_steps_go_by_button_and_by_arrow_key_from_what_is_in_the_field(visit: Visit) -> None:
    page = visit(locale="pt-BR")
    open_training(page)
    rate = number(page, "Taxa de aprendizado")
    rate.fill("0,02")  # and not sent yet
    page.get_by_role("button", name="Taxa de aprendizado: mais").click(click_count=3)
    expect(rate).to_have_value("0,023")
    for _ in range(4):
        rate.press("ArrowDown")
    expect(rate).to_have_value("0,019")
    rate.fill("0,03")  # nor this, before the key
    rate.press("ArrowDown")
    expect(rate).to_have_value("0,029")
    page.get_by_role("button", name="Semente: menos").click(force=True)
    expect(number(page, "Semente")).to_have_value("0")


def test_what_a_number_does_is_told_when_asked(visit: Visit) -> None:
    page = visit(locale="pt-BR")
    open_training(page)
    told = page.get_by_text("Quantas vezes passar por todos os dígitos.")
    expect(told).to_be_hidden()
    page.get_by_role("button", name="Épocas: o que é isto?").click()
    expect(told).to_be_visible()


def test_a_finger_has_room_and_the_keyboard_of_a_phone_has_numbers(visit: Visit) -> None:
    page = visit(size=PHONE, locale="pt-BR")
    ready(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Treinar").click()
    more = page.get_by_role("button", name="Taxa de aprendizado: mais")
    for each in (more, page.get_by_role("button", name="Taxa de aprendizado: menos"), number(page, "Taxa de aprendizado")):
        box = each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 40
    expect(number(page, "Taxa de aprendizado")).to_have_attribute("inputmode", "decimal")
    expect(number(page, "Épocas")).to_have_attribute("inputmode", "numeric")
    more.tap()
    expect(number(page, "Taxa de aprendizado")).to_have_value("0,011")
    enter(number(page, "Taxa de aprendizado"), "99")
    expect(said(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    photograph(page, "number-phone")


def test_a_test_digit_is_chosen_by_its_number_and_one_that_is_not_there_leaves_the_last(visit: Visit) -> None:
    page = visit(locale="pt-BR")
    ready(page)
    page.get_by_role("radio", name="Escolher", exact=True).click()
    index = number(page, "Número do dígito de teste")
    enter(index, "4")
    expect_subject(page, "dígito de teste nº 4 do MNIST, rótulo 4")
    expect(page.get_by_role("radio", name="4, dígito de teste 4")).to_be_checked()
    enter(index, "10.000")
    expect(said(page)).to_have_text("“10.000” é grande demais: digite um número de 0 a 9.999. Até lá, vale 4.")
    assert uncovered(said(page))
    photograph(page, "number-picked")
    expect_subject(page, "dígito de teste nº 4 do MNIST, rótulo 4")
    page.get_by_role("radio", name="9, dígito de teste 7").click()
    expect(index).to_have_value("7")
    expect(said(page)).to_have_count(0)


@pytest.mark.slow
def test_a_training_starts_with_what_was_typed_just_before_the_click(visit: Visit) -> None:
    page = visit(locale="pt-BR")
    open_training(page)
    number(page, "Épocas").fill("1.234")
    page.get_by_role("button", name="Iniciar o treinamento").click()
    expect(page.get_by_text(re.compile(r"época \d+ de 1234"))).to_be_visible(timeout=5 * PATIENCE)
    rate = number(page, "Taxa máxima de aprendizado")
    enter(rate, "zero")
    expect(said(page)).to_have_text("“zero” não é um número: digite um de 0,00001 a 0,1. Até lá, vale 0,01.")
    enter(rate, "0,001")
    expect(rate).to_have_value("0,001")
    expect(said(page)).to_have_count(0)
    page.get_by_role("button", name="Parar").click()
    expect(page.get_by_text("Treinamento parado")).to_be_visible()
