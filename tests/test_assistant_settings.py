import pytest

from assistant.errors import SettingsError
from assistant.settings import read_settings


def write(folder, text):
    (folder / "yanju.toml").write_text(text, encoding="utf-8")


def test_a_flag_beats_the_environment_which_beats_the_file_which_beats_the_default(tmp_path):
    assert read_settings({}, {}, tmp_path).hits == 8
    write(tmp_path, "hits = 3")
    assert read_settings({}, {}, tmp_path).hits == 3
    assert read_settings({}, {"YANJU_HITS": "4"}, tmp_path).hits == 4
    assert read_settings({"hits": "5"}, {"YANJU_HITS": "4"}, tmp_path).hits == 5


def test_the_library_is_in_the_users_data_folder_unless_told(tmp_path, clean_environment):
    assert clean_environment in read_settings({}, {}, tmp_path).library.parents
    assert read_settings({"library": "a"}, {}, tmp_path).library == tmp_path / "a"
    assert read_settings({"library": "~/a"}, {}, tmp_path).library == clean_environment / "a"


def test_an_empty_variable_says_nothing(tmp_path):
    assert read_settings({}, {"YANJU_HITS": ""}, tmp_path).hits == 8


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("hits = 0", "hits"),
        ("hits = 1000", "hits"),
        ("hits = true", "hits"),
        ("hits = 2.5", "hits"),
        ("progress = 'vielleicht'", "progress"),
        ("library = 5", "library"),
        ("library = ' '", "library"),
        ("library = '~nobody-of-this-name/x'", "library"),
        ("libary = 'x'", "libary"),
        ("hits = ", "yanju.toml"),
    ],
)
def test_an_unusable_setting_is_named(tmp_path, text, named):
    write(tmp_path, text)
    with pytest.raises(SettingsError, match=named):
        read_settings({}, {}, tmp_path)


def test_a_file_in_another_encoding_is_an_error_for_the_user(tmp_path):
    (tmp_path / "yanju.toml").write_bytes("library = '资料'".encode("gb18030"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings({}, {}, tmp_path)


@pytest.mark.parametrize(("word", "on"), [("0", False), ("off", False), ("TRUE", True), ("yes", True)])
def test_a_switch_takes_the_usual_words(tmp_path, word, on):
    assert read_settings({}, {"YANJU_PROGRESS": word}, tmp_path).progress is on
