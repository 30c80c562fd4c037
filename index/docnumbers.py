"""发文字号: the document numbers in a text, however they are written, and their one canonical form.

Brackets, spaces and widths vary freely, so all matching is done on a copy in which they are alike and
every character keeps its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index import regions
from index.dates import fold, number

_BRACKETS = {**dict.fromkeys("([【〖﹝❲{", "〔"), **dict.fromkeys(")]】〗﹞❳}", "〕")}
_BRACKET = re.compile(f"[{re.escape(''.join(_BRACKETS))}]")
_HAN = "[㐀-䶿一-鿿]"
_LONGEST_CODE, _LONGEST_NAME = 12, 30
_DECREES = ("令", "公告")
# Words and characters that may stand before an agency; the ambiguous ones begin some towns' codes.
_WORDS = (
    "根据 按照 依据 依照 遵照 参照 印发 转发 批转 下发 发布 颁布 公布 出台 制定 修订 修改 修正 发文 文号 文件 通知 意见 办法 "
    "方案 措施 规定 决定 批复 关于 参见 详见 请问 查询 查找 搜索 执行 落实 贯彻 违反 符合 适用 同时 其中 附件 废止 代替 取代 有关 "
    "相关 上述 下列 介绍 解读 下载 比较 引用 说明 哪个"
)
_PARTICLES = "的及与或按据由是为在见等号年月把以了我你您这那要"
_AMBIGUOUS = "和如附即原含看问查找读让用跟说"
# What follows a place in a code, ends a name before one, and ends a ministry's code.
_AGENCIES = (
    "府政办委党人发工科农财教商建交水民卫文市税环自国金能应医体广司公审林粮药经信质安住规土海旅外知法检残"
)
_OFFICES = "省市县区厅局部委会府办院行室"
_ENDINGS = "发函办字规综库税行预农社企电"
_MINISTRIES = "部|总局|委员会|改革委|健康委|监会|银行|国务院|中央"
_UNMISTAKABLE = tuple("粤穗沪渝冀豫鄂湘赣皖闽琼黔滇浙")


@dataclass(frozen=True, slots=True)
class DocNumber:
    """A document number. A decree (粤府令第277号) has no year; a number half told lacks agency or year."""

    agency: str
    year: int | None
    serial: int

    @property
    def canonical(self) -> str:
        if self.agency.endswith(_DECREES):
            return f"{self.agency}{f'{self.year}年' if self.year else ''}第{self.serial}号"
        return f"{self.agency}{f'〔{self.year}〕' if self.year else ''}{self.serial}号"

    @property
    def partial(self) -> bool:
        """Whether it may fit several documents: no agency, or no year though it is no decree."""
        return not self.agency or (self.year is None and not self.agency.endswith(_DECREES))

    def keys(self) -> tuple[str, ...]:
        """What a document of this number is indexed under, the most specific first."""
        whole = () if self.partial else (self.canonical,)
        of_year = (f"〔{self.year}〕{self.serial}号",) if self.year else ()
        return (*whole, *of_year, f"{self.serial}号")

    @property
    def key(self) -> str:
        """The most specific index key that this number can ask for."""
        return self.keys()[0]


@dataclass(frozen=True, slots=True)
class Mention:
    """A document number and its characters `at` (half-open), from the agency's code to 号."""

    at: tuple[int, int]
    number: DocNumber


def find(text: str, *, loose: bool = False) -> tuple[Mention, ...]:
    """The document numbers in a text, in order, never overlapping.

    `loose` is for what people type: it also takes 粤府函2020年82号, 粤府函2020-82, 226号文.
    """
    if not loose and "号" not in text:
        return ()
    plain = _BRACKET.sub(lambda match: _BRACKETS[match[0]], fold(text))
    taken = bytearray(len(text))
    found = []
    for mention in _every(text, plain, loose):
        start, end = mention.at
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.at))


def canonical(text: str) -> str | None:
    """The canonical form of the one document number in a short string; None for none or several."""
    numbers = {mention.number.canonical for mention in find(text, loose=True)}
    return numbers.pop() if len(numbers) == 1 else None


def issuing_place(agency: str, hint: str = "") -> str:
    """The place that an agency's code stands for: 粤府函 → 广东, 银发 → 全国; empty if unknown.

    A code that two places share (宁 is 南京 and 宁夏) is settled by `hint`, the text around it.
    """
    agency = fold(agency).strip()
    named = regions.leading(agency)
    if named and named.region.level != "area":
        return named.region.name
    codes = regions.codes()
    code = next((agency[:n] for n in range(5, 0, -1) if agency[:n] in codes), "")
    places = codes.get(code, ())
    if re.search(r"(?:部|署|总局|国务院)(?:令|公告)$", agency):
        return "全国"
    if places == ("全国",) and len(code) == 1 and agency[1:2] in ("政", "府", "委"):
        return ""  # 建政发 is some town's, 建办 the ministry's
    told = [place for place in places if len(places) == 1 or _tells(hint, place)]
    return told[0] if len(told) == 1 else ""


def _tells(hint: str, place: str) -> bool:
    """Whether the hint names the place, one in it or one around it."""
    here = regions.get(place)
    return here is not None and any(
        regions.within(here, m.region) or regions.within(m.region, here)
        for m in regions.find(hint)
        if m.region.level != "country"
    )


def _every(text: str, plain: str, loose: bool) -> Iterator[Mention]:
    """All readings, the surest first; they may overlap."""
    forms = _forms()
    for match in forms["bracketed"].finditer(plain):
        start, agency = _agency(plain, match.start())
        # （2020）5号 without an agency is more likely the fifth of something.
        if agency or loose or text[match.start()] not in "(（":
            yield _mention(start, match, agency)
    for match in forms["decree"].finditer(plain):
        start, agency = _agency(plain, match.end("kind"))
        yield _mention(start, match, agency)
    for match in forms["decree after number"].finditer(plain):
        start, agency = _agency(plain, match.start(), named=True)
        yield _mention(start, match, agency and agency + "令")
    if loose:
        yield from _typed(plain)


def _typed(plain: str) -> Iterator[Mention]:
    """The shorthand of questions; with less to go by, the agency must be one that is known."""
    forms = _forms()
    for form in ("no 号", "no brackets"):
        for match in forms[form].finditer(plain):
            start, agency = _agency(plain, match.start())
            if _is_known(agency):
                yield _mention(start, match, agency)
    for match in forms["no agency"].finditer(plain):
        yield _mention(match.start(), match, "")
    for match in forms["serial"].finditer(plain):
        start, agency = _agency(plain, match.start())
        if _is_known(agency):
            yield _mention(start, match, agency)
        elif match["paper"] is not None or plain.strip() == match[0].strip():
            yield _mention(match.start(), match, "")


def _mention(start: int, match: re.Match[str], agency: str) -> Mention:
    year = match.groupdict().get("year")
    issuer = agency.removeprefix("中华人民共和国")
    at = (start if agency else match.start(), match.end())
    return Mention(at, DocNumber(issuer, int(year) if year else None, number(match["serial"])))


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    gap = r"\s{0,3}"
    years = r"(?P<year>(?:19|20)\d\d)"
    year = rf"〔{gap}{years}{gap}年?{gap}〕"
    serial = rf"第?{gap}(?P<serial>\d{{1,5}})"
    numeral = r"(?P<serial>\d{1,5}|[零〇一二三四五六七八九十百千]{1,9})"
    no_unit = r"(?![\d年月日亿万千百个项条家期届次%./—-])"
    of_decree = rf"(?:〔?{years}〕?{gap}年?{gap}第?|第|(?<=令)){gap}{numeral}{gap}号"
    forms = {
        "bracketed": rf"{year}{gap}{serial}{gap}号(?![线楼])",
        "decree": rf"(?P<kind>令(?<=[府委部会院局厅行署席办理长政]令)|公告(?<=[府委部会院局厅行署]公告)){gap}{of_decree}",
        "decree after number": rf"第{gap}{numeral}{gap}号{gap}令",
        "no 号": rf"{year}{gap}{serial}{no_unit}",
        "no brackets": rf"(?<!\d){years}(?:{gap}[年_/#—–-]{gap}|\s){serial}(?:{gap}号(?![线楼])|{no_unit})",
        "no agency": rf"(?<!\d){years}{gap}年{gap}{serial}{gap}号(?=文|公告|通知)",
        "serial": rf"(?<![\d-]){serial}{gap}号(?![线楼])(?P<paper>(?=[文令](?![化体创])))?",
    }
    return {name: re.compile(form) for name, form in forms.items()}


def _agency(plain: str, end: int, *, named: bool = False) -> tuple[int, str]:
    """The agency that ends at `end`, with its start; empty if there is none.

    Words of the sentence before it are cut, and the issuer's name before its code. A decree (`named`)
    has no code: there the issuer's name stays.
    """
    window = plain[max(0, end - 40) : end].rstrip(" \t")
    stop = max(0, end - 40) + len(window)
    run = re.search(f"{_HAN}*$", window)
    agency = run[0] if run else ""
    named = named or agency.endswith(_DECREES)
    cuts = [match.end() for match in _leading(named).finditer(agency)]
    agency = agency[max(cuts, default=0) :]
    if not named:
        agency = _code(agency)
    if not 2 <= len(agency) <= (_LONGEST_NAME if named else _LONGEST_CODE):
        agency = ""
    return stop - len(agency), agency


def _code(run: str) -> str:
    """The code at the end of a run, without its issuer's name: 广东省人民政府粤府, 国务院办公厅国办发."""
    issuer = regions.leading(run)
    if issuer and run[issuer.at[1] :][:1] in tuple(issuer.region.name):
        return run[issuer.at[1] :]  # 江门市江工信规
    for match in _place_heads().finditer(run):
        before = run[: match.start()]
        named = before and (before[-1] in _OFFICES or (len(before) > 1 and regions.get(before[-2:])))
        if named or match[0] in _UNMISTAKABLE:
            return run[match.start() :]
    if state_council := re.search(r"国[发办函]", run):
        return run[state_council.start() :]
    ministry = _ministry().match(run)
    return run[ministry.end() :] if ministry else run


def _is_known(agency: str) -> bool:
    """Whether it can be a code even where no brackets say so: 粤府函, 银发, but not 广东, 建设."""
    if regions.get(agency):
        return False
    if _place_heads().match(agency):
        return True
    code = _central_heads().match(agency)
    return code is not None and (len(code[0]) > 1 or (len(agency) <= 5 and agency[-1] in _ENDINGS))


@cache
def _leading(named: bool) -> re.Pattern[str]:
    """What stands before an agency in a sentence and is no part of codes or issuers' names."""
    heads = f"{_place_heads().pattern}|{_central_heads().pattern}"
    # 和 is a word between two numbers, but part of 农业和农村委员会.
    where = "(?:^|(?<=号))" if named else ""
    return re.compile(f"{'|'.join(_WORDS.split())}|^[日令]|[{_PARTICLES}]|{where}[{_AMBIGUOUS}](?={heads})")


@cache
def _ministry() -> re.Pattern[str]:
    """A ministry's name right before its code; 工信部 and 人社部 are codes themselves."""
    code = _central_heads().pattern
    return re.compile(rf"(?!工信|人社){_HAN}*?(?:{_MINISTRIES})(?:办公厅|办公室)?(?={code})")


@cache
def _place_heads() -> re.Pattern[str]:
    """A pattern for the code of a place; one character is enough only before an agency's."""
    codes = sorted((c for c, places in regions.codes().items() if places != ("全国",)), key=len, reverse=True)
    return re.compile("|".join(c if len(c) > 1 else f"{c}(?=[{_AGENCIES}])" for c in codes))


@cache
def _central_heads() -> re.Pattern[str]:
    codes = sorted((c for c, places in regions.codes().items() if places == ("全国",)), key=len, reverse=True)
    return re.compile("|".join(codes))
