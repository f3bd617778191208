"""The bare pages beside ours: Flask, Jinja, SQLAlchemy Core, and the same rows of the same tables.

No sign-in, no permission, no token, no layout, no language: what is left is what such a page costs at least.
``BARE_DATABASE=… gunicorn tests.bench.bare:app``.
"""

import os
from typing import Any

from flask import Flask, request
from sqlalchemy import create_engine, event, text

engine = create_engine(os.environ["BARE_DATABASE"])
app = Flask("bare")
LITE = engine.dialect.name == "sqlite"

if LITE:

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA busy_timeout=10000")


LIST = app.jinja_env.from_string(
    """<!doctype html><html lang="tr"><title>Ziyaretler</title><h1>Ziyaretler</h1><table>
<tr><th>Konuk<th>Tarih<th>Kurum<th>Ülke<th>Durum</tr>
{% for one in rows %}<tr><td><a href="/visits/{{ one.id }}">{{ one.guest }}</a>
<td>{{ one.day }}<td>{{ one.body }}<td>{{ one.country }}<td>{{ one.state }}</tr>
{% endfor %}</table><p>{{ total }}</html>"""
)
VISIT = app.jinja_env.from_string(
    """<!doctype html><html lang="tr"><title>{{ one.guest }}</title><h1>{{ one.guest }}</h1>
<p>{{ one.day }} {{ one.body }} {{ one.country }} {{ one.state }}<p>{{ one.subject }}<p>{{ one.minutes }}
<ul>{% for each in people %}<li>{{ each.name }}, {{ each.title_tr }}, {{ each.organisation_name }}
{% endfor %}</ul></html>"""
)
PEOPLE = "SELECT name, title_tr, organisation_name FROM delegate WHERE visit_id = :id ORDER BY position"
ROWS = """
SELECT r.id, r.title_tr AS guest, v.held_earliest AS day, b.title_tr AS body, l.title_tr AS country, v.state
FROM ({ids}) AS page JOIN record r ON r.id = page.id JOIN visit v ON v.id = r.id
LEFT JOIN counterpart c ON c.visit_id = v.id AND c.position = 0
LEFT JOIN record b ON b.id = c.organisation_id LEFT JOIN organisation o ON o.id = b.id
LEFT JOIN city t ON t.id = coalesce(o.seat_id, v.city_id) LEFT JOIN record l ON l.id = t.country_id
ORDER BY r.sort_day DESC, r.id DESC
"""
LIVE = "municipality_id = 1 AND kind = 'visit' AND binned_at IS NULL"
NEWEST = "ORDER BY sort_day DESC, id DESC"
OF_COUNTRY = """
id IN (SELECT m.record_id FROM mention m WHERE m.mentioned_id IN (
    SELECT id FROM city WHERE country_id = :country UNION SELECT :country UNION
    SELECT o.id FROM organisation o JOIN city ON city.id = o.seat_id WHERE city.country_id = :country))
"""
FOUND = (
    "id IN (SELECT rowid & 2147483647 FROM record_fts WHERE record_fts MATCH :word)"
    if LITE
    else "to_tsvector('simple', folded) @@ to_tsquery('simple', :word)"
)
NEWEST_FOUND = f"""
SELECT id FROM record_fts JOIN record ON id = record_fts.rowid & 2147483647
WHERE record_fts MATCH :word AND {LIVE} ORDER BY record_fts.rowid DESC LIMIT 50 OFFSET :skip
"""


def page(where: str, **values: object) -> str:
    """Read and print one page of rows, with the exact total."""
    limit = "LIMIT 50 OFFSET :skip"
    with engine.connect() as connection:
        total = connection.scalar(text(f"SELECT count(*) FROM record WHERE {LIVE} {where}"), values)
        ids = f"SELECT id FROM record WHERE {LIVE} {where} {NEWEST} {limit}"
        if LITE and "word" in values:
            ids = NEWEST_FOUND
        skip = (int(request.args.get("page", 1)) - 1) * 50
        rows = connection.execute(text(ROWS.format(ids=ids)), {**values, "skip": skip}).all()
    return LIST.render(rows=rows, total=total)


@app.get("/visits")
def visits() -> str:
    """Show the newest, those of a country and a year, or those with a word."""
    if "q" in request.args:
        word = request.args["q"]
        return page(f"AND {FOUND}", word=f'"{word}"*' if LITE else f"'{word}':*")
    if "year" in request.args:
        year, country = request.args["year"], int(request.args["country"])
        days = {"first": f"{year}-01-01", "last": f"{year}-12-31", "country": country}
        return page(f"AND sort_day BETWEEN :first AND :last AND {OF_COUNTRY}", **days)
    return page("")


@app.get("/visits/<int:id_>")
def visit(id_: int) -> str:
    """Show one visit with its delegation."""
    columns = "v.minutes_tr AS minutes, v.subject_tr AS subject, r.id,"
    with engine.connect() as connection:
        query = ROWS.format(ids="SELECT CAST(:id AS INTEGER) AS id").replace("r.id,", columns, 1)
        one = connection.execute(text(query), {"id": id_}).one()
        people = connection.execute(text(PEOPLE), {"id": id_}).all()
    return VISIT.render(one=one, people=people)
