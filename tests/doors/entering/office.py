"""A small server of OpenID Connect, as an office or a province has one: says of whoever comes what it is told."""

import base64
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "trang-tin", "bi-mat-cua-trang"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Office:
    """`claims` is who logs in there; `challenge` what the site sent along when it asked."""

    def __init__(self):
        office = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(office.get(self.path, self.headers))

            def do_POST(self):
                asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.answer(office.token({name: values[0] for name, values in asked.items()}, self.headers))

            def answer(self, content):
                status = 200 if content is not None else 400
                body = json.dumps(content if content is not None else {"error": "invalid_grant"}).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                """Nothing: the tests read no log of it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.claims, self.challenge, self.broken = {}, "", False
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def get(self, path, headers):
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        return self.claims if headers.get("Authorization") == "Bearer mot-lan" else None

    def token(self, asked, headers):
        digest = base64.urlsafe_b64encode(hashlib.sha256(asked.get("code_verifier", "").encode()).digest()).rstrip(b"=")
        if self.broken or asked.get("client_secret") != SECRET or digest.decode() != self.challenge:
            return None
        claims = self.claims | {"iss": self.address, "aud": CLIENT, "iat": 1, "exp": 4_000_000_000}
        return {"access_token": "mot-lan", "token_type": "Bearer", "id_token": jwt.encode(claims, KEY, "RS256")}

    def visit(self, browser, begun, **answer):
        """What `browser` gets when it comes back from here: `begun` is the site's answer that led it here."""
        place = urlsplit(begun["Location"])
        assert f"{place.scheme}://{place.netloc}" == self.address
        asked = {name: values[0] for name, values in parse_qs(place.query).items()}
        self.challenge = asked["code_challenge"]
        back = urlsplit(asked["redirect_uri"])
        return browser.get(back.path, {"state": asked["state"], "code": "ma", **answer})
