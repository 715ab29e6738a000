"""Sends and receives test traffic inside a network namespace. Commands come as JSON lines, each is answered by one."""
import json
import os
import socket
import sys
import threading
import time

endpoints = {}


def dual_stack(kind, port=0):
    """A socket that IPv4 and IPv6 reach."""
    sock = socket.socket(socket.AF_INET6, kind)
    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("::", port))
    return sock


def before_others():
    """Lets this thread run as if the machine were its own: a UE and its server share none with the platforms. Needs root."""
    os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))


def plain(address):
    return address.removeprefix("::ffff:")


class Server:
    """Answers each TCP connection and each datagram with its name; a chatty one goes on saying it, a mute one takes datagrams only."""

    def __init__(self, name, port, chatty=0, mute=False):
        self.name, self.chatty, self.mute = name, chatty, mute
        self.datagrams, self.peers = [], set()
        self.udp, self.tcp = dual_stack(socket.SOCK_DGRAM, port), dual_stack(socket.SOCK_STREAM, port)
        self.tcp.listen(64)
        for work in (self.serve_udp, self.serve_tcp, self.chat_udp):
            threading.Thread(target=work, daemon=True).start()

    def serve_udp(self):
        while True:
            data, peer = self.udp.recvfrom(2048)
            self.datagrams.append({"from": plain(peer[0]), "port": peer[1], "text": data.decode()})
            self.peers.add(peer)
            if not self.mute:
                self.udp.sendto(self.name.encode(), peer)

    def chat_udp(self):
        while self.chatty:
            time.sleep(self.chatty)
            for peer in list(self.peers):
                self.udp.sendto(self.name.encode(), peer)

    def serve_tcp(self):
        while True:
            connection, _ = self.tcp.accept()
            threading.Thread(target=self.serve_connection, args=(connection,), daemon=True).start()

    def serve_connection(self, connection):
        try:
            connection.sendall(f"{self.name}\n".encode())
            while self.chatty:
                time.sleep(self.chatty)
                connection.sendall(f"{self.name}\n".encode())
            while connection.recv(2048):
                connection.sendall(f"{self.name}\n".encode())
        except OSError:
            connection.close()

    def state(self):
        return {"datagrams": self.datagrams}


class Datagrams:
    """A UDP socket of a client."""

    def __init__(self, port=0):
        self.socket = dual_stack(socket.SOCK_DGRAM, port)
        self.answers = []
        threading.Thread(target=self.receive, daemon=True).start()

    def receive(self):
        while True:
            data, peer = self.socket.recvfrom(2048)
            self.answers.append({"from": plain(peer[0]), "text": data.decode()})

    def send(self, to, port, text="hello", trafficClass=0):
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_TCLASS, trafficClass)
        self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, trafficClass)
        self.socket.sendto(text.encode(), (to if ":" in to else f"::ffff:{to}", port))

    def pour(self, to, port, seconds=0.002):
        """Goes on sending."""

        def work():
            while True:
                self.send(to, port, "drop")
                time.sleep(seconds)

        threading.Thread(target=work, daemon=True).start()

    def state(self):
        return {"answers": self.answers}


class Echo:
    """Sends each datagram back, with its name behind what it says."""

    def __init__(self, name, port):
        self.name, self.socket = name.encode(), dual_stack(socket.SOCK_DGRAM, port)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        before_others()
        while True:
            data, peer = self.socket.recvfrom(2048)
            self.socket.sendto(data + b" " + self.name, peer)

    def state(self):
        return {}


class Train:
    """Numbered datagrams from an address of this host, a millisecond apart, and who has echoed them."""

    APART_S = 0.001

    def __init__(self, source, to, port):
        self.sent, self.echoes, self.running = [], [], True
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((source, 0))
        self.socket.connect((to, port))
        self.sender = threading.Thread(target=self.send, daemon=True)
        for thread in (threading.Thread(target=self.receive, daemon=True), self.sender):
            thread.start()

    def send(self):
        before_others()
        due = time.monotonic()
        while self.running:
            self.socket.send(f"{len(self.sent)}".encode())
            self.sent.append(time.time() * 1000)
            # A millisecond that was missed is not made up for: never are two sent at a time.
            due = max(due + self.APART_S, time.monotonic())
            time.sleep(max(0, due - time.monotonic()))

    def receive(self):
        before_others()
        while True:
            number, name = self.socket.recv(2048).decode().split()
            self.echoes.append([int(number), name])

    def stop(self):
        self.running = False
        self.sender.join()

    def state(self):
        return {"sent": self.sent, "echoes": self.echoes}


class Stream:
    """A TCP connection of a client."""

    def __init__(self, to, port, timeout=1.0):
        self.lines, self.error = [], None
        try:
            self.socket = socket.create_connection((to, port), timeout)
            self.socket.settimeout(None)
            threading.Thread(target=self.receive, daemon=True).start()
        except OSError as error:
            self.error = type(error).__name__

    def receive(self):
        try:
            for line in self.socket.makefile():
                self.lines.append(line.strip())
            self.error = self.error or "closed"
        except OSError as error:
            self.error = type(error).__name__

    def send(self, text="hello"):
        try:
            self.socket.sendall(f"{text}\n".encode())
        except OSError as error:
            self.error = type(error).__name__

    def state(self):
        return {"lines": self.lines, "error": self.error}


KINDS = {"server": Server, "datagrams": Datagrams, "stream": Stream, "echo": Echo, "train": Train}


def obey(do, id, **arguments):
    if do in KINDS:
        endpoints[id] = KINDS[do](**arguments)
        return endpoints[id].state()
    return getattr(endpoints[id], do)(**arguments)


for line in sys.stdin:
    try:
        reply = {"result": obey(**json.loads(line))}
    except Exception as error:  # The test that sent the command is told.
        reply = {"failure": repr(error)}
    print(json.dumps(reply), flush=True)
