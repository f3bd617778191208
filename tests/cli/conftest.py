import pytest
from sqlalchemy import text


@pytest.fixture
def ahead(own_house):
    """A house whose database was upgraded by an Elçi that is newer than this one."""
    with own_house.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    own_house.close()
    return own_house
