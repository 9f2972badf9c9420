"""deploy/install: from a bare Debian to a site with its first administrator; run again, it mends."""

import argparse
import getpass
import subprocess
import sys
from pathlib import Path

from deploy.steps import answers, machine, proxy, releases, settings, stores, units
from deploy.steps.machine import Failed, say
from deploy.steps.releases import manage

RESTORED_KEY = machine.VAR / "restored-key"


def main():
    parser = argparse.ArgumentParser(prog="deploy/install", description="Cài đặt trang trên máy Debian này.")
    parser.add_argument("--answers", metavar="TỆP", help="tệp trả lời (mẫu: deploy/answers.example); không hỏi gì nữa")
    parser.add_argument("--restore", metavar="THƯ_MỤC", help="dựng lại trang từ bản sao lưu mới nhất trong thư mục này")
    options = parser.parse_args()
    machine.main(lambda: install(options.answers, options.restore))


def install(file, backups):
    """Every step finds what is done already, and goes on."""
    is_new = releases.current() is None
    if backups and not is_new:
        raise Failed("Máy này đã có trang. Khôi phục đè lên: docs/backup.md.")
    given = (answers.from_file(file) if file else answers.asked()) if is_new else {}
    if backups and not given.get("PASSPHRASE"):
        given["PASSPHRASE"] = getpass.getpass("Mật khẩu của bản sao lưu (trên giấy): ")
    machine.install_packages()
    machine.make_account()
    if not settings.FILE.exists():
        settings.make(given)
    stores.make_cache()
    release = releases.current() or releases.make()
    stores.make_database(releases.environment(release)["DATABASE_URL"])
    releases.make_folders_of_files()
    link = ""
    if is_new:
        if backups:
            restore(release, Path(backups))
        else:
            link = fill(release, given)
        releases.switch(release)
    serve(release)
    finish(link)


def fill(release, given):
    """The tables of an empty site, its units, and the first administrator; return the administrator's link (str)."""
    manage(release, "migrate", "--noinput")
    manage(release, "load_units", *([given["UNITS"]] if given["UNITS"] else []))
    manage(release, "draw_share_cards")
    say("✓ Cơ sở dữ liệu đã có bảng và danh sách đơn vị.")
    return manage(release, "invite_administrator", given["ADMIN_USERNAME"], given["ADMIN_EMAIL"]).splitlines()[-1]


def restore(release, backups):
    """The site of the newest backup in `backups`, with the key of the personal data that lies in it."""
    if not backups.is_dir():
        raise Failed(f"Không có thư mục {backups}.")
    if backups == machine.BACKUPS:
        machine.run("chown", "-R", f"{machine.ACCOUNT}:{machine.ACCOUNT}", backups)
    say(f"• Đang kiểm tra và khôi phục bản sao lưu mới nhất trong {backups}…")
    RESTORED_KEY.unlink(missing_ok=True)
    try:
        manage(release, "restore", backups, "--write-key", RESTORED_KEY)
        settings.replace(**settings.read(RESTORED_KEY))
    finally:
        RESTORED_KEY.unlink(missing_ok=True)
    say(manage(release, "restore", backups, "--no-input"))
    manage(release, "migrate", "--noinput")
    # The key of this machine is a new one, on purpose: no backup has the old one.
    manage(release, "accept_secret_key")
    say(manage(release, "verify_closed"))
    # Papers that today makes otherwise (3) are named, and the office goes on with them: nothing of the backup is lost.
    say(manage(release, "verify_royalties", also_well=(3,)))


def serve(release):
    """Units, web server and proxy of the release that serves."""
    releases.show_static(release)
    units.install_units()
    port = units.start(release, anew=True)
    say(f"✓ Máy chủ web của phiên bản số {release.name}.")
    hosts = [host.strip() for host in settings.read()["ALLOWED_HOSTS"].split(",")]
    proxy.make_certificate(hosts[0])
    proxy.reopen()
    proxy.point_at(port)
    proxy.configure(hosts)
    proxy.serve()
    say(f"✓ nginx phục vụ https://{hosts[0]}. Tường lửa của máy được giữ nguyên: cần mở cổng 80 và 443.")
    units.start_always()
    stores.clear_old(releases.environment(release)["DATABASE_URL"])


def finish(link):
    """What the doctor says, and what is left to a person."""
    manage(releases.current(), "run_due")
    subprocess.run([units.COMMAND, "doctor"], check=False)
    host = settings.read()["ALLOWED_HOSTS"].split(",")[0]
    say("\nViệc còn lại của người quản trị:")
    steps = [
        *([f"Mở liên kết dùng một lần này để chọn mật khẩu của người quản trị đầu tiên:\n   {link}"] if link else []),
        f"Chép mật khẩu của bản sao lưu ra giấy, cất nơi khác máy này: sudo cat {settings.PASSPHRASE}",
        f"Thay chứng thư tạm bằng chứng thư của cơ quan: fullchain.pem và privkey.pem trong {proxy.TLS}, rồi "
        "“systemctl reload nginx”. Chứng thư miễn phí tự gia hạn (ACME): docs/deployment.md.",
        f"Chép {machine.BACKUPS} sang máy khác mỗi ngày. Sao lưu lần đầu ngay bây giờ: sudo site-manage backup",
        "Xem tình trạng bất cứ lúc nào: sudo site-manage doctor. Nâng cấp: sudo ./deploy/update trong thư mục bản mới.",
    ]
    for number, step in enumerate(steps, start=1):
        print(f"{number}. {step}")
    print(f"\nXong. Trang ở https://{host}, quản trị ở https://{host}/admin/", flush=True)


if __name__ == "__main__":
    sys.exit(main())
