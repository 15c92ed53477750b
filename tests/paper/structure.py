"""What a PDF says of itself to programs that read it aloud: `structure.py FILE…` prints one JSON object a file, a line each."""

import json
import sys

import pikepdf


def elements(node):
    """Every structure element below a node."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def scope(cell):
    attributes = cell.get("/A", [])
    for attribute in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(attribute, pikepdf.Dictionary) and "/Scope" in attribute:
            return str(attribute["/Scope"])
    return None


def entries(node):
    """How many bookmarks there are below a node."""
    count, child = 0, node.get("/First")
    while child is not None:
        count += 1 + entries(child)
        child = child.get("/Next")
    return count


def describe(path):
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        tags = list(elements(root["/StructTreeRoot"]))
        kinds = [str(tag["/S"]) for tag in tags]
        scopes = [scope(tag) for tag, kind in zip(tags, kinds) if kind == "/TH"]
        fonts = [font for font in pdf.objects if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor"]
        with pdf.open_metadata() as metadata:
            return {
                "language": str(root["/Lang"]),
                "title": metadata["dc:title"],
                "title_is_shown": bool(root["/ViewerPreferences"]["/DisplayDocTitle"]),
                "tagged": bool(root["/MarkInfo"]["/Marked"]),
                "ua": metadata["pdfuaid:part"],
                "a": metadata["pdfaid:part"] + metadata["pdfaid:conformance"],
                "pages": len(pdf.pages),
                "bookmarks": entries(root["/Outlines"]),
                "figures": kinds.count("/Figure"),
                "undescribed": sum(1 for tag, kind in zip(tags, kinds) if kind == "/Figure" and not str(tag.get("/Alt", ""))),
                "tables": kinds.count("/Table"),
                "column_heads": scopes.count("/Column"),
                "row_heads": scopes.count("/Row"),
                "headless": scopes.count(None),
                "fonts": len(fonts),
                "fonts_elsewhere": sum(1 for font in fonts if "/FontFile2" not in font and "/FontFile3" not in font),
            }


for argument in sys.argv[1:]:
    print(json.dumps(describe(argument)))
