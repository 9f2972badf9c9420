"""A key as a telephone or a laptop keeps one: makes passkeys, and shows them, as WebAuthn has it."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN = "https://testserver"


def text(data):
    return urlsafe_b64encode(bytes(data)).rstrip(b"=").decode()


class Key:
    def __init__(self, host="testserver"):
        self.host = host
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.number = secrets.token_bytes(16)

    def told(self, kind, question, origin):
        return json.dumps({"type": kind, "challenge": question["challenge"], "origin": origin}).encode()

    def data(self, flags, credential=None):
        digest = hashlib.sha256(self.host.encode()).digest()
        return AuthenticatorData.create(digest, flags, 0, credential or b"")

    def make(self, question, *, origin=ORIGIN):
        """The answer (JSON) to the site's question for a new passkey."""
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.number, public)
        attested = AttestationObject.create("none", self.data(0x45, credential), {})
        response = {
            "clientDataJSON": text(self.told("webauthn.create", question["publicKey"], origin)),
            "attestationObject": text(attested),
        }
        return self.answer(response)

    def show(self, question, *, origin=ORIGIN):
        """The answer to the question for a passkey that there is."""
        data, told = self.data(0x05), self.told("webauthn.get", question["publicKey"], origin)
        signature = self.private.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        response = {"clientDataJSON": text(told), "authenticatorData": text(data), "signature": text(signature)}
        return self.answer(response)

    def answer(self, response):
        number = text(self.number)
        return json.dumps(
            {
                "id": number,
                "rawId": number,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )
