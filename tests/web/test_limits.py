"""Papers and files cost work: one person gets so many in a while."""

from dataclasses import replace

import pytest

from app.extensions import limiter


@pytest.fixture(autouse=True)
def narrow(app, monkeypatch):
    """Let a person have three files in a minute."""
    settings = replace(app.extensions["elci.settings"], export_limit="3 per minute")
    monkeypatch.setitem(app.extensions, "elci.settings", settings)
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.reset()
    limiter.enabled = False


def take(browser, path):
    answer = browser.client.post(path, data={"csrf_token": browser.token()})
    answer.get_data()
    answer.close()
    return answer


def take_all(browser):
    """Take as many files as there are, each of another kind."""
    city = browser.client.get("/map/export/preview.png").status_code
    return [
        city,
        *(take(browser, path).status_code for path in ("/map/export.csv", "/lists/visits/export.csv")),
    ]


@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [
        ("en", "Many files in a short time", "You can try again at "),
        ("tr", "Kısa sürede çok dosya istendi", "yeniden deneyebilirsiniz"),
    ],
)
def test_who_takes_too_many_files_is_told_when_to_try_again(browse, language, heading, words):
    browser = browse("officer", language)
    assert take_all(browser) == [200, 200, 200]

    refused = take(browser, "/lists/visits/export.xlsx")

    assert refused.status_code == 429
    assert heading in refused.text
    assert words in refused.text
    assert 1 <= int(refused.headers["Retry-After"]) <= 61  # the second that has begun is told as well


def test_a_colleague_takes_files_meanwhile_and_pages_are_not_counted(browse, make):
    browser = browse("officer")
    take_all(browser)
    assert take(browser, "/map/export.svg").status_code == 429

    assert take_all(browse("admin")) == [200, 200, 200]
    assert {browser.open(path).answer.status_code for path in ("/map", "/map/data.json", "/visits") * 2} == {
        200
    }


def test_sheets_badges_notes_and_answers_are_counted_as_well(browser, make):
    event, visit = make.event(), make.visit()
    paths = [f"/events/{event.id}/{name}" for name in ("attendance.pdf", "badges.pdf", "place-cards.pdf")]
    take_all(browser)

    asked = [browser.client.get(path) for path in (*paths, f"/visits/{visit.id}/note.docx")]
    asked += [
        take(browser, path) for path in ("/answers/sleeping/export.xlsx", "/answers/network/export.json")
    ]

    assert {answer.status_code for answer in asked} == {429}
