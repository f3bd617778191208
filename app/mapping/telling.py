"""The data of the map as the browser gets them."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.i18n import Translator
from app.mapping.asked import Asked
from app.mapping.drawn import drawn
from app.mapping.reading import read
from app.mapping.view import Layer, MapView
from app.permissions.actor import Actor
from app.queries.kept import kept_for_all


def told(
    session: Session, actor: Actor, asked: Asked, *, t: Translator, today: date, notes: dict[str, str]
) -> str:
    """Return the JSON of a view.

    The whole world is large, and the same for everybody but for where home is: its text is kept for as long
    as the public lists stay as they are.
    """
    reading = read(session, actor, asked, t=t, today=today)
    if asked != Asked(layer=Layer.WORLD):
        view = drawn(session, actor, reading, t=t, today=today, notes=notes)
        return _dumped(view.as_json())

    def make() -> tuple[str, dict[int, int]]:
        nobodys = replace(reading, home=None)
        view = drawn(session, actor, nobodys, t=t, today=today, notes=notes)
        return _without_home(view), {city.id: index for index, city in enumerate(view.cities)}

    text, index = kept_for_all(session, ("world as told", t.language), make)
    home = index.get(reading.home.id) if reading.home else None
    return f'{{"home":{_dumped(home)},{text.removeprefix("{")}'


def _without_home(view: MapView) -> str:
    parts = view.as_json()
    del parts["home"]
    return _dumped(parts)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
