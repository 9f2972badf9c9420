"""A machine of this run's own: Debian's systemd with processes, network and files apart from the machine around it.

Its root is an overlay over the root around it, in memory: the packages are there, and of what this machine has set up
for itself the services, PostgreSQL's cluster and the logs are not. Nothing of it is left afterwards. It needs root, as
an administrator has it; no network leads out of it.
"""

import ctypes
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NEW_NETWORK = 0x40000000
# The first process of the machine: puts the root together, then becomes systemd.
BOOT = r"""
set -eu
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$PLACE"
cd "$PLACE"
mkdir upper work root
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
cd root
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
for name in null zero full random urandom tty; do
    touch "dev/$name"
    mount --bind "/dev/$name" "dev/$name"
done
mkdir dev/shm dev/pts
mount -t tmpfs tmpfs dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for folder in run srv var/log var/lib/postgresql var/lib/redis; do
    mount -t tmpfs -o mode=755 tmpfs "$folder"
done
mkdir -p ".$SHARED"
mount --bind "$SHARED" ".$SHARED"
mkdir run/lock var/log/nginx var/log/postgresql var/log/redis
chown redis:redis var/log/redis var/lib/redis
chown postgres:postgres var/log/postgresql var/lib/postgresql

# What this machine runs and was told of is none of the new one's.
rm -rf .dockerenv etc/xdg/pip root/.config/pip etc/postgresql/* etc/site etc/ssl/site
rm -rf etc/rc?.d/* etc/nginx/sites-enabled/*
find etc/systemd/system -mindepth 2 -name '*.*' -path '*.wants/*' -delete
ln -sf /dev/null etc/tmpfiles.d/tmp.conf
ln -sf /lib/systemd/system/multi-user.target etc/systemd/system/default.target
for unit in systemd-udevd systemd-sysctl systemd-modules-load systemd-remount-fs; do
    ln -sf /dev/null "etc/systemd/system/$unit.service"
done
for unit in e2scrub_all apt-daily apt-daily-upgrade dpkg-db-backup; do
    ln -sf /dev/null "etc/systemd/system/$unit.timer"
done
printf '127.0.0.1 localhost %s\n' "$NAMES" > etc/hosts
hostname "${NAMES%% *}"
printf '[global]\nno-index = true\nfind-links = %s\n' "$WHEELS" > etc/pip.conf
mkdir -p oldroot
pivot_root . oldroot
umount -l /oldroot
# As Debian's package does when it is installed.
version="$(ls /usr/lib/postgresql | sort -V | tail -n 1)"
pg_createcluster --locale C.UTF-8 "$version" main > /dev/null
exec env -i container=lxc PATH="$PATH" /lib/systemd/systemd --system --show-status=no --log-target=journal
"""


class CleanMachine:
    """Used as a context manager; this process and what it starts then speak in the machine's network.

    `names` are host names that lead to the machine itself, `wheels` is the folder that its pip installs from, `shared`
    one that both see.
    """

    def __init__(self, *, names, wheels, shared):
        self.names, self.wheels, self.shared = names, wheels, shared
        self.group = self._group_of_groups() / f"clean-machine-{os.getpid()}"

    @staticmethod
    def _group_of_groups():
        lines = (line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines())
        return next(Path(place) for _what, place, kind, *_rest in lines if kind == "cgroup2")

    def __enter__(self):
        self.group.mkdir()
        self.place = tempfile.mkdtemp(prefix="clean-machine-")
        apart = f"exec unshare -mpunCi --fork --kill-child sh -c {shlex.quote(BOOT)}"
        variables = {"PLACE": self.place, "NAMES": self.names, "WHEELS": str(self.wheels), "SHARED": str(self.shared)}
        variables |= {"LC_ALL": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        self.process = subprocess.Popen(["sh", "-c", f"echo $$ > {self.group}/cgroup.procs; {apart}"], env=variables)
        self.first = self._first_process()
        with open(f"/proc/{self.first}/ns/net") as network:
            if ctypes.CDLL(None, use_errno=True).setns(network.fileno(), NEW_NETWORK):
                raise OSError(ctypes.get_errno(), "setns")
        return self

    def _first_process(self):
        """The number of the machine's systemd, once that takes commands."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                sys.exit("the machine did not start")
            children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
            if children and Path(f"/proc/{children[0]}/comm").read_text().strip() == "systemd":
                self.first = int(children[0])
                if self.run("systemctl", "is-system-running", "--wait", check=False).strip() in ("running", "degraded"):
                    return self.first
            time.sleep(0.1)
        sys.exit("the machine does not answer")

    def run(self, *command, check=True, told="", env=None):
        """Run `command` in the machine as root; return what it says (str)."""
        variables = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
        result = subprocess.run(
            ["nsenter", "-t", str(self.first), "-a", "--", "env", "-C", "/", *map(str, command)],
            env=variables | (env or {}),
            input=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if check and result.returncode:
            sys.exit(f"{' '.join(map(str, command))}: {result.returncode}\n{result.stdout}")
        return result.stdout

    def path(self, name):
        """Where the file `name` of the machine lies for this process."""
        return Path(f"/proc/{self.first}/root") / name.lstrip("/")

    def __exit__(self, *exception):
        os.kill(self.first, signal.SIGKILL)
        self.process.wait(timeout=60)
        os.rmdir(self.place)
        for folder in sorted(self.group.rglob("*"), key=lambda path: -len(path.parts)):
            if folder.is_dir():
                folder.rmdir()
        self.group.rmdir()
