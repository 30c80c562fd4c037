"""An earlier proposal is somebody's wording of a wish: no answer, draft or check may rest on it."""

import pytest

from assistant.answer import ask
from assistant.audit import FROM_LEAD, audit
from assistant.basis import basis
from assistant.earlier import earlier
from assistant.extractive import Extractive
from assistant.statements import statements
from index.library import Library

BODY = """{title}

一、情况
2023年8月，省商务厅发布的数据显示，全省县域冷库总容量186万吨。2023年12月，省政府办公厅印发《关于加快县域冷链物流发展的实施意见》（省政办发〔2023〕41号）。

二、建议
由省商务厅出台冷库用地保障办法。
"""
TITLES = {
    "关于促进县域冷链物流发展的提案": "",
    "促进县域冷链物流发展": '[[document]]\nfile = "a.txt"\ntitle = "促进县域冷链物流发展"\ngenre = "提案"\n',
}
SAID = "全省县域冷库总容量186万吨。"


@pytest.fixture(scope="module", params=TITLES, ids=["by its title", "by the catalogue"])
def held(request, tmp_path_factory):
    base = tmp_path_factory.mktemp("held")
    folder = base / "files"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY.format(title=request.param), encoding="utf-8")
    (folder / "catalog.toml").write_text(TITLES[request.param], encoding="utf-8")
    with Library.open(base / "library", create=True) as library:
        library.add_folder(folder)
        yield library


def test_it_is_held_for_comparison(held):
    (one,) = earlier("县域冷链物流", held)
    assert SAID[:-1] in "".join(map(held.quote, one.reasons))


def test_it_states_nothing_for_a_draft(held):
    assert statements(held.search("县域冷库总容量", 8), held) == []


def test_it_answers_nothing(held):
    answer = ask("全省县域冷库总容量是多少？", held, Extractive())
    assert answer.refusal
    assert not answer.claims


def test_it_lends_no_support_to_a_checked_text(held):
    (item,) = audit(SAID, held)
    assert item.claim.verdict == "unsupported"
    (found,) = [f for f in item.claim.findings if f.code == FROM_LEAD]
    assert "冷库总容量186万吨" in held.quote(found.source)


def test_what_it_names_is_no_basis(held):
    assert not basis("县域冷链物流", held).rows


def test_what_a_paper_says_too_is_supported_by_the_paper(seeds, tmp_path):
    said = "2021年，我国有6349家企业赴166个国家和地区开展投资。"
    (tmp_path / "a.txt").write_text(f"关于对外投资的提案\n\n一、情况\n{said}\n", encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add_many([tmp_path / "a.txt", next(seeds.glob("001*"))])
        (item,) = audit(said, library)
        assert item.claim.verdict == "supported"
        genres = [library.document(c.span.doc_id).meta.genre for c in item.claim.citations]
        assert {genre.text for genre in genres} == {"论文"}
