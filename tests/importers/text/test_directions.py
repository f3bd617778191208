"""Who travelled."""

import pytest

from models.vocabulary import Direction


@pytest.mark.parametrize(
    ("written", "who"),
    [
        ("- 12.03.2024 - Linz Belediye Başkanı Eva Muster", Direction.INCOMING),
        ("- 12.03.2024 - Linz Belediye Başkanı Eva Muster Başkanımızı ziyaret etti", Direction.INCOMING),
        ("- 12.03.2024 - Yurt dışından gelen Linz Belediyesi heyeti ağırlandı", Direction.INCOMING),
        ("- 12.03.2024 - Heyetimiz Linz Belediyesini ziyaret etti", Direction.OUTGOING),
        (
            "- 12.03.2024 - Başkanımız Linz'e giderek Belediye Başkanı Eva Muster ile görüştü",
            Direction.OUTGOING,
        ),
        (
            "- 12.03.2024 - Başkanımız Viyana'da Viyana Belediye Başkanı Eva Muster ile bir araya geldi",
            Direction.OUTGOING,
        ),
        ("- 12 March 2024: Our delegation travelled to Linz and met Mayor Eva Muster", Direction.OUTGOING),
        ("- 12 March 2024: Travel to Linz; meeting with Mayor Eva Muster", Direction.OUTGOING),
        ("- 12.03.2024 - Linz Belediye Başkanı Eva Muster ile çevrim içi görüşme", Direction.NOBODY),
        ("- 12.03.2024 - Linz Belediye Başkanı Eva Muster ile Genel Sekreterimiz görüştü", None),
    ],
)
def test_the_words_say_who_travelled(one, written, who):
    assert one(written).direction is who


def test_a_mayor_whom_we_met_in_a_city_is_its_mayor(one):
    (person,) = one("- 12 March 2024: Our delegation travelled to Linz and met Mayor Eva Muster").persons

    assert (person.organisation, person.city, person.country) == ("Municipality of Linz", "Linz", "AT")
