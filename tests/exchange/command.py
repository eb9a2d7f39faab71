"""`encommun` with the commands of this part, which takes a file of thousands of lines for a large one."""

import sys

from encommun.cli import cli, main
from encommun.exchange.commands import add_commands
from resolvers.exchange import importer

if "import" not in {each.name for each in cli.registered_commands}:
    add_commands(cli)

importer.CHUNK = 250

if __name__ == "__main__":
    sys.argv[0] = "encommun"
    main()
