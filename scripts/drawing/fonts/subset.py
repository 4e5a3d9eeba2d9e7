"""Cuts the fonts of this folder out of their sources: python3 subset.py SOURCES

Needs fonttools 4.68. SOURCES holds the files named below, from the packages named in README.md.
Hinting goes (pictures are drawn at twice their size), and so do characters that labels will not
hold. Shaping tables stay, except in the Chinese, Japanese and Korean font, which needs none.
"""

import sys
from pathlib import Path

from fontTools import subset as fonttools
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent

WHOLE = {
    'sans.ttf': 'NotoSans_400Regular.ttf',
    'arabic.ttf': 'NotoSansArabic_400Regular.ttf',
    'emoji.ttf': 'NotoEmoji_400Regular.ttf',
    'hebrew.ttf': 'NotoSansHebrew-Regular.ttf',
    'bengali.ttf': 'NotoSansBengali-Regular.ttf',
    'tamil.ttf': 'NotoSansTamil-Regular.ttf',
    'thai.ttf': 'NotoSansThai-Regular.ttf',
    'armenian.ttf': 'NotoSansArmenian-Regular.ttf',
    'georgian.ttf': 'NotoSansGeorgian-Regular.ttf',
}
# Headings name the sentence; in other scripts than these they are regular.
HEADINGS = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x370, 0x530), *map(ord, '–—‘’…“”·−')}
# Signs of the kit's own that Noto Sans has not, so that no picture needs a large font for them.
SIGNS = {*map(ord, '→√')}


def characters(codec, lead, trail=range(0x40, 0xFF)):
    """The characters of a two-byte character set."""
    found = set()
    for first in lead:
        for second in trail:
            text = bytes([first, second]).decode(codec, 'ignore')
            if len(text) == 1:
                found.add(ord(text))
    return found


def cjk():
    """GB 2312, the common half of Big5, JIS X 0208, KS X 1001, every Hangul syllable, symbols."""
    high = range(0xA1, 0xFF)
    sets = (
        characters('gb2312', high, high)
        | characters('big5', range(0xA1, 0xC7))
        | characters('euc_jp', high, high)
        | characters('euc_kr', high, high)
    )
    blocks = [(0x2010, 0x2070), (0x20A0, 0x20C0), (0x2100, 0x2C00), (0x3000, 0x3400)]
    blocks += [(0xAC00, 0xD7A4), (0xFF00, 0xFFF0)]
    both = sets.union(*(range(*block) for block in blocks))
    return {code for code in both if code >= 0x2000}


def subset(source, target, unicodes, *more):
    wanted = [f'--output-file={HERE / target}', f'--unicodes={unicodes}']
    kept = ['--no-hinting', '--name-IDs=*', '--notdef-outline']
    fonttools.main([str(source), *wanted, *kept, *more])
    print(target, (HERE / target).stat().st_size)


def rename(target, family):
    """Two files of one name would be taken for one another."""
    font = TTFont(HERE / target)
    for record in font['name'].names:
        if record.nameID in {1, 3, 4, 6, 16}:
            record.string = family.replace(' ', '') if record.nameID == 6 else family
    [face] = font['CFF '].cff.topDictIndex
    font['CFF '].cff.fontNames = [family.replace(' ', '')]
    face.FullName = face.FamilyName = family
    font.save(HERE / target)


def listed(codes):
    return ','.join(f'{code:X}' for code in sorted(codes))


def main(sources):
    for target, source in WHOLE.items():
        subset(sources / source, target, '*', '--drop-tables+=DSIG')
    subset(sources / 'NotoSans_600SemiBold.ttf', 'sans-semibold.ttf', listed(HEADINGS))
    # Number 2 of the collection is the one for simplified Chinese.
    collection = ['--font-number=2', '--layout-features=']
    tables = '--drop-tables+=BASE,VORG,vhea,vmtx,DSIG,GDEF'
    for target, codes in {'cjk.otf': cjk(), 'signs.otf': SIGNS}.items():
        subset(sources / 'NotoSansCJK-Regular.ttc', target, listed(codes), *collection, tables)
    rename('signs.otf', 'Kata Signs')


main(Path(sys.argv[1]))
