"""OBJECT_STORE_URL: the store that keeps the files of a site that runs on several machines (docs/object-store.md)."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SHAPE = (
    "OBJECT_STORE_URL phải có dạng https://KHÓA:BÍ_MẬT@máy-chủ/tên-bucket; "
    "ký tự đặc biệt viết như trong địa chỉ (%2F cho /)."
)
REGION = "us-east-1"  # what stores that have no regions take


@dataclass(frozen=True)
class StoreAddress:
    """Where the store is, the bucket in it, and who comes in; the secret is not shown."""

    endpoint: str
    bucket: str
    region: str
    access_key: str
    secret_key: str

    def __repr__(self):
        return f"{self.endpoint}/{self.bucket}"


def address_of(url):
    """The StoreAddress that OBJECT_STORE_URL names, or None where it is empty.

    It reads https://KEY:SECRET@store.example/bucket?region=…. When a part is missing, ImproperlyConfigured, which does
    not tell the secret.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        # Its words would hold the secret.
        raise ImproperlyConfigured(SHAPE) from None
    bucket = parts.path.strip("/")
    if parts.scheme not in ("http", "https") or not (parts.hostname and parts.username and parts.password and bucket):
        raise ImproperlyConfigured(SHAPE)
    if "/" in bucket:
        raise ImproperlyConfigured("OBJECT_STORE_URL chỉ nêu tên bucket, không nêu thư mục trong đó.")
    return StoreAddress(
        endpoint=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
        bucket=bucket,
        region=parse_qs(parts.query).get("region", [REGION])[0],
        access_key=unquote(parts.username),
        secret_key=unquote(parts.password),
    )


def storages_in(store):
    """What of STORAGES lies in the `store` (StoreAddress); nothing where that is None.

    Where it is and who comes in stands in OBJECT_STORE alone: what is handed on with a file names neither.
    """
    places = {"default": "media", "private": "private"} if store else {}
    backend = "site_cms.object_store.ObjectStore"
    return {alias: {"BACKEND": backend, "OPTIONS": {"location": place}} for alias, place in places.items()}
