"""What is no visit though it speaks of one: calls, letters, work, our own meetings."""

import pytest

from app.importers.text.home import Home
from app.importers.text.proposal import LeftOut
from app.importers.text.reader import read_passages


@pytest.mark.parametrize(
    "written",
    [
        "Almanya Başkonsolosluğu ile telefonla görüşüldü",
        "Japonya Büyükelçiliği arandı, program soruldu",
        "Gürcistan Büyükelçiliğinden Nino Misal ile telefon görüşmesi",
        "İtalya Konsolosu ile WhatsApp'tan yazışıldı",
        "Called the US Consulate, no answer",
        "Phone call with the Embassy of Japan",
        "Letter sent to the Municipality of Bologna",
    ],
)
def test_calls_and_letters_are_no_visits(read, written):
    assert read(f"- 12.03.2024 - {written}") == []


@pytest.mark.parametrize(
    "written",
    [
        "Norveç Büyükelçisi Ole Misal'in ziyareti için otel rezervasyonu yapıldı",
        "Kanada Büyükelçisi Kevin Misal'in heyeti için koordinasyon toplantısı",
        "Halep heyeti listesi bekleniyor",
        "Hotel booking for the Korean delegation",
        "Reminder: Eurocities fee due",
        "Genel Sekreter Yardımcısı Ali Örnek ile değerlendirme",
    ],
)
def test_work_for_a_visit_and_our_own_meetings_are_no_visits(read, written):
    assert read(f"- 12.03.2024 - {written}") == []


@pytest.mark.parametrize(
    "written",
    [
        "Norveç Büyükelçisi Ole Misal geldi, hediye takdim edildi",
        "Ambassador of Chile, Mr Pedro Ejemplo, paid a courtesy call on the Mayor",
        "Split Belediye Başkanı Ante Primjer'in imza töreni için ziyareti",
    ],
)
def test_a_visit_of_which_more_is_told_stays_one(one, written):
    assert one(f"- 12.03.2024 - {written}").persons


@pytest.mark.parametrize("heading", ["Yapılacaklar ve görüşmeler", "GÖREVLER", "To do and visits"])
def test_a_heading_of_tasks_hides_nobody_who_came(read, heading):
    text = f"{heading}\n- 12.03.2024 - Fas Büyükelçisi Ali Misal\n- 13.03.2024 - Dosya tamamlanacak\n"

    assert [visit.persons[0].name for visit in read(text)] == ["Ali Misal"]


def test_a_call_is_shown_with_its_reason(gazetteer):
    text = "- 12.03.2024 - Japonya Büyükelçiliği arandı\n"
    (passage,) = read_passages(text, gazetteer, Home("TR", ("İzmir",)))

    assert isinstance(passage, LeftOut)
    assert passage.why == "call"
