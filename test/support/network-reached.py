"""Waits until all hosts named by their addresses are reached; until IPv6 has noticed that a link is up its packets are lost."""
import socket
import sys
import time

NOBODYS_PORT = 1
GIVE_UP_S = 20


def is_reached(address):
    try:
        socket.create_connection((address, NOBODYS_PORT), 0.1).close()
    except ConnectionRefusedError:
        return True
    except OSError:
        return False
    return True


end = time.monotonic() + GIVE_UP_S
for address in sys.argv[1:]:
    while not is_reached(address):
        if time.monotonic() > end:
            sys.exit(f"{address} is not reached")
        time.sleep(0.02)
