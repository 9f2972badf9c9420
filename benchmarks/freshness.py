"""Whether a reader is shown what has changed: two web processes, with and without nginx in front (docs/page-cache.md).

A small site is served by two gunicorn processes with memories of their own, by nginx in front of the first, and by a
process that keeps nothing. For each kind of change each address is read everywhere; a fourth process changes it; a
second later everybody is asked again. What differs from the process that keeps nothing is stale. Exits with 1 if
anything is.
"""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.public import HEADERS, ROOT, Proxied, Served
from tests.scaffold.nginx import NAME, open_folder
from tests.scaffold.processes import PRODUCTION, clean_environment

# A proxy asks again after a second.
WAIT = 1.0


def main():
    with contextlib.ExitStack() as stack, open_folder() as folder:
        ours = clean_environment(
            **PRODUCTION
            | {"DATABASE_URL": f"sqlite:///{folder}/ours.sqlite3", "VAR_DIR": folder, "ALLOWED_HOSTS": NAME}
        )
        for command in (("collectstatic", "--noinput", "--verbosity=0"), ("migrate", "--verbosity=0")):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=ours, check=True)
        first, second = (stack.enter_context(Served("site_cms.wsgi", ours)) for _process in range(2))
        proxied = stack.enter_context(Proxied(folder, site=f"http://127.0.0.1:{first.port}"))
        servers = {"first": first, "second": second, "nginx": proxied}
        nothing_kept = stack.enter_context(Served("site_cms.wsgi", ours | {"PAGE_CACHE_SECONDS": "0"}))
        changer = stack.enter_context(changing(ours))
        stale, asked, changed = [], 0, 0
        for change in changer(""):
            addresses = changer(f"prepare {change}")
            before = {name: shown(server, addresses) for name, server in servers.items()}
            changer(f"change {change}")
            time.sleep(WAIT)
            after = {name: shown(server, addresses) for name, server in servers.items()}
            truth = shown(nothing_kept, addresses)
            changed += sum(truth[address] != before["first"][address] for address in addresses)
            for name, found in after.items():
                asked += len(addresses)
                stale += [f"{change}: {address} by {name}" for address in addresses if found[address] != truth[address]]
        print(f"{len(stale)} stale of {asked} answers a second after a change; {changed} pages were other ones by it")
        print("\n".join(stale))
        return 1 if stale else 0


def shown(server, addresses):
    """{address: (status, body)} as `server` answers now; read twice, so that the second is from what it keeps."""
    for _time in range(2):
        found = {}
        connection = server.connect()
        for address in addresses:
            connection.request("GET", address, headers=HEADERS)
            response = connection.getresponse()
            found[address] = response.status, response.read()
        connection.close()
    return found


@contextlib.contextmanager
def changing(environment):
    """A process that changes the site: called with a line for benchmarks/freshness_changes.py, gives its answer."""
    command = [sys.executable, "-m", "benchmarks.freshness_changes"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:

        def ask(line):
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


if __name__ == "__main__":
    sys.exit(main())
