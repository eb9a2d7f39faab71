"""Serves a commons in processes that are forked one after the other, so that only the first imports anything.

`python -m tests.records.serving_forks URL` forks a server for each line of its input, and prints its process id and
port; `over` follows its end.
"""

import os
import socket
import sys

import uvicorn

from encommun.app import create_app
from encommun.settings import Settings


def tell(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def serve(settings: Settings, listener: socket.socket) -> None:
    uvicorn.Server(uvicorn.Config(create_app(settings), lifespan="on", log_level="warning")).run(sockets=[listener])


def main(url: str) -> None:
    settings = Settings(database_url=url)
    for _ in sys.stdin:
        listener = socket.create_server(("127.0.0.1", 0))
        run = os.fork()
        if run == 0:
            serve(settings, listener)
            os._exit(0)
        tell(run, listener.getsockname()[1])
        listener.close()
        os.waitpid(run, 0)
        tell("over")


if __name__ == "__main__":
    main(sys.argv[1])
