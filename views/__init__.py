"""The pages. This list of blueprints is the site map."""

from flask import Flask

from app.web import locale
from views import about, account, answers, home, networks, notes, search, suggestions, users
from views import map as ties_map
from views.agreements import AGREEMENT_PAGES
from views.cities import CITY_PAGES
from views.countries import COUNTRY_PAGES
from views.decisions import DECISION_PAGES
from views.figures import FIGURE_PAGES
from views.memberships import MEMBERSHIP_PAGES
from views.organisations import ORGANISATION_PAGES
from views.people import PEOPLE_PAGES
from views.visits import VISIT_PAGES


def register(app: Flask) -> None:
    """Bind every blueprint."""
    for module in (
        home,
        about,
        account,
        users,
        search,
        suggestions,
        networks,
        notes,
        ties_map,
        answers,
        locale,
    ):
        app.register_blueprint(module.bp)
    for pages in (
        VISIT_PAGES,
        AGREEMENT_PAGES,
        MEMBERSHIP_PAGES,
        DECISION_PAGES,
        FIGURE_PAGES,
        CITY_PAGES,
        COUNTRY_PAGES,
        ORGANISATION_PAGES,
        PEOPLE_PAGES,
    ):
        app.register_blueprint(pages.blueprint())
