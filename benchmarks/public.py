"""What a public page costs: made anew, as it was kept, and behind nginx, against plain Wagtail (benchmarks/README.md).

Fills two throw-away sites with as many pieces, serves each by one gunicorn process with production's settings, and asks
for the front page, an article and a list by turns. What is counted is the processor time of the serving processes (user
and system, from /proc), so the client and other work of the machine fall out.
"""

import argparse
import contextlib
import http.client
import os
import sqlite3
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.scaffold.nginx import NAME, Nginx, open_folder
from tests.scaffold.processes import PRODUCTION, Group, clean_environment, free_port

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
HEADERS = {"Host": NAME, "X-Forwarded-Proto": "https"}
ANEW, SENT, BY_NGINX = 30, 2_000, 20_000
PER_ROUND = {"anew": ANEW, "published": ANEW, "parts kept": ANEW, "plain": ANEW, "kept": SENT, "gunicorn": SENT}
PER_ROUND |= {"nginx": BY_NGINX, "static": BY_NGINX}
PUBLISHED = "UPDATE home_publicversion SET token = abs(random()) % (1 << 62)"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pieces", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--folder", type=Path, help="with what an earlier run filled there, or to be filled and kept")
    chosen = options.parse_args()
    with contextlib.ExitStack() as stack:
        folder = chosen.folder or stack.enter_context(open_folder())
        ours = clean_environment(
            **PRODUCTION
            | {"DATABASE_URL": f"sqlite:///{folder}/ours.sqlite3", "VAR_DIR": folder, "ALLOWED_HOSTS": NAME}
        )
        plain = clean_environment(
            DJANGO_SETTINGS_MODULE="benchmarks.plain.settings", PLAIN_DIR=folder, PIECES=chosen.pieces
        )
        run("manage.py", "collectstatic", "--noinput", "--verbosity=0", environment=ours)
        run("manage.py", "migrate", "--verbosity=0", environment=ours)
        if not (folder / "filled").exists():
            run("-m", "benchmarks.public_pieces", str(chosen.pieces), environment=ours)
            run("-m", "benchmarks.plain.fill", environment=plain)
            (folder / "filled").touch()
        anew = stack.enter_context(Served("site_cms.wsgi", ours | {"PAGE_CACHE_SECONDS": "0"}))
        kept = stack.enter_context(Served("site_cms.wsgi", ours))
        bare = stack.enter_context(Served("benchmarks.plain.wsgi", plain))
        # What no program that gunicorn runs can be below: the same bytes, out of a variable.
        nothing = stack.enter_context(Served("benchmarks.bytes", plain | {"BYTES": str(folder / "bytes")}))
        proxy = stack.enter_context(Proxied(folder, site=f"http://127.0.0.1:{kept.port}"))
        addresses = (folder / "addresses").read_text(encoding="utf-8").split()
        for kind, address in zip(("front page", "article", "list"), addresses, strict=True):
            (folder / "bytes").write_bytes(kept.get(address))
            plainly = "/tin-3/" if kind == "article" else "/"
            measure(
                kind,
                {
                    "anew": (anew, address),
                    "published": (After(kept, folder / "ours.sqlite3"), address),
                    # A question that no page knows: made anew each time, with all that is kept for it.
                    "parts kept": (kept, f"{address}?made=anew"),
                    "plain": (bare, plainly),
                    "kept": (kept, address),
                    "gunicorn": (nothing, address),
                    "nginx": (proxy, address),
                    "static": (proxy, proxy.file_of(kept.get(address))),
                },
                rounds=chosen.rounds,
            )


def run(*command, environment):
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)


def measure(kind, asked, *, rounds):
    """Print the processor time of a request for each of `asked` (name: server and address), and the ratios."""
    costs = {name: [] for name in asked}
    for server, address in asked.values():
        assert server.get(address), address
    for _round in range(rounds):
        for name, (server, address) in asked.items():
            costs[name].append(server.cost_of(address, times=PER_ROUND[name]))
    cost = {name: statistics.median(found) for name, found in costs.items()}
    shown = ", ".join(f"{name} {value * 1000:.3f} ms" for name, value in cost.items())
    print(f"{kind}: {shown}")
    anew, published, parts = (cost[name] / cost["plain"] for name in ("anew", "published", "parts kept"))
    kept, alone = (cost["plain"] / cost[name] for name in ("kept", "gunicorn"))
    print(
        f"{kind}: anew {anew:.2f} of plain, after a publication {published:.2f}, with parts kept {parts:.2f}, "
        f"kept {kept:.0f} × plain (gunicorn alone {alone:.0f} ×), "
        f"nginx {cost['static'] / cost['nginx']:.2f} of static",
        flush=True,
    )


class Asked:
    """A server on this machine: `port`, and `processes()`, the ids of those that serve."""

    headers = HEADERS

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, address):
        """The body (bytes) of `address`."""
        connection = self.connect()
        body = self.ask(connection, address)
        connection.close()
        return body

    def ask(self, connection, address):
        connection.request("GET", address, headers=self.headers)
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, f"{response.status} {address}"
        return body

    def cost_of(self, address, *, times):
        """Seconds of processor time for one request, of `times` over one connection."""
        connection = self.connect()
        self.ask(connection, address)
        before = self.processor_time()
        for _time in range(times):
            self.ask(connection, address)
        spent = self.processor_time() - before
        connection.close()
        return spent / times

    def processor_time(self):
        """Seconds that the serving processes have been at work."""
        return sum(processor_time_of(process) for process in self.processes())


class Served(Asked):
    """One gunicorn process with one thread."""

    def __init__(self, module, environment):
        self.port = free_port()
        command = ("-m", "gunicorn", f"{module}:application", "--bind", f"127.0.0.1:{self.port}", "--workers", "1")
        options = ("--worker-class", "gthread", "--threads", "1", "--log-level", "warning", "--keep-alive", "30")
        self.group = Group(sys.executable, *command, *options, environment=environment)

    def __enter__(self):
        self.group.__enter__()
        wait_for(self)
        return self

    def __exit__(self, *exception):
        self.group.__exit__(*exception)

    def processes(self):
        return children_of(self.group.process.pid)


class After(Asked):
    """`served`, asked for each page as the first reader after a piece was published: its version in `database`."""

    def __init__(self, served, database):
        self.port, self.processes = served.port, served.processes
        self.database = sqlite3.connect(database, isolation_level=None)

    def ask(self, connection, address):
        self.database.execute(PUBLISHED)
        return super().ask(connection, address)


class Proxied(Asked):
    """The nginx of proxy/compose.conf before `site`, and files of its own that it serves from the disk."""

    def __init__(self, folder, *, site):
        (folder / "nginx").mkdir(exist_ok=True)
        self.files = folder / "media"
        self.files.mkdir(exist_ok=True)
        self.nginx = Nginx("compose.conf", folder=folder / "nginx", site=site, files=folder)

    def __enter__(self):
        self.nginx.__enter__()
        self.port = self.nginx.port[80]
        return self

    def __exit__(self, *exception):
        self.nginx.__exit__(*exception)

    def processes(self):
        return children_of(self.nginx.process.pid)

    def file_of(self, body):
        """The address of a file of the same bytes."""
        name = f"page-{len(body)}.html"
        (self.files / name).write_bytes(body)
        return f"/media/{name}"


def children_of(process):
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def processor_time_of(process):
    """User and system time of `process` in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def wait_for(server):
    """Return when `server` answers; its process ending is an error."""
    while True:
        assert server.group.process.poll() is None, "".join(server.group.output)
        with contextlib.suppress(OSError):
            server.connect().connect()
            return


if __name__ == "__main__":
    main()
