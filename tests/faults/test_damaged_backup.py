import pytest

from tests.backup.rows import rows


@pytest.mark.parametrize("left", [0.99, 0.5, 0.0])
def test_a_backup_that_was_cut_off_is_refused_and_nothing_changes(own_house, tmp_path, left):
    whole, cut = tmp_path / "whole.elci.zip", tmp_path / "cut.elci.zip"
    own_house.run("backup", str(whole))
    content = whole.read_bytes()
    cut.write_bytes(content[: int(len(content) * left)])
    before, files = rows(own_house), sorted(own_house.data_dir.iterdir())

    told = own_house.run("restore", "--yes", str(cut))

    assert told.exit_code == 1
    assert told.output == f"Error: {cut} is not a backup of Elçi, or it is cut off.\n"
    assert rows(own_house) == before
    assert sorted(own_house.data_dir.iterdir()) == files


def test_a_backup_of_which_one_byte_was_spoilt_is_refused_and_nothing_changes(own_house, tmp_path):
    file = tmp_path / "spoilt.elci.zip"
    own_house.run("backup", str(file))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    before = rows(own_house)

    told = own_house.run("restore", "--yes", str(file))

    assert told.exit_code == 1
    assert "is damaged" in told.output
    assert rows(own_house) == before
