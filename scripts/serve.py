"""Read the handbook on this computer: python3 scripts/serve.py

Makes the environment, then serves the site with live reload until Ctrl+C.
"""

import os
import socket

import environment

FIRST_PORT = 8000


def main() -> None:
    """Serve on the first free port from 8000 on, with the site told the address that it has."""
    environment.make("site")
    port = free_port(FIRST_PORT)
    if port != FIRST_PORT:
        environment.say(f"Port {FIRST_PORT} is taken; the next free one is {port}.")
    address = f"127.0.0.1:{port}"
    os.environ["SITE_URL"] = f"http://{address}/"
    os.chdir(environment.ROOT)
    environment.say(f"Starting the handbook at http://{address}/ (Ctrl+C ends it)")
    environment.become([str(environment.PYTHON), "-m", "mkdocs", "serve", "--dev-addr", address])


def free_port(first: int) -> int:
    """The first port from this one on that nobody listens on."""
    for port in range(first, first + 1000):
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
    raise SystemExit(f"No port from {first} to {first + 999} is free.")


if __name__ == "__main__":
    main()
