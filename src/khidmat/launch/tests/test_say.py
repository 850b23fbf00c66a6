"""What the terminal shows."""

import pytest

from khidmat.launch.say import Progress


def test_a_childs_progress_is_drawn_as_a_bar_and_other_words_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = Progress("The demo")
    shown.hear("progress 30 120 applications")
    assert capsys.readouterr().out == "… The demo · █████░░░░░░░░░░░░░░░ 30 of 120 · applications\n"
    other = Progress("The demo")
    other.hear("drawing portraits")
    assert capsys.readouterr().out == "… The demo · drawing portraits\n"


def test_a_file_is_not_flooded_with_progress(capsys: pytest.CaptureFixture[str]) -> None:
    shown = Progress("The demo")
    for done in range(1000):
        shown.hear(f"progress {done} 1000 applications")
    assert capsys.readouterr().out.count("\n") == 1
