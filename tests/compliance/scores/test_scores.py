"""The points by hand to the last place, their words, the scheme with its preview."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from compliance.models import ScoreScheme
from compliance.scores import wording
from compliance.scores.scoring import Band, rounded
from submissions.units.provisioning import provision
from tests.browserform import form_of
from tests.compliance.scored_city import city, radio, scheme, score_of, steps_of, ward, year_of
from tests.compliance.terms.test_rule_screens import post, press, text_of
from tests.compliance.years import close, closed_row, published
from tests.submissions.registers import is_refused, log_in, person

__all__ = ["city", "radio", "scheme", "ward"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

FILES = ["scores:xlsx", "scores:docx", "scores:evaluation_xlsx", "scores:evaluation_docx"]


class TestByHand:
    def test_a_ward(self, city, ward):
        score = score_of(ward)
        # Shares 1, 0.5, 0, 0, 1, 1, 1, 1, 1 of nine periods asked; 2 below, 1 with nothing; 3 and 1 above.
        assert score.completion == Fraction(13, 2) / 9 * 10
        assert score.deduction == 2 * Fraction(1, 5) + Fraction(1, 2)
        assert score.bonus == Fraction(1, 5) + Fraction(1, 10)
        assert score.exact == Fraction(65, 9) - Fraction(9, 10) + Fraction(3, 10)
        # 7.2222… − 0.9 + 0.3 = 6.6222…
        assert score.points == Decimal("6.62")
        assert score.band == Band.AVERAGE
        assert (score.asked, score.met) == (9, 6)

    def test_its_words(self, city, ward):
        assert steps_of(ward) == {
            "Điểm hoàn thành": "(1 + 0,5 + 0 + 0 + 1 + 1 + 1 + 1 + 1)/9 × 10 ≈ 7,22",
            "Điểm trừ": "2 kỳ chưa đạt × 0,2 + 1 kỳ không có tin, bài × 0,5 = 0,90",
            "Điểm cộng": "0,2 (tháng 5: 3 vượt × 0,1 = 0,30, tối đa 0,2) + 0,1 (tháng 8: 1 vượt × 0,1 = 0,10) = 0,30",
            "Điểm": "7,22 − 0,90 + 0,30 = 6,62",
        }

    def test_the_radio_at_eleven_of_fifteen(self, city, radio):
        score = score_of(radio)
        assert score.exact == (Fraction(11, 15) + 9) / 10 * 10 - Fraction(1, 5)
        assert score.points == Decimal("9.53")
        assert steps_of(radio)["Điểm hoàn thành"] == "(11/15 + " + " + ".join(["1"] * 9) + ")/10 × 10 ≈ 9,73"
        assert score.band == Band.GOOD

    def test_exact_steps_have_no_sign_of_rounding(self, ward):
        year_of(ward, 2)
        assert steps_of(ward) == {
            "Điểm hoàn thành": "1/1 × 10 = 10,00",
            "Điểm": "10,00 − 0,00 + 0,00 = 10,00",
        }

    def test_never_below_nothing(self, ward):
        year_of(ward, 0)
        score = score_of(ward)
        assert (score.exact, score.points, score.band) == (Fraction(-1, 2), Decimal("0.00"), Band.NOT_REACHED)
        assert steps_of(ward)["Điểm"] == "0,00 − 0,50 + 0,00 nhỏ hơn 0, tính là 0,00"

    def test_the_cap_of_the_year(self, ward, scheme):
        year_of(ward, *[4] * 7)
        score = score_of(ward)
        assert (score.uncapped_bonus, score.bonus) == (Fraction(7, 5), 1)
        assert score.points == Decimal("11.00")
        assert steps_of(ward)["Điểm cộng"].endswith("= 1,40; tối đa 1 mỗi năm")

    def test_many_pieces_at_the_end_do_not_make_up_for_a_silent_year(self, ward):
        year_of(ward, *[0] * 9, 24)
        assert score_of(ward).points == Decimal("0.00")

    def test_what_still_runs_is_not_in_it(self, ward):
        provision(ward)
        for month in range(1, 11):
            close(2026, month, closed_row(ward))
        assert (score_of(ward).asked, score_of(ward).points) == (10, Decimal("10.00"))
        published(ward, when="2026-11-10 08:00:00")
        assert (score_of(ward).asked, score_of(ward).points) == (10, Decimal("10.00"))

    def test_a_unit_of_which_nothing_is_asked_has_no_points(self, ward):
        year_of(ward, 3, minimum=0)
        score = score_of(ward)
        assert (score.points, score.band) == (None, None)
        assert steps_of(ward) == {"Điểm": "Chưa có kỳ nào đã kết thúc mà đơn vị được giao chỉ tiêu"}

    def test_articles_bring_more_where_the_scheme_says_so(self, ward, scheme):
        provision(ward)
        scheme.article_bonus = Decimal("0.15")
        scheme.save()
        for day in (1, 2):
            published(ward, when=f"2026-10-0{day} 08:00:00", genre="phong_su")
        published(ward, when="2026-10-03 08:00:00", genre="phong_su", photo=False)
        ward.valid_from = "2026-09-25"
        ward.save()
        score = score_of(ward)
        assert (score.uncapped_bonus, score.asked) == (Fraction(1, 5), 1)
        assert "2 bài × 0,15 = 0,30, tối đa 0,2" in steps_of(ward)["Điểm cộng"]


@pytest.mark.parametrize(
    ("number", "points"),
    [("1/200", "0.01"), ("1/201", "0.00"), ("8499/1000", "8.50"), ("17/2", "8.50"), ("1699/200", "8.50")],
)
def test_rounded_once_half_up(number, points):
    assert rounded(Fraction(number)) == Decimal(points)


@pytest.mark.parametrize(
    ("met", "band"), [(20, "good"), (17, "good"), (16, "fair"), (14, "fair"), (13, "average"), (9, "not_reached")]
)
def test_bands_at_their_limits(ward, scheme, met, band):
    scheme.below_deduction = scheme.nothing_deduction = 0
    scheme.save()
    year_of(ward, met, minimum=20)
    assert score_of(ward).band == band


class TestScheme:
    def test_the_proposal_says_that_no_rule_stands_behind_it(self, client, city, official, scheme):
        client.force_login(official)
        assert "Mức điểm do phần mềm đề xuất, chưa theo văn bản nào" in text_of(client.get(reverse("scores:scores")))
        scheme.legal_basis = "Quyết định 12/QĐ-UBND"
        scheme.save()
        assert "Căn cứ: Quyết định 12/QĐ-UBND" in text_of(client.get(reverse("scores:scores")))

    def test_changed_numbers_without_a_document_are_nobody_s_proposal(self, scheme):
        scheme.maximum = 20
        assert wording.scheme_words(scheme)[0] == "Chưa ghi văn bản quy định các mức điểm"

    def test_each_year_has_its_own(self, scheme):
        later = ScoreScheme.objects.create(first_year=2027, maximum=20)
        assert [ScoreScheme.of_year(year) for year in (2018, 2019, 2026, 2027, 2030)] == [scheme] * 3 + [later] * 2

    @pytest.mark.parametrize("role", ["desk", "administrator", "superuser"])
    def test_keepers_open_its_screens(self, client, scheme, ward, role):
        log_in(client, person(role, unit=ward))
        for view, args in (("index", []), ("add", []), ("edit", [scheme.pk])):
            assert client.get(reverse(f"score_schemes:{view}", args=args)).status_code == 200

    @pytest.mark.parametrize("role", ["editor", "head", "accountant", "official", "contributor", "leader", "anonymous"])
    def test_others_do_not(self, client, scheme, ward, role):
        log_in(client, person(role, unit=ward))
        for view, args in (("index", []), ("add", []), ("edit", [scheme.pk])):
            assert is_refused(client.get(reverse(f"score_schemes:{view}", args=args)))

    def test_a_change_is_shown_before_it_is_saved(self, client, city, ward, scheme):
        log_in(client, person("desk", unit=None))
        address = reverse("score_schemes:edit", args=[scheme.pk])
        preview = post(client, address, below_deduction="1,5")
        text = text_of(preview)
        assert "UBND phường Phú Thủy (2026): 6,62 điểm, Trung bình → thành 4,02 điểm, Chưa đạt" in text
        assert "Đài Truyền thanh Phan Thiết (2026): 9,53 điểm, Tốt → thành 8,23 điểm, Khá" in text
        scheme.refresh_from_db()
        assert scheme.below_deduction == Decimal("0.2")
        press(client, preview, "confirmed")
        scheme.refresh_from_db()
        assert scheme.below_deduction == Decimal("1.5")

    def test_a_year_is_written_without_a_dot(self, client, scheme):
        log_in(client, person("desk", unit=None))
        assert form_of(client.get(reverse("score_schemes:edit", args=[scheme.pk])))["first_year"] == "2019"

    def test_what_changes_nothing_says_so(self, client, city, scheme):
        log_in(client, person("desk", unit=None))
        text = text_of(post(client, reverse("score_schemes:add"), first_year="2027", maximum="100"))
        assert "Không đơn vị nào thay đổi điểm." in text

    def test_limits_must_fall(self, scheme):
        scheme.fair_from = 90
        with pytest.raises(ValidationError, match="giảm dần"):
            scheme.full_clean()

    def test_it_stays_when_the_last_period_of_a_year_is_closed(self, client, ward, scheme):
        ward.valid_from = datetime.date(2025, 11, 25)
        ward.save()
        close(2025, 12, closed_row(ward))
        scheme.maximum = 20
        with pytest.raises(ValidationError, match="Điểm năm 2025 tính theo thang điểm này"):
            scheme.save()
        with pytest.raises(ValidationError, match="Kỳ cuối năm 2025 đã chốt"):
            ScoreScheme.objects.create(first_year=2025)
        ScoreScheme.objects.create(first_year=2026, maximum=100)
        assert score_of(ward, 2025).points == Decimal("10.00")
        log_in(client, person("desk", unit=None))
        refused = text_of(post(client, reverse("score_schemes:edit", args=[scheme.pk]), maximum="20"))
        assert "hãy thêm thang điểm mới áp dụng từ năm 2026" in refused

    def test_it_is_not_deleted(self, client, scheme):
        log_in(client, person("desk", unit=None))
        client.post(reverse("score_schemes:delete", args=[scheme.pk]))
        assert ScoreScheme.objects.filter(pk=scheme.pk).exists()
