"""The order in which languages are offered."""

from app.i18n import translator
from app.labels import label
from app.records.languages import as_offered
from models.vocabulary import Language, YesNo


def words(language):
    t = translator(language)
    return [t(label(one)) for one in as_offered(Language, t)]


def test_languages_stand_by_the_alphabet_of_the_reader_those_of_the_house_first_and_another_last():
    turkish, english = words("tr"), words("en")

    assert turkish[:4] == ["Türkçe", "İngilizce", "Almanca", "Arapça"]
    assert turkish.index("Çince") < turkish.index("Farsça")
    assert turkish[-1] == translator("tr")(label(Language.OTHER))
    assert english[:4] == ["Turkish", "English", "Albanian", "Arabic"]
    assert english[2:-1] == sorted(english[2:-1])


def test_any_other_vocabulary_keeps_its_order():
    assert list(as_offered(YesNo, translator("tr"))) == list(YesNo)


def test_a_form_offers_languages_by_the_alphabet_of_the_reader(browse):
    page = browse(language="tr").open("/documents/new")

    offered = [one.get_text(strip=True) for one in page.select("#language option")]
    assert offered[1:4] == ["Türkçe", "İngilizce", "Almanca"]
