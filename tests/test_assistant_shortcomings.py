"""What a work report admits: problems told one by one, asked of its own place alone."""

import pytest

from assistant.outline import draft
from assistant.shortcomings import admits, of_its_own, pieces
from assistant.statements import statements
from index.library import Library

_ADMITTED = (
    "我们也清醒看到，全省发展中老问题、新挑战仍然不少，主要是："
    "外部环境变化影响加深，内需市场潜力还需进一步挖掘，投资增长动力不足，供需匹配度有待提高；"
    "城乡区域发展不平衡问题依然突出；一些干部担当精神、履职能力还需增强。"
)
_REPORT = """2026年{place}政府工作报告

各位代表：

一、2025年工作回顾

开展“以旧换新”等促消费活动，社会消费品零售总额实现{sales}万亿元、增长2.8%。举办促消费活动{many}万场次，拉动消费{pulled}亿元。

{admitted}对这些问题，我们将采取有力措施解决。

二、2026年重点工作

深入实施提振消费专项行动，优化消费品以旧换新政策，清理消费领域不合理限制措施，扩大服务消费供给。统筹扩大内需和深化供给侧结构性改革，形成消费和投资相互促进的良性循环，社会消费品零售总额增长5%左右。
"""
_PLACES = {
    "a": ("广东省", _ADMITTED, "4.6", "3.1", "1260"),
    "b": ("湖南省", "我们也清醒认识到，工作中还存在一些短板不足：消费投资后劲支撑不够，内需增长动能不足。", "2.1", "1.4", "728"),
}  # fmt: skip


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    catalogue = ""
    for name, (place, admitted, sales, many, pulled) in _PLACES.items():
        text = _REPORT.format(place=place, admitted=admitted, sales=sales, many=many, pulled=pulled)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        catalogue += (
            f'[[document]]\nfile = "{name}.txt"\ntitle = "2026年{place}政府工作报告"\nissuers = ["{place}人民政府"]\n'
            f'date = "2026-02-03"\ndate_kind = "发布"\nregion = "{place}"\ngenre = "政府工作报告"\n'
        )
    (folder / "catalog.toml").write_text(catalogue, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add_folder(folder)
        yield library


@pytest.fixture(scope="module")
def outline(reports):
    return draft("扩大内需和提振消费", reports, region="广东")


def test_what_is_wrong_is_told_piece_by_piece_without_what_leads_up_to_it():
    told = [_ADMITTED[a:b] for a, b in pieces(_ADMITTED)]
    assert told[0].startswith("外部环境变化")
    assert told[1] == "城乡区域发展不平衡问题依然突出"
    assert len(told) == 3


def test_a_paragraph_goes_on_to_admit_until_it_says_what_will_be_done():
    first = "我们也清醒看到，发展中还存在不少困难和问题。"
    assert admits(first, "中小微企业融资难问题依然存在。")
    assert not admits(first, "对这些问题，我们将采取有力措施解决。")
    assert not admits("", "中小微企业融资难问题得到缓解。")


def test_what_is_said_of_officials_is_no_matter_of_a_proposal(outline):
    assert of_its_own("一些干部担当精神还需增强")
    assert not of_its_own("城乡区域发展不平衡问题依然突出")
    told = "".join(c.text for part in outline.reasons for c in part)
    assert "干部" not in told
    assert not any("担当" in item.text for item in outline.issues)


def test_every_problem_is_a_statement_of_its_own(reports):
    found = [
        s for s in statements(reports.search("广东 内需市场潜力 投资增长动力", 9), reports) if s.admitted
    ]
    assert "城乡区域发展不平衡问题依然突出" in {s.text for s in found}
    assert not any("老问题" in s.text for s in found)


def test_the_items_grow_from_what_the_own_report_admits(outline, reports):
    assert not outline.refusal
    assert {finding.code for finding in outline.form if finding.level == "error"} <= {"L1"}  # so few sources
    told = "".join(claim.text for part in outline.reasons for claim in part)
    items = [item.text for item in outline.issues]
    assert "如何进一步挖掘内需市场潜力" in items
    assert "如何进一步提高供需匹配度" in items
    assert "4.6万亿元" in told
    for item in outline.issues:
        titles = {reports.document(citation.span.doc_id).title for citation in item.citations}
        assert titles == {"2026年广东省政府工作报告"}


def test_the_title_of_two_aims_names_both_matters(outline):
    assert outline.title == "内需和消费"


@pytest.mark.parametrize("problem", ["内需市场潜力", "供需匹配度"])
def test_an_item_points_at_the_clause_that_states_its_problem(outline, reports, problem):
    item = next(item for item in outline.issues if problem in item.text)
    assert problem in reports.quote(item.citations[0].span)
