"""Reports in a real browser: nothing is fetched, nothing fails, the filter works, phones and screen readers are served.

Needs Chromium, the Python package playwright, and for the last test axe-core from npm (`npm install axe-core`).
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report.conftest import COUNTED, IDENTITY, REFUTED, certified, every_kind
from verify.engine.record import Record
from verify.report.render import render

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "index.html", "exp.html", "exp.lowest.html", "exp.family.html", "mitchell.html", "mitchell.tenth.html",
    "open.solver_only.html", "settled.identity.html", "settled.refuted.html", "settled.split.html",
)  # fmt: skip
SPLIT = (
    '{"evidence":{"condition":"x < 0",'
    '"no":{"evidence":{"factor":[],"lemmas":[],"sum":[{"constraints":[0],"times":"1"}]}'
    ',"rule":"polynomial"},"yes":{"evidence":{"factor":[],"lemmas":[],"sum":[{"constraints":[0],"times":"1"}]},'
    '"rule":"polynomial"}},"format":"verify-certificate/1","rule":"split",'
    '"statement":"forall real x: (if x < 0 then -x else x) >= 0","witness":{"x":"0"}}'
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: apt-get install chromium")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with a page of every kind."""
    settled = (
        certified("identity", IDENTITY, "PROVED"), certified("refuted", REFUTED, "REFUTED"),
        certified("counted", COUNTED, "PROVED"), certified("split", SPLIT, "PROVED"),
    )  # fmt: skip
    made = every_kind()
    record = Record(
        made.versions, made.platform, (*made.verdicts, *settled), made.settings, {"proofs/exp.py": "Why.\n\nMore."}
    )
    return render(record, (IDENTITY, REFUTED, COUNTED, SPLIT), tmp_path_factory.mktemp("report")).parent


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


def opened(browser: Any, report: Path, name: str, width: int = 1000, scheme: str = "light") -> Any:
    """The page, with what went wrong or was fetched on the way as its `noted`."""
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    page.noted = []
    page.on("console", lambda message: page.noted.append(message.text))
    page.on("pageerror", lambda error: page.noted.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else page.noted.append(asked.url))
    page.goto((report / name).as_uri())
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_without_an_error_or_a_request(browser: Any, report: Path, name: str) -> None:
    page = opened(browser, report, name)
    assert page.noted == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(browser: Any, report: Path, name: str) -> None:
    page = opened(browser, report, name, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_filter_works_without_a_script(browser: Any, report: Path) -> None:
    page = opened(browser, report, "index.html")

    def visible() -> list[str]:
        return [row.inner_text().split()[0] for row in page.locator("tr.one").all() if row.is_visible()]

    assert len(visible()) == 13
    page.get_by_label("mitchell").check()
    assert visible() == ["ninth_at_every_word_size", "ninth_over_the_reals", "tenth"]
    page.get_by_label("refuted").check()
    assert visible() == ["tenth"]
    page.locator("#area").check()
    assert visible() == ["odd", "tenth", "refuted"]
    assert page.locator("tr.group").filter(visible=True).count() == 3
    page.get_by_label("not as expected").check()
    assert visible() == ["solver_only"]


def test_the_keyboard_reaches_the_content_and_the_filter(browser: Any, report: Path) -> None:
    page = opened(browser, report, "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm install axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_contrast_landmarks_and_names_pass_axe(browser: Any, report: Path, name: str, scheme: str) -> None:
    page = opened(browser, report, name, scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert found["passes"]
    told = [f"{item['id']}: {[node['target'] for node in item['nodes'][:3]]}" for item in found["violations"]]
    assert told == []
