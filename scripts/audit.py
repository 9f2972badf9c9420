"""Known weaknesses of what is installed, by pip-audit, beside the exceptions that we have written down.

Usage: python scripts/audit.py REPORT.json [EXCEPTIONS.toml]

REPORT.json is what `pip-audit --format json` says (`make audit` has it made). Ends with 1 when a weakness is no
exception, or an exception is over, without a reason, or for nothing; with 0 and a sentence where the package index told
nothing of any package: then nobody knows, and an office with a way to PyPI asks again.
"""

import datetime
import json
import sys
import tomllib
from pathlib import Path

LONGEST = datetime.timedelta(days=90)
NO_DATA = (
    "Chỉ mục gói không cho biết lỗ hổng nào của gói nào: chưa kiểm tra được gì. "
    "Chạy lại ở nơi vào được chỉ mục gói Python công cộng."
)


def weaknesses(report):
    """{(package, id)} of all that `report` (what pip-audit says) names, by each of its ids."""
    return {
        (one["name"], identifier): found
        for one in report["dependencies"]
        for found in one.get("vulns", ())
        for identifier in (found["id"], *found.get("aliases", ()))
    }


def knows_nothing(report):
    """Whether every package of `report` was skipped."""
    return all("skip_reason" in one for one in report["dependencies"])


def problems(report, exceptions, *, today):
    """Sentences about what is wrong on the day `today`: weaknesses without an exception, and bad exceptions."""
    found, told, said = weaknesses(report), set(), []
    for one in exceptions:
        name = f"{one.get('package')} {one.get('id')}"
        if not str(one.get("reason", "")).strip():
            said.append(f"{name}: ngoại lệ không nêu lý do")
        elif not isinstance(one.get("until"), datetime.date) or one["until"] > today + LONGEST:
            said.append(f"{name}: ngoại lệ phải có hạn, không quá {LONGEST.days} ngày")
        elif one["until"] < today:
            said.append(f"{name}: ngoại lệ đã hết hạn ngày {one['until']:%d/%m/%Y}")
        elif (one["package"], one["id"]) not in found and not knows_nothing(report):
            said.append(f"{name}: ngoại lệ không còn ứng với lỗ hổng nào, cần bỏ đi")
        else:
            told.add((one["package"], one["id"]))
    for one in report["dependencies"]:
        for weakness in one.get("vulns", ()):
            names = {(one["name"], identifier) for identifier in (weakness["id"], *weakness.get("aliases", ()))}
            if not names & told:
                fixed = ", ".join(weakness.get("fix_versions", ())) or "chưa có bản sửa"
                said.append(f"{one['name']} {one['version']}: {weakness['id']} (sửa ở: {fixed})")
    return said


def main(arguments, *, today=None):
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    path = Path(arguments[1] if len(arguments) > 1 else Path(__file__).parents[1] / "audit-exceptions.toml")
    exceptions = tomllib.loads(path.read_text(encoding="utf-8")).get("exception", [])
    said = problems(report, exceptions, today=today or datetime.datetime.now(datetime.UTC).date())
    print("\n".join(said) or (NO_DATA if knows_nothing(report) else "Không có lỗ hổng nào được biết."))
    skipped = [one["name"] for one in report["dependencies"] if "skip_reason" in one]
    if skipped and not knows_nothing(report):
        print(f"Chưa kiểm tra được: {', '.join(skipped)}.")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
