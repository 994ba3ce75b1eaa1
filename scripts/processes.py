"""Processes that end with the script that started them, and what they use, for the scripts beside this file. Linux, with util-linux."""

import os
import pathlib
import socket
import subprocess
import sys

MOUNTS = "SCRIPT_HAS_OWN_MOUNTS"


def in_own_mounts():
    """Starts this script again where its mounts are its own and end with it. Without the right to do so, disks are filled by a limit of file sizes instead."""
    if has_own_mounts() or os.geteuid() != 0 or subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode != 0:
        return
    os.execvpe("unshare", ["unshare", "--mount", sys.executable, *sys.argv], os.environ | {MOUNTS: "yes"})


def has_own_mounts():
    return bool(os.environ.get(MOUNTS))


def ending_with_us(command, user=None):
    """The command, with SIGKILL for it when its parent ends. Start it on the main thread: the kernel takes the starting thread for the parent."""
    words = ["setpriv", "--pdeathsig", "KILL"]
    if user and os.geteuid() == 0:
        words += ["--reuid", user, "--regid", user, "--init-groups"]
    return words + ["--"] + [str(word) for word in command]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def descendants(pid):
    """The process and all below it that are not yet dead."""
    found, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        try:
            if pathlib.Path(f"/proc/{current}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX":
                found.append(current)
            for task in pathlib.Path(f"/proc/{current}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            pass
    return found


def processor_seconds(root):
    """CPU time of a process and all below it so far: those that ended are in their parent's sum."""
    ticks = 0
    for pid in descendants(root):
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15] if pid == root else fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
