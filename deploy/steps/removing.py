"""deploy/remove: takes the services away; data, keys and backups stay, unless the site's name is typed."""

import argparse
import shutil
import sys

from deploy.steps import machine, proxy, releases, settings, stores, units
from deploy.steps.machine import run, say


def main():
    parser = argparse.ArgumentParser(prog="deploy/remove", description="Gỡ các dịch vụ của trang khỏi máy này.")
    parser.add_argument("--data", action="store_true", help="xóa cả dữ liệu (phải gõ tên miền để xác nhận)")
    options = parser.parse_args()
    machine.main(lambda: remove(with_data=options.data))


def remove(*, with_data):
    """Take away what `install` put on the machine, but Debian's packages."""
    if with_data and settings.FILE.exists():
        host = settings.read()["ALLOWED_HOSTS"].split(",")[0].strip()
        print(f"Sẽ xóa VĨNH VIỄN cơ sở dữ liệu, ảnh, tài liệu và các khóa của {host} trên máy này.")
        print(f"Để xóa, hãy gõ tên miền ({host}): ", end="", flush=True)
        if sys.stdin.readline().strip() != host:
            say("Không đúng tên miền: chưa xóa và chưa gỡ gì.")
            return
    stop_services()
    if with_data:
        remove_data()
    else:
        say(
            f"✓ Đã gỡ các dịch vụ. Dữ liệu còn nguyên: {machine.HOME}, {machine.ETC}, cơ sở dữ liệu, {machine.BACKUPS}."
        )
        say("  Dùng lại: sudo ./deploy/install. Xóa hẳn: sudo ./deploy/remove --data")


def stop_services():
    for link in (proxy.ENABLED, proxy.CONFIGURATION):
        link.unlink(missing_ok=True)
    run("systemctl", "reload", "nginx", check=False)
    names = sorted(path.name for path in units.UNITS.glob("site-*") if path.is_file())
    patterns = [name.replace("@.", "@*.") for name in names]
    run("systemctl", "stop", *patterns, check=False)
    run("systemctl", "disable", "--quiet", *(name for name in names if "@" not in name), check=False)
    run("systemctl", "disable", "--quiet", "--now", stores.REDIS_SERVICE, check=False)
    for name in names:
        (units.UNITS / name).unlink()
    stores.REDIS.unlink(missing_ok=True)
    units.COMMAND.unlink(missing_ok=True)
    run("systemctl", "daemon-reload")


def remove_data():
    if release := releases.current():
        role, _password, _database = stores.address(releases.environment(release)["DATABASE_URL"])
        for database in stores.databases(role):
            stores.drop(database)
        stores.psql(f"DROP ROLE IF EXISTS {role}")
    for folder in (machine.HOME, machine.ETC):
        shutil.rmtree(folder, ignore_errors=True)
    run("userdel", machine.ACCOUNT, check=False)
    say(f"✓ Đã xóa dữ liệu của trang. Các bản sao lưu vẫn còn ở {machine.BACKUPS}; chứng thư ở {proxy.TLS}.")


if __name__ == "__main__":
    sys.exit(main())
