"""Characters of Word's symbol fonts, which the file names by font and position instead of by their code point."""

_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢",
    0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0x2D: "−", 0x44: "Δ", 0x53: "Σ", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x70: "π", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD0: "∠",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def symbol(font: str, code: str) -> str:
    """The character of `<w:sym w:font="Wingdings" w:char="F0A8"/>`; a bullet where the font's table does not tell."""
    try:
        position = int(code, 16)
    except ValueError:
        return "•"
    if position < 0xF000 and position >= 0x100:
        return chr(position) if not 0xD800 <= position < 0xE000 and position < 0x110000 else "•"
    position &= 0xFF
    table = _FONTS.get(font.strip().lower())
    if table is None:
        return chr(position) if font and 0x20 <= position < 0x7F else "•"
    return table.get(position, chr(position) if table is _SYMBOL and 0x20 <= position < 0x40 else "•")
