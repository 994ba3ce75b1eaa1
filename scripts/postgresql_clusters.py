"""Starts, breaks and asks PostgreSQL clusters of its own on loopback, for the scripts beside this file. Python's standard library, psql, and PostgreSQL's programs only.

A cluster never outlives the script, even one that ends by SIGKILL: each process is sent SIGKILL when its parent ends. PostgreSQL does not run as root, so for root the
clusters run as the user `postgres`. Run as a program, this file tries itself: a primary, a standby, a promotion, a full disk.
"""

import os
import pathlib
import resource
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from chancery_server import Failure
from processes import descendants, ending_with_us, free_port, has_own_mounts, in_own_mounts, processor_seconds

OWNER, APPLICATION, DATABASE, STANDBY = "chancery_owner", "chancery_app", "chancery", "standby"
SEPARATOR = "\x1f"


def programs():
    """The folder with initdb and postgres: pg_config's, or Debian's newest."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parent.parent.name))
    if found:
        return found[-1].parent
    if shutil.which("initdb"):
        return pathlib.Path(shutil.which("initdb")).parent
    sys.exit("PostgreSQL's server is missing: apt-get install postgresql")


class Cluster:
    """One PostgreSQL server on a port that stays its own. Its data lie in `folder/name`: on a disk of `room` MiB of its own, where that may be mounted."""

    def __init__(self, folder, name, settings=None, room=None):
        self.name, self.port, self.bin = name, free_port(), programs()
        self.place = pathlib.Path(folder) / name
        self.data, self.sockets, self.log = self.place / "data", self.place / "run", self.place.parent / f"{name}.log"
        self.settings = {"fsync": "on", "full_page_writes": "on", "max_connections": "200", "shared_buffers": "128MB", "log_line_prefix": "%m [%p] ",
                         "max_wal_senders": "10", "wal_keep_size": "64MB"} | (settings or {})
        self.process = None
        self.mounted = bool(room and has_own_mounts())
        self.place.mkdir(parents=True)
        # Others than root must be able to pass.
        for parent in [self.place.parent, self.place]:
            parent.chmod(0o711)
        if self.mounted:
            self.run(["mount", "-t", "tmpfs", "-o", f"size={room}m,mode=0711", "tmpfs", self.place], as_user=False)
        self.sockets.mkdir()
        self.log.touch()
        if os.geteuid() == 0:
            shutil.chown(self.place, "postgres", "postgres")
            shutil.chown(self.sockets, "postgres", "postgres")

    def run(self, command, as_user=True, environment=None):
        """Runs one of PostgreSQL's programs to its end, as the user that owns the cluster."""
        words = ending_with_us(command, "postgres" if as_user else None)
        done = subprocess.run(words, capture_output=True, text=True, cwd="/", env=os.environ | (environment or {}))
        if done.returncode != 0:
            raise Failure(f"{' '.join(map(str, command[:4]))} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    # Beginning

    def initialize(self, wal_segment=16):
        """An empty cluster with checksums, asking for passwords over TCP."""
        self.run([self.bin / "initdb", "--pgdata", self.data, "--username", "postgres", "--encoding", "UTF8", "--lc-collate", "C", "--lc-ctype", "C.UTF-8",
                  "--data-checksums", "--wal-segsize", str(wal_segment), "--auth-local", "trust", "--auth-host", "scram-sha-256"])
        return self

    def start(self, seconds=60):
        """Starts the server and returns when it answers; a standby answers too."""
        words = [self.bin / "postgres", "-D", self.data]
        settings = self.settings | {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.sockets}
        for name, value in settings.items():
            words += ["-c", f"{name}={value}"]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(ending_with_us(words, "postgres"), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True)
        deadline = time.monotonic() + seconds
        while not self.answers():
            if self.process.poll() is not None:
                raise Failure(f"PostgreSQL {self.name} ended with {self.process.returncode} at its start:\n{self.tail()}")
            if time.monotonic() > deadline:
                raise Failure(f"PostgreSQL {self.name} did not answer within {seconds} s:\n{self.tail()}")
            time.sleep(0.05)
        return self

    def prepare(self, password):
        """The roles and the database of a store: the owner makes the tables, the application uses them."""
        for role in (OWNER, APPLICATION):
            self.ask(f"CREATE ROLE {role} LOGIN PASSWORD '{password}'", "postgres")
        self.ask(f"CREATE DATABASE {DATABASE} OWNER {OWNER}", "postgres")
        return self

    def follow(self, primary, replace=False):
        """Becomes a standby of a primary that runs, in place of what was here when `replace` says so."""
        if replace:
            shutil.rmtree(self.data, ignore_errors=True)
        self.run([self.bin / "pg_basebackup", "--pgdata", self.data, "--checkpoint", "fast", "--write-recovery-conf", "--wal-method", "stream",
                  "--dbname", f"host={primary.sockets} port={primary.port} user=postgres application_name={STANDBY}"])
        self.start()
        return self

    def wait_for_standby(self, seconds=60):
        """Until a standby acknowledges each commit."""
        deadline = time.monotonic() + seconds
        while self.value("SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum') AND state = 'streaming'") == "0":
            if time.monotonic() > deadline:
                raise Failure(f"no standby of PostgreSQL {self.name} became synchronous within {seconds} s:\n{self.tail()}")
            time.sleep(0.05)

    def require_standby(self, required=True):
        """Whether commits wait for a standby."""
        self.ask(f"ALTER SYSTEM SET synchronous_standby_names = '{f'ANY 1 ({STANDBY})' if required else ''}'", "postgres")
        self.ask("SELECT pg_reload_conf()", "postgres")

    # Asking

    def ask(self, sql, database=DATABASE, seconds=60):
        """The rows of a statement, as texts, read by the superuser over the socket."""
        words = ["psql", "-X", "-q", "-A", "-t", "-F", SEPARATOR, "-v", "ON_ERROR_STOP=1", "-h", self.sockets, "-p", self.port, "-U", "postgres", "-d", database, "-f", "-"]
        try:
            done = subprocess.run([str(word) for word in words], input=sql, capture_output=True, text=True, timeout=seconds,
                                  env=os.environ | {"PGOPTIONS": "-c search_path=chancery,public"})
        except subprocess.TimeoutExpired:
            raise Failure(f"PostgreSQL {self.name} did not answer within {seconds} s: {sql[:200]}") from None
        if done.returncode != 0:
            raise Failure(f"psql: {done.stderr.strip()} ({sql[:300]})")
        return [line.split(SEPARATOR) for line in done.stdout.splitlines()]

    def value(self, sql, database=DATABASE):
        rows = self.ask(sql, database)
        return rows[0][0] if rows else None

    def answers(self):
        try:
            return self.value("SELECT 1", "postgres") == "1"
        except Failure:
            return False

    def is_primary(self):
        return self.value("SELECT pg_is_in_recovery()", "postgres") == "f"

    def url(self, role=APPLICATION, port=None):
        return f"postgresql://{role}@127.0.0.1:{port or self.port}/{DATABASE}"

    def tail(self):
        return self.log.read_text(errors="replace")[-3000:]

    def processor_seconds(self):
        return processor_seconds(self.process.pid)

    # Breaking

    def running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """SIGKILL to every process of the cluster. The first is stopped before, so that it starts no others meanwhile."""
        if not self.running():
            return
        self.process.send_signal(signal.SIGSTOP)
        doomed = descendants(self.process.pid)
        for pid in doomed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        deadline = time.monotonic() + 10
        while any(descendants(pid) for pid in doomed) and time.monotonic() < deadline:
            time.sleep(0.005)

    def pause(self, goes_on=False):
        """SIGSTOP to every process of the cluster, or SIGCONT."""
        for pid in descendants(self.process.pid):
            try:
                os.kill(pid, signal.SIGCONT if goes_on else signal.SIGSTOP)
            except ProcessLookupError:
                pass

    def stop(self, how="fast"):
        """An orderly end (`smart` waits for sessions, `fast` ends them) or an `immediate` one."""
        if not self.running():
            return
        self.process.send_signal({"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}[how])
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure(f"PostgreSQL {self.name} did not stop within 60 s:\n{self.tail()}") from None

    def restart(self, how="fast"):
        self.stop(how)
        return self.start()

    def promote(self):
        """Makes the standby the primary; returns when it takes writes."""
        self.run([self.bin / "pg_ctl", "promote", "--pgdata", self.data, "--wait", "--timeout", "60"])

    def end_sessions(self, role=APPLICATION):
        """pg_terminate_backend for each session of a role; returns how many there were."""
        return int(self.value(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '{role}'", "postgres"))

    def fill_disk(self, room=0):
        """Leaves no space to the cluster, but `room` octets; says how: no file system of its own, no file may grow beyond 8 KiB instead."""
        if not self.mounted:
            self._limit_files(8192)
            return "RLIMIT_FSIZE"
        with open(self.place / "filler", "ab") as filler:
            while (space := os.fstatvfs(filler.fileno())).f_bavail * space.f_frsize > room:
                try:
                    os.posix_fallocate(filler.fileno(), filler.seek(0, os.SEEK_END), space.f_bavail * space.f_frsize - room)
                except OSError:
                    break
        return "a full tmpfs"

    def free_disk(self):
        """Gives the space back, and starts the server again if it has ended for lack of it."""
        (self.place / "filler").unlink(missing_ok=True)
        if not self.mounted and self.running():
            self._limit_files(resource.RLIM_INFINITY)
        if self.process.poll() is not None:
            self.start()

    def _limit_files(self, size):
        for pid in descendants(self.process.pid):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]))

    def close(self):
        self.kill()
        if self.mounted:
            subprocess.run(["umount", "--lazy", str(self.place)], capture_output=True)


def password_file(folder):
    """A new password, and the file of mode 0600 that holds it."""
    file = pathlib.Path(folder) / "store-password"
    password = secrets.token_urlsafe(18)
    file.touch(mode=0o600)
    file.write_text(password + "\n")
    return password, file


def primary_and_standby(folder, settings=None, room=None, wal_segment=16):
    """Two clusters, the second the synchronous standby of the first, with the roles and an empty database; and the file with the roles' password."""
    password, file = password_file(folder)
    primary, standby = (Cluster(folder, name, settings, room) for name in ("postgresql-a", "postgresql-b"))
    primary.initialize(wal_segment).start().prepare(password)
    # Before the copy is made, so that the standby requires one too when it is promoted.
    primary.require_standby()
    standby.follow(primary)
    primary.wait_for_standby()
    return primary, standby, file


def attempt():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="chancery-"))
    clusters = []
    try:
        began = time.monotonic()
        primary, standby, file = primary_and_standby(folder, room=512, wal_segment=1)
        clusters = [primary, standby]
        print(f"primary and standby after {time.monotonic() - began:.1f} s, disks {'of their own' if primary.mounted else 'shared'}")
        session = subprocess.Popen(["psql", primary.url(), "-c", "SELECT pg_sleep(60)"], env=os.environ | {"PGPASSWORD": file.read_text().strip()},
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 10
        while primary.end_sessions() == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        print("a session that was ended said:", session.communicate()[1].splitlines()[0])
        primary.ask("CREATE TABLE t (n bigint PRIMARY KEY); INSERT INTO t VALUES (1)")
        how = primary.fill_disk()
        for _ in range(200):
            try:
                primary.ask("INSERT INTO t SELECT max(n) + generate_series(1, 10000) FROM t")
            except Failure as failure:
                print(f"{how}: {str(failure).splitlines()[0][:160]}")
                break
        else:
            raise Failure("the disk did not become full")
        primary.free_disk()
        deadline = time.monotonic() + 60
        while not primary.answers() and time.monotonic() < deadline:
            time.sleep(0.1)
        primary.wait_for_standby()
        primary.ask("INSERT INTO t VALUES (-1)")
        before = primary.value("SELECT count(*) FROM t")
        for _ in range(2):
            began = time.monotonic()
            primary.kill()
            standby.promote()
            print(f"promoted {time.monotonic() - began:.2f} s after the kill; {standby.value('SELECT count(*) FROM t')} of {before} rows")
            if standby.value("SELECT count(*) FROM t") != before:
                raise Failure("rows were lost")
            began = time.monotonic()
            primary.follow(standby, replace=True)
            standby.wait_for_standby()
            standby.ask("INSERT INTO t SELECT max(n) + 1 FROM t")
            before = standby.value("SELECT count(*) FROM t")
            print(f"a new synchronous standby after {time.monotonic() - began:.1f} s")
            primary, standby = standby, primary
        began = time.monotonic()
        primary.restart("immediate")
        primary.wait_for_standby()
        print(f"restarted in {time.monotonic() - began:.1f} s; {primary.processor_seconds():.2f} s of CPU time")
    finally:
        for cluster in clusters:
            cluster.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    in_own_mounts()
    try:
        attempt()
    except Failure as failure:
        sys.exit(f"postgresql_clusters: {failure}")
    print("postgresql_clusters: holds")
