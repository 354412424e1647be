"""Fixtures shared by all tests."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,900",
)


REPORTED = ("spacy", "thinc", "rapidfuzz", "attrs", "numpy", "click", "pandas", "polars", "pyarrow")
"""Packages whose versions a run of the tests names, where they are installed."""


def pytest_report_header() -> str:
    python = ".".join(map(str, sys.version_info[:3]))
    there = {dist.name.lower(): dist.version for dist in metadata.distributions()}
    versions = [f"{name} {there[name]}" for name in REPORTED if name in there]
    return f"tested on: Python {python}, {', '.join(versions)}"


@pytest.fixture(scope="session", autouse=True)
def ctrl_c() -> Iterator[None]:
    """A shell starts what runs in the background, and all that it starts, with Ctrl-C ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def english() -> Language:
    """The English pipeline that quotex finds by itself, without the parts it does not read."""
    from quotex.models import get_model

    return get_model()


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """A whole English pipeline, as a user loads it, with quotex added."""
    import spacy

    from quotex.models import best_installed

    nlp = spacy.load(best_installed())
    nlp.add_pipe("quotex")
    return nlp


@pytest.fixture
def deaf(tmp_path: Path) -> Path:
    """A folder of weights by which no word reports and nothing between marks is speech."""
    from quotex.weights import CARD, SHIPPED

    folder = Path(shutil.copytree(SHIPPED, tmp_path / "deaf"))
    card = json.loads((folder / CARD).read_text("utf-8"))
    for name, key, value in (("quotations", "speech cut", 2.0), ("reports", "any", {"bias": -99})):
        path = folder / f"{name}.json"
        data = json.loads(path.read_text("utf-8"))
        data[key] = data[key] | value if isinstance(value, dict) else value
        path.write_text(json.dumps(data), "utf-8")
        card["files"][path.name] = sha256(path.read_bytes()).hexdigest()
    (folder / CARD).write_text(json.dumps(card), "utf-8")
    return folder


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real browser without a window, which keeps what its console says."""
    pytest.importorskip("selenium", reason="selenium is not installed")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and chromedriver):
        pytest.skip("no chromium with chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    yield driver
    driver.quit()
