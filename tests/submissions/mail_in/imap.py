"""A real IMAP server for the tests: Dovecot as an ordinary process, with one mailbox in a folder of its own."""

import contextlib
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from imap_tools import MailBoxUnencrypted

from tests.mailserver import unused_port

USER, PASSWORD = "tin", "mat-khau-hop-thu"
# Debian puts it where ordinary people's PATH does not lead.
DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {account}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/home/mail
mail_max_userip_connections = 100
auth_mechanisms = plain
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


def accounts():
    """Under whom its processes run: under the person's own account, of root under those of Debian's package."""
    if os.getuid() == 0:
        mails = pwd.getpwnam("dovecot")
        return {"login": "dovenull", "account": "dovecot", "uid": mails.pw_uid, "gid": mails.pw_gid}
    name = pwd.getpwuid(os.getuid()).pw_name
    return {"login": name, "account": name, "uid": os.getuid(), "gid": os.getgid()}


@contextlib.contextmanager
def running_imap_server():
    """Yield the address (IMAP_URL) of a server with one empty mailbox while it runs."""
    who, port = accounts(), unused_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Readable for the account that the mails belong to.
        folder.chmod(0o755)
        (folder / "home").mkdir()
        os.chown(folder / "home", who["uid"], who["gid"])
        (folder / "run").mkdir(mode=0o755)
        group = grp.getgrgid(who["gid"]).gr_name
        text = CONFIGURATION.format(folder=folder, port=port, password=PASSWORD, group=group, **who)
        (folder / "dovecot.conf").write_text(text)
        process = subprocess.Popen([DOVECOT, "-F", "-c", folder / "dovecot.conf"])
        try:
            wait_for(port, process, folder / "dovecot.log")
            yield f"imap://{USER}:{PASSWORD}@127.0.0.1:{port}/INBOX"
        finally:
            process.terminate()
            process.wait(10)


def wait_for(port, process, log):
    """Until it answers: asked again and again, as long as it lives and for ten seconds."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as connection:
            if connection.recv(100).startswith(b"* OK"):
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text() if log.exists() else "Dovecot did not start.")


@contextlib.contextmanager
def mailbox_at(url):
    """Yield a connection to the mailbox at `url`, as the office's own people have one."""
    port = int(url.rpartition(":")[2].partition("/")[0])
    with MailBoxUnencrypted("127.0.0.1", port, timeout=10).login(USER, PASSWORD) as box:
        yield box


def deliver(url, *mails):
    """Put `mails` (bytes) into the mailbox, as its server does."""
    with mailbox_at(url) as box:
        for raw in mails:
            box.append(raw, "INBOX")


def count(url, folder):
    with mailbox_at(url) as box:
        return box.folder.status(folder)["MESSAGES"] if box.folder.exists(folder) else 0
