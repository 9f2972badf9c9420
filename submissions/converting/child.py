"""Becomes LibreOffice, once it has given away what converting one file does not take.

    python -m submissions.converting.child FOLDER KIND      (FOLDER/tep.KIND becomes FOLDER/tep.docx)

Memory, seconds and sizes of files are limited, there is no network, and of the machine's files only those of the system
are read: what a file names of this site, or of the network, is not there (vietnamese/confined.py).
"""

import os
import resource
import sys
from pathlib import Path

from vietnamese import confined

MEMORY = 1024 * 1024 * 1024
SECONDS = 25
LARGEST_FILE = 200 * 1024 * 1024
NOT_CONFINED = 77
# How LibreOffice calls what it reads: told, so that it does not guess, with a hundred other readers to choose from.
FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
# Of /etc and /opt only what is LibreOffice's own, of /proc nothing: keys of this site may stand there.
SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/libreoffice",
    "/etc/fonts",
    "/var/spool/libreoffice",
    "/var/cache/fontconfig",
    *map(str, Path("/opt").glob("libreoffice*")),
)
DEVICES = "/dev"
# Its parts speak with each other there, whatever TMPDIR says.
SOCKETS = ("/tmp",)
# No programs in the file, nothing that it names elsewhere.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501


def main():
    folder, kind = Path(sys.argv[1]), sys.argv[2]
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        confined.within(folder, DEVICES, read=SYSTEM, sockets=SOCKETS)
        confined.without_network()
    except confined.NotConfined:
        sys.exit(NOT_CONFINED)
    os.execvp("soffice", command(folder, kind=kind, profile=profile))


def command(folder, *, kind, profile):
    return [
        "soffice",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        f"-env:UserInstallation={profile.as_uri()}",
        f"--infilter={FILTERS[kind]}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
        str(folder / f"tep.{kind}"),
    ]


if __name__ == "__main__":
    main()
