"""Prints the tables of CharacterWidthTable.swift. Needs: pip install wcwidth==0.7.0; then swift format -i on the result."""
import unicodedata
import wcwidth


def ranges(belongs):
    found, start = [], None
    for code in range(0x110001):
        inside = code < 0x110000 and not 0xD800 <= code <= 0xDFFF and belongs(code)
        if inside and start is None:
            start = code
        if not inside and start is not None:
            found.append((start, code - 1))
            start = None
    return found


def shows_nothing(code):
    """Format controls, separators, variation selectors and fillers: nothing is seen, or the text is steered."""
    if unicodedata.category(chr(code)) in ("Cf", "Zl", "Zp"):
        return True
    selectors = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x180B <= code <= 0x180F
    return selectors or code in (0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5)


width = {code: 1 if 0xD800 <= code <= 0xDFFF else wcwidth.wcwidth(chr(code)) for code in range(0x110000)}
tables = {
    "wide": lambda code: width[code] == 2,
    "combining": lambda code: code > 0x9F and width[code] == 0 and not shows_nothing(code),
    "invisible": lambda code: code > 0x9F and shows_nothing(code),
}
for name, belongs in tables.items():
    print(f"static let {name}: [UInt32] = [")
    print("  " + ", ".join(f"{first:#x}, {last:#x}" for first, last in ranges(belongs)) + ",\n]")
