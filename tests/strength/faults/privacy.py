"""Numbers of people, and who has seen them."""

from tests.strength.planting import Fault

FAULTS = (
    Fault(
        name="privacy-reading-is-noted",
        file="royalties/personal/personal_log.py",
        line="log(instance=instance, action=READ, user=user)",
        becomes="pass",
        breaks="Who was shown personal numbers stands in the log.",
        tests=("tests/royalties/personal/test_personal_data.py",),
    ),
    Fault(
        name="privacy-numbers-in-the-log",
        file="royalties/personal/views.py",
        line='log(instance=self.author, action=CHANGED, user=request.user, data={"fields": form.changed_data})',
        becomes='log(instance=self.author, action=CHANGED, user=request.user, data={"fields": form.data.dict()})',
        breaks="The log says that numbers were changed, and not what they are.",
        tests=("tests/royalties/personal/test_personal_data.py",),
    ),
    Fault(
        name="privacy-list-handed-out",
        file="royalties/lists/page_views.py",
        line="if self.shows_numbers and response.status_code == HTTPStatus.OK and self.sees_numbers:",
        becomes='if self.shows_numbers and request.method == "POST" and self.sees_numbers:',
        breaks="Who was handed the numbers of a whole list stands in the log.",
        tests=("tests/royalties/lists/test_list_files.py",),
    ),
    Fault(
        name="privacy-numbers-on-anybodys-paper",
        file="royalties/lists/file_views.py",
        line="return paper_docx(PaymentPaper.of(self.payment_list, with_numbers=self.sees_numbers))",
        becomes="return paper_docx(PaymentPaper.of(self.payment_list, with_numbers=True))",
        breaks="Account numbers stand on the accountant's papers alone.",
        tests=("tests/royalties/lists/test_list_files.py",),
    ),
    Fault(
        name="privacy-seen-by-readers-of-tables",
        file="royalties/rights/permissions.py",
        line="return PERSONAL_DETAILS in held(user)",
        becomes="return bool({PERSONAL_DETAILS, VIEW_TABLES} & held(user))",
        breaks="Personal numbers are the accountant's alone.",
        tests=("tests/royalties/rights/test_rights.py", "tests/royalties/personal/test_personal_data.py"),
    ),
    Fault(
        name="privacy-clear-in-the-database",
        file="submissions/kept/encrypted.py",
        line="return cipher().encrypt(value.encode()).decode() if value else value",
        becomes="return value",
        breaks="Personal numbers lie encrypted in the database.",
        tests=("tests/royalties/personal/test_personal_data.py",),
    ),
    Fault(
        name="privacy-clear-in-a-dump",
        file="submissions/kept/encrypted.py",
        line="return self.get_prep_value(self.value_from_object(obj))",
        becomes="return self.value_from_object(obj)",
        breaks="What is dumped has no clear number either.",
        tests=("tests/royalties/personal/test_personal_data.py",),
    ),
    Fault(
        name="privacy-in-reports-of-errors",
        file="submissions/screens/access.py",
        line="@method_decorator([never_cache, sensitive_post_parameters(), sensitive_variables()])",
        becomes="@method_decorator([never_cache])",
        breaks="A report of an error carries no personal number.",
        tests=("tests/royalties/personal/test_privacy.py",),
    ),
    Fault(
        name="privacy-comments-of-a-photo",
        file="submissions/media/photos.py",
        line='KEPT = ("icc_profile", "transparency")',
        becomes='KEPT = ("icc_profile", "transparency", "comment")',
        breaks="A photo leaves the house without what its camera wrote into it.",
        tests=("tests/submissions/media/test_uploads.py",),
    ),
)
