"""Chinese text in any of the encodings that files come in is read as it was written, or refused: never with a wrong letter."""

import random
import sys
from collections import Counter

import pytest

from evals.cases import DATA
from index.errors import UnreadableFileError
from index.load import load
from index.load.decode import decode
from tests.conftest import ROOT

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "big5")
LENGTHS = (20, 100, 500, 2_000, 8_000)
# Words that both scripts write alike are too few for a test of Big5, so these are traded.
TRADITIONAL = str.maketrans(
    "国学会发这来为时们说对关开过业种动点实现进还问从应区县乡条质机构总统计划项标准监审补贴创务环护医疗险财税链导组织东号电话书议让将员单给无样见报术选举处纵论设备团际显顾类体产个经与长万与办门",
    "國學會發這來為時們說對關開過業種動點實現進還問從應區縣鄉條質機構總統計劃項標準監審補貼創務環護醫療險財稅鏈導組織東號電話書議讓將員單給無樣見報術選舉處縱論設備團際顯顧類體產個經與長萬與辦門",
)


def texts(count):
    """Stretches of policy text, each begun at a sentence."""
    paths = sorted([*(ROOT / "seeds").glob("*.txt"), *(DATA / "texts").glob("*.txt")])
    whole = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    rng = random.Random(0)
    for _ in range(count):
        at = whole.index("。", rng.randrange(len(whole) - 10_000)) + 1
        yield whole[at:].lstrip()


def written(text, length, encoding):
    """What an encoding can write of a text, up to a length."""
    if encoding == "big5":
        text = text.translate(TRADITIONAL)
    return text[: 3 * length].encode(encoding, "ignore").decode(encoding)[:length]


def read_back(count):
    """How many texts came back exactly, were refused, or came back otherwise, by encoding."""
    told = {encoding: Counter() for encoding in ENCODINGS}
    for text in texts(count):
        for encoding in ENCODINGS:
            for length in LENGTHS:
                given = written(text, length, encoding)
                try:
                    read, _ = decode(given.encode(encoding), "a.txt")
                except UnreadableFileError:
                    told[encoding]["refused"] += 1
                    continue
                assert "\ufffd" not in read
                told[encoding]["exact" if read == given else "wrong"] += 1
    return told


def exact(told):
    total = sum(told.values(), Counter())
    return total["exact"] / total.total()


def test_texts_come_back_exactly_from_every_encoding():
    told = read_back(4)
    assert exact(told) >= 0.99
    assert all(counts["exact"] for counts in told.values())


@pytest.mark.long
def test_twenty_texts_come_back_exactly_from_every_encoding():
    told = read_back(20)
    assert sum(counts.total() for counts in told.values()) == len(ENCODINGS) * len(LENGTHS) * 20
    kinds = "；".join(f"{encoding} {counts['exact']}/{counts.total()}" for encoding, counts in told.items())
    sys.stdout.write(
        f"\n文字编码 {len(ENCODINGS)} 种 × {len(LENGTHS)} 种长度 × 20 段：原样 {exact(told):.2%}（{kinds}），替换符 0\n"
    )
    assert exact(told) >= 0.99


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_file_in_any_encoding_becomes_the_same_document(tmp_path, encoding):
    text = "關於推進縣域醫共體建設的通知\n\n一、總體要求。到2025年全市建成6個，覆蓋全部48個鄉鎮衛生院。\n" * 3
    text = text if encoding == "big5" else text.replace("鄉鎮", "乡镇").replace("個", "个")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    assert load(tmp_path / "a.txt").text == load(tmp_path / "b.txt").text


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(500), b"\xff" * 300])
def test_what_is_no_text_is_refused_with_the_next_step(data):
    with pytest.raises(UnreadableFileError, match=r"另存为 UTF-8|重新导出"):
        decode(data, "a.txt")


@pytest.mark.parametrize("place", [0, 7, 200])
def test_a_broken_byte_is_never_dropped_or_replaced(place):
    data = bytearray(("中" * 50 + "文").encode() * 4)
    data[place] = 0xFF
    try:
        read, _ = decode(bytes(data), "a.txt")
    except UnreadableFileError:
        return
    assert read.encode("gb18030", "strict")
    assert "\ufffd" not in read
    assert len(read) >= 100
