"""What a long name is called in a picture."""

import pytest

from app.answers.naming import short


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Üsküp", "Üsküp"),
        ("UNESCO Küresel Öğrenen Şehirler Ağı (GNLC)", "GNLC"),
        ("MedCities - Akdeniz Kentler Birliği", "MedCities"),
        ("Konrad-Adenauer-Stiftung, KAS PolDiMed", "Konrad-Adenauer-Stiftung"),
        ("Sosyal Demokrat Belediyeler Derneği", "Sosyal Demokrat Belediyeler Derneği"),
    ],
)
def test_a_long_name_is_called_by_its_abbreviation_or_its_first_part(name, called):
    assert short(name) == called
