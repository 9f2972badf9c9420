"""A real IMAP server for the tests: Dovecot as an ordinary process, with one mailbox in a folder of its own."""

import contextlib
import getpass
import grp
import os
import shutil
import socket
import subprocess
import time

from imap_tools import MailBoxUnencrypted

from tests.mailserver import unused_port

USER, PASSWORD = "tin", "mat-khau-hop-thu"
# Debian puts it where ordinary people's PATH does not lead.
DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
CONFIGURATION = """
base_dir = {run}
state_dir = {run}
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {account}
default_login_user = {account}
default_internal_group = {group}
first_valid_uid = 0
mail_location = maildir:{folder}/mail
mail_max_userip_connections = 100
auth_mechanisms = plain
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
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


@contextlib.contextmanager
def running_imap_server(folder):
    """Yield the address (IMAP_URL) of a server that keeps its mails in `folder` (Path) while it runs."""
    port, run = unused_port(), folder / "run"
    run.mkdir()
    settings = CONFIGURATION.format(
        folder=folder,
        run=run,
        port=port,
        password=PASSWORD,
        account=getpass.getuser(),
        group=grp.getgrgid(os.getgid()).gr_name,
        uid=os.getuid(),
        gid=os.getgid(),
    )
    (folder / "dovecot.conf").write_text(settings)
    process = subprocess.Popen([DOVECOT, "-F", "-c", folder / "dovecot.conf"])
    try:
        wait_for(port, process, folder)
        yield f"imap://{USER}:{PASSWORD}@127.0.0.1:{port}/INBOX"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port, process, folder):
    """Until it answers: asked again and again, for as long as it lives."""
    for _try in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as connection:
            if connection.recv(100).startswith(b"* OK"):
                return
        assert process.poll() is None, (folder / "dovecot.log").read_text()
        time.sleep(0.05)
    raise AssertionError((folder / "dovecot.log").read_text())


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
