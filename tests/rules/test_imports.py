"""An app's inside is private: other apps reach it through `public.py` and `hooks.py`; models by string only."""

import grimp
import pytest

#: What of an app others may import: its contents page, its hooks; config may take the lists it hands out.
OPEN = {"public", "hooks"}
#: Rooms without data of their own, whose modules are their contents page.
LIBRARIES = {"kernel", "ui"}
LISTS = {"api", "events", "policies", "jobs", "urls", "registry", "definition", "hooks", "reports"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("khidmat")


def test_the_inside_of_an_app_is_private(graph: grimp.ImportGraph) -> None:
    wrong = []
    for module in graph.modules:
        app = module.split(".")[1] if "." in module else ""
        if ".tests" in module or app in ("", "__main__"):
            continue
        for target in graph.find_modules_directly_imported_by(module):
            parts = target.split(".")
            if len(parts) < 3 or parts[1] in (app, *LIBRARIES):
                continue
            part = parts[2]
            if part not in OPEN and not (app == "config" and part in LISTS):
                wrong.append(f"{module} imports {target}")
    assert sorted(wrong) == []


def test_the_launcher_imports_nothing_of_the_rest(graph: grimp.ImportGraph) -> None:
    wrong = [
        f"{module} imports {target}"
        for module in graph.modules
        if module.startswith("khidmat.launch")
        for target in graph.find_modules_directly_imported_by(module)
        if not target.startswith("khidmat.launch")
    ]
    assert wrong == []
