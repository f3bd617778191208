"""The sidebar says where a page is."""


def open_place(page):
    """Return the place and the section that the sidebar marks."""
    return [link.get_text(strip=True) for link in page.select("nav.sidebar a[aria-current]")]


def test_the_order_of_precedence_stands_where_its_visit_or_event_does(browser, make):
    visit, event = make.visit(), make.event()

    assert open_place(browser.open(f"/visits/{visit.id}/order")) == ["Visits"]
    assert open_place(browser.open(f"/events/{event.id}/order")) == ["Events and workshops"]


def test_a_page_without_a_line_of_its_own_stands_under_what_it_belongs_to(browser):
    assert open_place(browser.open("/minimum-wages")) == ["Gifts"]
