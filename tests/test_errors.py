"""How messages name values and files."""

import pytest

from summarize.errors import failure_reason, shortened, shown_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain name – é.txt", "plain name – é.txt"),
        ("two\nlines\r.txt", "two\\nlines\\r.txt"),
        ("bell\x1b[31m\x07\x9b.txt", "bell\\x1b[31m\\x07\\x9b.txt"),
        ("caf\udce9.txt", "caf\\xe9.txt"),
        ("\ud800\u2028", "\\ud800\\u2028"),
        ("\udc7f\udc80\udcff\udd00", "\\udc7f\\x80\\xff\\udd00"),
    ],
    ids=ascii,
)
def test_names_are_shown_on_one_line(name, shown):
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 38, repr("x" * 38)),
        ("x" * 39, "'" + "x" * 36 + "..."),
        (10**20 - 1, "9" * 20),
        (-(10**20), "a number of over 20 digits"),
        (10**5000, "a number of over 20 digits"),
        (True, "True"),
    ],
    ids=["as long as may be", "longer", "twenty digits", "more digits", "more digits than Python writes", "no number"],
)
def test_values_are_shown_shortened(value, shown):
    assert shortened(value) == shown


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(2, "x"), "there is no such file or folder; check the name"),
        (PermissionError(13, "x"), "may not be read; check its permissions"),
        (IsADirectoryError(21, "x"), "is a folder; name a file in it"),
        (OSError(5, "Input/output error"), "cannot be read (Input/output error); check the name or leave it out"),
        (ValueError("embedded\nnull byte"), "cannot be read (embedded\\nnull byte); check the name or leave it out"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_a_failure_is_told_with_its_remedy(error, reason):
    assert failure_reason(error) == reason
