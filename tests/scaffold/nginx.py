"""A real nginx with a configuration of proxy/, on ports of this machine's own choice."""

import contextlib
import datetime
import re
import subprocess
import tempfile
import time
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .processes import ROOT, free_port

NAME = "phanthiet.example"
MAIN = """
daemon off;
pid {folder}/nginx.pid;
include /etc/nginx/modules-enabled/*.conf;
error_log {folder}/error.log;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {server}
}}
"""


@contextlib.contextmanager
def open_folder():
    """A folder that nginx's own account gets into, as it does not into those of pytest; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="newsroom-proxy-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


class Nginx:
    """An nginx that serves as the file `name` of proxy/ says, used as a context manager.

    Replaced are its ports (`port` has the new ones), `site` (where the web server listens) and `files` (VAR_DIR); in
    `folder` lies what it writes, and its certificate.
    """

    def __init__(self, name, *, folder, site, files):
        self.folder, self.port = Path(folder), {}
        server = (ROOT / "proxy" / name).read_text(encoding="utf-8")
        server = re.sub(r"^ *listen \[::\].*\n", "", server, flags=re.MULTILINE)
        server = re.sub(r"listen (\d+)", self._listen, server)
        server = re.sub(r"set \$site .*;", f"set $site {site};", server)
        server = re.sub(r"set \$files .*;", f"set $files {files};", server)
        server = re.sub(r"^resolver .*\n", "", server, flags=re.MULTILINE)
        server = server.replace("/srv/site/proxy/", f"{ROOT}/proxy/").replace("/etc/ssl/site/", f"{self.folder}/")
        server = server.replace("/var/cache/nginx-pages", f"{self.folder}/pages")
        self.configuration = self.folder / "nginx.conf"
        self.configuration.write_text(MAIN.format(folder=self.folder, server=server), encoding="utf-8")
        write_certificate(self.folder)

    def _listen(self, match):
        port = self.port[int(match.group(1))] = free_port()
        return f"listen 127.0.0.1:{port}"

    def test(self):
        """What `nginx -t` says (CompletedProcess)."""
        return subprocess.run(self._command("-t"), capture_output=True, text=True, check=False)

    def __enter__(self):
        assert (result := self.test()).returncode == 0, result.stderr
        self.process = subprocess.Popen(self._command())
        # It listens before it writes its number; the test above leaves the file empty.
        while not (self.folder / "nginx.pid").read_text().strip():
            assert self.process.poll() is None, (self.folder / "error.log").read_text()
            time.sleep(0.01)
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.wait(timeout=20)

    def _command(self, *options):
        return ["nginx", "-c", str(self.configuration), "-e", str(self.folder / "error.log"), *options]


def write_certificate(folder):
    """fullchain.pem and privkey.pem for NAME in `folder`, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
    builder = builder.not_valid_after(now + datetime.timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
    pem = serialization.Encoding.PEM
    certificate = builder.sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
