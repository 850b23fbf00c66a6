"""A counter worked by the keyboard alone, with every press counted that is not the typing of a value.

What counts as one interaction: a press of Tab, Enter (with control or without), Space or an arrow; the choice of a
file in the system's own window (its name is typed, one Enter takes it). What does not: the letters and digits of a
value, among them those that lead a list of names to the one that begins so. No mouse is used.
"""

from pathlib import Path

from playwright.sync_api import Page, expect

#: More stops than any screen has: the cursor goes round and does not come to the place.
TOO_FAR = 80


class Keys:
    """One operator's hands."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0
        # Heard from the beginning: a listener added at the moment of the press may come after the window.
        page.on("filechooser", lambda _window: None)

    def press(self, key: str, times: int = 1) -> None:
        """Press a key that is no value."""
        for _time in range(times):
            self.page.keyboard.press(key)
            self.count += 1

    def write(self, text: str) -> None:
        """Type a value."""
        self.page.keyboard.insert_text(text)

    def spell(self, text: str) -> None:
        """Type a value letter by letter, where the page or a list answers to each."""
        self.page.keyboard.type(text)

    def to(self, name: str) -> None:
        """Go on with Tab to an input of this name."""
        for _stop in range(TOO_FAR):
            if self.page.evaluate("document.activeElement.name || ''") == name:
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not come to {name}")

    def on(self, text: str) -> None:
        """Go on with Tab to a button or link of this text."""
        for _stop in range(TOO_FAR):
            here = "document.activeElement === document.body ? '' : document.activeElement.textContent || ''"
            if text.casefold() in self.page.evaluate(here).casefold():
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not come to {text}")

    def choose(self, name: str, value: str) -> None:
        """Go to a group of cards and on with the arrows to one of them."""
        chosen = f"document.querySelector('[name={name}]:checked')?.value"
        if self.page.evaluate(chosen) == value:
            return
        self.to(name)
        for key in ("Space", *["ArrowDown"] * 9):
            self.press(key)
            if self.page.evaluate(chosen) == value:
                return
        raise AssertionError(f"no arrow leads to {value} of {name}")

    def attach(self, name: str, path: Path) -> None:
        """Open the system's window at a file input, write the file's name there, take it."""
        self.to(name)
        with self.page.expect_file_chooser() as window:
            self.press("Enter")
        window.value.set_files(str(path))
        self.count += 1

    def form(self, **values: str) -> None:
        """Fill in fields by name, cards among them, in the place of what stands there; then the form's button."""
        for name, value in values.items():
            if self.page.locator(f"[name={name}]").first.get_attribute("type") == "radio":
                self.choose(name, value)
                continue
            self.to(name)
            self.press("Control+a")
            self.write(value)
        self.to_button()
        with self.page.expect_navigation():
            self.press("Enter")

    def to_button(self) -> None:
        """Go on with Tab to the button that sends."""
        for _stop in range(TOO_FAR):
            if self.page.evaluate("document.activeElement.matches('button.btn')"):
                return
            self.press("Tab")
        raise AssertionError("Tab does not come to a button")

    def enter(self, heading: str) -> None:
        """Send what the cursor is in; the page with this heading comes."""
        self.press("Enter")
        expect(self.page.locator("h1")).to_contain_text(heading)
