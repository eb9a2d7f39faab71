"""`encommun`, and `python -m encommun`: the command line, loaded without looking for garbage where there is none."""

import gc

gc.set_threshold(100_000)  # a tenth of a server's start; it sets its own threshold once it answers

from encommun.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
