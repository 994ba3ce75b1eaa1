"""Starts, kills and asks a chancery server, for the scripts beside this file. Python's standard library and the openssl command only."""

import base64
import http.client
import json
import os
import pathlib
import queue
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Failure(Exception):
    """A promise that did not hold."""


class Server:
    """One chancery process on a data directory, on ports of its own choosing."""

    def __init__(self, binary, data, wrapper=(), environment=None, options=()):
        self.binary, self.data, self.wrapper, self.options = str(binary), pathlib.Path(data), list(wrapper), list(options)
        self.environment = environment
        self.process = None
        self.lines = []
        self.log = self.data.parent / "server.log"

    def command(self):
        return self.wrapper + [self.binary, "serve", "--data", str(self.data), "--https", "127.0.0.1:0", "--http", "127.0.0.1:0"] + self.options

    def launch(self):
        """Starts the process and does not wait for it."""
        self.process = subprocess.Popen(
            self.command(), stdout=subprocess.PIPE, stderr=open(self.log, "ab"), text=True, start_new_session=True, env=self.environment)
        self.lines = queue.Queue()
        self.told = []
        threading.Thread(target=self._listen, args=(self.process.stdout, self.lines, self.told), daemon=True).start()

    @staticmethod
    def _listen(stream, lines, told):
        for line in stream:
            told.append(line)
            lines.put(line)
        lines.put(None)

    def start(self, seconds=120):
        """Starts the process and returns when both listeners answer /healthz."""
        began = time.monotonic()
        self.launch()
        deadline = began + seconds
        while True:
            if self.process.poll() is not None:
                raise Failure(f"chancery ended with status {self.process.returncode} instead of becoming ready:\n{self.tail()}")
            if (self.data / "endpoints.json").exists() and self.healthy():
                return time.monotonic() - began
            if time.monotonic() > deadline:
                raise Failure(f"chancery was not ready within {seconds} s:\n{self.tail()}")
            try:
                # A line of output means progress; without one, look again soon.
                self.lines.get(timeout=0.02)
            except queue.Empty:
                pass

    def healthy(self):
        try:
            secure, plain = self.connection(timeout=5), self.plain_connection(timeout=5)
            for connection in (secure, plain):
                connection.request("GET", "/healthz")
                answer = connection.getresponse()
                answer.read()
                connection.close()
                if answer.status != 200:
                    return False
            return True
        except (OSError, ValueError, http.client.HTTPException):
            return False

    def tail(self):
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "".join(self.told[-20:]) + text[-4000:]

    def endpoint(self, name):
        return urllib.parse.urlsplit(json.loads((self.data / "endpoints.json").read_text())[name])

    def connection(self, timeout=30):
        url = self.endpoint("https")
        context = ssl.create_default_context(cafile=str(self.data / "root.pem"))
        return http.client.HTTPSConnection(url.hostname, url.port, context=context, timeout=timeout)

    def plain_connection(self, timeout=30):
        url = self.endpoint("http")
        return http.client.HTTPConnection(url.hostname, url.port, timeout=timeout)

    def authorization(self):
        fields = dict(line.split("=", 1) for line in (self.data / "admin-credentials").read_text().splitlines() if "=" in line)
        pair = f"{fields['username']}:{fields['password']}".encode()
        return {"Authorization": "Basic " + base64.b64encode(pair).decode()}

    def call(self, connection, method, path, body=None):
        """One request; returns status and the decoded JSON."""
        headers = self.authorization()
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        connection.request(method, path, body=data, headers=headers)
        answer = connection.getresponse()
        text = answer.read()
        try:
            return answer.status, json.loads(text) if text else None
        except ValueError:
            return answer.status, text

    def authority(self):
        """The issuing CA as /api/v1 describes it."""
        connection = self.connection()
        status, authorities = self.call(connection, "GET", "/api/v1/authorities")
        connection.close()
        if status != 200 or not authorities:
            raise Failure(f"GET /api/v1/authorities answered {status}: {authorities}")
        return authorities[0]

    def requests_path(self):
        return "/api/v1/authorities/" + urllib.parse.quote(self.authority()["name"]) + "/requests"

    def pid(self):
        """The server's own process, below a wrapper such as strace."""
        if not self.wrapper:
            return self.process.pid
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0])

    def kill(self):
        """SIGKILL, to the whole group."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """SIGTERM, and the wait for an orderly end."""
        if self.process and self.process.poll() is None:
            os.kill(self.pid(), signal.SIGTERM)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()
                raise Failure("chancery did not end within 30 s of SIGTERM")


def openssl(*arguments, data=None):
    """Runs openssl; returns its output, and fails with what it said."""
    done = subprocess.run(["openssl", *map(str, arguments)], input=data, capture_output=True)
    if done.returncode != 0:
        raise Failure(f"openssl {' '.join(map(str, arguments))}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def make_request(folder, name):
    """A PKCS#10 with a new P-256 key, as PEM text."""
    file = pathlib.Path(folder) / f"{name}.csr"
    openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", pathlib.Path(folder) / f"{name}.key",
            "-subj", f"/CN={name}", "-out", file)
    return file.read_text()


def revocation_list(server):
    """The number of the list that is served, and the serial numbers on it in upper-case hex."""
    text = openssl("crl", "-inform", "DER", "-noout", "-crlnumber", "-text", data=fetch_crl(server)).decode()
    number = next(line for line in text.splitlines() if line.startswith("crlNumber="))
    serials = {line.split(":", 1)[1].strip() for line in text.splitlines() if line.strip().startswith("Serial Number:")}
    return int(number.split("=", 1)[1].strip(), 16), serials


def fetch_crl(server):
    """The issuing CA's revocation list over the plain listener."""
    path = "/crl/" + urllib.parse.quote(server.crl_name)
    connection = server.plain_connection()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise Failure(f"GET {path} answered {answer.status}")
    return body


def distribution_point(certificate_pem):
    """The first CRL URL in a certificate."""
    text = openssl("x509", "-noout", "-ext", "crlDistributionPoints", data=certificate_pem.encode()).decode()
    for word in text.split():
        if word.startswith("URI:"):
            return word[4:]
    raise Failure("a certificate names no revocation list")


def serial_of(certificate_pem):
    return openssl("x509", "-noout", "-serial", data=certificate_pem.encode()).decode().strip().split("=", 1)[1]


def binary_from(arguments):
    binary = pathlib.Path(arguments.binary).resolve()
    if not binary.is_file():
        sys.exit(f"{binary} does not exist; build it with `make build`, or name another with --binary.")
    return binary


def workspace(keep=None):
    """A new folder for one run; `keep` names one that stays."""
    if keep:
        pathlib.Path(keep).mkdir(parents=True, exist_ok=True)
        return pathlib.Path(keep)
    return pathlib.Path(tempfile.mkdtemp(prefix="chancery-"))


def clear(folder, keep=None):
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)
