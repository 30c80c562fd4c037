import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from index import Document, Library, Span
from index.catalog import CatalogEntry
from index.errors import (
    CatalogError,
    NotFoundError,
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreVersionError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from index.lock import announced, writing
from index.schema import NAME

CANARY = "蓝鲸栖息于青藏高原"
SUBJECTS = [
    "产业链",
    "招商引资",
    "养老服务",
    "电力供应",
    "科技创新",
    "生态保护",
    "乡村振兴",
    "数字政府",
    "职业教育",
    "老旧小区",
]
WORDS = [
    "推动",
    "加强",
    "完善",
    "统筹",
    "落实",
    "建设",
    "发展",
    "培育",
    "协同",
    "监管",
    "标准",
    "平台",
    "机制",
    "资金",
    "试点",
    "企业",
    "平台",
    "人才",
    "园区",
    "项目",
]
QUESTIONS = [f"{subject}如何{word}？" for subject in SUBJECTS for word in WORDS[:2]]


def text_of(seed):
    rng = random.Random(seed)
    subject = rng.choice(SUBJECTS)
    lines = [f"关于{subject}的通知（第{seed}号稿）", ""]
    for number in "一二三四五"[: rng.randint(2, 5)]:
        lines.append(f"{number}、{rng.choice(WORDS)}{rng.choice(SUBJECTS)}")
        lines.extend(_sentence(rng, subject) for _ in range(rng.randint(1, 3)))
    return "\n".join(lines) + "\n"


def _sentence(rng, subject):
    words = "".join(rng.choices(WORDS, k=6))
    return f"{subject}方面，{words}，到{rng.randint(2020, 2030)}年达到{rng.randint(2, 900)}亿元。"


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def given(tmp_path):
    """Twelve files in a folder."""
    folder = tmp_path / "材料"
    for seed in range(12):
        write(folder, f"{seed:02}.txt", text_of(seed))
    return folder


@pytest.fixture
def empty(tmp_path):
    with Library.open(tmp_path / "库", create=True, wait=0) as opened:
        yield opened


@pytest.fixture
def full(empty, given):
    assert empty.add_folder(given).added == 12
    return empty


def reopen(library, **options):
    return Library.open(library.folder, **{"wait": 0, **options})


def answers(library, questions=QUESTIONS, k=10):
    """What a library finds, in terms that do not depend on when it was built."""
    found = []
    for question in questions:
        hits = library.search(question, k)
        found.append([(str(h.passage.span), round(h.score, 3), library.quote(h.passage.span)) for h in hits])
    assert any(found)
    return found


def passages(library):
    listed = sorted(library.documents(), key=lambda d: d.id)
    return [(d.id, d.title, d.sources, d.passages, library.document(d.id).text) for d in listed]


def content(folder):
    return b"\n".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


# Adding


def test_an_added_file_is_found_quoted_and_located(empty, tmp_path):
    path = write(tmp_path, "通知.txt", f"关于保护的通知\n\n一、总则\n据观察，{CANARY}。\n")
    added = empty.add(path)
    assert (added.source, added.status) == ("通知.txt", "added")
    (hit, *_) = empty.search("蓝鲸在哪里栖息？")
    assert CANARY in empty.quote(hit.passage.span)
    assert empty.passage(hit.passage.span) == hit.passage
    start = empty.document(added.document_id).text.index(CANARY)
    span = Span(added.document_id, start, start + len(CANARY))
    raw = path.read_text(encoding="utf-8")
    assert "".join(raw[a:b] for a, b in empty.locate(span).raw) == empty.quote(span) == CANARY
    assert empty.passage(span) == hit.passage


def test_an_unchanged_file_is_not_added_again(full, given):
    before = full.digest
    assert full.add(given / "00.txt").status == "unchanged"
    report = full.add_folder(given)
    assert (report.added, report.unchanged, report.replaced, report.failures) == (0, 12, 0, ())
    assert full.digest == before


def test_a_changed_file_replaces_what_it_held(full, given):
    old = full.add(given / "00.txt").document_id
    write(given, "00.txt", f"新的通知\n\n{CANARY}，应予保护。\n")
    added = full.add(given / "00.txt")
    assert (added.source, added.status) == ("00.txt", "replaced")
    assert CANARY in full.quote(full.search("蓝鲸栖息")[0].passage.span)
    with pytest.raises(NotFoundError, match="可能已被删除或替换"):
        full.quote(Span(old, 0, 1))
    assert full.counts.documents == 12
    assert full.verify() == ()


def test_the_same_bytes_under_two_names_are_one_document_with_two_names(full, given):
    shutil.copy(given / "00.txt", given / "另存.txt")
    added = full.add(given / "另存.txt")
    assert added.status == "unchanged"
    assert full.documents()[0].sources == ("00.txt", "另存.txt")
    removed = full.remove("00.txt")
    assert (removed.sources, removed.kept) == (("00.txt",), ("另存.txt",))
    assert full.documents()[0].sources == ("另存.txt",)
    assert full.remove("另存.txt").kept == ()
    assert full.counts.documents == 11


def test_a_document_read_elsewhere_can_be_added(empty):
    document = Document("d", "题", f"{CANARY}。", "")
    assert empty.add_document(document, "上传.docx", "1").status == "added"
    assert empty.documents()[0].sources == ("上传.docx",)
    assert empty.documents()[0].passages == len(empty.search("蓝鲸"))
    before = empty.digest
    assert empty.add_document(document, "上传.docx", "1").status == "unchanged"
    assert empty.digest == before
    newer = Document("e", "题", f"{CANARY}，新版。", "")
    assert empty.add_document(newer, "上传.docx", "1").status == "replaced"
    assert [d.id for d in empty.documents()] == ["e"]


def test_the_catalogue_of_a_folder_says_what_the_files_are(empty, given):
    entry = '[[document]]\nfile = "00.txt"\ntitle = "登记的题名"\nissuers = ["省政府"]\ndate = "2021-06-10"\n'
    write(given, "catalog.toml", entry)
    assert empty.add_folder(given).failures == ()
    (listed,) = [d for d in empty.documents() if d.sources == ("00.txt",)]
    assert listed.title == "登记的题名"
    assert [value.text for value in listed.meta.issuers] == ["省政府"]
    write(given, "catalog.toml", entry.replace("登记的题名", "改过的题名"))
    report = empty.add_folder(given)
    assert (report.replaced, report.unchanged) == (1, 11)
    assert "改过的题名" in [d.title for d in empty.documents()]
    assert empty.verify() == ()


def test_a_catalogue_that_cannot_be_read_stops_before_anything_is_added(empty, given):
    write(given, "catalog.toml", "[[document\n")
    with pytest.raises(CatalogError, match="TOML"):
        empty.add_folder(given)
    assert empty.counts.documents == 0


def test_a_bad_file_never_stops_the_others(empty, given):
    write(given, "空.txt", "")
    write(given, "表.xyz", "甲乙")
    write(given, "catalog.toml", '[[document]]\nfile = "没有.txt"\n')
    (given / "二进制.txt").write_bytes(bytes(range(256)) * 9)
    write(given, ".隐藏.txt", "不应添加的内容")
    report = empty.add_folder(given)
    assert report.added == 12
    assert sorted(Path(path).name for path, _ in report.failures) == [
        "二进制.txt",
        "没有.txt",
        "空.txt",
        "表.xyz",
    ]
    assert all(message.endswith("。") and "\n" not in message for _, message in report.failures)


def test_links_that_lead_out_of_the_folder_and_the_library_itself_are_left_out(tmp_path, given):
    secret = write(tmp_path, "别处/机密.txt", "机密内容一份。")
    (given / "链接.txt").symlink_to(secret)
    (given / "链接夹").symlink_to(secret.parent)
    with Library.open(given / "库", create=True) as library:
        write(given, "库/附带.txt", "资料库里的文件。")
        report = library.add_folder(given)
    assert (report.added, report.failures) == (12, ())


def test_files_and_folders_can_be_added_together(empty, given, tmp_path):
    single = write(tmp_path, "单独.txt", "单独的一份文件，内容完整。")
    seen = []
    report = empty.add_many([given, single, tmp_path / "无.txt"], seen.append)
    assert report.added == 13
    assert [Path(path).name for path, _ in report.failures] == ["无.txt"]
    assert len(seen) == 14
    assert empty.search("单独的一份文件")


def test_an_interrupted_batch_keeps_what_it_reported(empty, given):
    done = []

    def interrupt(line):
        done.append(line)
        if len(done) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        empty.add_folder(given, interrupt)
    assert len(empty.documents()) == 5
    with reopen(empty) as again:
        assert again.verify() == ()
        assert {h.passage.span.doc_id for q in QUESTIONS for h in again.search(q, 99)} == {
            d.id for d in again.documents()
        }
        assert again.add_folder(given).added == 7


def test_a_name_that_is_no_text_does_not_stop_anything(empty, tmp_path):
    for name in ("通知.txt".encode("gbk"), "表.xyz".encode("gbk")):
        try:
            (tmp_path / os.fsdecode(name)).write_text(f"{CANARY}。", encoding="utf-8")
        except OSError:
            pytest.skip("this file system takes only Unicode names")
    report = empty.add_folder(tmp_path)
    assert report.added == 1
    ((path, _),) = report.failures
    (listed,) = empty.documents()
    assert path.encode().endswith(b".xyz")
    assert listed.sources[0].encode().endswith(b".txt")
    assert empty.remove(listed.sources[0]).kept == ()


@pytest.mark.parametrize(
    ("name", "error", "word"),
    [
        ("无.txt", UnreadableFileError, "找不到"),
        ("表.xyz", UnsupportedFormatError, "格式"),
        (".", UnreadableFileError, "文件夹"),
    ],
)
def test_a_file_that_cannot_be_added_changes_nothing(full, given, name, error, word):
    write(given, "表.xyz", "甲")
    before = (full.digest, passages(full))
    with pytest.raises(error, match=word):
        full.add(given / name)
    assert (full.digest, passages(full)) == before


# Removing


def test_what_is_removed_is_gone_from_every_file(full, given):
    write(given, "机密.txt", f"关于{CANARY}的通知\n\n一、{CANARY}情况\n{CANARY}，特此通知。\n")
    added = full.add(given / "机密.txt", CatalogEntry("机密.txt", title=f"{CANARY}题"))
    assert CANARY.encode() in content(full.folder)
    with reopen(full, read_only=True) as reader:
        assert CANARY in reader.quote(reader.search(CANARY)[0].passage.span)
        removed = full.remove(added.document_id)
        assert CANARY.encode() not in content(full.folder)
        assert all(h.passage.span.doc_id != added.document_id for h in reader.search(CANARY))
    assert (removed.sources, removed.kept, removed.copies) == (("机密.txt",), (), ())
    assert "机密".encode() not in content(full.folder)
    assert "栖息".encode() not in content(full.folder)
    assert full.verify() == ()


def test_what_is_replaced_is_gone_from_every_file(full, given):
    write(given, "00.txt", f"{CANARY}。\n")
    full.add(given / "00.txt")
    assert CANARY.encode() in content(full.folder)
    write(given, "00.txt", "改过的内容。\n")
    full.add(given / "00.txt")
    assert CANARY.encode() not in content(full.folder)


def test_a_removal_after_a_crash_in_a_batch_leaves_nothing_either(full, given):
    half_built = full.folder / "lexical.99.00000000.tmp"
    half_built.mkdir()
    write(half_built, "part", CANARY)
    write(full.folder, "lexical.json.tmp", CANARY)
    full.remove("00.txt")
    assert CANARY.encode() not in content(full.folder)


def test_a_removal_names_the_set_aside_copies(full):
    copy = full.folder / f"{NAME}.damaged-20200101T000000"
    copy.touch()
    assert full.remove("00.txt").copies == (copy.name,)


def test_a_source_can_be_removed_by_path_and_a_document_by_id(full, given):
    full.remove(str(given / "00.txt"))
    full.remove(full.documents()[0].id)
    assert [d.sources[0] for d in full.documents()] == [f"{n:02}.txt" for n in range(2, 12)]
    for unknown in ("无.txt", "", "\0", "00.txt"):
        with pytest.raises(NotFoundError, match="yanju index list"):
            full.remove(unknown)


# Sidecars


def damage_delete(path):
    path.unlink()


def damage_truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damage_flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def damage_empty(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [damage_delete, damage_truncate, damage_flip, damage_empty])
def test_a_damaged_sidecar_is_rebuilt_by_itself(full, damage):
    expected, digest = answers(full), full.digest
    full.close()
    published = [
        p for p in full.folder.rglob("*") if p.is_file() and "lexical" in str(p) and p.suffix != ".lock"
    ]
    assert len(published) > 5
    for path in published:
        if not path.exists() or not path.stat().st_size:
            continue
        damage(path)
        lines = []
        with reopen(full, progress=lines.append) as again:
            assert answers(again) == expected
            assert again.digest == digest
            assert again.verify() == ()
        assert [line for line in lines if "重建" in line], path
        with reopen(full, progress=pytest.fail) as third:
            assert answers(third) == expected


def test_a_sidecar_of_another_library_is_rebuilt(full, given, tmp_path):
    expected = answers(full)
    write(given, "00.txt", "别处的另一份文件。\n")
    with Library.open(tmp_path / "别处", create=True) as other:
        other.add_folder(given)
        assert other.generation == full.generation
        assert answers(other) != expected
    full.close()
    for path in full.folder.glob("lexical*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in other.folder.glob("lexical*"):
        (shutil.copytree if path.is_dir() else shutil.copy)(path, full.folder / path.name)
    with reopen(full) as again:
        assert answers(again) == expected
        assert again.verify() == ()


def test_an_older_copy_of_the_library_does_not_get_the_newer_sidecar(full, given):
    full.close()
    older = (full.folder / NAME).read_bytes()
    with reopen(full) as changed:
        write(given, "00.txt", f"{CANARY}。\n")
        changed.add(given / "00.txt")
    (full.folder / NAME).write_bytes(older)
    with reopen(full) as again:
        assert all(CANARY not in quote for _, _, quote in answers(again, [CANARY])[0])
        assert again.verify() == ()


def test_a_sidecar_left_behind_is_caught_up_and_not_rebuilt(full, given):
    before = {p.name for p in full.folder.glob("lexical.*/*.idx")}
    with pytest.raises(KeyboardInterrupt):
        full.add_many([write(given, "新.txt", f"{CANARY}。\n")], _interrupt)
    with reopen(full, progress=pytest.fail) as again:
        assert {p.name for p in again.folder.glob("lexical.*/*.idx")} > before
        assert CANARY in again.quote(again.search(CANARY)[0].passage.span)
        assert again.verify() == ()


def _interrupt(_):
    raise KeyboardInterrupt


def test_incremental_is_the_same_as_rebuilt(empty, tmp_path):
    """Sixty random additions, changes, copies and removals, then the same files in one go."""
    rng = random.Random(7)
    folder = tmp_path / "材料"
    held = {}
    for _ in range(60):
        name = f"{rng.randrange(15):02}.txt"
        if name in held and rng.random() < 0.4:
            empty.remove(name)
            (folder / name).unlink()
            del held[name]
        else:
            held[name] = rng.randrange(40)
            empty.add(write(folder, name, text_of(held[name])))
    assert len(held) > 5
    with Library.open(tmp_path / "重建", create=True) as rebuilt:
        rebuilt.add_folder(folder)
        assert [(i, t, n, x) for i, t, _, n, x in passages(empty)] == [
            (i, t, n, x) for i, t, _, n, x in passages(rebuilt)
        ]
        assert answers(empty) == answers(rebuilt)
    before = answers(empty)
    empty.rebuild()
    assert answers(empty) == before
    assert empty.verify() == ()


# Generations


def test_a_reader_picks_up_a_new_generation_between_two_questions(full, given):
    with reopen(full, read_only=True) as reader:
        assert not [h for h in reader.search(CANARY) if CANARY in reader.quote(h.passage.span)]
        full.add(write(given, "新.txt", f"{CANARY}。\n"))
        assert CANARY in reader.quote(reader.search(CANARY)[0].passage.span)
        assert (reader.generation, reader.digest) == (full.generation, full.digest)


def test_readers_keep_serving_while_a_batch_is_added_and_see_it_at_its_end(full, given):
    new = [write(given, f"新{i}.txt", f"{CANARY}{i}。\n") for i in range(3)]
    with reopen(full) as reader:
        expected = (reader.generation, answers(reader))
        seen = []
        full.add_many(new, lambda _: seen.append((reader.generation, answers(reader))))
        assert seen == [expected] * 3
        assert len([h for h in reader.search(CANARY) if CANARY in reader.quote(h.passage.span)]) == 3


@pytest.mark.parametrize(("swaps", "readers"), [(12, 4), pytest.param(300, 8, marks=pytest.mark.long)])
def test_readers_in_other_threads_see_one_generation_at_a_time(full, given, swaps, readers):
    """One document is replaced again and again while readers ask; the others are there in every answer."""
    for i in range(3):
        full.add(write(given, f"不变{i}.txt", f"{CANARY}，第{i}份。\n"))
    full.add(write(given, "变.txt", f"{CANARY}。\n{CANARY}，一版。\n"))
    ids = {d.sources[0]: d.id for d in full.documents()}
    unchanged = {ids[f"不变{i}.txt"] for i in range(3)}
    others = set(ids.values())
    stop, wrong, reads = threading.Event(), [], []

    def read(library):
        while not stop.is_set():
            found = {h.passage.span.doc_id for h in library.search(CANARY)}
            reads.append(1)
            if not unchanged <= found or len(found - others | found & {ids["变.txt"]}) > 1:
                wrong.append(found)

    with ExitStack() as opened:
        asked = [
            full,
            *(opened.enter_context(reopen(full, read_only=n % 2 == 0)) for n in range(readers - 1)),
        ]
        threads = [threading.Thread(target=read, args=(library,)) for library in asked]
        for thread in threads:
            thread.start()
        for version in range(swaps):
            write(given, "变.txt", f"{CANARY}。\n{CANARY}，{version}版。\n")
            with reopen(full, wait=60) as writer:
                writer.add(given / "变.txt")
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert len(reads) > swaps
    assert full.verify() == ()
    if swaps > 100:
        sys.stdout.write(f"\n{readers} 个读者、替换 {swaps} 次：查询 {len(reads)} 次，前后不一 0 次\n")


def test_what_was_removed_is_not_served_from_an_older_view(full):
    with reopen(full) as reader:
        (first, *_) = reader.search(QUESTIONS[0])
        with announced(full.folder), sqlite3.connect(full.folder / NAME) as db:
            db.execute("PRAGMA foreign_keys=ON")
            db.execute("DELETE FROM documents WHERE id = ?", (first.passage.span.doc_id,))
            db.execute(
                "INSERT INTO changes VALUES (99, 'removed', ?, '', '', '')", (first.passage.span.doc_id,)
            )
        db.close()
        with announced(full.folder):
            for k in (1, 20):
                hits = reader.search(QUESTIONS[0], k)
                assert hits
                assert all(h.passage.span.doc_id != first.passage.span.doc_id for h in hits)


def test_equal_digests_give_equal_hits_and_any_change_another_digest(given, tmp_path):
    seen = {}
    for name in ("一", "二"):
        with Library.open(tmp_path / name, create=True) as library:
            for path in sorted(given.iterdir()):
                seen.setdefault(library.digest, []).append(answers(library) if library.generation else None)
                library.add(path)
    assert len(seen) == 12
    assert all(first == second for first, second in seen.values())


def test_another_writer_means_a_clear_sentence_and_an_undisturbed_reader(full, given):
    expected = answers(full)
    new = write(given, "新.txt", f"{CANARY}。\n")
    with writing(full.folder, 0), reopen(full) as second:
        for change in (lambda: second.add(new), lambda: second.remove("00.txt"), second.rebuild):
            with pytest.raises(StoreLockedError, match="等它结束后再试"):
                change()
        assert answers(second) == expected
    full.add(new)


def test_a_read_only_library_refuses_every_change(full, given):
    with reopen(full, read_only=True) as reader:
        for change in (
            lambda: reader.add(given / "00.txt"),
            lambda: reader.add_folder(given),
            lambda: reader.add_document(Document("d", "题", "文。", ""), "n", "1"),
            lambda: reader.remove("00.txt"),
            reader.rebuild,
        ):
            with pytest.raises(StoreReadOnlyError, match="只读"):
                change()


def test_a_read_only_library_without_sidecars_searches_a_copy_and_writes_nothing(full):
    expected = answers(full)
    full.close()
    for path in full.folder.glob("lexical*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    before = sorted(p.name for p in full.folder.iterdir() if not p.name.endswith(("-wal", "-shm")))
    with reopen(full, read_only=True) as reader:
        assert answers(reader) == expected
        assert reader.verify() == ()
    assert sorted(p.name for p in full.folder.iterdir() if not p.name.endswith(("-wal", "-shm"))) == before


READ_AS_NOBODY = """
import os, sys
from pathlib import Path
from index import ExpectedError, Library
import tempfile
import threading
with tempfile.TemporaryDirectory() as warm, Library.open(Path(warm), create=True) as library:
    library.add(Path(sys.argv[3]))  # whatever is imported or read late must be there before the rights go
    library.search(sys.argv[2])
if os.getuid() == 0:
    os.setuid(65534)
with Library.open(Path(sys.argv[1]), wait=0, progress=lambda _: sys.exit("built an index, where a copy does")) as library:
    hits = library.search(sys.argv[2])
    print(len(hits), library.quote(hits[0].passage.span).replace(chr(10), ""))
    try:
        library.add(Path(sys.argv[3]))
    except ExpectedError as error:
        print(type(error).__name__, error)
"""


def test_a_folder_that_cannot_be_written_can_still_be_asked(full):
    """As a user without permission; root drops its own rights first."""
    full.close()
    with tempfile.TemporaryDirectory() as place:
        new = write(Path(place), "新.txt", f"{CANARY}。\n")
        folder = Path(shutil.copytree(full.folder, Path(place) / "库"))
        for path in [*Path(place).rglob("*"), Path(place)]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        command = [sys.executable, "-c", READ_AS_NOBODY, str(folder), QUESTIONS[0], str(new)]
        root = Path(__file__).resolve().parent.parent
        done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
        for path in (Path(place), folder, *folder.glob("lexical.*")):
            path.chmod(0o755)
    assert done.returncode == 0, done.stderr
    found, refused = done.stdout.strip().split("\n")
    assert int(found.split()[0]) > 0
    assert refused.startswith("StoreReadOnlyError 无法写入资料库文件夹")


# What cannot be opened


def test_a_missing_library_says_what_to_run(tmp_path):
    with pytest.raises(StoreMissingError, match="请先运行 yanju index add 文件或文件夹"):
        Library.open(tmp_path / "无")
    with pytest.raises(StoreMissingError):
        Library.open(tmp_path / "无", create=True, read_only=True)
    assert not (tmp_path / "无").exists()


def test_a_library_from_a_newer_program_is_left_alone(full):
    full.close()
    with sqlite3.connect(full.folder / NAME) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = {p: p.read_bytes() for p in full.folder.rglob("*") if p.is_file()}
    for options in ({}, {"create": True}, {"read_only": True}):
        with pytest.raises(StoreVersionError, match="请升级言据"):
            reopen(full, **options)
    assert {p: p.read_bytes() for p in before} == before


@pytest.mark.parametrize("place", ["文件", "文件/库", "/proc/库"])
def test_a_folder_that_cannot_be_made_says_so(tmp_path, place):
    write(tmp_path, "文件", "甲")
    with pytest.raises(StoreReadOnlyError, match="请检查路径与权限"):
        Library.open(tmp_path / place, create=True)


def test_a_damaged_library_is_set_aside_only_on_request_and_built_anew(full, given):
    full.close()
    damaged = b"\x00" * 4096 + (full.folder / NAME).read_bytes()[4096:]
    (full.folder / NAME).write_bytes(damaged)
    with pytest.raises(StoreDamagedError, match="yanju index rebuild"):
        reopen(full, create=True)
    assert (full.folder / NAME).read_bytes() == damaged
    aside = Library.set_aside(full.folder)
    assert aside.read_bytes() == damaged
    with reopen(full, create=True) as anew:
        assert anew.documents() == ()
        assert anew.add_folder(given).added == 12
        assert anew.verify() == ()


def test_a_message_is_one_chinese_sentence_or_two_on_one_line(full, tmp_path):
    (tmp_path / "文件").touch()
    for use in (
        lambda: Library.open(tmp_path / "无"),
        lambda: Library.open(tmp_path / "文件", create=True),
        lambda: full.remove("无"),
        lambda: full.quote(Span("无", 0, 1)),
        lambda: full.add_folder(tmp_path / "无"),
    ):
        with pytest.raises((StoreError, NotFoundError)) as caught:
            use()
        message = str(caught.value)
        assert message.endswith("。")
        assert "\n" not in message
        assert "请" in message


# Asking


def test_an_empty_library_answers_nothing_and_is_sound(tmp_path):
    with Library.open(tmp_path / "库", create=True) as library:
        assert library.search("产业链") == []
        assert library.documents() == ()
        assert library.verify() == ()
        assert (library.generation, library.counts.documents) == (0, 0)


def test_a_quote_beyond_its_document_is_not_found(full):
    doc_id = full.documents()[0].id
    with pytest.raises(NotFoundError, match="超出"):
        full.quote(Span(doc_id, 0, 10**6))
    with pytest.raises(NotFoundError, match="超出"):
        full.locate(Span(doc_id, 0, 10**6))


# Verifying


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("document", "UPDATE documents SET text = replace(text, '年达到', '年未达') WHERE rowid = 1"),
        ("document", "UPDATE documents SET meta = '{}x' WHERE rowid = 1"),
        ("document", "DELETE FROM sources WHERE position = 1"),
        ("passage", "UPDATE passages SET start = start + 1 WHERE key = 1"),
        ("passage", "UPDATE passages SET slice = 'x' WHERE key = 1"),
        ("source", "UPDATE sources SET name = 'x' WHERE position = 1"),
        ("log", "UPDATE changes SET content = 'x' WHERE generation = 2"),
        ("log", "DELETE FROM changes WHERE generation = 3"),
        ("sidecar", "DELETE FROM passages WHERE key = 1"),
    ],
)
def test_verify_finds_what_was_altered(full, kind, statement):
    assert full.verify() == ()
    with closing(sqlite3.connect(full.folder / NAME)) as db, db:
        db.execute(statement)
    assert kind in {p.kind for p in full.verify()}
    with reopen(full) as again:
        assert again.search(QUESTIONS[0]) is not None


def test_verify_finds_a_sidecar_that_was_altered_behind_its_back(full):
    assert full.verify() == ()
    (path,) = full.folder.glob("lexical.*/meta.json")
    path.write_bytes(path.read_bytes() + b" ")
    assert [p.kind for p in full.verify()] == ["sidecar"]
