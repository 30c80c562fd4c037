"""The five source documents: unchanged, and whole where they were damaged."""

import hashlib
import re

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from index.catalog import read_catalog

SHA256 = {
    "000_97a03138ef45890f.txt": "61958ef7c1269f57e54ac078f3d26b0bb9b9d510d048654c34be90d59eaa757c",
    "001_87e4a5fe12272fa8.txt": "83ceceaa28f7f58803cf35b8e8eab782bc6c7ce7340b913f5d82737917ea22bb",
    "002_f74ee050c78a2979.txt": "41c831bd610ae25a8a3083b52d5cf70516fdc47635b49205ccef06335d66970d",
    "003_8dab968f746955f1.txt": "33ef706324d7532eac5d3cbc28649fd206a80039decbe040432dbb4e646af8c3",
    "004_5ea7f82b29d2333f.txt": "6c12a52e5a95ce6eb4b671b6d705bf2d00a01f63b7b86a2c6827232a8e70e663",
}
# Every document number of 003, with a word of its title and its date, read off the file by hand.
NUMBERS = {
    "工信厅政法函〔2020〕54号": ("产业链固链行动", "2020年3月26日"),
    "工厅规〔2020〕315号": ("供需对接平台", "2020年7月"),
    "银发〔2020〕226号": ("规范发展供应链金融", "2020年9月18日"),
    "粤府〔2021〕21号": ("先进制造业项目投资建设", "2021年3月18日"),
    "粤府函〔2020〕82号": ("培育发展战略性新兴产业集群", "2020年5月18日"),
    "粤工信融资函〔2021〕4号": ("专属融资服务方案", "2021年1月19日"),
    "粤科基字〔2020〕220号": ("精密仪器设备", "2020年9月25日"),
    "粤工信节能〔2020〕131号": ("安全应急与环保", "2020年9月25日"),
    "粤工信数字产业〔2020〕134号": ("数字创意", "2020年9月25日"),
    "粤科产字〔2020〕216号": ("激光与增材制造", "2020年9月25日"),
    "粤发改能源〔2020〕340号": ("新能源", "2020年9月25日"),
    "粤科高字〔2020〕217号": ("前沿新材料", "2020年9月25日"),
    "粤科高字〔2020〕219号": ("区块链与量子信息", "2020年9月25日"),
    "粤工信装备〔2020〕113号": ("高端装备制造", "2020年9月25日"),
    "粤工信装备〔2020〕112号": ("智能机器人", "2020年9月25日"),
    "粤农农〔2020〕297号": ("现代农业与食品", "2020年9月25日"),
    "粤科社字〔2020〕218号": ("生物医药与健康", "2020年9月25日"),
    "粤工信电子〔2020〕122号": ("超高清视频显示", "2020年9月25日"),
    "粤工信信软〔2020〕137号": ("软件与信息服务", "2020年9月25日"),
    "粤工信材料〔2020〕115号": ("先进材料", "2020年9月25日"),
    "粤工信装备〔2020〕111号": ("汽车", "2020年9月25日"),
    "粤工信材料〔2020〕116号": ("绿色石化", "2020年9月25日"),
    "粤工信电子〔2020〕138号": ("新一代电子信息", "2020年9月25日"),
    "深府规〔2021〕1号": ("制造强市", "2021年2月18日"),
    "佛府〔2021〕1号": ("重大产业项目招商引资", "2021年3月4日"),
    "东府〔2021〕10号": ("战略性新兴产业集群的实施意见", "2021年1月18日"),
    "宁委办发〔2020〕23号": ("实施产业链“链长制”的工作方案", "2020年6月11日"),
    "宁委办发〔2020〕27号": ("推动产业链高质量发展", "2020年7月13日"),
    "赣府厅字〔2020〕33号": ("实施产业链链长制的工作方案", "2020年5月30日"),
    "豫政办〔2020〕41号": ("新兴产业链工作推进机制", "2020年11月3日"),
    "桂工信规划〔2019〕492号": ("群链长工作机制", "2019年11月"),
    "粤办函〔2021〕51号": ("砂石行业健康有序发展", "5月12日"),
}
BRACKETS = (
    "{}〔{}〕{}号",
    "{}[{}]{}号",
    "{}({}){}号",
    "{}（{}） {} 号",
    "{}【{}】第{}号",
    "{}{}年{}号",
    "{} 〔{}〕 {} 号",
)


def test_the_seeds_are_the_files_they_were_and_all_catalogued(seeds):
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in seeds.glob("*.txt")}
    assert files == SHA256
    assert {name: entry.sha256 for name, entry in read_catalog(seeds).items()} == SHA256


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_any_brackets_brings_its_passage_with_title_and_date(number, library):
    title, date = NUMBERS[number]
    agency, year, serial = re.fullmatch(r"(.+)〔(\d+)〕(\d+)号", number).groups()
    for form in BRACKETS:
        best = library.search(f"{form.format(agency, year, serial)}是什么文件？", 1)[0].passage
        text = re.sub(r"\s", "", library.quote(best.span))
        assert number in text, form
        assert title in text
        assert date in text


def test_there_are_thirty_two_numbers_and_no_lead_answers_for_one(library):
    assert len(NUMBERS) == 32
    for number in NUMBERS:
        answer = ask(f"{number}是什么文件？", library, Extractive())
        lead = number == "粤办函〔2021〕51号"
        assert bool(answer.refusal) == lead, number


def test_an_english_abstract_answers_no_chinese_question(library):
    for question in (
        "产业链招商 industrial chain investment attraction 是什么？",
        "Strategic Thinking 战略思考讲什么？",
    ):
        assert all(hit.passage.lang == "zh" for hit in library.search(question, 50))


def test_no_table_of_contents_is_in_any_text(library):
    for listing in library.documents():
        text = library.document(listing.id).text
        assert "政协委员提出的我省产业链存在问题" not in text  # only the contents of 003 word it so
        assert "产业链政策的理论探讨" not in text
