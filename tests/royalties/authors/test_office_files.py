"""Lists of authors as offices send them, by command and on the screen: alike, refused in a sentence, once."""

from pathlib import Path

import pytest

from royalties.models import Author, PersonalDetails
from tests.factories import UnitFactory
from tests.submissions.registers import log_in, person
from tests.submissions.units.office_loading import (
    Loader,
    surprises_of_refusals,
    surprises_of_the_command,
    surprises_of_the_screen,
)
from tests.vietnamese.files.reading_here import read_here
from vietnamese.files import limited

pytestmark = pytest.mark.django_db
SENT = Path(__file__).parents[2] / "vietnamese" / "files" / "sent"
AUTHORS = [
    ["Họ và tên", "Bút danh", "Đơn vị", "Mã số thuế"],
    ["Trần Thị Dũng", "Thùy Dương", "UBND phường Phú Thủy", "8765432109"],
    ["Lê Văn Hạnh", "Biển Xanh", "UBND phường Phú Thủy", "8765432117"],
]


@pytest.fixture
def authors(monkeypatch, tmp_path, client):
    monkeypatch.setattr(limited, "output_of", read_here)
    unit = UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")
    log_in(client, person("accountant", unit=unit))
    return Loader("load_authors", "/admin/tac-gia/tu-tep/", AUTHORS, tmp_path, client)


def rows():
    return list(Author.objects.order_by("pk").values()), list(PersonalDetails.objects.order_by("pk").values())


def test_read_alike_by_command_and_on_the_screen_and_nobody_is_made_twice(authors):
    authors.run("dau-tien.csv", authors.alike()["semicolons.csv"])
    before = rows()
    assert surprises_of_the_command(authors) == {}
    # What is given of personal numbers is said of every line, and never what they are.
    shown = surprises_of_the_screen(authors)
    assert set(shown) == set(authors.alike())
    assert {effects for lines in shown.values() for effects in lines} == {
        ("Có trong tệp, được mã hóa khi lưu: mã số thuế.",)
    }
    assert rows() == before


def test_refused_in_one_sentence_and_nothing_is_applied(authors):
    before = rows()
    assert surprises_of_refusals(authors) == {}
    assert rows() == before


def test_what_was_sent_is_recorded(authors):
    name = "tac-gia-kich-thuoc-a.xlsx"
    authors.run(name, (SENT / name).read_bytes())
    first, second = PersonalDetails.objects.order_by("pk")
    assert (first.author.name, first.author.pen_name) == ("Nguyễn Văn Ánh", "Biển Xanh")
    assert (first.tax_code, first.bank_account, first.bank) == ("8765432109", "0071001234567", "VCB")
    assert (second.author.name, second.bank_account) == ("Trần Thị Ký", "0071001234568")
