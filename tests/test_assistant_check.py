"""Whether cited text supports a claim: each check by examples, the verdicts, and every sentence of the seeds."""

import hashlib

import pytest

from assistant.check import check
from assistant.types import Citation, Claim, Finding
from index.errors import NotFoundError
from index.library import Library
from index.sentences import sentences
from index.types import Block, Dated, Document, Meta, Place, Span, Value


@pytest.fixture(scope="module")
def says(tmp_path_factory):
    """Check a claim that cites all of one or several one-paragraph documents; gives the checked claim."""
    with Library.open(tmp_path_factory.mktemp("check"), create=True) as library:

        def add(text, region, date):
            doc_id = hashlib.sha256(f"{text}{region}{date}".encode()).hexdigest()[:16]
            span = Span(doc_id, 0, len(text))
            meta = Meta(
                dates=(Dated(date, date, "day", "成文"),) if date else (),
                region=Value(region) if region else None,
            )
            blocks, places = (Block(span, "paragraph"),), (Place(0, len(text), 0),)
            library.add_document(
                Document(doc_id, "文件", text, f"{doc_id}.txt", blocks, places, meta=meta),
                f"{doc_id}.txt",
                doc_id,
            )
            return Citation(span)

        def judge(claim, *sources, region="广东", date="2021-06-10"):
            citations = tuple(add(source, region, date) for source in sources)
            return check([Claim(claim, citations)], library)[0]

        yield judge


PARKS = (
    "重点扶持 100个布局合理的创新创业园区，引进 5000 家以上创新创业企业，已完成培育创新创业园 126 家，"
    "建成各类标准厂房 3833 万平方米，引进创新创业型企业 6038家。"
)
SAND = (
    "今年5月 12 日，广东省人民政府办公厅发布《广东省促进砂石行业健康有序发展的实施方案》（粤办函〔2021〕51 号），"
    "提出坚持加快“开前门”和坚决“堵后门”并重，严厉打击非法行为。"
)
TRADE = (
    "2019年，我省机电产品贸易竞争力指数为0.21，低于山东（0.43）、浙江（0.76）和江苏（0.31）等可比省份，"
    "也低于全国平均水平（0.23）。"
)
POWER = "1-4 月用电量同比去年分别增长 32.2%和 40.2%。但云南尚未入汛，难以向广东送电，用户的参与意愿仍然不高。"
SHARE = "制造业增加值占国民生产总值的比重持续下降，从 2012 年的 31.06%降至 2021 年的 26.29%，下降了 4.77 个百分点。"
SALES = "在 3 月份参加交易的 158 家售电公司中，有 51 家发生亏损。"
AIM = "力争到2025年，新材料等产业集群产值超1000亿元。"
RULE = "企业应当公开信息，不得擅自改变土地用途。时任浙江省委书记的车俊提出变革，要求省级部门和省工业和信息化厅配合。"
JIANGXI = (
    "2020年4月28日，江西出台工作方案，11 位省领导任 14 个重点产业链链长，一季度江西生产总值为5343.4亿元。"
)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("湖南已引进创新创业型企业6038家。", "湖南省" + PARKS),
        ("目前已培育创新创业园126家，建成标准厂房3833万平方米。", PARKS),
        ("引进创新创业企业不少于5000家。", PARKS),
        ("2021年5月12日，广东省人民政府办公厅发布实施方案（粤办函[2021]51号）。", SAND),
        ("2021年5月，广东发布《广东省促进砂石行业健康有序发展的实施方案》。", SAND),
        ("2019年广东机电产品贸易竞争力指数为0.21，低于山东、浙江和江苏。", TRADE),
        ("浙江机电产品贸易竞争力指数为0.76。", TRADE),
        ("江苏的机电产品贸易竞争力指数是0.31，高于广东的0.21。", TRADE),
        ("2021年1—4月用电量同比分别增长32.2%和40.2%。", POWER),
        ("广东的用户参与意愿不高，而云南未入汛。", POWER),
        ("比重从2012年的31.06%下降到2021年的26.29%。", SHARE),
        ("2021年制造业增加值占国民生产总值的比重为26.29%，比2012年下降4.77个百分点。", SHARE),
        ("2021年3月参加交易的158家售电公司中，有51家亏损。", SALES),
        ("《方案》提出，到2025年新材料等产业集群产值超过1000亿元。", "《方案》提出：" + AIM),
        ("2020年一季度，江西生产总值5343.4亿元。", JIANGXI),
        ("江西由11名省领导担任十四个重点产业链链长。", JIANGXI),
        ("如何让企业公开信息", RULE),
    ],
)
def test_the_same_fact_in_other_words_is_supported(says, claim, source):
    checked = says(claim, source)
    assert (checked.verdict, checked.findings) == ("supported", ())


@pytest.mark.parametrize(
    ("code", "claim", "source"),
    [
        ("number", "引进创新创业型企业6083家。", PARKS),
        ("number", "建成各类标准厂房 3833 亿平方米。", PARKS),
        ("number", "建成各类标准厂房 3833 平方米。", PARKS),
        ("number", "引进 5000 家以下创新创业企业。", PARKS),
        ("unit", "比重下降了 4.77%。", SHARE),
        ("unit", "引进创新创业型企业6038人。", PARKS),
        ("subject", "已完成培育创新创业园 6038 家。", PARKS),
        ("subject", "1-4 月用电量同比去年分别增长 40.2%和 32.2%。", POWER),
        ("subject", "我省指数低于山东（0.76）、浙江（0.43）。", TRADE),
        ("date", "今年5月 13 日，广东省人民政府办公厅发布方案。", SAND),
        ("date", "2020年5月12日，广东省人民政府办公厅发布方案。", SAND),
        ("date", "比重从 2021 年的 31.06%降至 2012 年的 26.29%。", SHARE),
        ("doc-number", "发布实施方案（粤办函〔2021〕15号）。", SAND),
        ("title", "发布《广东省促进砂石行业有序发展的实施方案》。", SAND),
        ("quotation", "提出坚持加快“开后门”。", SAND),
        ("place", "浙江机电产品贸易竞争力指数为0.21。", TRADE),
        ("place", "2020年4月28日，广东出台工作方案。", JIANGXI),
        ("level", "浙江市委书记提出变革。", RULE),
        ("level", "要求市级部门配合。", RULE),
        ("level", "浙江市发布方案。", "浙江省发布方案。"),
        ("office", "时任浙江省委省长的车俊提出变革。", RULE),
        ("office", "当时的省长车俊提出变革。", RULE),
        ("agency", "要求省商务厅配合。", RULE),
        ("agency", "要求工业和信息化部配合。", RULE),
        ("negation", "云南已入汛，难以向广东送电。", POWER),
        ("negation", "用户的参与意愿仍然高。", POWER),
        ("negation", "企业应当不公开信息。", RULE),
        ("modality", "企业可以公开信息。", RULE),
        ("modality", "企业可以擅自改变土地用途。", RULE),
        ("polarity", "比重持续上升。", SHARE),
        ("polarity", "有 51 家售电公司发生盈利。", SALES),
        ("target", "新材料等产业集群产值已超1000亿元。", AIM),
        ("name", "建设4G基站和新型数据中心。", "建设5G基站和新型数据中心。"),
        ("name", "第十一条要求加强组织领导。", "第十条要求加强组织领导。"),
    ],
)
def test_a_claim_that_says_otherwise_is_contradicted_with_both_sides_named(says, code, claim, source):
    checked = says(claim, source)
    found = [f for f in checked.findings if f.code == code]
    assert found, checked.findings
    assert checked.verdict == ("unsupported" if code == "quotation" else "contradicted")
    assert bool(found[0].source) == (code != "quotation")
    start, end = found[0].at
    assert 0 <= start < end <= len(claim)
    assert all(f.level == "error" and f.message for f in checked.findings)


def test_the_message_quotes_the_claim_and_the_source(says):
    (finding,) = says("引进创新创业型企业5000家。", "引进创新创业型企业 6038家。").findings
    assert finding.message == "句中“5000家”，所引原文作“6038家”"
    assert (finding.source.start, finding.source.end) == (10, 15)


def test_a_bound_that_is_left_out_or_put_in_makes_a_claim_partial(says):
    for claim in ("引进 5000 家创新创业企业。", "引进创新创业型企业 6038家以上。"):
        checked = says(claim, PARKS)
        assert [f.code for f in checked.findings] == ["bound"]
        assert checked.verdict == "partial"


def test_a_figure_that_the_source_lacks_makes_a_claim_partial_or_unsupported(says):
    source = "园区引进了一大批创新创业型企业，占地500亩。"
    assert says("园区占地500亩，引进创新创业型企业3.5万家。", source).verdict == "partial"
    checked = says("园区引进创新创业型企业3.5万家。", source)
    assert (checked.verdict, [f.message for f in checked.findings]) == (
        "unsupported",
        ["所引原文中没有“3.5万家”"],
    )


def test_words_that_the_source_lacks_are_not_covered(says):
    source = "园区占地500亩。"
    invented = says("园区占地500亩，年产值位居行业前列并获得国家表彰。", source)
    assert "coverage" in {f.code for f in invented.findings}
    assert says("教师待遇明显改善，农村学校普遍受益。", source).verdict == "unsupported"


def test_a_city_does_not_answer_for_its_province(says):
    for claim, source in (
        ("广东产值5000亿元。", "佛山产值5000亿元。"),
        ("佛山产值5000亿元。", "广东产值5000亿元。"),
    ):
        assert says(claim, source).verdict == "contradicted"
    assert says("广东佛山产值5000亿元。", "佛山产值5000亿元。").verdict == "supported"


def test_a_place_of_the_document_holds_only_where_the_text_names_no_other(says):
    assert says("广东引进企业6038家。", "引进企业6038家。").verdict == "supported"
    assert says("江西引进企业6038家。", "引进企业6038家。").verdict != "supported"
    assert says("广东引进企业6038家。", "江西引进企业6038家。").verdict == "contradicted"


def test_a_figure_and_a_place_of_different_documents_do_not_make_one_fact(says):
    sources = ("湖南引进创新创业型企业6038家。", "浙江最早推行链长制。")
    mixed = says("浙江引进创新创业型企业6038家。", *sources, region="")
    assert [f.code for f in mixed.findings] == ["mixed"]
    for claim in ("湖南最早推行链长制。", "链长制最早推行在湖南。"):
        assert [f.code for f in says(claim, *sources, region="").findings] == ["mixed"]
    ranked = ("湖北引进企业6038家，增速居全国第三。", "我国经济稳中有进。")
    assert [f.code for f in says("全国引进企业6038家。", *ranked, region="").findings] == ["mixed"]
    assert says("浙江最早推行链长制，湖南引进企业6038家。", *sources, region="").verdict == "supported"
    assert (
        says("湖南引进创新创业型企业6038家，浙江最早推行链长制。", *sources, region="").verdict == "supported"
    )


def test_the_country_is_no_other_place_for_a_figure_that_the_same_words_name_it_with(says):
    source = "为保障我国产业安全，力争重要产品至少有一个替代来源。"
    told = says(f"有关负责人指出，{source}", source, "有关负责人指出", region="湖南省")
    assert told.verdict == "supported"
    borrowed = "我国经济稳中有进。"
    for given in ("湖北引进企业6038家，增速居全国第三。", "引进企业6038家，占全国的三成。"):
        codes = [f.code for f in says("全国引进企业6038家。", given, borrowed, region="湖南省").findings]
        assert codes == ["mixed"]


@pytest.mark.parametrize(
    ("beside", "verdict"),
    [
        ("新增9个全国重点实验室", "supported"),
        ("技术合同成交额居全国第4位", "supported"),
        ("全国投入也在增长", "partial"),
        ("昆明投入增长更快", "partial"),
        ("上海投入增长更快", "partial"),
    ],
)
def test_a_kind_and_a_rank_before_the_cited_words_are_no_other_place(tmp_path, empty, beside, verdict):
    told = "研发投入年均增长10.5%"
    assert _told_in_part(tmp_path, empty, f"{beside}，{told}。", told) == verdict


@pytest.mark.parametrize(
    ("beside", "verdict"),
    [
        ("，技术合同成交额居全国第4位", "supported"),
        ("，全国投入也在增长", "supported"),
        ("，昆明投入增长更快", "supported"),
        ("的昆明企业有3家", "partial"),
        ("，上海投入增长更快", "partial"),
    ],
)
def test_of_what_stands_behind_the_cited_words_only_places_of_elsewhere_count(
    tmp_path, empty, beside, verdict
):
    told = "研发投入年均增长10.5%"
    assert _told_in_part(tmp_path, empty, f"{told}{beside}。", told) == verdict
    named = "研发投入年均增长10.5%、曲靖文旅开门迎客"
    assert _told_in_part(tmp_path, empty, f"{named}{beside}。", named) == verdict


def _told_in_part(tmp_path, library, sentence, told):
    """The verdict on part of a sentence of a report, told under the report's name."""
    title = "2026年云南省政府工作报告"
    path = tmp_path / "报告.txt"
    path.write_text(f"{title}\n{sentence}\n", encoding="utf-8")
    library.add(path)
    (held,) = library.documents()
    text = library.document(held.id).text
    spans = [Span(held.id, text.index(words), text.index(words) + len(words)) for words in (title, told)]
    claim = Claim(f"{title}指出，{told}。", tuple(map(Citation, spans)))
    return check([claim], library)[0].verdict


def test_what_is_newly_counted_holds_for_all_that_is_counted_behind_it(says):
    source = "新增养老床位3852张、认知障碍照护床位3326张，新建社区长者食堂57家。"
    assert (
        says("上海新增养老床位3852张、认知障碍照护床位3326张。", source, region="上海").verdict == "supported"
    )
    total = "全市养老床位达到5.1万张，新增认知障碍照护床位3326张。"
    assert says("上海新增养老床位5.1万张。", total, region="上海").verdict != "supported"


def test_a_whole_sentence_of_the_source_says_what_the_source_says(says):
    source = "牢牢把握发展这个第一要务和高质量发展这个首要任务，统筹推进稳增长、防风险、保民生三项基本任务，统筹推进城乡融合。"
    assert says(source, source).verdict == "supported"
    assert says(source.replace("三项", "两项"), source).verdict != "supported"


def test_a_relative_date_counts_from_the_document(says):
    claim = "2020年9月，广东发布意见。"
    assert says(claim, "去年9月，广东发布意见。", date="2021-06-10").verdict == "supported"
    assert says(claim, "去年9月，广东发布意见。", date="2022-06-10").verdict == "contradicted"
    assert says("去年9月，广东发布意见。", "去年9月，广东发布意见。", date="").verdict == "supported"


def test_a_quote_cannot_cut_off_the_word_that_denies_it(library):
    passage = next(
        h.passage for h in library.search("银行不愿提供资金", k=5) if "不愿" in library.quote(h.passage.span)
    )
    at = passage.span.start + library.quote(passage.span).index("愿提供资金")
    span = Span(passage.span.doc_id, at, at + 5)
    (checked,) = check([Claim("银行愿提供资金", (Citation(span),))], library)
    assert (library.quote(span), checked.verdict) == ("愿提供资金", "contradicted")


def test_a_claim_without_a_citation_is_unsupported(library):
    (checked,) = check([Claim("广东引进企业6038家。")], library)
    assert (checked.verdict, [f.code for f in checked.findings]) == ("unsupported", ["uncited"])


def test_what_citing_found_stays_and_counts(says, library):
    earlier = Finding("quote-not-found", "error", "材料[1]中没有这句话")
    span = library.search("产业链", k=1)[0].passage.span
    (checked,) = check([Claim(library.quote(span)[:20], (Citation(span),), (earlier,))], library)
    assert earlier in checked.findings
    assert checked.verdict == "partial"
    assert check([checked], library) == (checked,)


def test_a_citation_of_another_library_is_an_error(library):
    with pytest.raises(NotFoundError):
        check([Claim("广东引进企业6038家。", (Citation(Span("nowhere", 0, 5)),))], library)


@pytest.fixture(scope="module")
def east(library):
    """The row and the header of 东部地区 in a table of the seeds."""
    hit = next(
        h
        for h in library.search("东部地区 工业用地综合容积率", k=20)
        if library.quote(h.passage.span).startswith("东部地区")
    )
    blocks = library.document(hit.passage.span.doc_id).blocks
    row = next(b for b in blocks if b.span == hit.passage.span)
    header = next(b for b in blocks if b.header and b.table == row.table)
    return (Citation(row.span), Citation(header.span))


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("东部地区：工业用地综合容积率 0.99", "supported"),
        ("东部地区：工业用地地均税收 864.23 万元/公顷", "supported"),
        ("东部地区：工业用地地均税收（万元/公顷） 864.23", "supported"),
        ("东部地区：工业用地建筑系数 53.24%", "supported"),
        ("东部地区：工业用地综合容积率 0.94", "contradicted"),
        ("东部地区：工业用地地均税收 734.30 万元/公顷", "contradicted"),
        ("东部地区：工业用地地均税收 864.23 元/公顷", "contradicted"),
        ("东部地区：工业用地地均税收 864.23 亿元/公顷", "contradicted"),
        ("西部地区：工业用地综合容积率 0.99", "contradicted"),
    ],
)
def test_a_cell_is_checked_with_its_row_column_and_unit(library, east, claim, verdict):
    assert check([Claim(claim, east)], library)[0].verdict == verdict
    assert check([Claim(claim, east[:1])], library)[0].verdict == verdict


def test_every_sentence_of_the_seeds_is_supported_by_itself_and_by_its_block(library):
    claims = []
    for listing in library.documents():
        document = library.document(listing.id)
        for block in document.blocks:
            for start, end in sentences(document.text, block.span.start, block.span.end):
                for span in {Span(document.id, start, end), block.span}:
                    claims.append(Claim(document.text[start:end], (Citation(span),)))
    refused = [(c.text, c.findings) for c in check(claims, library) if c.verdict != "supported"]
    assert len(claims) > 1000
    assert refused == []
