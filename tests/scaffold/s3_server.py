"""An S3-compatible store of this test's own: moto's server in a thread, with one bucket after another."""

import re
import uuid

from moto.server import ThreadedMotoServer

from site_cms.object_store import ObjectStore
from site_cms.settings.object_store import address_of

from .processes import ROOT, free_port

# The policy of the bucket, as the page says it.
POLICY = re.search(r"```json\n(.*?)```", (ROOT / "docs/object-store.md").read_text(encoding="utf-8"), re.DOTALL)[1]


class S3Server:
    """Used as a context manager; `new_bucket` makes one, and says its OBJECT_STORE_URL."""

    def __init__(self):
        self.port = free_port()
        self.server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)

    def __enter__(self):
        self.server.start()
        return self

    def __exit__(self, *exception):
        self.server.stop()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def new_bucket(self, settings):
        """The OBJECT_STORE_URL of a new bucket, at which `settings` point from now on."""
        url = f"http://khoa:b%C3%AD-m%E1%BA%ADt@127.0.0.1:{self.port}/trang-{uuid.uuid4().hex[:8]}"
        settings.OBJECT_STORE = address_of(url)
        store = ObjectStore(location="media")
        store.client.create_bucket(Bucket=store.bucket_name)
        policy = POLICY.replace(":::phanthiet/", f":::{store.bucket_name}/")
        store.client.put_bucket_policy(Bucket=store.bucket_name, Policy=policy)
        return url
