"""Documents are told as they are: what comes of them, who issued them, and what they say themselves."""

import pytest

from assistant.audit import audit
from index.library import Library

BULLETIN = """# 各地政策

(1) 中国人民银行 工业和信息化部 商务部《关于规范供应链金融发展的意见》（银发〔2020〕226号）
发布时间：2020年9月18日
简介：《意见》提出，提升产业链整体金融服务水平，推动金融机构与核心企业加强合作。

(2) 2021年甘肃省政府工作报告
发布时间：2021年1月28日
简介：《报告》提出，探索实施“链长制”，培育一批生态主导型企业。

(3) 南京市《推动产业链高质量发展工作方案》（宁委办发〔2020〕27号）
发布时间：2020年7月13日
简介：《方案》提出，全面实施产业链“链长制”，打造若干全国有影响力的产业链条。

2020年7月2日，山东省委印发《关于打造对外开放新高地的意见》，要求全面推行“链长制”，清理不合理收费。

青海省政府办公厅发布《盐湖保护办法》，自2022年1月1日起施行，原《盐湖开采规定》同时废止，禁止无证开采。
"""


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """The claim that the audit makes of one sentence against the bulletin."""
    path = tmp_path_factory.mktemp("papers") / "各地政策.md"
    path.write_text(BULLETIN, encoding="utf-8")
    with Library.open(path.parent / "library", create=True) as library:
        library.add(path)
        yield lambda sentence: audit(sentence, library)[0].claim


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("status", "山东省委《关于打造对外开放新高地的意见》禁止推行“链长制”。"),
        ("status", "山东省委《关于打造对外开放新高地的意见》要求暂停推行“链长制”。"),
        ("status", "山东省委印发的《关于打造对外开放新高地的意见》已废止。"),
        ("status", "银发〔2020〕226号文件于2020年9月18日失效。"),
        ("status", "《关于规范供应链金融发展的意见》（银发〔2020〕226号）自2020年9月18日起施行。"),
        ("status", "2021年甘肃省政府工作报告提出，探索取消“链长制”。"),
        ("status", "青海省政府办公厅《盐湖保护办法》要求叫停盐湖保护。"),
        ("agency", "山东省政府印发《关于打造对外开放新高地的意见》。"),
        ("agency", "青海省委发布《盐湖保护办法》。"),
        ("agency", "工信部印发《关于规范供应链金融发展的意见》（银发〔2020〕226号）。"),
        ("number", "工信部等五部门印发《关于规范供应链金融发展的意见》（银发〔2020〕226号）。"),
        ("mixed", "2021年甘肃省政府工作报告提出，全面实施产业链“链长制”，打造若干有影响力的产业链条。"),
    ],
)
def test_what_a_source_does_not_say_of_a_document_is_not_supported(judged, code, sentence):
    claim = judged(sentence)
    assert claim.verdict != "supported"
    assert code in {finding.code for finding in claim.findings}


@pytest.mark.parametrize(
    "sentence",
    [
        "山东省委印发《关于打造对外开放新高地的意见》，全面推行“链长制”。",
        "山东出台《关于打造对外开放新高地的意见》，取消不合理收费。",
        "工信部等三部门印发《关于规范供应链金融发展的意见》（银发〔2020〕226号）。",
        "中国人民银行会同工信部印发《关于规范供应链金融发展的意见》。",
        "中国人民银行等联合发布《关于规范供应链金融发展的意见》。",
        "2021年甘肃省政府工作报告提出，探索实施“链长制”。",
        "《盐湖保护办法》2022年1月1日起施行。",
        "《盐湖开采规定》已经废止。",
        "青海省政府发布《盐湖保护办法》，严禁无证开采。",
    ],
)
def test_what_it_says_in_other_words_is_supported(judged, sentence):
    claim = judged(sentence)
    assert (claim.verdict, [f for f in claim.findings if f.level == "error"]) == ("supported", [])
