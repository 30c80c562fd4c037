"""Whether a candidate holds a value of the kind asked for: a figure with its unit, a date of its kind, somebody, a place."""

import re

from assistant.candidates import Candidate
from assistant.places import countries
from assistant.quantities import Quantity
from assistant.quantities import find as quantities
from assistant.question_kind import TERM, asks_which
from assistant.ranks import ranks
from assistant.understand import Ask
from index import dates, docnumbers, regions
from index.tokens import normalise

_WHEN = re.compile(
    r"年[初中末底终]|每(?:半?年|季度?|月|周|日|天)|[春秋]分|夏至|冬至|[一二两三四五六七八九十\d]+个?(?:工作日|小时|分钟|季度|[年月日天周])|之日|届满|时为|时的?规模|定期|\d世纪"
)
_ASKS_DAY, _DAY = (
    re.compile("哪一?[天日]|几号|几月几日"),
    re.compile(
        r"(?:\d|[一二三四五六七八九十])\s*[日号]|\d-\d\d?(?!\d)|[当次]日|之日|[春秋]分|[夏冬]至|初[一二三四五六七八九十]|日[为是]"
    ),
)
_SITE = re.compile(
    r"[\u4e00-\u9fff]{2}(?:园区|开发区|[高经]开?新?区|新区|基地|片区|城区|地区|沿海|产业园)|[东西中][部北南]"
)
# A chain is counted by 条 here and by 个 there.
_COUNTERS = ("条个项种家类", "人名位")
_UNLIKE = ("%", "元")
"""Measures that a column of a table has or has not, by its head."""
_TERMS = frozenset(("年", "季度", "月", "周", "天", "小时", "分钟"))
_PERSON = re.compile(r"书记|[省市县区镇厅局部院会署处科]长|主任|主席|领导|委员|负责人|作者|董事|教授|研究员")
_OFFICE = re.compile(
    r"部门|政府|协会|[\u4e00-\u9fff]{2}(?:厅|(?<![布格结僵大])局|委|署|院|银行|办公室|委员会|[残妇]联|联合会|部(?![分署门]))|人行"
)
_BODY = re.compile(rf"企业|公司|{_OFFICE.pattern}")
_ROLES = re.compile("牵头|责任|负责|主管|承办|督办|配合|主办|协办")
_CHARGES, _IN_CHARGE = frozenset(("牵头", "责任", "负责", "主管")), re.compile("归谁|谁来?[管抓]")
"""Parts in a task; which of them name the one who has charge of it."""
_HEADS_BODIES = re.compile("(?:单位|部门|机关|机构|主体|处室|科室)")
_SEATED = re.compile("[设挂放]在哪")
_SEATED_WITH = re.compile(rf"[设挂放]在[\u4e00-\u9fff]{{0,12}}(?:{_OFFICE.pattern})")
"""An office that is set up has its seat with another: 领导小组办公室设在市民政局."""
_ASKS_OFFICE = re.compile("哪(?:些|个|几个)?(?:部门|机关)")
_PEOPLE = re.compile("几[位名]|领导|书记|[省市县区链群会部厅局处院校司]长|主任|主席|总理|何人|哪些人")
_ASKS_COUNTRY, _IN_SHORT = (
    re.compile("国家|哪[几一]?国"),
    re.compile(
        "(?<![\u4e00-\u9fff])[中美日韩英法德俄欧印澳]{2,4}(?![\u4e00-\u9fff])|[欧美日韩]{2,3}|东盟|欧盟"
    ),
)
"""Countries by one character each: 欧美日, 日韩."""
_ASKS_NUMBER = re.compile("(?:文号|发文字号)(?:是|为)?(?:多少|什么|啥|哪个|几)")
_JOURNAL = re.compile("期刊|杂志|学报|刊物|第[一二三四五六七八九十几\\d]+期|[哪几]一?期")
_WHICH, _ANY = (
    re.compile("哪一?[位名]"),
    re.compile("[一每][位名个][^，。；]{0,4}领导|(?:主要|省|市|县|区)?领导"),
)
"""“一位省领导” names nobody."""
_ANYBODY, _SORT = (
    re.compile("哪些人|什么人|何人"),
    re.compile("公民|居民|村民|人员|人士|职工|劳动者|毕业生|学生|儿童|人才|企业家|[\u4e00-\u9fff]{2}者"),
)
"""Who may or must do something is told by what they are."""
_NAME = re.compile("叫什么|姓名|名字|何许人")
_CHANGED_BY = re.compile(
    r"(?:增[长加量]|减少|减排|下降|上升|提[高升]|降低|回落|缩减|压[减降]|净增|净流[入出])(?:了|约|近|超过?|逾|达)*\s*(?:[\d.]+[^\d，。；]{0,4}[、和及与]\s*)?$"
)
_THERE_ARE, _ADDED = (
    re.compile("(?:有|是)(?:多少|几)|总[数共]|一共|共有"),
    re.compile("新增|净增|新建|新引进"),
)
_OF_ITS_OWN = re.compile("、(?=[^、]*(?:为|达到?|占|突破|[降升]至|[稳保][定持]在)$)")
"""Before what has a verb of its own in a list of figures: 新增就业1256万人、[失业率平均为]5.1%."""
_THAN = re.compile("比[^，。；]*(?:多|少|[高低](?!于|[达至到]))(?:了|出|约|近)*\\s*$")
_BY_HOW_MUCH = re.compile("[多少高低](?:了|出)?(?:多少|几)|比")
"""A figure that says by how much one thing is more than another, and what asks for it."""
WHICH_RANK = re.compile("第几(?:位|名|$|[？?])|排第几|排名第?几")
_FROM = re.compile(r"从\s*$")
_RUNNING = re.compile(r"(?:连续|时隔|历时)\s*$")
"""Before a time for which something has gone on, where it is not asked how long."""
_AGED = re.compile("岁(?:及?以[上下])(?!的)(?=[\u4e00-\u9fff])")
"""Whom something is told of by age (5岁以下儿童): no figure of anything; who somebody is may be told by it (六十周岁以上的公民)."""
_SHARE = re.compile("占(?!比)[^，。；、,;]*$")
_WEIGHTS = frozenset(("斤", "公斤", "吨"))
_CURRENCY = re.compile("[$¥￥€£]")
_HAN = re.compile("[\u4e00-\u9fff]")
_CHANGING = re.compile("新[增建]|[增减升降涨跌变流]|好处|效果|成效|提高(?!以?后|之后)|回落|压缩|快|慢")
_NAMES = re.compile(r"《[^《》]*》|[（(]20\d\d(?:年)?\s*[—\-–－~至]+\s*20\d\d\s*年?[)）]")
"""A title, and the years that a plan is for: when it was made they do not tell."""
_KINDS_OF_DATE = (
    (re.compile("有效期|失效|到期|截止|废止"), re.compile("有效|失效|到期|截止|废止|[至到].{0,12}止")),
    (re.compile("修[订正改]"), re.compile("修[订正改]")),
    (re.compile("施行|生效|起执行|开始执行"), re.compile("施行|生效|执行|实施|之日起|日起")),
)
"""What a question about one date of a document says, and what says that date: no other date answers it."""


def holds(candidate: Candidate, ask: Ask, question: str) -> bool:
    """Whether it holds such a value; always where no value is asked for. `question` is the whole of it."""
    text = candidate.text
    if WHICH_RANK.search(ask.text) and not asks_which(ask.text):
        return bool(ranks(candidate.words))
    if _ASKS_NUMBER.search(ask.text):
        return bool(docnumbers.find(text))
    if _JOURNAL.search(ask.text):
        return bool(_JOURNAL.search(text))
    if ask.kind == "date":
        text = _NAMES.sub("", text) if candidate.form == "sentence" else text
        # A document that gives itself only a month is dated by that.
        vague = candidate.form != "policy" and _ASKS_DAY.search(ask.text) and not _DAY.search(text)
        return bool(dates.find(text) or _WHEN.search(text)) and not vague and _of_that_kind(text, ask)
    if ask.kind == "where" and _SEATED.search(ask.text) and _SEATED_WITH.search(text):
        return True
    if ask.kind == "where" and not asks_which(ask.text):
        abroad = _ASKS_COUNTRY.search(ask.text)
        return _in_a_country(candidate, question) if abroad else _somewhere(candidate, question)
    if ask.kind == "who":
        return in_charge(candidate, ask) or _somebody(text, ask)
    return ask.kind != "number" or _figure(candidate, ask)


def in_charge(candidate: Candidate, ask: Ask) -> bool:
    """Whether a cell stands below a head that names the part in a task which is asked for (牵头单位, 责任部门)."""
    told = set(_ROLES.findall(candidate.column))
    if (
        candidate.form != "cell"
        or ask.kind != "who"
        or not told
        or not _HEADS_BODIES.search(candidate.column)
    ):
        return False
    asked = set(_ROLES.findall(ask.text)) or (_CHARGES if _IN_CHARGE.search(ask.text) else set())
    return bool(told & asked) or bool(asked & _CHARGES and told & _CHARGES)


def _of_that_kind(text: str, ask: Ask) -> bool:
    return all(says.search(text) for asks, says in _KINDS_OF_DATE if asks.search(ask.text))


def _somebody(text: str, ask: Ask) -> bool:
    if _WHICH.search(ask.text):
        text = _ANY.sub("", text)
    if _NAME.search(ask.text):
        return _person(text)
    if not _PEOPLE.search(ask.text) and (_OFFICE if _ASKS_OFFICE.search(ask.text) else _BODY).search(text):
        return True
    # Whoever the question speaks of already is no answer to it.
    for term in ask.terms:
        text = text.replace(term.forms[0], " ") if len(term.forms[0]) > 1 else text
    return bool(_PERSON.search(text) or (_ANYBODY.search(ask.text) and _SORT.search(text))) or _person(text)


def _person(text: str) -> bool:
    """Whether somebody is called by name."""
    import rjieba

    return any(tag == "nr" and len(word) > 1 for word, tag in rjieba.tag(text))


def _somewhere(candidate: Candidate, question: str) -> bool:
    """Whether a place is named that the question does not name."""
    asked = normalise(question)
    named = (m.region.name for m in regions.find(candidate.text))
    sites = (m[0] for m in _SITE.finditer(candidate.words))
    return any(normalise(name) not in asked for name in (*named, *sites))


def _in_a_country(candidate: Candidate, question: str) -> bool:
    """Whether a country is named that the question does not name."""
    named = (*countries(candidate.text), *_IN_SHORT.findall(candidate.text))
    return any(name not in question for name in named)


def _figure(candidate: Candidate, ask: Ask) -> bool:
    """Whether a figure of the unit asked for stands in it."""
    text = candidate.text
    if candidate.form == "cell" and re.match(r"[-+]?\d", candidate.value):
        units = [q.unit for q in quantities(text) if q.unit] if ask.measure in _UNLIKE else []
        return not units or any(fits(unit, ask.measure) for unit in units)
    # “一条” says that there is one of each, not how many there are.
    return any(
        fits(q.unit, ask.measure) if q.unit else not ask.measure or _counts(text, q.at, ask.measure)
        for q in quantities(text)
        if text[q.at[0] : q.at[1]].strip()[0] != "一"
        and not _aside(text, q, ask.measure)
        and not is_change(text, q.at, ask)
    )


def _aside(text: str, quantity: Quantity, measure: str) -> bool:
    """Whether a figure only says for how long, of which age somebody is, or what share, and that is not asked."""
    start, end = quantity.at
    if quantity.unit == "%" and not measure and _SHARE.search(text, 0, start):
        return True
    running = quantity.unit in _TERMS and measure != quantity.unit and _RUNNING.search(text, 0, start)
    return bool(running or _AGED.search(text, start, end + 1))


def _counts(text: str, at: tuple[int, int], measure: str) -> bool:
    """Whether a figure without a unit that is known may count that: nothing else is said behind it, or it is of money."""
    start, end = at
    money = measure == "元" and _CURRENCY.search(text, max(start - 1, 0), end)
    return bool(money) or text.startswith(measure, end) or not _HAN.match(text, end)


def is_change(text: str, at: tuple[int, int], ask: Ask) -> bool:
    """Whether a figure says by how much something has changed, or from where, and it is asked how much it is.

    减少了5亿元负债 tells what was done, unless it is said of what is asked for."""
    if is_difference(text[: at[0]]) and not _BY_HOW_MUCH.search(ask.text):
        return True
    if asks_change(ask):
        return False
    if _FROM.search(text, 0, at[0]) or _is_added(text[: at[0]], ask):
        return True
    changed = _CHANGED_BY.search(text, 0, at[0])
    if changed is None:
        return False
    forms = [form for term in ask.focus for form in term.forms]
    if any(_CHANGED_BY.search(form) and form in _clause(text[: at[0]]) for form in forms):
        return False  # what is asked for is a change by its name
    clause = normalise(_clause(text[: changed.start()]))
    said = any(form in clause for form in forms)
    return said or not _HAN.match(text, at[1])


def is_difference(before: str) -> bool:
    """Whether a figure says by how much one thing is more than another, by what stands before it: 比去年多[100万人]."""
    return bool(_THAN.search(before))


def asks_change(ask: Ask) -> bool:
    """Whether it is asked what is aimed at, or by how much something has changed."""
    return ask.target or bool(_CHANGING.search(ask.text))


def _is_added(before: str, ask: Ask) -> bool:
    """Whether a figure counts only what is added, where it is asked how many there are."""
    return bool(_THERE_ARE.search(ask.text) and _ADDED.search(_OF_ITS_OWN.split(_clause(before))[-1]))


def _clause(before: str) -> str:
    """The last clause of what stands before something."""
    return re.split("[，；。]", before)[-1]


def fits(unit: str, measure: str) -> bool:
    """Whether a unit is one in which what is asked for may be told."""
    if measure == "元":
        return "元" in unit or unit in ("亿", "万亿")
    if measure == "%":
        return unit in ("%", "百分点", "倍")
    if measure == TERM:
        return unit in _TERMS
    if not measure or (measure in _WEIGHTS and unit in _WEIGHTS):
        return True
    alike = next((counters for counters in _COUNTERS if measure in counters), measure)
    return any(counter in unit for counter in alike) or measure in unit or unit in ("万", "亿")
