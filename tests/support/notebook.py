"""Executes the cells of a notebook in their order, in a process that has nothing else: `python notebook.py FILE`.

The last expression of a cell is printed, as Jupyter shows it.
"""

import ast
import json
import sys
from pathlib import Path


def run(file: Path) -> None:
    space: dict[str, object] = {"__name__": "__main__"}
    for cell in json.loads(file.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            run_cell("".join(cell["source"]), f"{file.name} {cell['id']}", space)


def run_cell(source: str, name: str, space: dict[str, object]) -> None:
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), space)  # noqa: S102 - our own example
    if last is not None:
        shown = eval(compile(ast.Expression(last.value), name, "eval"), space)  # noqa: S307 - as above
        if shown is not None:
            print(shown)  # noqa: T201 - what a reader sees


if __name__ == "__main__":
    run(Path(sys.argv[1]))
    loaded = {"scipy", "requests", "sklearn"} & sys.modules.keys()
    if loaded:
        sys.exit(f"The notebook needs more than its requirements: {loaded}")
