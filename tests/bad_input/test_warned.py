"""The operator types what is other than the index: she is told so at once, and nothing of what the index has."""

from tests.bad_input.conftest import Browser
from tests.rights.posts import A
from tests.rights.world import APPLICANTS, World, answers


def test_the_operator_is_warned_beside_her_typing(staffed: World, officer: Browser) -> None:
    staffed.sent(A)
    screen, sana = f"/duty/counter/{staffed.entry(A).pk}/", officer("sana", "en")
    typed = {name: text for page in answers(APPLICANTS[A]).values() for name, text in page.items()}
    for name, differs in (("Usman Ghani", "yes"), ("Bilal Ahmad", "no"), ("Usman Ghani", "yes")):
        urdu = "بلال احمد" if differs == "no" else "عثمان غنی"
        answer = sana.post(f"{screen}save/", {**typed, "name": name, "name_ur": urdu})
        assert (answer.status_code, answer.headers["X-Differs"], answer.content) == (204, differs, b"")
    shown = sana.get(screen).content.decode()
    assert "data-differs>" in shown
    assert "Look at the card once more" in shown
    assert "Bilal Ahmad" not in shown.partition("data-differs>")[2]
