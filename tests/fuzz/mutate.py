"""Files that are damaged in as many ways as come to mind, from a seed: the same seed damages them in the same way."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence

_STREAM = re.compile(rb"FlateDecode.{0,200}?>>\s*stream\r?\n(?P<body>.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+")
_TAG = re.compile(rb"<[^<>]{1,200}>|\\[a-z]{1,20}-?\d*|[{}\[\]()|\n]")
_HUGE = (b"0", b"-1", b"255", b"65536", b"2147483647", b"-2147483648", b"99999999999999999999", b"1e308", b"NaN")
_EDGES = (b"\0", b"\xff" * 4, b"\xff\xff\xff\x7f", b"\x80", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\0\0\0\x80")

MHTML = (  # a page as a browser saves it
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nPHA+S+G6vyBob+G6oWNoPC9wPg==\r\n--b--\r\n"
)
WORDML = (
    '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>Kế hoạch'
    "</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:wordDocument>"
).encode()

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def mutations(seeds: Sequence[bytes], count: int, seed: int) -> Iterator[bytes]:
    """`count` damaged files, made of the seeds in turn by one to four changes each."""
    dice = random.Random(seed)
    for k in range(count):
        data = seeds[k % len(seeds)]
        for _ in range(dice.choice((1, 1, 2, 4))):
            data = _change(dice, data, seeds)
        yield data


def _change(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """One change, inside the parts of a package or the streams of a PDF more often than not."""
    if data.startswith(b"PK") and dice.random() < 0.7:
        return _in_package(dice, data, others)
    if data.startswith(b"%PDF") and dice.random() < 0.5:
        return _in_stream(dice, data, others)
    return dice.choice(_CHANGES)(dice, data, others)


def _in_package(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return _flip(dice, data, others)
    chosen = dice.randrange(len(parts)) if parts else 0
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for i, (name, content) in enumerate(parts):
            made.writestr(name, dice.choice(_CHANGES)(dice, content, [content]) if i == chosen else content)
    return out.getvalue()


def _in_stream(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams:
        return _flip(dice, data, others)
    found = dice.choice(streams)
    try:
        content = zlib.decompress(found["body"])
    except zlib.error:
        content = found["body"]
    body = zlib.compress(dice.choice(_CHANGES)(dice, content, [content]))
    return data[: found.start("body")] + body + data[found.end("body") :]


def _piece(dice: random.Random, data: bytes) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + int(2 ** dice.uniform(0, 11)))


def _flip(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    out = bytearray(data)
    for _ in range(dice.choice((1, 3, 20)) if data else 0):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def _cut(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _leave_out(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = _piece(dice, data)
    return data[:start] + data[end:]


def _repeat(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = _piece(dice, data)
    times = min(dice.choice((1, 2, 10, 1000)), (1 << 18) // max(end - start, 1))
    return data[:end] + data[start:end] * times + data[end:]


def _splice(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = dice.choice(others)
    start, end = _piece(dice, other)
    at = dice.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at + dice.choice((0, end - start)) :]


def _put(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    edge = dice.choice(_EDGES)
    return data[:at] + edge + data[at + dice.choice((0, len(edge))) :]


def _number(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    numbers = list(_NUMBER.finditer(data[: 1 << 18]))
    if not numbers:
        return _put(dice, data, others)
    found = dice.choice(numbers)
    return data[: found.start()] + dice.choice(_HUGE) + data[found.end() :]


def _tag(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A tag, control word or bracket goes, comes twice, comes a thousand times, or changes place with another."""
    tags = list(_TAG.finditer(data[: 1 << 18]))
    if not tags:
        return _put(dice, data, others)
    one, two = dice.choice(tags), dice.choice(tags)
    put = dice.choice((b"", one[0] * 2, one[0] * 1000, two[0]))
    return data[: one.start()] + put + data[one.end() :]


_CHANGES: tuple[Change, ...] = (_flip, _cut, _leave_out, _repeat, _splice, _put, _number, _number, _tag, _tag)
