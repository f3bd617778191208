"""What somebody sees to for a visit, ticked beside their tasks; what the register shows ticks itself."""

import re

import pytest

from tests.chromium.visitor import DESKTOP, PHONE


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_my_steps_are_ticked_beside_my_tasks_and_a_gift_ticks_itself(enter, language, size):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    visitor.open("/")
    link = page.locator('.sidebar a[href^="/tasks?owner="]').first
    mine = link.get_attribute("href") or ""
    me = re.search(r"owner=(\d+)", mine)
    assert me is not None
    told = f"{language} {size[0]}"
    visit = visitor.record("visits", held="26.10.2023", group_name=f"Linz {told}")
    number = visit.rpartition("/")[2]
    for name, proof in ((f"Bayrak {told}", ""), (f"Hediye {told}", "gift")):
        visitor.record(
            "preparation", title_tr=name, visit=f"#{number}", owner_id=me[1], days="-3", proof=proof
        )

    visitor.open(mine)
    section = "section[aria-labelledby=own-steps]"
    visitor.see(section, f"Bayrak {told}")
    visitor.axe()
    visitor.fits()
    visitor.look(size)
    page.locator(section).get_by_role(
        "button", name=t("Ready: %(step)s", step=f"Bayrak {told}"), exact=True
    ).focus()
    with page.expect_navigation():  # to the same address
        visitor.press("Enter")
    visitor.arrives(re.escape(mine) + r"[^/]*")
    visitor.see(section, f"Hediye {told}")
    assert page.locator(section, has_text=f"Bayrak {told}").count() == 0

    visitor.record("gifts", direction="given", what_tr=f"Tabak {told}", quantity="1", about=f"#{number}")
    visitor.open(mine)
    assert page.locator(section, has_text=f"Hediye {told}").count() == 0
    visitor.open(visit)
    visitor.see("#preparation ~ ul, section[aria-labelledby=preparation] ul", t("On record:"))
    visitor.axe()
    visitor.is_well()
