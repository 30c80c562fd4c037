"""Government departments in Chinese text: 发展改革委 and 发展和改革委员会 are one, 工信部 and 工信厅 are two."""

import re
from dataclasses import dataclass

# Field of work → the forms it is written in; the first is the canonical one.
_FIELDS = (
    "发展改革 发展和改革 发改",
    "工业和信息化 工信 经济和信息化 经信",
    "科学技术 科技",
    "教育",
    "公安",
    "民政",
    "司法",
    "财政",
    "人力资源社会保障 人力资源和社会保障 人社",
    "自然资源",
    "生态环境",
    "住房城乡建设 住房和城乡建设 住建",
    "交通运输",
    "水利",
    "农业农村",
    "商务",
    "文化旅游 文化和旅游 文旅",
    "卫生健康 卫健",
    "应急管理",
    "审计",
    "国有资产监督管理 国资",
    "市场监督管理 市场监管",
    "统计",
    "医疗保障 医保",
    "能源",
    "税务",
    "林业草原 林业和草原 林草 林业",
    "广播电视 广电",
    "体育",
    "通信管理",
    "地方金融监督管理 地方金融监管",
    "金融监督管理 金融监管",
    "政务服务数据管理 政务服务和数据管理",
    "数据",
    "知识产权",
    "药品监督管理 药监",
    "外交",
    "国防",
    "宣传",
    "组织",
    "统战",
    "乡村振兴",
    "银保监 银行保险监督管理",
    "证监 证券监督管理",
    "外汇 外汇管理",
    "综合执法 综合行政执法 城市管理综合执法 城市管理综合行政执法 城管执法 城市管理行政执法",
    "城市管理 城管",
    "消防救援",
    "园林绿化 绿化市容",
    "退役军人事务",
    "行政审批服务 行政审批",
)
_RANKS = "委员会 委 部门 部 厅 总局 局 办公室 署 会"
_FIELD_OF = {form: forms.split()[0] for forms in _FIELDS for form in forms.split()}
_AGENCY = re.compile(
    rf"(?P<field>{'|'.join(sorted(_FIELD_OF, key=len, reverse=True))})(?P<rank>{'|'.join(_RANKS.split())})"
    r"(?![门分队署])"
)
_BODIES = {"党中央": "中共中央", "人大常委会": "人大"}
_BODY = re.compile("国务院(?!国资|发展研究)|中共中央|党中央|人大常委会|人大(?!代表)|法院|检察院")


@dataclass(frozen=True, slots=True)
class Agency:
    """A department named at `at` (half-open); `name` is canonical, field of work and rank."""

    at: tuple[int, int]
    field: str
    rank: str

    @property
    def name(self) -> str:
        return self.field + self.rank


def find_agencies(text: str) -> tuple[Agency, ...]:
    """The departments and bodies a text names, in order. A bare office (组织部署, 统计局部) is none."""
    departments = (
        Agency(m.span(), _FIELD_OF[m["field"]], "委" if m["rank"] == "委员会" else m["rank"])
        for m in _AGENCY.finditer(text)
    )
    bodies = (Agency(m.span(), _BODIES.get(m[0], m[0]), "") for m in _BODY.finditer(text))
    return tuple(sorted((*departments, *bodies), key=lambda agency: agency.at))


def same_agency(a: Agency, b: Agency) -> bool:
    """One name, or one field where a text says only 发改部门."""
    return a.field == b.field and (a.rank == b.rank or "部门" in (a.rank, b.rank))
