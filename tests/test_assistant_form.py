"""Every rule of the form: a good draft and the real leads pass, and one damage a rule is told by its id."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from assistant import form, lead
from assistant.errors import RequestError
from assistant.types import Citation, Claim, Finding, Outline
from index.types import Span

# The sentences of a good draft, each with what it quotes of seed 003.
REASONS = (
    (
        ("2021年1月28日，广东省政府工作报告提出，探索实施“链长制”，培育一批控制力和根植性强的链主企业和生态主导型企业。",
         "广东省政府工作报告提出，探索实施“链长制”"),
        ("2020年5月18日，广东省人民政府印发《关于培育发展战略性新兴产业集群和战略性新兴产业集群的意见》（粤府函〔2020〕82号）。",
         "广东省人民政府《关于培育发展战略性新兴产业集群和战略性新兴产业集群的意见》（粤府函〔2020〕82号）"),
        ("据《南方日报》报道，广东由省领导定向联系20个战略性产业集群，协调推进产业集群龙头企业、重点项目和重大平台等培育建设。",
         "协调推进产业集群龙头企业、重点项目和重大平台等培育建设"),
    ),
    (
        ("据广东省政协委员反映，全省产业链整体创新能力较弱，核心元器件、关键材料对外依存度高，断供风险大。",
         "目前我省产业链整体创新能力较弱，产业链供应链面临核心元器件、关键材料对外依存度高，断供风险大"),
        ("委员指出，2019年广东集成电路进口金额约占全国40%，产业链内的中小企业普遍存在融资难的问题。",
         "我省产业链内的中小企业普遍存在融资难的问题"),
        ("委员还反映，各条产业链的人才培养相对滞后，人才供求矛盾突出，关键领域高精尖端人才紧缺。",
         "我省各条产业链的人才培养相对滞后，人才供求矛盾突出，关键领域高精尖端人才紧缺"),
    ),
    (
        ("2020年4月28日，江西出台《关于实施产业链链长制的工作方案》，11位省领导任14个重点产业链链长。",
         "江西出台《关于实施产业链链长制的工作方案》"),
        ("作为率先提出“链长制”的经济大省，浙江要求各个开发区聚焦产业链，做好“九个一”机制。",
         "作为率先提出“链长制”的经济大省"),
        ("山东聚焦10个重点产业35条关键产业链，每条产业链形成“1个图谱”和“N张清单”。",
         "聚焦10个重点产业35条关键产业链"),
    ),
)  # fmt: skip
ISSUES = (
    "如何增强产业链整体创新能力，降低关键材料对外依存度",
    "如何缓解产业链内的中小企业融资难问题",
    "如何加快产业链人才培养，缓解人才供求矛盾",
    "探索链长制与战略性产业集群协调推进的工作机制",
)
FILLER = "广东各集群负责单位牵头谋划成立集群服务工作专班，支撑省领导定向负责联系集群的协调服务工作。"
CONSULTED = (
    "2020年7月，深圳提出允许链主企业将一定比例的自有建设用地使用权及建筑物转让给核心配套企业。",
    "允许其将一定比例的自有建设用地使用权及建筑物转让给核心配套企业",
)


@pytest.fixture(scope="module")
def bulletin(library):
    """Seed 003 in the library."""
    listed = next(d for d in library.documents() if any("003" in source for source in d.sources))
    return library.document(listed.id)


@pytest.fixture(scope="module")
def cited(bulletin):
    """A supported claim that quotes the bulletin."""

    def make(text, quote):
        start = re.sub(r"\s", " ", bulletin.text).index(quote)
        return Claim(text, (Citation(Span(bulletin.id, start, start + len(quote))),), (), "supported")

    return make


@pytest.fixture(scope="module")
def draft(cited):
    return Outline(
        topic="产业链链长制",
        title="产业链链长制",
        profile="committee",
        reasons=tuple(tuple(cited(*sentence) for sentence in paragraph) for paragraph in REASONS),
        issues=tuple(Claim(text) for text in ISSUES),
    )


def codes(findings, level=None):
    return {f.code for f in findings if level in (None, f.level)}


# --- changes to a draft -------------------------------------------------------------------------


def say(draft, paragraph, sentence, text=None, **change):
    """The draft with one sentence of 事由 said differently, or with other citations or findings."""
    claim = draft.reasons[paragraph][sentence]
    changed = replace(claim, **({"text": text} if text else {}), **change)
    sentences = draft.reasons[paragraph]
    sentences = (*sentences[:sentence], changed, *sentences[sentence + 1 :])
    return replace(draft, reasons=(*draft.reasons[:paragraph], sentences, *draft.reasons[paragraph + 1 :]))


def put(draft, paragraph, sentence, old, new):
    """The draft with a few words of one sentence replaced."""
    text = draft.reasons[paragraph][sentence].text
    assert old in text
    return say(draft, paragraph, sentence, text.replace(old, new))


def ask(draft, number, text):
    """The draft with another item (numbers from 1)."""
    return replace(draft, issues=(*draft.issues[: number - 1], Claim(text), *draft.issues[number:]))


def title(text):
    return lambda draft: replace(draft, title=text)


def longer(draft, *times):
    """The draft with a sentence more, so many times, at the end of each of its first paragraphs."""
    filler = replace(draft.reasons[0][2], text=FILLER)
    more = [p + (filler,) * n for p, n in zip(draft.reasons, times, strict=False)]
    return replace(draft, reasons=(*more, *draft.reasons[len(more) :]))


def plain(draft):
    """The draft with nothing in 事由 that could be checked, though just as long."""
    return replace(
        draft,
        reasons=tuple(
            tuple(
                replace(claim, text=re.sub(r"[^“”，。产业链人才融资企业材料]", "业", claim.text))
                for claim in p
            )
            for p in draft.reasons
        ),
    )


def single(draft):
    """The draft's 事由 in one paragraph that is not too long."""
    return replace(draft, reasons=(draft.reasons[0] + draft.reasons[1] + draft.reasons[2][:1],))


def lone(draft):
    """The draft with its last sentence in a paragraph of its own."""
    *paragraphs, last = draft.reasons
    return replace(draft, reasons=(*paragraphs, last[:-1], last[-1:]))


def wordy(draft):
    """The draft with all of 事由 allowed and five items of full length: too long only as a whole."""
    items = (
        "如何增强产业链整体创新能力和协同能力，降低核心元器件和关键材料对外依存度，防范断供风险",
        "如何缓解产业链内民营中小企业融资难问题，引导银行等金融机构为规模小的企业提供资金支持",
        "如何加快各条产业链高技能人才培养，缓解关键领域人才供求矛盾，助推新兴产业快速发展壮大",
        "如何发挥链主企业和龙头企业在重大平台和重点项目培育建设中对上下游配套企业的带动作用",
        "如何处理好总链长与省领导定向联系战略性产业集群工作制度之间的关系，形成协调推进合力",
    )
    return replace(longer(draft, 3, 3), issues=tuple(Claim(item) for item in items))


def found(code, words=None, level="error"):
    return (Finding(code, level, f"原文中没有“{words}”", (0, 4)),)


@dataclass(frozen=True)
class Damage:
    """A change that breaks one rule. `words` are what the finding points at, None for no single place;
    `also` are the ids that come with it; `said` is a sentence with its quote to end 事由 on."""

    rule: str
    change: Callable[[Outline], Outline]
    words: str | None = None
    level: str = "error"
    also: frozenset[str] = frozenset()
    said: tuple[str, str] | None = None


LONG_SENTENCE = "；".join(text for text, _ in REASONS[1]).replace("。", "") + "；" + FILLER
DAMAGES = (
    Damage("T1", title("链长"), "链长"),
    Damage("T1", title("产业链链长制与战略性产业集群深度融合发展有关情况"), "产业链链长制与战略性产业集群深度融合发展有关情况"),
    Damage("T1", title("关于产业链链长制"), "关于"),
    Damage("T1", title("产业链链长制提案"), "提案"),
    Damage("T1", title("产业链、链长制"), "、"),
    Damage("T1", title("加快产业链人才培养"), "加快产业链人才培养"),
    Damage("L1", lambda d: longer(d, 4, 3)),
    Damage("L1", lambda d: replace(d, reasons=(d.reasons[0][:2], d.reasons[1][:2], d.reasons[2][:2]))),
    Damage("L2", wordy),
    Damage("L3", single),
    Damage("L4", lone, REASONS[2][2][0]),
    Damage("L5", lambda d: say(d, 1, 0, LONG_SENTENCE), LONG_SENTENCE, "warning"),
    Damage("F1", plain, also=frozenset({"F2", "F3", "C4"})),
    Damage("F2", lambda d: say(d, 0, 1, "2020年5月18日，广东省人民政府就培育发展战略性新兴产业集群作出部署（粤府函〔2020〕82号）。"), level="warning"),
    Damage("F2", lambda d: put(d, 0, 1, "（粤府函〔2020〕82号）", ""), "《关于培育发展战略性新兴产业集群和战略性新兴产业集群的意见》", "warning"),
    Damage("F3", lambda d: put(put(d, 2, 1, "，浙江要求", "，有关方面要求"), 2, 0, "江西出台", "江西省出台"), "作为率先提出“链长制”的经济大省，有关方面要求各个开发区聚焦产业链，做好“九个一”机制。"),
    Damage("S1", lambda d: put(d, 2, 1, "浙江要求", "浙江认为应当要求"), "应当"),
    Damage("S2", lambda d: put(d, 2, 1, "，浙江要求", "，我们看到浙江要求"), "我们"),
    Damage("S3", lambda d: put(d, 2, 0, "2020年4月28日", "综上所述，2020年4月28日"), "综上所述"),
    Damage("S4", lambda d: put(d, 2, 2, "。", "！"), "！"),
    Damage("S4", lambda d: put(d, 2, 1, "率先提出", "史无前例地提出"), "史无前例"),
    Damage("S5", lambda d: put(d, 2, 0, "2020年4月28日", "去年4月28日"), "去年", "warning"),
    Damage("S6", lambda d: put(d, 2, 0, "2020年4月", "2020 年4月"), "0 ", "warning"),
    Damage("S6", lambda d: put(d, 2, 0, "方案》，", "方案》,"), ",", "warning"),
    Damage("S7", lambda d: put(d, 0, 1, "〔2020〕", "[2020]"), "函[2020]82号", "warning"),
    Damage("S7", lambda d: put(d, 0, 2, "联系20个", "联系10-20个"), "0-2", "warning"),
    Damage("S7", lambda d: put(d, 2, 0, "《关于实施产业链链长制的工作方案》", "关于实施产业链链长制的工作方案"), "出台关于实施产业链链长制的工作方案", "warning"),
    Damage("Q1", lambda d: replace(d, issues=d.issues[:2])),
    Damage("Q1", lambda d: replace(d, issues=())),
    Damage("Q2", lambda d: ask(d, 1, "如何增强创新能力"), "如何增强创新能力"),
    Damage("Q3", lambda d: ask(d, 3, "加快产业链人才培养，缓解人才供求矛盾"), "加快产业链人才培养，缓解人才供求矛盾"),
    Damage("Q4", lambda d: ask(d, 2, ISSUES[1] + "。"), "。"),
    Damage("Q4", lambda d: ask(d, 3, "如何加快产业链人才培养，\n缓解人才供求矛盾"), "\n"),
    Damage("Q5", lambda d: ask(d, 4, "探索链长制与20个战略性产业集群协调推进的工作机制"), "20"),
    Damage("Q5", lambda d: ask(d, 4, "探索落实《产业集群意见》中链长制的工作机制"), "《产业集群意见》"),
    Damage("Q6", lambda d: ask(d, 3, "如何加快产业链人才培养，缓解人才供求矛盾，补齐关键领域，提升水平"), "，"),
    Damage("Q6", lambda d: ask(d, 3, "如何加快产业链人才培养，如何缓解人才供求矛盾"), "如何"),
    Damage("Q7", lambda d: ask(d, 4, "如何推进城乡养老护理床位供给与医保衔接"), "如何推进城乡养老护理床位供给与医保衔接"),
    Damage("Q8", lambda d: ask(ask(d, 2, "产业链内的中小企业普遍存在的融资难问题"), 3, "探索产业链人才培养、缓解人才供求矛盾的途径")),
    Damage("Q9", lambda d: ask(d, 4, "如何进一步缓解产业链内中小企业的融资难问题"), "如何进一步缓解产业链内中小企业的融资难问题"),
    Damage("Q9", title("砂石行业监管"), "砂石行业监管"),
    Damage("C1", lambda d: say(d, 2, 0, citations=(), verdict="unsupported"), "2020"),
    Damage("C1", lambda d: say(d, 2, 1, citations=(), verdict="unsupported"), "浙江"),
    Damage("C2", lambda d: say(d, 2, 0, findings=found("number", "14个"), verdict="contradicted"), "2020"),
    Damage("C2", lambda d: say(d, 2, 1, verdict="partial"), REASONS[2][1][0]),
    Damage("C3", lambda d: say(d, 2, 1, findings=found("quotation", "链长制"), verdict="contradicted"), "作为率先"),
    Damage("C4", lambda d: put(d, 1, 0, "据广东省政协委员反映，全省", "全省"), "全省产业链整体创新能力较弱，核心元器件、关键材料对外依存度高，断供风险大。", "warning"),
    Damage("C5", lambda d: say(d, 2, 2, findings=found("conflict", "35条", "warning")), REASONS[2][2][0]),
    Damage("C6", lambda d: d, CONSULTED[0], "warning", said=CONSULTED),
    Damage("C7", lambda d: put(d, 2, 2, "。", "【待核】。"), "【待核】"),
    Damage("C7", lambda d: replace(put(d, 2, 2, "。", "，各地链长的任期尚不清楚。"), gaps=("各地链长的任期尚不清楚",)), "各地链长的任期尚不清楚"),
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.rule)
def test_a_damaged_draft_is_told_by_the_id_of_its_rule(damage, draft, cited, library):
    if damage.said:
        *others, last = draft.reasons
        draft = replace(draft, reasons=(*others, (*last[:-1], cited(*damage.said))))
    outline = damage.change(draft)
    findings = form.check(outline, region="广东", library=library)
    mine = [f for f in findings if f.code == damage.rule]
    assert {f.level for f in mine} == {damage.level}
    assert codes(findings) - {damage.rule} == damage.also
    if damage.words is not None:
        text = lead.of(outline).text
        assert damage.words in [text[slice(*f.at)] for f in mine if f.at]


def test_a_good_draft_passes_every_rule(draft, library):
    assert form.check(draft, region="广东", library=library) == ()
    assert form.check(draft) == ()


def test_every_rule_has_a_damaged_draft():
    assert {damage.rule for damage in DAMAGES} == set(form.RULES)


def test_every_rule_says_itself():
    assert all(code in rule.__doc__ for code, rule in form.RULES.items())


# --- the real leads -----------------------------------------------------------------------------


def real_leads(seeds):
    """The three leads at the end of seed 003, their lines joined where a page ended inside a sentence."""
    text = next(seeds.glob("003*.txt")).read_text(encoding="utf-8")
    chosen = text[text.rindex("【提案线索选登】") : text.index("（根据信息征集整理）")]
    joined = re.sub(
        r"(?<=[\u4e00-\u9fff\d])\n\n(?=[\u4e00-\u9fff\d])(?![一二三]、|事由|问题点|\d\. )", "", chosen
    )
    return [lead.read(part) for part in re.split(r"\n(?=[一二三]、)", joined)[1:]]


@pytest.mark.parametrize(
    ("number", "title", "characters", "sentences", "items", "warnings"),
    [
        (0, "科技应用场景", 447, [2, 2, 3], 3, {"F2", "S5", "S6"}),
        (1, "电力供应", 678, [4, 2, 6, 3], 4, {"S5", "S6", "S7"}),
        (2, "砂石行业发展", 433, [3, 6], 4, {"F1", "S5", "S6"}),
    ],
)
def test_a_real_lead_passes_all_but_the_rules_on_citations(
    seeds, number, title, characters, sentences, items, warnings
):
    real = real_leads(seeds)[number]
    assert real.at(real.title) == title
    assert real.size(*real.sentences()) == characters
    assert [len(paragraph) for paragraph in real.paragraphs] == sentences
    assert len(real.issues) == items
    findings = form.check_lead(real, region="广东")
    assert codes(findings, "error") == set()
    assert codes(findings, "warning") == warnings


# --- the short profiles -------------------------------------------------------------------------

SHORT = """产业链人才培养
事由：据广东省政协委员反映，各条产业链的人才培养相对滞后，人才供求矛盾突出。2020年5月18日，广东省人民政府印发《关于培育发展战略性新兴产业集群和战略性新兴产业集群的意见》（粤府函〔2020〕82号），提出到2025年打造产业集群。
2021年，广东由省领导定向联系20个战略性产业集群，关键领域高精尖端人才紧缺，制约关键技术突破。
问题点：
1. 如何加快产业链人才培养，缓解人才供求矛盾
2. 如何缓解关键领域高精尖端人才紧缺问题
3. 如何围绕战略性产业集群打造人才链
"""
SHORT_MORE = "高技能人才供给不足，使得企业落地面临招工难，制约新兴产业的快速发展。"


def test_a_short_lead_passes_the_short_profiles():
    assert codes(form.check_lead(lead.read(SHORT), form.PUBLIC300, "广东")) == {"F1", "L4"}
    longer = lead.read(SHORT.replace("2021年，", SHORT_MORE + "2021年，"))
    assert codes(form.check_lead(longer, form.PUBLIC500, "广东")) == {"F1"}
    assert codes(form.check_lead(longer, form.PUBLIC500, "广东"), "error") == set()


@pytest.mark.parametrize(
    ("profile", "times", "told"),
    [
        (form.PUBLIC300, 0, []),
        (form.PUBLIC300, 2, ["事由"]),
        (form.PUBLIC300, 3, ["事由", "题目、事由和问题点"]),
        (form.PUBLIC500, 6, []),
        (form.PUBLIC500, 7, ["事由"]),
        (form.PUBLIC500, 9, ["事由", "题目、事由和问题点"]),
    ],
)
def test_a_short_profile_limits_the_reasons_and_the_whole(profile, times, told):
    text = SHORT.replace("2021年，", SHORT_MORE * times + "2021年，")
    messages = [f.message for f in form.check_lead(lead.read(text), profile) if f.code == "L1"]
    assert "L2" not in codes(form.check_lead(lead.read(text), profile))
    assert [re.match("(?:题目、)?事由(?:和问题点)?", m)[0] for m in messages] == told


def test_a_short_paragraph_is_an_error_for_the_committee_and_a_warning_for_the_public():
    found = lead.read(SHORT)
    assert {f.level for f in form.check_lead(found, form.PUBLIC300) if f.code == "L4"} == {"warning"}
    assert {f.level for f in form.check_lead(found) if f.code == "L4"} == {"error"}


def test_the_short_profiles_ask_for_no_number_of_paragraphs():
    one = lead.read(SHORT.replace("。\n2021", "。2021"))
    assert "L3" in codes(form.check_lead(one))
    assert "L3" not in codes(form.check_lead(one, form.PUBLIC300))


# --- what the rules let through -----------------------------------------------------------------


def written(sentence, item="如何缓解产业链内的中小企业融资难问题"):
    """A bare lead with one sentence and one item."""
    return lead.read(f"产业链融资\n事由：{sentence}\n问题点：\n1. {item}")


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("S1", "《意见》提出，各地应当完善产业链金融政策。"),
        ("S1", "《意见》（粤府函〔2020〕82号）要求，务必拓宽企业融资渠道。"),
        ("S1", "2026年浙江省政府工作报告提出，筑牢生态屏障是各地必须扛起的责任。"),
        ("S1", "上海完善人民建议征集机制，年内收到来信1.2万件。"),
        ("S1", "省领导表示“必须拓宽企业融资渠道”，银行已经行动。"),
        ("S1", "广东印发《关于金融工作的建议》，以适应当前形势、反应当地需求。"),
        ("S2", "我国、我省、我市的产业链都有短板。"),
        ("S4", "《链长怎么当？》一文给出了绝对值，绝对贫困已经消除。"),
        ("S5", "激励是日前现货市场出清价格上限的三倍，如今年轻人过去年年往来。"),
        ("S5", "有企业说“目前订单火爆”。"),
        ("S6", "2021年5G基站、GDP 3%、20%的企业。"),
        ("S7", "（粤府函〔2020〕82号）2021—2025年印发《关于人才的意见》。"),
    ],
)
def test_a_rule_lets_through_what_only_looks_like_a_fault(rule, sentence):
    assert rule not in codes(form.check_lead(written(sentence)))


@pytest.mark.parametrize(
    ("rule", "sentence", "words"),
    [
        ("S1", "各地应当落实《意见》提出的任务。", "应当"),
        ("S4", "融资难题能否彻底解决？", "？"),
        ("S5", "5月日前后，近两年来各地都在探索。", "近两年来"),
        ("S6", "广东省内有 30 家企业。", "有 "),
        ("S7", "2021-2025年培育产业集群。", "1-2"),
        ("S7", "广东印发“产业链链长制实施方案”。", "印发“产业链链长制实施方案”"),
    ],
)
def test_a_fault_is_pointed_at(rule, sentence, words):
    bare = written(sentence)
    assert words in [bare.text[slice(*f.at)] for f in form.check_lead(bare) if f.code == rule]


def test_a_document_is_no_excuse_for_advice_in_a_draft_that_does_not_cite_it(draft):
    text = "《意见》提出，各地应当完善产业链金融政策。"
    assert "S1" not in codes(form.check(say(draft, 2, 1, text)))
    assert "S1" in codes(form.check(say(draft, 2, 1, text, citations=(), verdict="unsupported")))


@pytest.mark.parametrize(
    "title", ["产业链融资", "提升竞争力的难点", "科技应用场景", "建设用地供给", "发展规划", "融资难问题"]
)
def test_a_noun_phrase_is_a_title(title):
    assert "T1" not in codes(form.check_lead(lead.read(f"{title}\n事由：供电偏紧。")))


def test_between_two_and_four_facts_is_a_warning():
    facts = "2021年1月供电偏紧。" + "2021年2月供电偏紧。"
    assert [f.level for f in form.check_lead(written(facts)) if f.code == "F1"] == ["warning"]
    assert [f.level for f in form.check_lead(written(facts * 2)) if f.code == "F1"] == []
    assert [f.level for f in form.check_lead(written("2021年1月供电偏紧。")) if f.code == "F1"] == ["error"]


@pytest.mark.parametrize(
    ("region", "sentence", "passes"),
    [
        ("广东", "2021年珠海有工地停工。", True),
        ("广东", "2021年我省有工地停工。", True),
        ("广东", "2021年全市场有工地停工。", False),
        ("广东", "2021年长沙有楼盘拆除重建。", False),
        ("广州", "2021年广东有工地停工。", False),
        ("广州", "2021年广州天河区有工地停工。", True),
        ("", "2021年有工地停工。", True),
    ],
)
def test_a_fact_of_the_region_asked_for_is_wanted(region, sentence, passes):
    assert ("F3" not in codes(form.check_lead(written(sentence), region=region))) is passes


@pytest.mark.parametrize(
    ("item", "faulty"),
    [
        ("如何推广5G和G60科创走廊经验，融通产业链资金", set()),
        ("政府如何缓解产业链内的中小企业融资难问题", set()),
        ("在煤电压缩的情况下，如何协调产业链融资", set()),
        ("研究产业链内中小企业融资的新途径", set()),
        ("产业链融资现存问题，如中小企业融资难等", set()),
        ("如何缓解产业链融资难问题[1]", {"Q5"}),
        ("如何缓解产业链融资难问题？", {"Q4"}),
        ("应当缓解产业链内的中小企业融资难", {"Q3"}),
        ("如何", {"Q2", "Q3"}),
    ],
)
def test_an_item_is_judged_on_its_own(item, faulty):
    assert codes(form.items.faults(item)) == faulty
    assert faulty <= codes(form.check_lead(written("产业链内的中小企业融资难。", item)))


# --- citations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "集成电路进口金额约占四成，增长百分之三十。",
        "《推进机制》阐述了推进方案。",
        "据业内人士反映，错峰用电的情况少见。",
        "来自南方电网的统计数据走高。",
        "有人说“融资难在规模小银行不愿提供资金”。",
        "用电负荷比往年早突破高点。",
        "珠海有工地因为砂石价格上涨而停工。",
    ],
)
def test_what_could_be_checked_wants_a_citation(draft, sentence):
    changed = say(draft, 2, 1, sentence, citations=(), verdict="unsupported")
    assert [f.code for f in form.check(changed) if f.code == "C1"] == ["C1"]


@pytest.mark.parametrize(
    "sentence", ["供需矛盾日益突出，部分企业受阻。", "5G和G60是重要的名称，“链主”是企业。"]
)
def test_a_sentence_that_states_no_fact_of_its_own_wants_none(draft, sentence):
    changed = say(draft, 2, 1, sentence, citations=(), verdict="unsupported")
    assert not codes(form.check(changed)) & {"C1", "C2"}


def test_a_number_that_the_source_lacks_is_passed_on_with_its_place(draft):
    wrong = Finding("number", "error", "所引原文中没有“14个”", (40, 43), Span("d", 1, 5))
    changed = say(draft, 2, 0, findings=(wrong,), verdict="contradicted")
    (told,) = [f for f in form.check(changed) if f.code == "C2"]
    text, sentence = lead.of(changed).text, changed.reasons[2][0].text
    assert text[slice(*told.at)] == sentence[40:43]
    assert (told.source, told.level) == (wrong.source, "error")
    assert "所引原文中没有“14个”" in told.message


def test_a_conflict_is_no_fault_where_the_sentence_names_whom_it_follows(draft):
    conflict = found("conflict", "20个", "warning")
    assert "C5" not in codes(form.check(say(draft, 0, 2, findings=conflict)))


def test_a_consultation_draft_that_is_named_as_such_passes(draft, cited, library):
    text = CONSULTED[0].replace("深圳提出", "深圳在征求意见稿中提出")
    outline = replace(draft, reasons=(*draft.reasons[:2], (*draft.reasons[2][:2], cited(text, CONSULTED[1]))))
    assert "C6" not in codes(form.check(outline, library=library))


def test_rules_that_read_cited_documents_are_silent_without_a_library(draft):
    plainly = put(draft, 1, 0, "据广东省政协委员反映，全省", "全省")
    assert "C4" not in codes(form.check(plainly, region="广东"))


def test_the_basis_of_a_draft_tells_of_its_policies_without_a_library(draft, bulletin):
    (policy,) = [p for p in bulletin.policies if p.doc_number == "粤府函〔2020〕82号"]
    unnumbered = put(draft, 0, 1, "（粤府函〔2020〕82号）", "")
    assert "F2" not in codes(form.check(unnumbered))
    assert "F2" in codes(form.check(replace(unnumbered, basis=(policy,))))
    expired = replace(policy, status="已废止")
    assert "C6" in codes(form.check(replace(draft, basis=(expired,))))


def test_a_sentence_answers_for_the_document_that_it_names(draft, bulletin):
    (policy,) = [p for p in bulletin.policies if p.doc_number == "粤府函〔2020〕82号"]
    nearer = replace(policy, title="别的意见", status="已废止", scope=policy.span)
    assert "C6" not in codes(form.check(replace(draft, basis=(policy, nearer))))
    assert "C6" in codes(form.check(replace(draft, basis=(nearer,))))


def test_a_bare_lead_is_not_asked_for_citations(draft):
    uncited = lead.read(lead.of(draft).text)
    assert form.check_lead(uncited, region="广东") == ()


# --- profiles -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "reasons", "whole"),
    [("committee", (350, 750), 900), ("public500", (150, 400), 500), ("public300", (100, 230), 300)],
)
def test_a_profile_has_its_lengths(name, reasons, whole):
    found = form.profile(name)
    assert (found.name, found.reasons, found.whole) == (name, reasons, whole)


@pytest.mark.parametrize(("size", "passes"), [(349, False), (350, True), (750, True), (751, False)])
def test_the_ends_of_a_length_are_allowed(size, passes):
    bare = written("业" * (size - 1) + "。")
    assert ("L1" not in codes(form.check_lead(bare))) is passes


def test_an_unknown_profile_is_refused_with_the_choices():
    with pytest.raises(RequestError, match="committee、public500、public300"):
        form.profile("public100")
