"""The pack of a visit on a telephone: taken along, opened with the network off, read, out of date."""

import re

import pytest

from tests.chromium.visitor import AXE, DESKTOP, PHONE, SMALLEST, STANDARDS

SECRET = "Yalnız birkaç kişi bilir"
LATER = "2099-01-01T00:00:00Z"


def furnished(visitor):
    """Log a visit with somebody, something on the programme, and advice for few; return its path."""
    told = {"held": "20.11.2023", "direction": "incoming", "city": "Üsküp", "group_name": "Heyet"}
    told |= {"delegates-0-person": "Danela Arsovska", "delegates-0-side": "visitor"}
    path = visitor.record("visits", **told)
    number = path.rpartition("/")[2]
    visitor.record(
        "programme", title_tr="Makamda kabul", visit=f"#{number}", day="20.11.2023", starts_at="10:00"
    )
    return path


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_pack_opens_with_no_network_and_asks_for_nothing(enter, chromium, tmp_path, language, size):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    path = furnished(visitor)
    number = path.rpartition("/")[2]
    enter("manager", language).record(
        "advice", title_tr=SECRET, about=f"#{number}", advice_kind="sensitivity", mark="confidential"
    )

    visitor.open(path)
    page.get_by_role("link", name=t("Take along")).click()
    visitor.arrives(rf"/visits/{number}/pack")
    visitor.axe()
    with page.expect_download() as saved:
        page.get_by_role("button", name=t("Download the pack")).click()
    file = tmp_path / "pack.html"
    saved.value.save_as(file)
    visitor.fits()

    asked, complaints = [], []
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, offline=True)
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: complaints.append(message.text))
    pack = context.new_page()
    pack.goto(file.as_uri())
    for scheme in ("light", "dark"):
        pack.emulate_media(color_scheme=scheme)
        pack.evaluate(AXE)
        only = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
        found = pack.evaluate("only => axe.run(document, only)", only)
        assert not [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
    said = pack.inner_text("body")
    assert "Makamda kabul" in said
    assert "Danela Arsovska" in said
    assert SECRET not in said
    assert pack.locator("figure img").evaluate("img => img.naturalWidth") > 0
    assert pack.locator(".expired").is_hidden()
    pack.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
    assert pack.evaluate("() => document.documentElement.scrollWidth") <= SMALLEST[0]

    pack.clock.set_fixed_time(LATER)
    pack.reload()
    assert pack.locator(".expired").is_visible()
    assert [url for url in asked if not re.match(r"file:|data:", url)] == []
    assert complaints == []
    context.close()


@pytest.mark.parametrize("language", ["tr", "en"])
def test_who_may_read_what_is_marked_takes_it_along_only_when_they_say_so(enter, tmp_path, language):
    visitor = enter("manager", language, PHONE)
    page, t = visitor.page, visitor.t
    path = furnished(visitor)
    number = path.rpartition("/")[2]
    visitor.record(
        "advice", title_tr=SECRET, about=f"#{number}", advice_kind="sensitivity", mark="confidential"
    )

    for asked in (False, True):
        visitor.open(f"{path}/pack")
        page.set_checked("#restricted", asked)
        with page.expect_download() as saved:
            page.get_by_role("button", name=t("Download the pack")).click()
        file = tmp_path / "pack.html"
        saved.value.save_as(file)
        assert (SECRET in file.read_text(encoding="utf-8")) is asked
