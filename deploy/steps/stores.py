"""Where the site keeps things: a database in PostgreSQL, and a Redis of its own that keeps nothing on the disk."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.steps import settings
from deploy.steps.machine import Failed, run, say, write

REDIS = Path("/etc/redis/redis-site.conf")
REDIS_SERVICE = "redis-server@site"


def psql(statement, *, database="postgres"):
    """What a statement answers, asked as PostgreSQL's administrator; it stands in no list of processes and no log."""
    options = ("-v", "ON_ERROR_STOP=1", "-qtAX", "-d", database)
    return run("psql", *options, user="postgres", told=statement)


def address(url):
    """(name of the role, its password, name of the database) of a DATABASE_URL."""
    parts = urlsplit(url)
    return parts.username, unquote(parts.password), parts.path.strip("/")


def make_database(url):
    """The role and its empty database, where they are not there yet."""
    run("systemctl", "enable", "--quiet", "--now", "postgresql")
    role, password, database = address(url)
    verb = "ALTER" if psql(f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'") else "CREATE"
    # CREATEDB: a rehearsal of putting the site back makes a database and takes it away.
    psql(f"{verb} ROLE {role} LOGIN CREATEDB PASSWORD '{password}'")
    if not exists(database):
        create(database, role)
    say(f"✓ Cơ sở dữ liệu PostgreSQL “{database}”.")


def exists(database):
    return bool(psql(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"))


def create(database, role):
    psql(f"CREATE DATABASE \"{database}\" OWNER {role} ENCODING 'UTF8' TEMPLATE template0")


def drop(database):
    psql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def databases(role):
    """Names (list of str) of the databases that releases of the site had or have."""
    return psql(
        "SELECT datname FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba "
        f"WHERE rolname = '{role}' AND datname ~ '^{role}(_[0-9]+)?$'"
    ).split()


def clear_old(url):
    """Take away all databases of the site but the one at `url`: those before it, and what a killed update left."""
    role, _password, today = address(url)
    for name in set(databases(role)) - {today}:
        drop(name)


def copy(url, into):
    """Have a copy of the database at `url` in a new one of the name `into`; who reads the first goes on reading."""
    role, password, database = address(url)
    drop(into)
    create(into, role)
    here = f"postgresql://{role}@127.0.0.1:5432/"
    pipe = (
        f"set -o pipefail; pg_dump --format=custom '{here}{database}' | "
        f"pg_restore --no-owner --no-acl --exit-on-error --single-transaction --dbname='{here}{into}'"
    )
    try:
        run("bash", "-c", pipe, user="postgres", env={"PGPASSWORD": password})
        psql("ANALYZE", database=into)
    except Failed:
        drop(into)
        raise


def make_cache():
    """An instance of Debian's redis-server with a password, which forgets all when it stops."""
    parts = urlsplit(settings.read()["CACHE_URL"])
    text = (
        f'bind 127.0.0.1\nport {parts.port}\nrequirepass {parts.password}\nsave ""\nappendonly no\n'
        'maxmemory 128mb\nmaxmemory-policy allkeys-lru\nsupervised systemd\nlogfile ""\nsyslog-enabled yes\n'
        "dir /var/lib/redis\n"
    )
    write(REDIS, text, owner="redis", mode=0o600)
    run("systemctl", "enable", "--quiet", REDIS_SERVICE)
    run("systemctl", "restart", REDIS_SERVICE)
    say("✓ Bộ nhớ đệm Redis của riêng trang.")
