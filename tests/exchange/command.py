"""`encommun` with the commands of this part, whether or not it has them by now."""

import sys

from encommun.cli import cli, main
from encommun.exchange.commands import add_commands

if "import" not in {each.name for each in cli.registered_commands}:
    add_commands(cli)

if __name__ == "__main__":
    sys.argv[0] = "encommun"
    main()
