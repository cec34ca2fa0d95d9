"""Word documents for the tests: python-docx writes the package, the XML of the cases is put into it."""

import io
import re
import zipfile

import docx

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

NUMBERING = f"""<?xml version="1.0" encoding="UTF-8"?>
<w:numbering {_W}>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
    <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF02D;"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="2">
    <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""

FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8"?>
<w:footnotes {_W}>
  <w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
  <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>
    <w:r><w:t xml:space="preserve"> Nghị quyết số 10-NQ/TW.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""

_RELATION = (
    '<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>'
)


def p(text: str, num: int | None = None, level: int = 0, properties: str = "") -> str:
    """A paragraph of text, in a list where `num` is given."""
    in_list = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    return f'<w:p><w:pPr>{in_list}{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx_of(body: str, **parts: str) -> bytes:
    """A document with the XML as its body and further parts (`numbering`, `footnotes`) by name."""
    made = io.BytesIO()
    docx.Document().save(made)
    out = io.BytesIO()
    whole = b"<w:body>" + body.encode() + b"</w:body>"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = re.sub(rb"<w:body>.*</w:body>", lambda match: whole, data, flags=re.DOTALL)
            elif name == "word/_rels/document.xml.rels":
                data = re.sub(rb"<Relationship [^>]*numbering[^>]*/>", b"", data)
                more = "".join(_RELATION.format(id=f"rIdX{i}", kind=kind) for i, kind in enumerate(parts))
                data = data.replace(b"</Relationships>", more.encode() + b"</Relationships>")
            elif name in {f"word/{kind}.xml" for kind in parts} or name == "word/numbering.xml":
                continue
            new.writestr(name, data)
        for kind, xml in parts.items():
            new.writestr(f"word/{kind}.xml", xml)
    return out.getvalue()
