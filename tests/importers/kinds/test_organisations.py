"""Lists of organisations: missions, and where they sit."""

from models.vocabulary import ImportKind, OrganisationKind

HEAD = "Kurum | Türü | Ülke | Şehir"


def test_the_city_of_an_embassy_lies_in_another_country_than_the_one_it_stands_for(bring, make, house):
    ankara, france = make.city("Ankara"), make.country("FR")

    row = bring(ImportKind.ORGANISATION, HEAD, "Fransa Büyükelçiliği | Büyükelçilik | FR | Ankara").write()

    (embassy,) = row.records()
    assert (embassy.seat_id, embassy.represents_id) == (ankara.id, france.id)


def test_an_embassy_is_known_by_whom_it_stands_for_however_it_is_called(bring, make, house):
    make.organisation(
        "Fransa Ankara Büyükelçiliği",
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=make.city("Ankara").id,
        represents_id=make.country("FR").id,
    )

    seen = bring(ImportKind.ORGANISATION, HEAD, "Fransa Büyükelçiliği | Büyükelçilik | FR | Ankara")

    assert seen.verdicts == ["same"]
