"""An HTTP server for the tests of `certreq verify --fetch`: files of a folder, an OCSP responder of OpenSSL, and misbehavior by name.

Prints its port; ends when its standard input ends. Writes each request line to `requests.log` in the folder."""
import http.server
import os
import subprocess
import sys
import tempfile
import threading
import time

folder = sys.argv[1]
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def note(self):
        with lock, open(os.path.join(folder, "requests.log"), "a") as log:
            log.write(f"{self.command} {self.path}\n")

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.note()
        parts = self.path.strip("/").split("/")
        if parts[0] == "redirect":
            left = int(parts[1]) - 1
            self.answer(302, Location="/" + "/".join(parts[2:] if left == 0 else ["redirect", str(left)] + parts[2:]))
        elif parts[0] == "elsewhere":
            targets = {"file": "file:///etc/passwd", "tls": "https://127.0.0.1/x", "local": "http://169.254.169.254/x", "number": "http://127.0.0.2/x"}
            port = self.server.server_address[1]
            targets |= {"hex": f"http://0x7f000001:{port}/issuing.crl", "short": f"http://0x7f.1:{port}/issuing.crl",
                        "octal": f"http://0177.0.0.1:{port}/issuing.crl", "name": f"http://localhost:{port}/issuing.crl",
                        "decimal": "http://2852039166/x", "hexlocal": "http://0xA9FEA9FE/x", "mapped": "http://[::ffff:169.254.169.254]/x",
                        "link": "http://[fe90::1]/x", "any6": "http://[::]/x", "zero": "http://0/x"}
            self.answer(302, Location=targets[parts[1]])
        elif parts[0] == "endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(bytes(1 << 20))
            except OSError:
                pass
        elif parts[0] == "slow":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(300):
                    self.wfile.write(b"0")
                    time.sleep(0.1)
            except OSError:
                pass
        else:
            try:
                with open(os.path.join(folder, os.path.basename(self.path)), "rb") as file:
                    self.answer(200, file.read())
            except OSError:
                self.answer(404)

    def do_POST(self):
        self.note()
        if self.path != "/ocsp":
            return self.answer(404)
        question = self.rfile.read(int(self.headers["Content-Length"]))
        with tempfile.TemporaryDirectory() as place:
            with open(place + "/request", "wb") as file:
                file.write(question)
            subprocess.run(
                ["openssl", "ocsp", "-index", "index.txt", "-CA", "issuing.pem", "-rsigner", "issuing.pem", "-rkey", "issuing.key",
                 "-reqin", place + "/request", "-respout", place + "/response", "-ndays", "1"],
                cwd=folder, check=True, capture_output=True)
            with open(place + "/response", "rb") as file:
                self.answer(200, file.read(), **{"Content-Type": "application/ocsp-response"})


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
