"""Scans as pictures: every kind, all frames, and upright however the telephone was held."""

import io

import pytest
from PIL import Image

from pipeline.loaders import LoadError, load
from tests.loaders.conftest import Write
from tests.loaders.test_ocr import LINES, needs_ocr, scan


def _as(kind: str, *pictures: Image.Image, **settings: object) -> bytes:
    out = io.BytesIO()
    pictures[0].save(out, kind, **settings)
    return out.getvalue()


@needs_ocr
def test_a_fax_of_two_pages(write: Write) -> None:
    first, second = (scan(lines).convert("1") for lines in (LINES[:2], LINES[2:]))
    data = _as("TIFF", first, save_all=True, append_images=[second], compression="group4", dpi=(200, 200))
    source = load(write("a.tif", data))
    assert [page.reader for page in source.pages] == ["ocr", "ocr"]
    assert source.page_at(source.text.index("07/CT-TTg")) == 1 and source.page_at(source.text.index("163/2016")) == 2
    assert source.warnings == ("ocr_pages pages=1-2",)


@needs_ocr
@pytest.mark.parametrize("kind", ["GIF", "BMP", "WEBP"])
def test_other_kinds_of_pictures(write: Write, kind: str) -> None:
    source = load(write(f"a.{kind.lower()}", _as(kind, scan(LINES))))
    assert (source.format, source.loader) == ("image", "image+ocr") and "163/2016/NĐ-CP" in source.text


@needs_ocr
def test_a_photograph_that_says_how_it_was_held(write: Write) -> None:
    held = Image.Exif()
    held[0x0112] = 6
    source = load(write("a.jpg", _as("JPEG", scan(LINES).transpose(Image.Transpose.ROTATE_90), quality=90, exif=held)))
    assert "Giao Sở Tư pháp chủ trì" in source.text
    assert source.pages[0].height > source.pages[0].width


@needs_ocr
def test_a_picture_without_a_size_is_damaged(write: Write) -> None:
    """The tag of its width is another one: Pillow raises a TypeError."""
    data = _as("TIFF", Image.new("1", (200, 50), 1))
    first = int.from_bytes(data[4:8], "little") + 2
    assert data[first : first + 2] == b"\x00\x01"
    with pytest.raises(LoadError) as raised:
        load(write("a.tif", data[:first] + b"\x09\x00" + data[first + 2 :]))
    assert raised.value.code == "picture_damaged"
