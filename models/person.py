"""People, apart from the posts they hold."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.organisation import Organisation
from models.partial_date import PartialDate, partial_date
from models.record import Record, record_key
from models.vocabulary import Consent


class Person(Record):
    """Somebody we meet; the title of the record is the name."""

    __tablename__ = "person"

    id: Mapped[int] = record_key()
    printed_name: Mapped[str] = mapped_column(default="")
    honorific: Mapped[str] = mapped_column(default="")
    address_tr: Mapped[str] = mapped_column(default="")
    address_en: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    consent: Mapped[Consent | None]
    retain_until: Mapped[date | None]
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="", server_default=text("''"))

    posts: Mapped[list["Post"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="Post.position"
    )


class Post(Model):
    """An office somebody holds or held; ``known_on`` is a day on which they were seen in it.

    :param accredited_on: of heads of missions: the day of credentials or exequatur, which gives seniority.
    """

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("since_earliest <= since_latest", name="since_in_order"),
        CheckConstraint("until_earliest <= until_latest", name="until_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = part_key("person")
    position: Mapped[int]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    title_tr: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    since: Mapped[PartialDate] = partial_date("since")
    until: Mapped[PartialDate] = partial_date("until")
    known_on: Mapped[date | None]
    accredited_on: Mapped[date | None]

    organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=organisation_id
    )
