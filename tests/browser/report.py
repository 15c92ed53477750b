"""What a reader's browser makes of a bundle's pages: `report.py FOLDER…`, each the folder of a release.

Prints what is wrong, a line each, and how much was looked at; exits with 1 where anything is wrong. Nothing here waits for a time.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1200, "height": 900}

# How pages are looked at for accessibility, the last one for every event.
WAYS = [(DESK, "light"), (PHONE, "light"), (PHONE, "dark"), (DESK, "dark")]

# The rules of WCAG 2.2 AA, and those that are off by default: how large a target must be.
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

# Texts of one drawing that overlap by more than a hair, and texts that leave their drawing. Halos and line gaps are no text.
COLLISIONS = """() => {
    const found = [];
    for (const svg of document.querySelectorAll('svg')) {
        const frame = svg.getBoundingClientRect();
        if (frame.width === 0) continue;
        const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
        const name = svg.querySelector('title').textContent;
        const slack = 1.5;
        texts.forEach(([one, a], i) => {
            if (a.left < frame.left - slack || a.right > frame.right + slack || a.top < frame.top - slack || a.bottom > frame.bottom + slack)
                found.push(`${name}: "${one}" leaves the drawing`);
            for (const [other, b] of texts.slice(i + 1)) {
                const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                if (wide > slack && high > 3) found.push(`${name}: "${one}" and "${other}" collide`);
            }
        });
    }
    return found;
}"""

# What sticks out of the page, where nothing scrolls it.
OVERFLOW = """() => {
    const wide = [...document.querySelectorAll('body *')].filter(element => !element.closest('.scroll, .unseen, .skip, svg'));
    const out = wide.filter(element => element.getBoundingClientRect().right > innerWidth + 0.5);
    return out.map(element => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
}"""


class Visit:
    """A page as one reader sees it; what goes wrong on the way is kept in `faults`."""

    def __init__(self, browser: Browser, file: Path, viewport: dict, scheme: str, scripts: bool = False):
        # Scripts are off where not asked for: everything must be there to read.
        self.context = browser.new_context(viewport=viewport, color_scheme=scheme, java_script_enabled=scripts, offline=True)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        address = file.resolve().as_uri()
        self.page.on("request", lambda request: request.url == address or self.faults.append(f"asks for {request.url[:99]}"))
        self.page.on("console", lambda message: self.faults.append(f"says on the console: {message.text[:199]}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"fails: {error}"))
        self.page.goto(address)

    def close(self, what: str) -> list[str]:
        self.context.close()
        return [f"{what}: {fault}" for fault in self.faults]


def unfold(page: Page, long: bool) -> None:
    """Opens what is folded; without `long`, not the tables of many rows, which are like the short ones and take axe minutes."""
    folds = "details" if long else "details:not(.rows)"
    page.evaluate("folds => document.querySelectorAll(folds).forEach(fold => fold.open = true)", folds)


def accessible(browser: Browser, file: Path, viewport: dict, scheme: str) -> list[str]:
    # The page has no script; axe waits for timers, which a browser without scripts does not run.
    visit = Visit(browser, file, viewport, scheme, scripts=True)
    unfold(visit.page, long=False)
    visit.page.evaluate(AXE_SCRIPT)
    results = visit.page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    for violation in results["violations"]:
        visit.faults += [f"{violation['id']}: {node['html'][:199]}" for node in violation["nodes"][:3]]
    if not results["passes"]:
        visit.faults.append("nothing was looked at")
    return visit.close(f"{file.name}, {scheme}")


def readable(browser: Browser, file: Path, viewport: dict) -> list[str]:
    visit = Visit(browser, file, viewport, "light")
    unfold(visit.page, long=True)
    width = visit.page.evaluate("() => document.documentElement.scrollWidth")
    if width > viewport["width"]:
        visit.faults.append(f"is {width} wide: {visit.page.evaluate(OVERFLOW)[:5]}")
    visit.faults += visit.page.evaluate(COLLISIONS)
    return visit.close(f"{file.name}, {viewport['width']} px")


def on_paper(browser: Browser, file: Path) -> tuple[list[str], int]:
    """Prints what a reader in the dark would print, and reads the paper."""
    visit = Visit(browser, file, DESK, "dark", scripts=True)
    definition = visit.page.evaluate("() => document.querySelector('.definitions dd, .definitions code').textContent")
    paper = visit.page.pdf(format="A4", print_background=True)
    pages = len(re.findall(rb"/Type /Page\b", paper))
    text = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    if " ".join(definition.split()) not in " ".join(text.split()):
        visit.faults.append("does not print its definitions")
    visit.page.emulate_media(media="print", color_scheme="dark")
    ground = visit.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    if ground != "rgb(255, 255, 255)":
        visit.faults.append(f"prints on {ground}")
    return visit.close(f"{file.name}, on paper"), pages


def main(folders: list[Path]) -> int:
    faults: list[str] = []
    looked, pages = 0, 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for folder in folders:
            files = sorted(folder.glob("report.*.html"))
            for file in files:
                looked += 1
                # The words differ between the languages, the markup does not: each is looked at in one way, the first in two.
                for viewport, scheme in WAYS[files.index(file) : files.index(file) + 1] + (WAYS[-1:] if file == files[0] else []):
                    faults += accessible(browser, file, viewport, scheme)
                for viewport in (PHONE, DESK):
                    faults += readable(browser, file, viewport)
            printed, count = on_paper(browser, files[0])
            faults += printed
            pages += count
            if not 2 <= count <= 80:
                faults.append(f"{files[0]}: {count} pages on paper")
        browser.close()
    for fault in faults:
        print(fault)
    print(f"{looked} pages, {pages} sheets of paper, {len(faults)} faults")
    return 1 if faults or not looked else 0


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
