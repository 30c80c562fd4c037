import json
import os

import pytest

from index import sidecar
from index.sidecar import Stamp, intact, publish, read, sweep

STAMP = Stamp(7, "store-digest", "analyser-1")


def folder_of(**texts):
    def build(path):
        for name, text in texts.items():
            target = path / name.replace("__", "/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")

    return build


def one_file(path):
    path.write_bytes(b"\x00\x01" * 999)


def names(folder):
    return sorted(p.name for p in folder.iterdir())


@pytest.fixture(params=["folder", "file"])
def published(request, tmp_path):
    build = folder_of(a="甲", b__c="乙") if request.param == "folder" else one_file
    return tmp_path, publish(tmp_path, "x", STAMP, build)


def test_what_is_published_is_read_back_and_whole(published):
    folder, pointer = published
    assert read(folder, "x") == pointer
    assert (pointer.generation, pointer.digest, pointer.fingerprint) == (7, "store-digest", "analyser-1")
    assert intact(folder, pointer)
    assert names(folder) == sorted([pointer.name, "x.json"])


def test_a_new_one_takes_the_place_of_the_old_under_a_new_name(published):
    folder, first = published
    second = publish(folder, "x", STAMP, one_file)
    assert first.name != second.name
    assert names(folder) == sorted([second.name, "x.json"])


def test_other_stems_are_left_alone(published):
    folder, _ = published
    other = publish(folder, "xy", STAMP, one_file)
    publish(folder, "x", STAMP, one_file)
    sweep(folder, "x")
    assert names(folder) == sorted([other.name, "xy.json"])


def damaged_parts(folder, pointer):
    return [folder / pointer.name / part for part in pointer.files]


def test_every_flipped_bit_and_every_lost_byte_is_seen(published):
    folder, pointer = published
    for path in damaged_parts(folder, pointer):
        whole = path.read_bytes()
        for i in (0, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:i] + bytes([whole[i] ^ 1]) + whole[i + 1 :])
            assert not intact(folder, pointer)
        path.write_bytes(whole[:-1])
        assert not intact(folder, pointer)
        path.unlink()
        assert not intact(folder, pointer)
        path.write_bytes(whole)
        assert intact(folder, pointer)


def test_a_pointer_vouches_for_itself(published):
    folder, _ = published
    path = folder / "x.json"
    whole = path.read_text(encoding="utf-8")
    for altered in (
        whole.replace('"generation": 7', '"generation": 5'),
        whole.replace("store-digest", "other-digest"),
        whole[: len(whole) // 2],
        "",
        "[]",
        '{"pointer": 3, "check": ""}',
        "\x00",
    ):
        assert altered != whole
        path.write_text(altered, encoding="utf-8")
        assert read(folder, "x") is None
    path.write_bytes(b"\xff\xfe")
    assert read(folder, "x") is None
    path.unlink()
    assert read(folder, "x") is None


def test_a_pointer_never_leads_out_of_the_folder(tmp_path, monkeypatch):
    pointer = publish(tmp_path, "x", STAMP, one_file)
    stored = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    stored["pointer"]["name"] = f"../{tmp_path.name}/{pointer.name}"
    monkeypatch.setattr(sidecar, "_check", lambda _: stored["check"])
    (tmp_path / "x.json").write_text(json.dumps(stored), encoding="utf-8")
    assert read(tmp_path, "x") is None


def test_what_is_taken_over_from_the_one_before_is_not_read_again(tmp_path):
    first = publish(tmp_path, "x", STAMP, folder_of(a="甲", **{"meta.json": "1"}))

    def build(path):
        folder_of(b="乙", **{"meta.json": "2"})(path)
        (path / "a").write_text("不再读", encoding="utf-8")

    second = publish(tmp_path, "x", Stamp(9, "later", "analyser-1"), build, first)
    assert set(second.files) == {"a", "b", "meta.json"}
    assert second.files["a"] == first.files["a"]
    assert second.files["meta.json"] != first.files["meta.json"]
    assert read(tmp_path, "x") == second
    assert not intact(tmp_path, second)
    (tmp_path / second.name / "a").write_text("甲", encoding="utf-8")
    assert intact(tmp_path, second)
    assert names(tmp_path) == sorted([second.name, "x.json"])


def test_files_that_the_pointer_does_not_name_do_not_matter(tmp_path):
    pointer = publish(tmp_path, "x", STAMP, folder_of(a="甲"))
    (tmp_path / pointer.name / ".meta.lock").touch()
    (tmp_path / pointer.name / "half-written").write_text("乙", encoding="utf-8")
    assert intact(tmp_path, pointer)


def test_lock_files_are_no_part_of_a_sidecar(tmp_path):
    assert set(publish(tmp_path, "x", STAMP, folder_of(a="甲", **{".meta.lock": ""})).files) == {"a"}


def test_what_was_checked_before_is_not_read_again_but_must_be_there(tmp_path):
    pointer = publish(tmp_path, "x", STAMP, folder_of(a="甲", b="乙"))
    path = tmp_path / pointer.name / "a"
    path.write_text("丙", encoding="utf-8")
    assert intact(tmp_path, pointer, known=pointer)
    assert not intact(tmp_path, pointer)
    path.unlink()
    assert not intact(tmp_path, pointer, known=pointer)


class KilledError(Exception):
    """Stands for a kill: nothing after it happens."""


def test_a_kill_at_any_step_leaves_the_old_one_or_the_new_one(tmp_path, monkeypatch):
    """Stop before every call that changes the disk, one after the other; what is then published is whole."""
    steps = []
    for module, name in (
        (os, "fsync"),
        (sidecar.Path, "rename"),
        (sidecar.Path, "replace"),
        (sidecar.shutil, "rmtree"),
    ):
        monkeypatch.setattr(module, name, _counted(getattr(module, name), steps))
    outcomes = set()
    for stop in range(1, 50):
        folder = tmp_path / str(stop)
        folder.mkdir()
        steps.clear()
        old = publish(folder, "x", STAMP, folder_of(a="旧", b="旧"))
        steps.clear()
        steps.append(-stop)
        try:
            new = publish(folder, "x", Stamp(8, "next", "analyser-1"), folder_of(a="新", b="新"))
        except KilledError:
            found = read(folder, "x")
            assert found is not None
            assert intact(folder, found)
            outcomes.add(found.generation)
            steps.clear()
            after = publish(folder, "x", STAMP, one_file)
            assert names(folder) == sorted([after.name, "x.json"])
        else:
            assert read(folder, "x") == new != old
            break
    assert outcomes == {7, 8}
    assert stop > 8


def _counted(original, steps):
    def counted(*args, **kwargs):
        if steps and steps[0] < 0:
            steps[0] += 1
            if steps[0] == 0:
                raise KilledError
        return original(*args, **kwargs)

    return counted
