"""Who is asked for, so many things, what a name lists: answers of the kind that the question wants."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from index.library import Library

VIEWS = """# 链长制专家观点

链主要担起带动中小企业的责任，产业链才有韧性。

（李长河，临江省产业研究院院长）

产业链要补短板，链长不能搞拉郎配。

（周望山，临江大学经济学院教授）

# 产业链政策

传统产业政策的短处：

- 对产业发展的系统性支持不足
- 对产业合作的区域协同不足
- 对产业生态的培育不足

产业链政策着眼长远。

# 长河市的做法

长河市推出“院长牵头、行长授信、校长育才”“三长联动”工作机制，服务中小企业。

有研究表明，数字化供应链能够推动企业收入增长10%，采购成本下降20%。

# 产业链招商的意义

产业链招商是区域经济发展的重要一环。

有利于树立品牌。产业链招商把同一链条的项目放在一处，客商容易认得。

有利于降低成本。上下游企业相邻，运输和采购都便宜。
"""


@pytest.fixture(scope="module")
def chains(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chains")
    (folder / "观点.md").write_text(VIEWS, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add(folder / "观点.md")
        yield library


def told(question, library):
    return "\n".join(claim.text for claim in ask(question, library, Extractive()).claims)


@pytest.mark.parametrize(
    ("question", "answer", "never"),
    [
        ("周望山对链长怎么当有什么告诫？", "拉郎配", "带动中小企业"),
        ("李长河怎么看产业链？", "韧性", "拉郎配"),
        ("传统产业政策有哪些不足？", "区域协同不足", "着眼长远"),
        ("什么是长河市的“三长联动”？", "行长授信", ""),
        ("数字化供应链能给企业带来多大好处？", "采购成本下降20%", ""),
    ],
)
def test_it_is_answered(chains, question, answer, never):
    text = told(question, chains)
    assert answer in text
    assert not never or never not in text


def test_nobody_speaks_for_another(chains):
    answer = ask("周望山怎么看链主的责任？", chains, Extractive())
    assert "带动中小企业" not in "".join(claim.text for claim in answer.claims)


def test_what_stands_behind_a_name_answers_even_in_words_of_the_question(library):
    assert "市委书记、市长" in told("广州市的总链长、副总链长分别由谁来当？", library)


def test_a_report_is_called_by_its_year_whatever_stands_between(library):
    assert "控制力和根植性强" in told("广东2021年政府工作报告提出培育什么样的链主企业？", library)
