"""A full 提案 grown from an outline: what is stated is cited, what is suggested says so, and 立案预审 lets it pass."""

import io
import json
import re
from dataclasses import replace

import docx
import pytest

from assistant import full_shape, full_text
from assistant.check import check
from assistant.errors import RequestError
from assistant.full import BLANK, FIELDS, NO_MEASURE, NOTICE, lines, plain
from assistant.grow import grow
from assistant.leads import LEADS
from assistant.measures import aim, heading
from assistant.review import review
from assistant.types import Claim
from assistant.word import full as paper
from assistant.word.html import as_html
from assistant.word.markdown import as_markdown
from assistant.word.read_back import read_back, recheck
from assistant.word.write import as_docx
from index.tokens import content_pairs
from index.types import Span
from tests import printed
from tests.test_schemas import validate

TOPICS = (
    ("产业链链长制", "广东"),
    ("产业链内中小企业融资难问题", "广东"),
    ("园区集约用地", ""),
    ("产业链人才培养和引进", "广东"),
    ("核心零部件对外依存度高，推动产业链自主可控", "广东"),
)


@pytest.fixture(params=TOPICS, ids=[topic for topic, _ in TOPICS])
def full(request, grown):
    return grown(*request.param)


@pytest.fixture(scope="module")
def chief(grown):
    return grown(*TOPICS[0])


@pytest.fixture(scope="module")
def strange(chief, library):
    """A full lead with one more question, of which the library knows nothing."""
    outline = replace(chief.outline, issues=(*chief.outline.issues, Claim("如何加装老旧小区电梯")))
    return grow(outline, library, region="广东")


@pytest.fixture(scope="module")
def written(chief, library):
    return as_docx(paper.full(chief, library))


def test_it_passes_review_without_a_grave_hint_and_within_its_length(full):
    found = review(plain(full), "提案").findings
    assert [f for f in found if f.level == "error"] == []
    assert {f.code for f in found}.isdisjoint({"situation", "analysis", "suggestion", "length"})
    assert full.size == review(plain(full), "提案").proposal.size <= 1500


def test_all_that_is_stated_is_cited_and_holds_when_it_is_checked_again(full, library):
    claims = list(full.claims())
    assert claims
    assert all(claim.citations for claim in claims)
    again = check([Claim(c.text, c.citations) for c in claims], library)
    assert {claim.verdict for claim in again} == {"supported"}


def test_nothing_of_it_rests_on_an_earlier_lead(full, library):
    for claim in full.claims():
        for span in (citation.span for citation in claim.citations):
            blocks = [b for b in library.document(span.doc_id).blocks if b.span.overlaps(span)]
            assert {b.genre for b in blocks}.isdisjoint(LEADS)


def test_each_question_of_the_outline_is_a_problem_with_one_suggestion_marked_as_such(full):
    assert [p.item for p in full.problems] == list(full.outline.issues)
    text = plain(full)
    assert NOTICE in text
    for problem in full.problems:
        assert text.count(f"【建议】{problem.advice}。") == 1
        assert problem.told or problem.see
        assert not re.search(r"\d", problem.advice.replace("5G", ""))


def test_where_the_library_reports_no_measure_a_blank_is_left_for_the_author(strange):
    assert strange.problems[-1].practices == ()
    assert plain(strange).count(NO_MEASURE) == sum(not p.practices for p in strange.problems)


def test_a_measure_is_told_once_and_is_none_of_what_tells_a_problem(full):
    told = [claim for problem in full.problems for claim in problem.told]
    practices = [claim for problem in full.problems for claim in problem.practices]
    firsts = [c.citations[0].span for c in (*told, *practices)]
    assert len({c.text for c in practices}) == len(practices)
    assert not {c.citations[0].span for c in practices} & {c.citations[0].span for c in told}
    for claim in (c for part in full.situation for c in part):
        assert claim.citations[0].span not in firsts


def test_who_may_handle_it_is_named_by_a_cited_source(full, library):
    for body in full.bodies:
        words = library.quote(body.citation.span)
        assert body.name in words or body.name.endswith("主管部门")
    assert len(full.bodies) <= 3


def test_a_department_of_the_place_comes_before_others(grown):
    assert grown("战略性新兴产业集群", "广东").bodies[0].name.startswith("广东省")


def test_the_fields_about_people_are_blank(full):
    line = next(lines(full))
    assert line.style == "fields"
    assert all(f"{name}：{BLANK}" in line.parts[0] for name in FIELDS)


@pytest.mark.parametrize("length", [1000, 1200, 1500])
def test_it_is_cut_to_the_length_asked_for_and_stays_whole(length, grown):
    full = grown(*TOPICS[0], length)
    assert full.size <= length
    assert len(full.problems) == len(full.outline.issues)
    assert sum(map(len, full.situation)) >= 2


def test_what_cannot_be_cut_further_says_so(chief, library):
    more = (Claim(f"如何加装{words}老旧小区的电梯" * 3) for words in ("东城", "西城"))
    outline = replace(chief.outline, issues=(*chief.outline.issues, *more))
    full = grow(outline, library, region="广东", length=600)
    assert full.size > 600
    assert any("已无可省略" in notice for notice in full.notices)


def test_a_refusal_grows_into_nothing_and_a_length_has_limits(library, chief, drafted):
    with pytest.raises(RequestError, match="没有线索"):
        grow(drafted("砂石行业发展", "广东"), library, region="广东")
    with pytest.raises(RequestError, match="600 到 5000"):
        grow(chief.outline, library, length=100)


def test_a_question_of_ones_own_without_basis_leaves_its_problem_blank(strange):
    last = strange.problems[-1]
    assert (last.told, last.see) == ((), 0)
    assert "请提案者补写情况" in plain(strange)


@pytest.mark.parametrize(
    ("item", "advised", "headed"),
    [
        (
            "如何缓解中小企业融资难问题，引导银行提供资金",
            "缓解中小企业融资难问题，引导银行提供资金",
            "中小企业融资难问题有待缓解",
        ),
        ("如何进一步完善产业链金融政策", "完善产业链金融政策", "产业链金融政策有待完善"),
        ("政府如何开放应用场景", "政府开放应用场景", "政府如何开放应用场景"),
        ("在新形势下，如何提升产业链韧性", "在新形势下，提升产业链韧性", "在新形势下，如何提升产业链韧性"),
        ("探索建立产业链联盟", "探索建立产业链联盟", "探索建立产业链联盟"),
        ("如何缓解技术熟练工人缺乏问题", "缓解技术熟练工人缺乏问题", "技术熟练工人缺乏问题有待缓解"),
        ("如何避免各地产业雷同，发挥优势", "避免各地产业雷同，发挥优势", "各地产业雷同"),
        ("如何防范化解债务风险", "防范化解债务风险", "债务风险有待防范化解"),
        ("如何建立产业链安全管理体系", "建立产业链安全管理体系", "产业链安全管理体系有待建立"),
        ("如何推动营商环境实现好转", "推动营商环境实现好转", "如何推动营商环境实现好转"),
        ("天然砂供应紧张问题，如价格暴涨", "研究解决天然砂供应紧张问题", "天然砂供应紧张问题"),
    ],
)
def test_a_question_is_turned_into_advice_and_into_a_heading(item, advised, headed):
    assert (aim(item), heading(item)) == (advised, headed)


def test_every_form_says_the_same_with_every_mark_explained(chief, library):
    whole = paper.full(chief, library)
    for made in (full_text.text(chief, library), as_markdown(whole), re.sub("<.*?>", "", as_html(whole))):
        text = re.sub(r"\\", "", made)
        for words in (
            "一、情况分析",
            "二、存在问题",
            "三、具体建议",
            "参考做法",
            "建议承办单位",
            "依据与出处",
        ):
            assert words in text
        numbers = {int(n) for n in re.findall(r"\[(\d{1,3})\]", text)}
        assert numbers == set(range(1, len(numbers) + 1))
        assert all(claim.text.rstrip("。") in text for claim in chief.claims())


def test_its_json_has_the_documented_shape(full, library):
    shape = json.loads(json.dumps(full_shape.full(full, library)))
    validate("draft_full", shape)
    assert shape["size"] == full.size


def test_an_exported_file_is_reviewed_and_checked_without_a_doubt(written, chief, library):
    read = read_back(written, "提案.docx")
    items = recheck(read, library)
    assert {item.claim.verdict for item in items} == {"supported"}
    assert [item.text for item in items] == [claim.text for claim in _as_read(chief)]
    assert not any(item.text.startswith("建议") for item in items)


def _as_read(full):
    return [
        part
        for line in lines(full)
        for part in line.parts
        if isinstance(part, Claim) and part.text[-1] == "。"
    ]


def test_one_edited_figure_of_the_file_is_against_the_source_and_nothing_else(written, chief, library):
    claim = next(c for c in chief.claims() if "11位省领导" in c.text)
    document = docx.Document(io.BytesIO(written))
    (run,) = (r for p in document.paragraphs for r in p.runs if r.text == claim.text[:-1])
    run.text = run.text.replace("11位", "13位")
    edited = io.BytesIO()
    document.save(edited)
    (wrong,) = (
        i for i in recheck(read_back(edited.getvalue(), "x.docx"), library) if i.claim.verdict != "supported"
    )
    assert wrong.claim.verdict == "contradicted"
    assert "13位" in wrong.text


def test_a_figure_put_into_advice_is_looked_up(written, library):
    document = docx.Document(io.BytesIO(written))
    run = next(r for p in document.paragraphs for r in p.runs if "【建议】建议处理好" in r.text)
    run.text = run.text.replace("处理好", "在9527家企业中处理好")
    edited = io.BytesIO()
    document.save(edited)
    doubts = [
        i for i in recheck(read_back(edited.getvalue(), "x.docx"), library) if i.claim.verdict != "supported"
    ]
    assert ["9527" in item.text for item in doubts] == [True]


def test_the_annexes_of_the_file_hold_its_figures_and_policies(written, chief):
    document = docx.Document(io.BytesIO(written))
    assert document.paragraphs[0].text == chief.cause
    assert document.paragraphs[0].style.name == "Title"
    headings = [p.text for p in document.paragraphs if p.style.style_id == "Heading1"]
    assert headings == ["一、情况分析", "二、存在问题", "三、具体建议"]
    titles = ["依据与出处", "数据核对表", "政策依据表", "待核事项"]
    assert [p.text for p in document.paragraphs if p.text in titles] == titles
    ledger = document.tables[0]
    assert {row.cells[5].text for row in ledger.rows[1:]} == {"一致"}


@printed.needs_office
def test_the_printed_pages_have_the_margins_and_their_numbers(written, tmp_path):
    pdf = printed.as_pdf(written, tmp_path)
    printed.assert_pages_of_an_official_document(pdf)
    first = pdf[0].get_textpage().get_text_range()
    assert "一、情况分析" in first
    assert len(re.findall("提案者|界别|联系方式", first)) == 3


def test_the_door_grows_a_lead_in_every_form(asked, yanju, made_once, tmp_path):
    for suffix in ("txt", "md", "html", "json", "docx"):
        target = tmp_path / f"提案.{suffix}"
        code, _, err = yanju(
            "draft", TOPICS[0][0], "--region", "广东", "--full", "--length", "1200", "-o", target
        )
        assert (code, "已写入" in err) == (0, True)
        code, out, _ = yanju("review", target, "--length", "1250") if suffix != "json" else (0, "", "")
        assert (code, "重点提示" in out) == (0, False)
    validate("draft_full", json.loads((tmp_path / "提案.json").read_text(encoding="utf-8")))


def test_the_door_steers_a_draft_and_refuses_what_it_cannot_read(asked, yanju, drafted):
    base = drafted(*TOPICS[0])
    first = str(base.reasons[0][0].citations[0].span)
    own = "如何让社会资本参与产业链建设并分担风险"
    args = ["draft", TOPICS[0][0], "--region", "广东", "--json"]
    code, out, _ = yanju(
        *args, "--drop", first, "--point", own, "--items", "4", "--order", "2,1", "--again", "2"
    )
    made = json.loads(out)
    assert code == 0
    assert made["issues"][1]["text"] == own
    assert len(made["issues"]) == 4
    assert first not in out
    kept = made["spare"][0]["citations"][0]["id"]
    again = json.loads(yanju(*args, "--keep", kept)[1])
    cited = [Span.parse(c["id"]) for part in again["reasons"] for claim in part for c in claim["citations"]]
    told = any(span.overlaps(Span.parse(kept)) for span in cited)
    assert told != any("没有写进事由" in notice for notice in again["notices"])
    for wrong in (["--keep", "x"], ["--items", "三"], ["--items", "9"], ["--order", "0"], ["--length", "长"]):
        code, _, err = yanju(*args, *wrong)
        assert code == 2
        assert re.search("[\u4e00-\u9fff]", err)


def test_edits_from_the_door_are_checked_again(asked, yanju, drafted):
    claim = next(c for p in drafted(*TOPICS[0]).reasons for c in p if "11位" in c.text)
    edit = ["--edit", claim.text, claim.text.replace("11位", "12位")]
    code, out, _ = yanju("draft", TOPICS[0][0], "--region", "广东", *edit)
    assert code == 0
    assert re.search("句子核对提示：\n“[^”]*“[^”]*12位|12位[^\n]*与原文不符", out)
    assert content_pairs("与原文不符") <= content_pairs(out)
