"""What somebody typed is text on every page that repeats it: history, bin, trail, lists, previews."""

from app.records import kit
from app.records.visits import VISIT
from tests.laws.reading import typed_in
from tests.make import TODAY

HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script> {{ 1234*1001 }} =1+1"


def is_text(page, address):
    assert not page.select("img[src=x]"), address
    assert "<script>alert(2)" not in page.answer.text, address
    assert "1235234" not in page.words, address


def test_what_was_typed_stays_text_wherever_it_is_repeated(browse, make, session):
    browser, colleague = browse("officer"), browse("officer")
    visit = make.visit(
        group_name=HOSTILE, subject_tr=HOSTILE, subject_en=HOSTILE, place_tr=HOSTILE, minutes_tr=HOSTILE
    )
    body = make.organisation(HOSTILE, title_en=HOSTILE)
    make.task(HOSTILE, about_id=visit.id)
    letter = make.letter(
        HOSTILE, correspondent_id=body.id, about_id=visit.id, registration_no=HOSTILE, distribution_tr=HOSTILE
    )
    make.document(title_tr=HOSTILE, links=[{"record_id": visit.id}], file_name=HOSTILE[:80])
    address = f"/visits/{visit.id}/edit"
    typed = typed_in(browser.open(address)) | {"subject_tr": HOSTILE + "mine"}
    theirs = typed_in(colleague.open(address)) | {"subject_tr": HOSTILE + "theirs", "place_tr": HOSTILE + "x"}
    colleague.submit(address, theirs)

    is_text(browser.submit(address, typed, status=409), "conflict")
    selected = {"id": visit.id, "set": "state_reason_tr", "state_reason_tr": HOSTILE}
    is_text(browser.submit("/visits/bulk", selected, status=200), "preview")
    for page in (
        f"/visits/{visit.id}",
        f"/visits/{visit.id}/history",
        f"/organisations/{body.id}",
        "/visits?columns=title,subject,place&q=img",
        "/visits/choices/country?q=" + "%3Cscript%3Ealert(2)",
        f"/letters/{letter.id}",
        "/letters?columns=title,correspondent,distribution,about",
        "/documents",
        "/tasks",
        "/to-complete",
        "/audit/trail",
        "/search?q=img",
        "/search/first?q=img",
        "/",
    ):
        is_text(browser.open(page), page)
    session.expire_all()
    kit.throw_away(session, make.actor("admin"), VISIT, visit.id, today=TODAY)
    session.commit()
    for page in ("/bin", f"/visits/{visit.id}"):
        answer = browser.open(page, status=200 if page == "/bin" else 404)
        is_text(answer, page)
