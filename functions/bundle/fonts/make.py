#!/usr/bin/env python3
"""Makes the fonts of this folder from the files of Inter 4 that npm's `inter-ui` brings. README.md says how to run it."""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import decompress
from fontTools.varLib.instancer import instantiateVariableFont

# Latin with Latin-1, Latin Extended-A, the commas of Romanian and ẞ; spaces, dashes, quotes, signs, arrows; the box of what is missing.
PAGE = (
    "20-7E,A0-FF,100-17F,218-21B,1E9E,2009,202F,2010-2015,2018-201E,2020-2022,2026,2030,2032-2033,2039-203A,"
    "20AC,2122,2190-2193,2212,2248,2260,2264-2265,25A1"
)
# On paper nothing of the reader's system fills in: Greek, Cyrillic and the rest of Latin with them.
PAPER = PAGE + ",180-24F,370-3FF,400-4FF,1E00-1EFF,2116,2113"
# Faces, hands, hearts: what people react with.
EMOJI = (
    "261D,2639-263A,2665,26A1,2728,2764,2B50,1F389-1F38A,1F440-1F450,1F493-1F49F,1F4A8-1F4AB,1F4AF,1F525,1F5A4,"
    "1F600-1F64F,1F90C-1F92F,1F970-1F97A,1F9D0,1F9E0-1F9E1,1FAC0-1FAC2,1FAE0-1FAE8,1FAF0-1FAF8"
)
FEATURES = ["kern", "ccmp", "mark", "mkmk", "locl", "tnum", "lnum"]
STYLES = {"Regular": 400, "SemiBold": 600, "Bold": 700}


def subset(font, unicodes, flavor=None):
    options = Options(hinting=False, layout_features=FEATURES, flavor=flavor, recalc_timestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(unicodes))
    subsetter.subset(font)


def rename(font, style, weight):
    """One family: regular and bold under the names that every program reads, the third weight under the typographic ones."""
    names = font["name"]
    classic = style in ("Regular", "Bold")
    wanted = {
        1: "Inter" if classic else f"Inter {style}",
        2: style if classic else "Regular",
        3: f"4.001;Inter-{style}",
        4: f"Inter {style}",
        6: f"Inter-{style}",
        16: "Inter",
        17: style,
    }
    names.names = [record for record in names.names if record.nameID in (0, 5)]
    for identifier, text in wanted.items():
        names.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if style == "Bold" else 0x40 if style == "Regular" else 0)
    font["head"].macStyle = 1 if style == "Bold" else 0


def reread(font):
    """The font as a file has it: what instancing leaves loaded does not bear subsetting."""
    file = BytesIO()
    font.save(file)
    return TTFont(BytesIO(file.getvalue()), recalcTimestamp=False)


def inter(source, axes):
    whole = BytesIO()
    decompress(str(source / "variable" / "InterVariable.woff2"), whole)
    return reread(instantiateVariableFont(TTFont(BytesIO(whole.getvalue()), recalcTimestamp=False), axes))


def main(source, emoji, target):
    page = inter(source, {"opsz": 14, "wght": (400, 700)})
    subset(page, PAGE, "woff2")
    page.flavor = "woff2"
    page.save(target / "Inter-page.woff2")
    for style, weight in STYLES.items():
        font = inter(source, {"opsz": 14, "wght": weight})
        subset(font, PAPER)
        if "STAT" in font:
            del font["STAT"]
        rename(font, style, weight)
        font.save(target / f"Inter-{style}.ttf")
    # One part of the font, as its publisher cuts it.
    reactions = TTFont(emoji / "files" / "noto-emoji-9-400-normal.woff2", recalcTimestamp=False)
    reactions.flavor = None
    reactions = reread(reactions)
    subset(reactions, EMOJI)
    reactions.save(target / "NotoEmoji-Regular.ttf")


main(Path(sys.argv[1]), Path(sys.argv[2]), Path(__file__).parent)
