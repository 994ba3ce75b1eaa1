"""Stands between a node and its database, and breaks the connection in the ways that a network does. Python's standard library only.

`Proxies` starts this file as a process of its own and tells it what to do over a pipe; it ends when the pipe does. A link is one listening port and the port it
leads to. It can pass, delay, fall silent without closing, and cut with a reset. It reads the client's messages of PostgreSQL's protocol as they pass, so it can also

  - lose the next COMMITs of transactions that write a group, or only the answers to them, and cut each time: what the client does not learn is known here;
  - hold a session from a statement on whose text has given words;
  - count the transactions that were rolled back when they had asked for the fence of a lease.
"""

import asyncio
import json
import os
import pathlib
import socket
import struct
import subprocess
import sys
import threading

GROUP, FENCE = b"commit_group", b"FROM lease WHERE work"


class Statement:
    """A statement that the client runs, and where its message begins in the octets that were looked at."""

    def __init__(self, at, text, commits_group, fenced):
        self.at, self.text, self.commits_group = at, text, commits_group
        # A transaction is given up when it has asked for a fence.
        self.is_refused = fenced and text.upper().startswith(b"ROLLBACK")


class Messages:
    """Follows the client's messages in a stream."""

    def __init__(self):
        # Octets of a message whose end is still to come; they were passed on.
        self.rest = b""
        self.begun = self.writes_group = self.fenced = False
        self.prepared = {}

    def statements(self, data):
        """The statements that these octets complete."""
        known = len(self.rest)
        stream = self.rest + data
        at, found = 0, []
        while True:
            # The first message of a connection has no type.
            head = 1 if self.begun else 0
            if len(stream) < at + head + 4:
                break
            length = head + max(struct.unpack_from("!i", stream, at + head)[0], 4)
            if len(stream) < at + length:
                break
            text = self._text(stream[at:at + head], stream[at + head + 4:at + length])
            if text is not None:
                found.append(self._run(max(at - known, 0), text))
            at += length
        self.rest = stream[at:]
        return found

    def _text(self, kind, body):
        """The statement that a message runs; None for other messages."""
        if not self.begun:
            # 80877103 asks for TLS, 80877104 for GSSAPI; the real beginning follows.
            self.begun = body[:4] not in (struct.pack("!i", 80877103), struct.pack("!i", 80877104))
        elif kind == b"P":
            name, text = body.split(b"\0")[:2]
            self.prepared[name] = text
        elif kind == b"B":
            return self.prepared.get(body.split(b"\0")[1], b"")
        elif kind == b"Q":
            return body.rstrip(b"\0")
        return None

    def _run(self, at, text):
        word = text.split(None, 1)[0].upper().rstrip(b";") if text.strip() else b""
        commits = word in (b"COMMIT", b"END")
        statement = Statement(at, text, commits and self.writes_group, self.fenced)
        if commits or word in (b"BEGIN", b"START", b"ROLLBACK"):
            self.writes_group = False
        elif word == b"INSERT" and GROUP in text:
            self.writes_group = True
        self.fenced = FENCE in text
        return statement


class Link:
    """A listening port, where it leads, and how it behaves now."""

    def __init__(self, target):
        self.target = target
        self.delay = 0
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.refusing = False
        # What of the next COMMITs is lost, "answer" or "message" for each, and how many were.
        self.losing = []
        self.lost = 0
        # The words of a statement that is held back, and whether one is.
        self.holding = None
        self.held = False
        self.refusals = 0
        self.sessions = set()

    async def accept(self, reader, writer):
        if self.refusing:
            return reset(writer)
        try:
            there, onward = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            return reset(writer)
        session = Session(self, (reader, writer), (there, onward))
        self.sessions.add(session)
        await session.run()
        self.sessions.discard(session)

    def cut(self):
        for session in list(self.sessions):
            session.cut()


class Session:
    def __init__(self, link, client, server):
        self.link, self.client, self.server = link, client, server
        self.messages = Messages()
        # None, or what is being lost.
        self.deaf = None
        self.over = False

    async def run(self):
        tasks = [asyncio.ensure_future(self.pump(self.client[0], self.server[1], True)), asyncio.ensure_future(self.pump(self.server[0], self.client[1], False))]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        self.cut()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def pump(self, source, sink, from_client):
        queue = asyncio.Queue()
        sender = asyncio.ensure_future(self.send(queue, sink))
        loop = asyncio.get_running_loop()
        try:
            while not self.over and (data := await source.read(65536)):
                await self.link.flowing.wait()
                if from_client:
                    data, rest = self.look(data)
                    queue.put_nowait((loop.time() + self.link.delay, data))
                    if rest:
                        await self.hold()
                        queue.put_nowait((loop.time() + self.link.delay, rest))
                elif not self.deaf:
                    queue.put_nowait((loop.time() + self.link.delay, data))
        except OSError:
            pass
        queue.put_nowait((0, None))
        await sender

    async def send(self, queue, sink):
        loop = asyncio.get_running_loop()
        while True:
            due, data = await queue.get()
            if data is None:
                return
            if due > loop.time():
                await asyncio.sleep(due - loop.time())
            await self.link.flowing.wait()
            try:
                sink.write(data)
                await sink.drain()
            except OSError:
                return

    def look(self, data):
        """What of the client's octets is passed on, and what is held back first."""
        if self.deaf:
            return data if self.deaf == "answer" else b"", b""
        for statement in self.messages.statements(data):
            self.link.refusals += statement.is_refused
            if statement.commits_group and self.link.losing:
                self.deaf = self.link.losing.pop(0)
                # Long enough for the server to commit, with a standby too.
                asyncio.get_running_loop().call_later(0.3, self.end_of_loss)
                return data if self.deaf == "answer" else data[:statement.at], b""
            if self.link.holding and self.link.holding in statement.text:
                return data[:statement.at], data[statement.at:]
        return data, b""

    async def hold(self):
        self.link.held = True
        while self.link.holding and not self.over:
            await asyncio.sleep(0.01)

    def end_of_loss(self):
        self.cut()
        self.link.lost += 1

    def cut(self):
        self.over = True
        for writer in (self.client[1], self.server[1]):
            reset(writer)


def reset(writer):
    """Closes with RST: what was not sent yet is dropped."""
    connection = writer.get_extra_info("socket")
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    except (OSError, AttributeError):
        pass
    writer.transport.abort()


async def serve():
    links = {}
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    while line := await orders.readline():
        order = json.loads(line)
        name, act, value = order["link"], order["act"], order.get("value")
        answer = None
        if act == "open":
            links[name] = Link(value)
            server = await asyncio.start_server(links[name].accept, "127.0.0.1", 0)
            answer = server.sockets[0].getsockname()[1]
        elif act == "pass":
            links[name].delay, links[name].refusing, links[name].losing, links[name].holding = 0, False, [], None
            links[name].flowing.set()
        elif act == "delay":
            links[name].delay = value
        elif act == "silence":
            links[name].flowing.clear()
        elif act == "cut":
            links[name].cut()
        elif act == "refuse":
            links[name].refusing = True
            links[name].cut()
        elif act == "lose":
            links[name].losing, links[name].lost = value, 0
        elif act == "hold":
            links[name].holding, links[name].held = value.encode(), False
        elif act == "held":
            answer = links[name].held
        elif act == "refusals":
            answer = links[name].refusals
        elif act == "lost":
            answer = links[name].lost
        print(json.dumps(answer), flush=True)
    # With all connections, and without a word about their tasks.
    os._exit(0)


class Proxies:
    """The process with the links, and how to order it about."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, str(pathlib.Path(__file__).resolve())], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lock = threading.Lock()

    def order(self, link, act, value=None):
        with self.lock:
            self.process.stdin.write(json.dumps({"link": link, "act": act, "value": value}) + "\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


if __name__ == "__main__":
    asyncio.run(serve())
