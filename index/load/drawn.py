"""A page of a PDF as a picture, with what is quoted from it marked. To be run where a hostile file may do no harm."""

import io
from collections.abc import Sequence

from index.errors import DamagedFileError
from index.load.pdf import opened

WIDTH, TALLEST = 1000, 3000
"""Pixels. A page that is far taller than wide is drawn smaller."""
_COLOURS = 64
_MARK, _FRAME = (255, 240, 150), (217, 119, 6)
_AROUND, _NEAR = 3, 160
"""Pixels around a frame, and above and below all of them where the page is not shown whole."""

Frame = tuple[float, float, float, float]
"""left, top, right, bottom in points from the page's top left corner."""


def draw(data: bytes, name: str, page: int, frames: Sequence[Frame], whole: bool = True) -> bytes:
    """The page, counted from 1, as PNG, or only what stands near the frames. DamagedFileError when there is none."""
    # Half a tenth of a second, and who reads files need not wait for it.
    from PIL import Image, ImageChops, ImageDraw

    with opened(data, name) as pdf:
        if not 1 <= page <= len(pdf):
            raise DamagedFileError(f"“{name}”没有第 {page} 页，文件可能已改动。请重新添加这个文件。")
        width, height = pdf[page - 1].get_size()
        scale = min(WIDTH / max(width, 1), TALLEST / max(height, 1))
        image = pdf[page - 1].render(scale=scale).to_pil().convert("RGB")
    pen = ImageDraw.Draw(image)
    boxes = [box for frame in _joined(frames) if (box := _pixels(frame, scale, image.size))]
    for box in boxes:
        words = image.crop(box)
        image.paste(ImageChops.multiply(words, Image.new("RGB", words.size, _MARK)), box)
        pen.rectangle(box, outline=_FRAME, width=2)
    if boxes and not whole:
        top = max(min(box[1] for box in boxes) - _NEAR, 0)
        image = image.crop((0, top, image.width, min(max(box[3] for box in boxes) + _NEAR, image.height)))
    out = io.BytesIO()
    image.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _pixels(frame: Frame, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """A frame on the picture with a little room around it; None when it lies outside."""
    left, top, right, bottom = (round(value * scale) for value in frame)
    box = (
        max(left - _AROUND, 0),
        max(top - _AROUND, 0),
        min(right + _AROUND, size[0] - 1),
        min(bottom + _AROUND, size[1] - 1),
    )
    return box if box[0] < box[2] and box[1] < box[3] else None


def _joined(frames: Sequence[Frame]) -> list[Frame]:
    """One frame for neighbours on one line."""
    joined: list[Frame] = []
    for left, top, right, bottom in frames:
        if joined:
            before = joined[-1]
            height = min(bottom, before[3]) - max(top, before[1])
            if height > 0.5 * (bottom - top) and -1 < left - before[2] < 1.5 * (bottom - top):
                joined[-1] = (before[0], min(top, before[1]), right, max(bottom, before[3]))
                continue
        joined.append((left, top, right, bottom))
    return joined
