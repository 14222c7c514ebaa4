"""One walk in Firefox, as Debian has it: open an SOP, change it, see it drawn and printed.

``make firefox`` runs it in an environment of its own, which has Mozilla's client of its protocol:
``python walk.py ADDRESS WAY``. What Firefox's console complains of ends it with an error.
"""

import shutil
import sys
from pathlib import Path

from marionette_driver import By, Wait
from marionette_driver.marionette import Marionette

_LISTENER = """
window.complaints = [];
addEventListener("securitypolicyviolation", (e) => complaints.push(e.violatedDirective));
addEventListener("error", (e) => complaints.push(e.message));
"""


def walk(firefox: Marionette, address: str, way: str) -> None:
    """Change an SOP's name and one symbol; raise where anything is not as it should be."""
    firefox.navigate(address)
    assert firefox.find_element(By.CSS_SELECTOR, "#main").is_displayed()
    firefox.navigate(f"{address}sop/{way}")
    firefox.execute_script(_LISTENER, sandbox=None)
    wait = Wait(firefox, timeout=60)
    wait.until(lambda each: each.find_elements(By.CSS_SELECTOR, "#drawing svg .symbol"))
    wait.until(lambda each: each.find_elements(By.CSS_SELECTOR, "#pages img"))
    name = firefox.find_element(By.CSS_SELECTOR, "#f-nama")
    name.clear()
    name.send_keys("Nama dari Firefox")
    wait.until(lambda each: _said(each, "#saved") == "tersimpan")
    assert _said(firefox, "#title").endswith("Nama dari Firefox")
    cell = firefox.find_element(By.CSS_SELECTOR, "#s-1 .cell:not(.there)")
    place = cell.get_attribute("id")
    firefox.execute_script("arguments[0].scrollIntoView({block: 'center'})", [cell])
    cell.click()
    wait.until(lambda each: each.find_elements(By.CSS_SELECTOR, f"#{place}.there"))
    complaints = firefox.execute_script("return window.complaints", sandbox=None)
    assert complaints == [], complaints


def _said(firefox: Marionette, where: str) -> str:
    return str(firefox.find_element(By.CSS_SELECTOR, where).text)


if __name__ == "__main__":
    program = Path(shutil.which("firefox-esr") or "firefox").resolve()  # not the link to it
    browser = Marionette(bin=str(program), headless=True, app="fxdesktop")
    browser.start_session()
    try:
        walk(browser, *sys.argv[1:])
    finally:
        browser.quit(in_app=True)
        browser.cleanup()
    print("Firefox: done")
