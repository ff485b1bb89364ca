"""Draw povdesk.ico from resources/icons/povdesk.svg. Run by hand when the SVG changes; the .ico is committed.

    python3 packaging/launcher/make_icon.py        (Debian: librsvg2-bin, icoutils)

At 20, 24 or 40 pixels the bars of the SVG fall between pixels and blur, so each size gets its own drawing
with bars of whole pixels; at 16 and 32 pixels that is the SVG itself.
"""

import re
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "resources" / "icons" / "povdesk.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
GRID = 24


def drawing(size: int) -> str:
    """The SVG of one size: same colours, corner and heights, bars and gaps of whole pixels."""
    svg = SOURCE.read_text(encoding="utf-8")
    blue, white = re.findall(r'fill="(#[0-9A-Fa-f]{6})"', svg)
    corner = float(re.findall(r'rx="([\d.]+)"', svg)[0])
    bars = [tuple(map(float, bar)) for bar in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)", svg)]
    scale = size / GRID
    width = max(1, round(bars[0][2] * scale))
    gap = max(1, int((bars[1][0] - bars[0][0] - bars[0][2]) * scale + 0.5))
    left = (size - len(bars) * width - (len(bars) - 1) * gap) // 2
    bottom = round((bars[0][1] + bars[0][3]) * scale)
    shapes = []
    for place, (_, _, _, height) in enumerate(bars):
        x, tall = left + place * (width + gap), round(height * scale)
        shapes.append(f'<rect x="{x}" y="{bottom - tall}" width="{width}" height="{tall}" fill="{white}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">'
        f'<rect width="{size}" height="{size}" rx="{corner * scale}" fill="{blue}"/>{"".join(shapes)}</svg>'
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pictures = []
        for size in SIZES:
            svg, png = Path(folder, f"{size}.svg"), Path(folder, f"{size}.png")
            svg.write_text(drawing(size), encoding="utf-8")
            subprocess.run(["rsvg-convert", str(svg), "-o", str(png)], check=True)
            # Windows wants the largest one packed as PNG, the others plain.
            pictures += ["-r", str(png)] if size == 256 else [str(png)]
        subprocess.run(["icotool", "-c", "-o", str(HERE / "povdesk.ico"), *pictures], check=True)


if __name__ == "__main__":
    main()
