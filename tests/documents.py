"""One known policy text in every format that the library reads: what the loaders' tests measure them against."""

import io
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pptx
from PIL import Image, ImageDraw, ImageFont
from pptx.util import Cm, Pt
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

TITLE = "云溪市推进县域医共体建设实施方案"
NUMBER = "云府办〔2023〕17号"
SECTIONS = {
    "一、总体要求": [
        "坚持以基层为重点，到2025年底全市建成6个紧密型县域医共体，覆盖全部48个乡镇卫生院。县域内就诊率稳定在90%以上，"
        "基层诊疗量占比达到65%左右。",
        "各区县人民政府是医共体建设的责任主体，市卫生健康委牵头，市医保局、市财政局配合。",
    ],
    "二、重点任务": [
        "统一药品目录。2024年6月底前，医共体内部实行药品目录、采购配送、药款结算三统一，短缺药品由牵头医院每月调剂1次。",
        "下派骨干医师。牵头医院每年向每个乡镇卫生院派驻不少于2名主治医师，连续工作时间不少于6个月，所需经费由市财政按"
        "每人每年3.6万元补助。派驻人员的绩效工资不低于原单位同级人员平均水平，表现优秀的优先晋升职称。",
        "建设远程影像中心。市级财政安排1280万元，分两年完成12个远程会诊点的设备采购与调试，实现基层检查、上级诊断。",
    ],
    "三、保障措施": [
        "将医共体建设纳入区县年度考核，考核结果与财政补助资金分配挂钩。本方案自2023年9月1日起施行，有效期5年。",
    ],
}
CAPTION = "表1 各区县医共体建设任务"
UNIT = "单位：万元"
HEADER = ["区县", "牵头医院", "乡镇卫生院数", "补助资金"]
ROWS = [
    ["临江区", "市第一人民医院", "9", "310.5"],
    ["青石县", "青石县人民医院", "14", "402"],
    ["白塔县", "白塔县中医院", "11", "287.25"],
    ["望湖区", "市第二人民医院", "14", "280"],
]


@dataclass(frozen=True)
class File:
    """One file of the corpus; `pages` says on which page each paragraph stands, where the format has pages."""

    name: str
    data: bytes
    pages: dict[str, int]


def paragraphs():
    return [text for texts in SECTIONS.values() for text in texts]


def in_word():
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(NUMBER)
    for heading, texts in SECTIONS.items():
        document.add_heading(heading, 1)
        for text in texts:
            document.add_paragraph(text)
    document.add_paragraph(CAPTION)
    document.add_paragraph(UNIT)
    table = document.add_table(0, len(HEADER))
    for row in (HEADER, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return File("方案.docx", saved(document), {})


def in_slides():
    slides = pptx.Presentation()
    cover = slides.slides.add_slide(slides.slide_layouts[0])
    cover.shapes.title.text = TITLE
    cover.placeholders[1].text = NUMBER
    pages = {}
    for number, (heading, texts) in enumerate(SECTIONS.items(), 2):
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text = heading
        frame = slide.placeholders[1].text_frame
        frame.text = texts[0]
        for text in texts[1:]:
            frame.add_paragraph().text = text
        pages |= dict.fromkeys(texts, number)
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    for n, text in enumerate((CAPTION, UNIT)):
        box = slide.shapes.add_textbox(Cm(1), Cm(1 + n), Cm(10), Cm(1))
        box.text_frame.text = text
        box.text_frame.paragraphs[0].font.size = Pt(14)
    shape = slide.shapes.add_table(len(ROWS) + 1, len(HEADER), Cm(1), Cm(4), Cm(20), Cm(6))
    for r, row in enumerate((HEADER, *ROWS)):
        for c, text in enumerate(row):
            shape.table.cell(r, c).text = text
    return File("方案.pptx", saved(slides), pages)


def in_sheets():
    book = openpyxl.Workbook()
    words = book.active
    words.title = "正文"
    for n, text in enumerate((TITLE, NUMBER, *(t for h, texts in SECTIONS.items() for t in (h, *texts)))):
        words.cell(2 * n + 1, 1, text)
    tasks = book.create_sheet("任务")
    tasks["A1"], tasks["A2"] = CAPTION, UNIT
    tasks.merge_cells("A1:D1")
    for row in (HEADER, *ROWS):
        tasks.append([float(cell) if cell[0].isdigit() else cell for cell in row])
    return File("方案.xlsx", saved(book), {})


def in_commas():
    table = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADER, *ROWS))
    lines = [
        TITLE,
        NUMBER,
        *(f'"{t}"' for h, texts in SECTIONS.items() for t in (h, *texts)),
        CAPTION,
        UNIT,
        table,
    ]
    return File("方案.csv", "\r\n".join(lines).encode("gb18030"), {})


def in_web():
    body = "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>&emsp;&emsp;{text}</p>\n" for text in texts)
        for heading, texts in SECTIONS.items()
    )
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADER, *ROWS))
    page = (
        f"<!DOCTYPE html><html><head><meta charset=gb2312><title>{TITLE}_云溪市人民政府</title>"
        "<style>p{color:red}</style></head><body><nav><a href=/>首页</a></nav><script>var a='<p>x</p>'</script>"
        f"<h1>{TITLE}</h1><p>{NUMBER}{body}<p>{CAPTION}<p>{UNIT}<table border=1>{rows}</table>"
        "<div style='display:none'>看不见的话</div></body></html>"
    )
    return File("方案.html", page.encode("gb18030"), {})


def in_plain():
    lines = [TITLE, NUMBER, *(t for h, texts in SECTIONS.items() for t in (h, *texts)), CAPTION, UNIT]
    table = ["\t".join(row) for row in (HEADER, *ROWS)]
    return File("方案.txt", "\n\n".join([*lines, "\n".join(table)]).encode("utf-16"), {})


def in_markdown():
    parts = [f"# {TITLE}", NUMBER]
    for heading, texts in SECTIONS.items():
        parts += [f"## {heading}", *texts]
    lines = [" | ".join(("", *row, "")).strip() for row in (HEADER, ["---"] * len(HEADER), *ROWS)]
    return File("方案.md", "\n\n".join([*parts, CAPTION, UNIT, "\n".join(lines)]).encode(), {})


def in_pdf():
    """Paragraphs wrapped at the page's width and cut by its end, with a running head and page numbers."""
    page = Printed()
    page.line(TITLE, 22, centred=True)
    page.line(NUMBER, 12, centred=True)
    page.skip(20)
    for heading, texts in SECTIONS.items():
        page.line(heading, 16)
        for text in texts:
            page.paragraph(text)
    page.skip(20)
    page.line(CAPTION, 12, centred=True)
    page.line(UNIT, 12)
    page.table([HEADER, *ROWS])
    return File("方案.pdf", page.done(), page.pages)


class Printed:
    """A PDF that is written line by line."""

    def __init__(self, bottom=560):
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4)
        self.number, self.y, self.bottom = 0, 0, bottom
        self.pages = {}
        self.turn()

    def turn(self):
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.y = A4[1] - 90
        self.text(90, A4[1] - 50, "云溪市人民政府公报 2023年第9期", 10)
        self.text(A4[0] / 2 - 10, 40, f"— {self.number} —", 10)

    def text(self, x, y, words, size):
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawString(x, y, words)

    def skip(self, height):
        self.y -= height

    def line(self, words, size, centred=False):
        if self.y < self.bottom:
            self.turn()
        self.text((A4[0] - size * len(words)) / 2 if centred else 90, self.y, words, size)
        self.y -= 1.7 * size

    def paragraph(self, words, size=14):
        """Indented by two characters; a line holds what fits."""
        first = True
        while words:
            taken = len(words)
            while (
                pdfmetrics.stringWidth(words[:taken], "STSong-Light", size) > A4[0] - 180 - 2 * size * first
            ):
                taken -= 1
            if self.y < self.bottom:
                self.turn()
            self.pages.setdefault(words[:taken], self.number)
            self.text(90 + 2 * size * first, self.y, words[:taken], size)
            self.y -= 1.7 * size
            words, first = words[taken:], False

    def table(self, rows, size=12, height=24):
        if self.y - height * len(rows) < self.bottom - 400:
            self.turn()
        widths = [90, 130, 100, 90]
        top, left = self.y, 90
        for r in range(len(rows) + 1):
            self.canvas.line(left, top - r * height, left + sum(widths), top - r * height)
        for c in range(len(widths) + 1):
            x = left + sum(widths[:c])
            self.canvas.line(x, top, x, top - height * len(rows))
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                self.text(left + sum(widths[:c]) + 5, top - (r + 1) * height + 8, cell, size)
        self.y = top - height * len(rows) - 20

    def done(self):
        self.canvas.save()
        return self.out.getvalue()


FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)


def font():
    """The path of a Chinese font of this machine, or nothing."""
    return next((path for path in FONTS if Path(path).exists()), None)


def scanned(turned=0):
    """The text as a picture of a page, turned by so many degrees; the table is left out."""
    size, width = 34, 34
    letters = ImageFont.truetype(font(), size)
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    y = 90
    lines = [TITLE, NUMBER]
    for heading, texts in SECTIONS.items():
        lines += [heading, *(f"　　{text}" for text in texts)]
    for text in lines:
        while text:
            draw.text((60, y), text[: (1240 - 120) // width], font=letters, fill=0)
            text, y = text[(1240 - 120) // width :], y + 58
    out = io.BytesIO()
    image.rotate(turned, expand=True, fillcolor=255).save(out, "PDF", resolution=150)
    return File("扫描.pdf", out.getvalue(), {})


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


ALL = {
    "docx": in_word,
    "pptx": in_slides,
    "xlsx": in_sheets,
    "csv": in_commas,
    "html": in_web,
    "md": in_markdown,
    "txt": in_plain,
    "pdf": in_pdf,
}
