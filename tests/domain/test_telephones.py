"""Which part of a line somebody wrote can be dialled."""

import pytest

from app.domain.telephones import pieces


@pytest.mark.parametrize(
    ("line", "dialled"),
    [
        ("Nöbetçi memur (24 saat) 0532 111 22 33", ["05321112233"]),
        ("Hilton 5 yıldız, 0232 497 60 60", ["02324976060"]),
        ("Konsolosluk 7/24: +90 232 421 69 92 dahili 12", ["+902324216992"]),
        ("Konsolosluk (0232) 421 69 92 (dahili 1234)", ["02324216992"]),
        ("2. Şube 155", ["155"]),
        ("Şube 2 155", ["155"]),
        ("Otel 5 0232 497 60 60", ["02324976060"]),
        ("0532-111-22-33 / 0533 444 55 66", ["05321112233", "05334445566"]),
        ("0532 111 22 33/0533 444 55 66", ["05321112233", "05334445566"]),
        ("Ali 0532 111 22 33, Ece 497 60 60", ["05321112233", "4976060"]),
        ("Nöbetçi 0532 111 22 33 (Ali Bey, gündüz)", ["05321112233"]),
        ("+90 (0) 232 293 12 00", ["+902322931200"]),
        ("Linz +43 732 7070-0", ["+4373270700"]),
        ("Çağrı merkezi 444 1 112", ["4441112"]),
        ("Sadece isim", []),
        ("01.01.2024 gününden beri", []),
        ("Liste 7946 0958", []),
    ],
)
def test_a_number_to_dial_is_digits_alone_and_the_line_stays_as_it_was_written(line, dialled):
    found = pieces(line)

    assert [one.dialled for one in found if one.dialled] == dialled
    assert "".join(one.words for one in found) == line
