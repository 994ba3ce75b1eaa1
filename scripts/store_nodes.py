"""Nodes of chancery on one PostgreSQL store, for the scripts beside this file."""

import os
import pathlib
import shutil
import signal
import subprocess

from chancery_server import Failure, Server
from postgresql_clusters import OWNER
from processes import ending_with_us, processor_seconds


def chancery(binary, *words, environment=None):
    """Runs a command of chancery to its end; returns its output."""
    done = subprocess.run([str(binary), *map(str, words)], capture_output=True, text=True, env=os.environ | (environment or {}))
    if done.returncode != 0:
        raise Failure(f"chancery {' '.join(map(str, words[:2]))} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def migrate(binary, cluster, passwords):
    """Makes the tables, as the owner."""
    return chancery(binary, "store", "migrate", "--store", cluster.url(OWNER), "--store-password-file", passwords)


class Node(Server):
    """A chancery process that ends with this script: start it on the main thread. With a `store` it is one of many, by its name."""

    def __init__(self, binary, folder, name="node", store=None, passwords=None, options=()):
        self.name = name
        words = ["--store", store, "--store-password-file", str(passwords), "--node", name] if store else []
        super().__init__(binary, pathlib.Path(folder) / name, options=[*words, *options])
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.log = self.data.parent / f"{name}.log"

    def command(self):
        return ending_with_us(super().command())

    def join(self, first):
        """Takes the keys of another node, so that this one can sign for the same authorities; and the administrator's password, which the script signs in with."""
        chancery(self.binary, "node", "add", "--from", first.data, "--data", self.data)
        shutil.copy(first.data / "admin-credentials", self.data)
        return self

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def running(self):
        return self.process is not None and self.process.poll() is None

    def is_ready(self):
        """What /readyz answers."""
        try:
            connection = self.connection(timeout=3)
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            answer.read()
            connection.close()
            return answer.status == 200
        except (OSError, ValueError):
            return False

    def processor_seconds(self):
        return processor_seconds(self.process.pid)
