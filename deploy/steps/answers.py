"""What the administrator is asked, or has written into a file of answers."""

import re
import sys
from pathlib import Path

from deploy.steps.machine import Failed
from deploy.steps.settings import read

HOST = re.compile(r"(?=.{4,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
EMAIL = re.compile(r"[^\s@'\"]+@[^\s@'\"]+\.[^\s@'\"]+")
# name: (question, default, what the answer has to be, what is said of another one)
QUESTIONS = {
    "HOST": ("Tên miền của trang (ví dụ phanthiet.example)", None, HOST, "chưa đúng tên miền, viết thường, không dấu"),
    "EMAIL_HOST": ("Máy chủ gửi thư (SMTP) của cơ quan", None, re.compile(r"[\w.:-]+"), "chưa đúng tên máy chủ"),
    "EMAIL_PORT": ("Cổng của máy chủ gửi thư", "587", re.compile(r"[1-9]\d{0,4}"), "phải là một số"),
    "EMAIL_USE_TLS": ("Gửi thư qua STARTTLS (1: có, 0: không)", "1", re.compile("[01]"), "phải là 1 hoặc 0"),
    "EMAIL_HOST_USER": ("Tên đăng nhập máy chủ thư (bỏ trống nếu không cần)", "", re.compile(r"[^']*"), ""),
    "EMAIL_HOST_PASSWORD": ("Mật khẩu máy chủ thư (bỏ trống nếu không cần)", "", re.compile(r"[^']*"), ""),
    "DEFAULT_FROM_EMAIL": ("Địa chỉ thư người gửi của trang", None, EMAIL, "chưa đúng địa chỉ thư điện tử"),
    "ADMIN_USERNAME": (
        "Tên đăng nhập của người quản trị đầu tiên",
        "quantri",
        re.compile(r"[\w.@+-]{1,150}"),
        "chưa đúng",
    ),
    "ADMIN_EMAIL": ("Thư điện tử của người quản trị đầu tiên", None, EMAIL, "chưa đúng địa chỉ thư điện tử"),
    "UNITS": (
        "Tệp danh sách đơn vị (.csv, .xlsx; bỏ trống: 33 đơn vị của Phan Thiết làm mẫu)",
        "",
        re.compile(r"[^']*"),
        "",
    ),
}


def from_file(path):
    """The answers of the file `path`, with further variables of the site; Failed names all that is wrong."""
    answers = {name: default for name, (_question, default, *_rest) in QUESTIONS.items() if default is not None}
    try:
        answers |= read(Path(path))
    except OSError as error:
        raise Failed(f"Không đọc được tệp trả lời {path}: {error.strerror}.") from error
    wrong = [f"{name}: {why}" for name in QUESTIONS if (why := wrong_with(name, answers.get(name)))]
    if wrong:
        raise Failed("Tệp trả lời chưa dùng được:\n  " + "\n  ".join(wrong))
    return answers


def asked():
    """The answers of whoever sits there; each is asked for until it can be used."""
    if not sys.stdin.isatty():
        raise Failed(
            "Không có ai để hỏi. Vui lòng viết câu trả lời vào tệp (mẫu: deploy/answers.example) và thêm --answers."
        )
    answers = {}
    for name, (question, default, *_rest) in QUESTIONS.items():
        while True:
            answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
            if not (why := wrong_with(name, answer)):
                break
            print(f"  {why}")
        answers[name] = answer
    return answers


def wrong_with(name, answer):
    """What is wrong with `answer` (str), or "" where nothing is."""
    _question, _default, form, why = QUESTIONS[name]
    if answer is None:
        return "chưa trả lời"
    if not form.fullmatch(answer):
        return why or "có ký tự không dùng được"
    if name == "UNITS" and answer and not Path(answer).is_file():
        return f"không có tệp {answer}"
    return ""
