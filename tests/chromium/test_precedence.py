"""The protocol desk ranks a delegation, seats it, and changes both at the last minute, by keyboard."""

import pytest

from tests.chromium.visitor import DESKTOP, PHONE

PEOPLE = (
    ("Zarife Danışman", "Danışman", "visitor"),
    ("Ada Örnek", "Belediye Başkanı", "visitor"),
    ("Bora Örnek", "Daire Başkanı", "ours"),
    ("Can Örnek", "Tercüman", "other"),
)


def a_visit(visitor):
    told = {"held": "20.10.2023", "direction": "incoming"}
    for number, (name, title, side) in enumerate(PEOPLE):
        row = f"delegates-{number}"
        told |= {f"{row}-person": f"+{name}", f"{row}-title_tr": title, f"{row}-side": side}
    return visitor.record("visits", **told)


def rows(visitor, section):
    found = visitor.page.locator(f"section[aria-labelledby={section}] tbody tr td.is-name").all_inner_texts()
    return [one.splitlines()[0] for one in found]


def in_order(visitor, visit):
    """Choose the list of the demo for a visit."""
    page, t = visitor.page, visitor.t
    visitor.open(visit)
    page.locator(f'main a[href="{visit}/order"]').focus()
    visitor.press("Enter")
    visitor.arrives(rf"{visit}/order")
    visitor.see(".notice", t("No list of ranks is chosen, so nobody has a rank."))
    names = {"tr": "Heyetlerde denk unvanlar", "en": "Equal ranks in delegations"}
    page.select_option("#ranking", label=names[visitor.language])
    page.locator("form button", has_text=t("Work out the order")).focus()
    visitor.press("Enter")
    visitor.see("[data-toast]", t("The order is worked out anew."))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_delegation_is_put_in_order_and_somebody_placed_by_hand(enter, language, size):
    visitor = enter("protocol", language, size)
    page, t = visitor.page, visitor.t
    visit = a_visit(visitor)
    in_order(visitor, visit)
    assert rows(visitor, "order") == ["Ada Örnek", "Bora Örnek", "Can Örnek", "Zarife Danışman"]
    visitor.axe()

    page.locator("tr", has_text="Zarife").get_by_role("link").focus()
    visitor.press("Enter")
    visitor.arrives(rf"{visit}/order/\d+")
    page.select_option("#before", label="Ada Örnek")
    page.locator("[data-save]").focus()
    visitor.press("Enter")
    visitor.see("#reason-error", t("Say why, so that everybody who reads the order knows"))
    visitor.axe()
    page.focus("#reason")
    visitor.type("Onur konuğu")
    visitor.press("Enter")
    visitor.arrives(rf"{visit}/order")
    assert rows(visitor, "order")[0] == "Zarife Danışman"
    visitor.see("section[aria-labelledby=order]", "Onur konuğu")
    visitor.axe()
    visitor.fits()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_delegation_is_seated_and_moved_without_a_mouse(enter, language, size):
    visitor = enter("protocol", language, size)
    page, t = visitor.page, visitor.t
    in_order(visitor, a_visit(visitor))

    page.get_by_role("link", name=t("New seating plan")).focus()
    visitor.press("Enter")
    visitor.see("#seats")
    page.locator("input[name=shape][value=round]").focus()
    visitor.press("Space")
    page.fill("#seats", "3")
    page.locator("[data-save]").focus()
    visitor.press("Enter")
    visitor.arrives(r"/seating-plans/\d+")
    small = t.plural("The room is too small by %(n)s seat.", "The room is too small by %(n)s seats.", 1)
    visitor.see(".notice", small)
    assert rows(visitor, "seats") == ["Ada Örnek", "Bora Örnek", "Can Örnek", "Zarife Danışman"]
    visitor.axe()

    page.locator("input[name=wish-wish][value=behind]").focus()
    visitor.press("Space")
    page.select_option("#wish-who", label="Can Örnek")
    page.select_option("#wish-other", label="Ada Örnek")
    page.get_by_role("button", name=t("Add the wish")).focus()
    visitor.press("Enter")
    visitor.see("section[aria-labelledby=wishes]", t("Sits behind (interpreter)"))
    page.get_by_role("button", name=t("Seat those without a seat")).focus()
    visitor.press("Enter")
    visitor.see("[data-toast]", t.plural("%(n)s person was moved.", "%(n)s people were moved.", 0))
    assert rows(visitor, "seats") == ["Ada Örnek", "Bora Örnek", "Zarife Danışman"]
    assert page.locator(".notice", has_text=small).count() == 0

    page.select_option("#guest", label="Bora Örnek")
    page.select_option("#seat", "1")
    page.get_by_role("button", name=t("Move to this seat")).focus()
    visitor.press("Enter")
    visitor.see("[data-toast]", t("%(name)s: moved.", name="Bora Örnek"))
    assert rows(visitor, "seats") == ["Bora Örnek", "Ada Örnek", "Zarife Danışman"]
    visitor.axe()
    visitor.fits()
    visitor.is_well()


def test_the_drawing_is_read_by_axe_in_the_dark_and_fits(enter):
    visitor = enter("protocol", "en", DESKTOP)
    plan = visitor.record(
        "seating-plans",
        title_tr="Yemek",
        about=f"#{a_visit(visitor).rpartition('/')[2]}",
        shape="u",
        tables="1",
        seats="9",
    )

    visitor.open(plan)
    visitor.look(DESKTOP, "dark")
    visitor.axe()
    visitor.fits()
    visitor.is_well()


@pytest.mark.parametrize("language", ["tr", "en"])
def test_lists_of_ranks_and_the_diplomatic_list_are_read_by_axe_and_fit(enter, language):
    visitor = enter("admin", language, DESKTOP)
    visitor.open("/precedence-lists")
    listed = visitor.page.locator("main td.is-name a").first.get_attribute("href") or ""

    for path in ("/precedence-lists", listed, f"{listed}/edit", "/precedence-lists/new", "/diplomatic-list"):
        visitor.open(path)
        visitor.look(DESKTOP)
        visitor.axe()
        visitor.look(DESKTOP, "dark")
        visitor.axe()
        visitor.fits()
    visitor.is_well()
