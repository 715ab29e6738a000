"""Takes notifications."""

import queue
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

MOST_SECONDS = 30


class CallbackServer:
    def __init__(self) -> None:
        bodies: "queue.Queue[str]" = queue.Queue()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                bodies.put(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(204)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self._bodies = bodies
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/notifications"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> "CallbackServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wait(self) -> str:
        """The next notification, as JSON. Raises queue.Empty if none comes within 30 seconds."""
        return self._bodies.get(timeout=MOST_SECONDS)
