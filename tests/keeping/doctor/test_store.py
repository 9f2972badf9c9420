"""The doctor's look at a store of files: what is private is asked for as anybody could."""

import json

import pytest

from keeping.doctor import store
from keeping.doctor.examination import finding_of
from keeping.doctor.findings import Level
from site_cms.object_store import ObjectStore
from site_cms.settings.object_store import address_of
from tests.scaffold.processes import free_port
from tests.scaffold.s3_server import S3Server


@pytest.fixture(scope="module")
def server():
    with S3Server() as server:
        yield server


@pytest.fixture
def open_list(monkeypatch):
    """The server of the tests shows every list to everybody: only here it may."""


@pytest.fixture
def media(server, settings, monkeypatch, request):
    if "open_list" not in request.fixturenames:
        monkeypatch.setattr(ObjectStore, "list_address", lambda self, prefix: self.open_address("không-có"))
    server.new_bucket(settings)
    media = ObjectStore(location="media")
    monkeypatch.setattr(store, "storages", {"private": ObjectStore(location="private")})
    monkeypatch.setattr(store, "default_storage", media)
    settings.MEDIA_URL = f"{server.address}/{media.bucket_name}/media/"
    return media


def policy(media, *resources):
    names = [f"arn:aws:s3:::{media.bucket_name}/{resource}" for resource in resources]
    allowed = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": names}
    return json.dumps({"Version": "2012-10-17", "Statement": [allowed]})


def test_without_one_nothing_is_asked(settings):
    settings.OBJECT_STORE = None
    assert store.store().level is Level.GOOD


def test_as_the_page_says_it_is_well_and_nothing_is_left(media):
    assert store.store().level is Level.GOOD
    assert list(media.all_files()) == list(store.storages["private"].all_files()) == []


def test_one_that_gives_all_to_everybody_is_told(media):
    media.client.put_bucket_policy(Bucket=media.bucket_name, Policy=policy(media, "*"))
    finding = store.store()
    assert finding.is_broken
    assert finding.said == "Kho ảnh và tài liệu đang để lộ tệp riêng: ai hỏi cũng lấy được."
    assert list(store.storages["private"].all_files()) == []


def test_one_that_lists_its_files_is_told(open_list, media):
    assert store.store().said == "Kho ảnh và tài liệu đang để lộ danh sách tệp: ai hỏi cũng xem được."


def test_one_that_shows_readers_nothing_is_told(media):
    media.client.delete_bucket_policy(Bucket=media.bucket_name)
    finding = store.store()
    assert finding.level is Level.LOOK
    assert finding.said == "Người đọc không xem được ảnh trong kho."


def test_one_that_is_away_is_told_without_its_secret(media, settings, monkeypatch):
    monkeypatch.setattr("site_cms.object_store.TIMES", 1)
    settings.OBJECT_STORE = address_of(f"http://khoa:bi-mat@127.0.0.1:{free_port()}/trang")
    monkeypatch.setattr(store, "storages", {"private": ObjectStore(location="private")})
    finding = finding_of(store.store)
    assert finding.is_broken
    assert "bi-mat" not in finding.said
    assert finding.mend == "OBJECT_STORE_URL"


def test_where_nobody_answers_it_is_not_said_that_private_files_are_safe(media, monkeypatch):
    monkeypatch.setattr(ObjectStore, "open_address", lambda self, name: f"http://127.0.0.1:{free_port()}/{name}")
    assert finding_of(store.store).is_broken


def test_a_store_that_gives_a_name_twice_is_told(media, monkeypatch):
    monkeypatch.setattr(ObjectStore, "put_new", lambda self, name, file, **given: self.put(name, file) or True)
    assert store.store().said == "Kho ảnh và tài liệu nhận một tên hai lần: hai máy có thể ghi đè tệp của nhau."
