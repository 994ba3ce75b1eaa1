"""Stands between a node and its database, and breaks the connection in the ways that a network does. Python's standard library only.

`Proxies` starts this file as a process of its own and tells it what to do over a pipe; it ends when the pipe does. A link is one listening port and the port it
leads to. It can pass, delay, fall silent without closing, cut with a reset, and lose a COMMIT: the client sends a transaction in one flush, so the proxy reads the
messages of PostgreSQL's protocol that pass, and where the next COMMIT of a marked transaction comes it either passes it and drops the answer, or drops it. Then it
cuts. So the outcome that the client does not learn is known here.
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

MARK = b"commit_group"


class Messages:
    """Follows the client's messages in a stream."""

    def __init__(self):
        # Octets of a message whose end is still to come; they were passed on.
        self.rest = b""
        self.begun = self.marked = self.committing = False
        self.statements = {}

    def commit(self, data):
        """Where in these octets the COMMIT of a transaction that wrote a group begins; None when there is none."""
        known = len(self.rest)
        stream = self.rest + data
        at, found = 0, None
        while True:
            # The first message of a connection has no type.
            head = 1 if self.begun else 0
            if len(stream) < at + head + 4:
                break
            length = head + max(struct.unpack_from("!i", stream, at + head)[0], 4)
            if len(stream) < at + length:
                break
            self.committing = False
            self._note(stream[at:at + head], stream[at + head + 4:at + length])
            if self.committing and found is None:
                found = max(at - known, 0)
            at += length
        self.rest = stream[at:]
        return found

    def _note(self, kind, body):
        if not self.begun:
            # 80877103 asks for TLS and is followed by the real beginning.
            self.begun = body[:4] not in (struct.pack("!i", 80877103), struct.pack("!i", 80877104))
        elif kind == b"P":
            name, text = body.split(b"\0")[:2]
            self.statements[name] = text
        elif kind == b"B":
            self._run(self.statements.get(body.split(b"\0")[1], b""))
        elif kind == b"Q":
            self._run(body.rstrip(b"\0"))

    def _run(self, text):
        word = text.split(None, 1)[0].upper().rstrip(b";") if text.strip() else b""
        if word in (b"BEGIN", b"START", b"ROLLBACK"):
            self.marked = False
        elif word in (b"COMMIT", b"END"):
            self.committing, self.marked = self.marked, False
        elif MARK in text and word == b"INSERT":
            self.marked = True


class Link:
    """A listening port, where it leads, and how it behaves now."""

    def __init__(self, target):
        self.target = target
        self.delay = 0
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.refusing = False
        # None, "answer" or "message": what of the next marked COMMIT is lost.
        self.losing = None
        self.lost = None
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
                    data = self.look(data)
                elif self.deaf:
                    continue
                if data:
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
        """What of the client's octets is passed on."""
        if self.deaf:
            return data if self.deaf == "answer" else b""
        commit = self.messages.commit(data)
        if commit is None or self.link.losing is None:
            return data
        self.deaf, self.link.losing = self.link.losing, None
        # Long enough for the server to commit, with a standby too.
        asyncio.get_running_loop().call_later(0.3, self.end_of_loss, self.deaf)
        return data if self.deaf == "answer" else data[:commit]

    def end_of_loss(self, what):
        self.cut()
        self.link.lost = what

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
            links[name].delay, links[name].refusing, links[name].losing = 0, False, None
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
            links[name].losing, links[name].lost = value, None
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
