"""The year of a report is that of its plans and of the report itself, not of what it looks back on."""

import pytest

from assistant.check import check
from assistant.types import Citation, Claim
from index.library import Library
from index.types import Span

REPORT = """# 2026年江西省政府工作报告

各位代表：

一、2025年工作回顾

粮食总产达446.1亿斤，新增上市公司5家。

今年以来，全省开工水利项目30个。

二、2026年工作安排

新建高标准农田200万亩，培育专精特新企业300家。
"""
TITLE, GRAIN = "2026年江西省政府工作报告", "粮食总产达446.1亿斤，新增上市公司5家。"
WATER, FIELDS = "今年以来，全省开工水利项目30个。", "新建高标准农田200万亩，培育专精特新企业300家。"


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    """The verdict on a claim that cites these words of the report, and the codes of what is wrong with it."""
    path = tmp_path_factory.mktemp("dates") / "江西.md"
    path.write_text(REPORT, encoding="utf-8")
    with Library.open(path.parent / "library", create=True) as library:
        library.add(path)
        (listing,) = library.documents()
        document = library.document(listing.id)

        def judge(claim, *cited):
            starts = [(document.text.index(words), len(words)) for words in cited]
            spans = [Citation(Span(document.id, start, start + size)) for start, size in starts]
            (checked,) = check([Claim(claim, tuple(spans))], library)
            return checked.verdict, {finding.code for finding in checked.findings}

        yield judge


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("2026年，江西省粮食总产达446.1亿斤。", (GRAIN,)),
        ("今年江西新增上市公司5家。", (GRAIN,)),
        ("截至2026年1月，江西粮食总产达446.1亿斤。", (GRAIN,)),
        ("江西省新增上市公司5家（2026年）。", (GRAIN,)),
        ("2026年，江西省粮食总产达446.1亿斤。", (TITLE, GRAIN)),
        ("2026年江西省政府工作报告指出，2026年粮食总产达446.1亿斤。", (TITLE, GRAIN)),
        ("2026年，江西省粮食总产达446.1亿斤，培育专精特新企业300家。", (GRAIN, FIELDS)),
        ("2025年，江西将新建高标准农田200万亩。", (FIELDS,)),
    ],
)
def test_a_year_that_only_the_title_has_is_not_that_of_what_is_looked_back_on(verdict, claim, cited):
    assert verdict(claim, *cited) == ("partial", {"date"})


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("2025年，江西省粮食总产达446.1亿斤。", (GRAIN,)),
        ("去年江西新增上市公司5家。", (TITLE, GRAIN)),
        ("2026年江西省政府工作报告指出，全省粮食总产达446.1亿斤。", (GRAIN,)),
        ("2026年，江西省政府工作报告提到，2025年粮食总产达446.1亿斤。", (TITLE, GRAIN)),
        ("《2026年江西省政府工作报告》显示，新增上市公司5家。", (GRAIN,)),
        ("今年的政府工作报告说，江西新增上市公司5家。", (GRAIN,)),
        ("2026年，江西开工水利项目30个。", (WATER,)),
        ("2026年，江西将新建高标准农田200万亩。", (FIELDS,)),
        ("2025年江西新增上市公司5家，2026年将培育专精特新企业300家。", (GRAIN, FIELDS)),
    ],
)
def test_the_report_and_its_plans_are_of_the_year_in_its_title(verdict, claim, cited):
    assert verdict(claim, *cited) == ("supported", set())
