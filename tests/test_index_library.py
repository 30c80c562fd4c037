"""A library as it is changed: what is added is found and quoted, what is removed or replaced is gone from every file."""

import os
import shutil
from pathlib import Path

import pytest

from index import Document, Library, Span
from index.catalog import CatalogEntry
from index.errors import (
    CatalogError,
    NotFoundError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from index.schema import NAME
from tests.notices import CANARY, QUESTIONS, held, reopen, write


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
    before = (full.digest, full.documents(), held(full))
    with pytest.raises(error, match=word):
        full.add(given / name)
    assert (full.digest, full.documents(), held(full)) == before


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


def test_what_is_made_of_a_document_is_worked_out_once_until_the_library_changes(full, given):
    name = full.add(given / "00.txt").document_id
    read = []

    def words(document):
        read.append(document.id)
        return document.text.split()

    first = full.made(words, name)
    assert first == full.document(name).text.split()
    assert full.made(words, name) is first
    assert full.made(len_of_text, name) == len(full.document(name).text)
    full.remove("01.txt")
    assert full.made(words, name) == first
    assert read == [name, name]
    full.remove("00.txt")
    with pytest.raises(NotFoundError):
        full.made(words, name)


def len_of_text(document):
    return len(document.text)
