"""A delegation of five, from the invitation to the thank-you letter, as the protocol desk lives it."""

import pytest

from tests.chromium.visitor import DESKTOP, PHONE, Visitor

DAYS = {
    ("tr", DESKTOP): "25.10.2023",
    ("en", DESKTOP): "24.10.2023",
    ("tr", PHONE): "23.10.2023",
    ("en", PHONE): "20.10.2023",
}
"""The office's day, or one just before it: the visit can be marked as held. Nobody is at two of them."""

DELEGATION = (
    ("Başkan", "Belediye Başkanı", "Mayor"),
    ("Vekil", "Belediye Başkan Yardımcısı", "Deputy Mayor"),
    ("Müdür", "Daire Başkanı", "Head of Department"),
    ("Uzman", "Uzman", "Expert"),
    ("Basın", "Basın Danışmanı", "Press Officer"),
)


def number_of(path: str) -> str:
    return path.rpartition("/")[2]


class Desk:
    """What one run of the play writes, under names of its own.

    :param mark: tells the records of this run from those of the others.
    """

    def __init__(self, visitor: Visitor, day: str, mark: str) -> None:
        self.visitor, self.page, self.t = visitor, visitor.page, visitor.t
        self.day, self.mark = day, mark

    def is_well(self) -> None:
        """Read the page with axe, and see that nothing sticks out of it."""
        self.visitor.axe()
        self.visitor.fits()

    def expect(self) -> str:
        """Enter five guests of a municipality and the visit they are expected for; return its path."""
        body = self.visitor.record(
            "organisations", title_tr=f"{self.mark} Belediyesi", address="Marktplatz 1"
        )
        told = {"held": self.day, "direction": "incoming", "state": "planned"}
        for place, (name, title_tr, title_en) in enumerate(DELEGATION):
            post = {"posts-0-title_tr": title_tr, "posts-0-title_en": title_en}
            post |= {"posts-0-organisation": f"#{number_of(body)}"}
            person = self.visitor.record("people", title_tr=f"{name} {self.mark}", languages="Türkçe", **post)
            row = f"delegates-{place}"
            told |= {f"{row}-person": f"#{number_of(person)}", f"{row}-title_tr": title_tr}
            told |= {f"{row}-side": "visitor"}
        return self.visitor.record("visits", **told)

    def write(self, visit: str, link: str, registered: str) -> None:
        """Write the letters of a kind from the page of the visit into the register, and type a number."""
        self.visitor.open(visit)
        self.page.get_by_role("link", name=self.t(link), exact=True).click()
        self.visitor.arrives(r"/letters/merge\?.*")
        self.page.fill("#signatory_tr", "Ad Soyad\nBelediye Başkanı")
        self.page.press("#signatory_tr", "Control+Enter")
        self.visitor.see(".letter-preview", f"Başkan {self.mark}")
        self.is_well()
        self.page.get_by_role("button", name=self.t("Write them into the register")).click()
        self.visitor.arrives(r"/letters/written/.+")
        assert self.visitor.focused().startswith("number-")
        self.visitor.type(registered)
        self.visitor.press("Enter")
        self.visitor.see("main tbody", registered)
        self.is_well()

    def prepare(self, visit: str) -> None:
        """Take the list of what must be ready, and tick the flag."""
        self.visitor.open(visit)
        part = self.page.locator("section[aria-labelledby=preparation]")
        part.get_by_role("button", name=self.t("Take the list")).click()
        flag = {"tr": "Ülke bayrağı", "en": "Flag of the country"}[self.visitor.language]
        part.get_by_role("button", name=self.t("Ready: %(step)s", step=flag)).click()
        self.visitor.see("section[aria-labelledby=preparation] li.is-ready", flag)

    def plan(self, visit: str) -> None:
        """Write two items of the programme by keyboard; the sheet for the table has both."""
        self.visitor.open(f"{visit}/programme")
        self.page.focus("#starts_at")
        self.write_item("10:00", "10:45", "Makamda kabul")
        self.write_item("", "12:00", "Görüşme")
        self.is_well()
        self.visitor.open(f"{visit}/programme/sheet")
        self.visitor.see("#paper", "Görüşme")

    def write_item(self, starts: str, ends: str, title: str) -> None:
        """Write an item in the line of the programme; behind another one the hour is there already."""
        if starts:
            self.visitor.type(starts)
            self.visitor.press("Tab")
        self.visitor.type(ends)
        self.visitor.press("Tab")
        self.visitor.type(title)
        self.visitor.press("Enter")
        self.visitor.see(".programme .is-name", title)

    def book(self, visit: str) -> None:
        """Book an interpreter of the pool for the talks, and have it confirmed."""
        name = f"Tercüman {self.mark}"
        person = self.visitor.record("people", title_tr=name)
        pair = {"pairs-0-first_language": "tr", "pairs-0-second_language": "de"}
        self.visitor.record("interpreters", person=f"#{number_of(person)}", **pair)
        self.visitor.open(visit)
        self.page.select_option("#booking-service", "interpreting")
        self.page.focus("#booking-service")
        self.visitor.press("Tab")
        self.visitor.choose(name)
        self.page.select_option("#booking-first_language", "tr")
        self.page.select_option("#booking-second_language", "de")
        self.page.fill("#booking-starts_at", "10:00")
        self.page.fill("#booking-ends_at", "12:00")
        self.page.press("#booking-ends_at", "Enter")
        self.visitor.see("section[aria-labelledby=bookings] td.is-name", name)

    def rank(self, visit: str) -> list[str]:
        """Put everybody in order by the list for delegations; return the names, the first of all first."""
        self.visitor.open(f"{visit}/order")
        ranks = {"tr": "Heyetlerde denk unvanlar", "en": "Equal ranks in delegations"}
        self.page.select_option("#ranking", label=ranks[self.visitor.language])
        self.page.locator("form button", has_text=self.t("Work out the order")).click()
        self.visitor.see("[data-toast]", self.t("The order is worked out anew."))
        self.is_well()
        names = self.page.locator("section[aria-labelledby=order] tbody td.is-name").all_inner_texts()
        return [name.splitlines()[0] for name in names]

    def give(self, visit: str) -> None:
        """Give a piece of the stock to the head of the delegation."""
        gift = f"Hokka {self.mark}"
        stock = {"changes-0-change": "taken_in", "changes-0-quantity": "5"}
        self.visitor.record("stock", title_tr=gift, **stock)
        self.visitor.open(visit)
        self.page.locator("#given-item-ts-control").focus()
        self.visitor.choose(gift)
        self.page.locator("#given-quantity").press("Enter")
        self.visitor.see("section[aria-labelledby=gifts] li", f"Başkan {self.mark}")

    def hold(self, visit: str) -> None:
        """Mark the visit as held."""
        self.visitor.open(visit)
        self.page.get_by_role("button", name=self.t("Mark as held")).click()
        self.visitor.see("[data-toast]", self.t("The visit is marked as held."))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_delegation_of_five_is_invited_received_and_thanked(enter, language, size):
    visitor = enter("protocol", language, size)
    mark = f"{language} {size[0]}"
    desk = Desk(visitor, DAYS[language, size], mark)
    visit = desk.expect()

    desk.write(visit, "Invitation letter", f"D-{mark}")
    desk.prepare(visit)
    desk.plan(visit)
    desk.book(visit)
    assert desk.rank(visit)[0] == f"Başkan {mark}"
    desk.give(visit)
    visitor.open(f"{visit}/pack")
    desk.is_well()
    desk.hold(visit)
    visitor.see("section[aria-labelledby=letters]", visitor.t("Thank-you letter to be written"))
    desk.write(visit, "Draft a thank-you letter", f"T-{mark}")

    visitor.open(visit)
    for part, told in (
        ("letters", f"T-{mark}"),
        ("letters", f"D-{mark}"),
        ("preparation", ""),
        ("bookings", f"Tercüman {mark}"),
        ("gifts", f"Hokka {mark}"),
    ):
        visitor.see(f"section[aria-labelledby={part}]", told)
    due = visitor.page.locator("section[aria-labelledby=letters]")
    assert visitor.t("Thank-you letter to be written") not in due.inner_text()
    desk.is_well()
    visitor.look(size)
