"""`python -m encommun` is the `encommun` command."""

from encommun.cli import main

if __name__ == "__main__":
    main()
