"""Who may sit at the desk: users with argon2id passwords, their sessions, and the brake on guessing.

Users stand in the ledger's `users` table. Sessions and failed attempts have tables of the desk's own in the same database; a session is
kept under the SHA-256 of its token, so that a stolen ledger file opens no session.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import (
    Column,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from testigo.errors import SettingsError
from testigo.ledger import tables

metadata = MetaData()
sessions = Table(
    "desk_sessions",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    Column("user", String, nullable=False),
    Column("signed_in", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
    Index("desk_sessions_user", "user"),
)
attempts = Table(
    "desk_attempts",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("locked_until", String(32), nullable=False),
)

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
FRESH = timedelta(minutes=10)
FREE_FAILURES = 5
FREE_FAILURES_AN_ADDRESS = 30
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(hours=1)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000


class Role(IntEnum):
    """What a person may do; each role may do all that the ones before it may."""

    READER = 1
    ANALYST = 2
    EDITOR = 3
    ADMIN = 4

    @property
    def word(self) -> str:
        """The role as it is stored and typed."""
        return self.name.lower()


def role_of(word: str) -> Role:
    """The role of a word.

    Raises:
        SettingsError: there is no such role.
    """
    try:
        return Role[word.strip().upper()]
    except KeyError as error:
        known = ", ".join(role.word for role in Role)
        raise SettingsError(f"no role {word!r}; the roles are {known}") from error


@dataclass(frozen=True, slots=True)
class User:
    """A person at the desk. `is_local` marks the one who sits at the machine itself and needed no login."""

    name: str
    role: Role
    is_active: bool = True
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """Someone signed in. `is_fresh`: the password was given within the last ten minutes."""

    user: User
    is_fresh: bool


class Locked(Exception):
    """Too many wrong passwords. `until` says when the next try is allowed."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many attempts")
        self.until = until


class Accounts:
    """Users and sessions of one ledger. The clock is an argument, so that tests can move it."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.engine = engine
        self._now = now
        self._hasher = PasswordHasher()  # argon2id with the library's RFC 9106 low-memory profile
        self._decoy = ""
        metadata.create_all(engine)

    # --- users

    def users(self) -> tuple[User, ...]:
        """Every user, in order of name."""
        u = tables.users.c
        with self.engine.connect() as connection:
            rows = connection.execute(select(u.name, u.role, u.is_active).order_by(u.name))
            return tuple(User(row.name, role_of(row.role), bool(row.is_active)) for row in rows)

    def has_users(self) -> bool:
        """True when someone could sign in."""
        u = tables.users.c
        with self.engine.connect() as connection:
            return connection.execute(select(u.name).where(u.is_active).limit(1)).first() is not None

    def add(self, name: str, password: str, role: Role) -> User:
        """Add a user.

        Raises:
            SettingsError: the name is taken or not usable, or the password is too short.
        """
        name = check_name(name)
        check_password(password)
        u = tables.users
        with self.engine.begin() as connection:
            if connection.execute(select(u.c.name).where(func.lower(u.c.name) == name.lower())).first():
                raise SettingsError(f"there is a user {name!r} already; choose another name")
            connection.execute(
                insert(u).values(
                    name=name, role=role.word, password_hash=self._hasher.hash(password), is_active=True
                )
            )
        return User(name, role)

    def change(
        self,
        name: str,
        *,
        role: Role | None = None,
        password: str | None = None,
        is_active: bool | None = None,
    ) -> None:
        """Change a user; a new password, another role or a lock ends the user's sessions.

        Raises:
            SettingsError: no such user, a short password, or the last administrator would be gone.
        """
        u = tables.users
        values: dict[str, object] = {}
        if role is not None:
            values["role"] = role.word
        if password is not None:
            check_password(password)
            values["password_hash"] = self._hasher.hash(password)
        if is_active is not None:
            values["is_active"] = is_active
        with self.engine.begin() as connection:
            if connection.execute(select(u.c.name).where(u.c.name == name)).first() is None:
                raise SettingsError(f"no user {name!r}")
            loses = is_active is False or (role is not None and role is not Role.ADMIN)
            if loses:
                others = select(u.c.name).where(u.c.role == Role.ADMIN.word, u.c.is_active, u.c.name != name)
                own = select(u.c.name).where(u.c.role == Role.ADMIN.word, u.c.is_active, u.c.name == name)
                if connection.execute(own).first() and not connection.execute(others).first():
                    raise SettingsError(f"{name!r} is the only administrator: make another one first")
            if values:
                connection.execute(update(u).where(u.c.name == name).values(**values))
            connection.execute(delete(sessions).where(sessions.c.user == name))

    # --- signing in

    def sign_in(self, name: str, password: str, address: str) -> str | None:
        """The token of a new session, or None for a wrong name or password: which of the two, nobody is told.

        Raises:
            Locked: too many failures for this name or from this address.
        """
        keys = (
            (f"user:{_digest(name.lower())}", FREE_FAILURES),
            (f"from:{_digest(address)}", FREE_FAILURES_AN_ADDRESS),
        )
        now = self._now()
        for key, _ in keys:
            self._check_lock(key, now)
        u = tables.users.c
        with self.engine.connect() as connection:
            row = connection.execute(
                select(u.name, u.password_hash, u.is_active).where(u.name == name)
            ).one_or_none()
        matches = self._matches(row.password_hash if row else self._nobody(), password[:LONGEST_PASSWORD])
        if row is None or not matches or not row.is_active:
            for key, free in keys:
                self._count_failure(key, free, now)
            return None
        with self.engine.begin() as connection:
            connection.execute(delete(attempts).where(attempts.c.key == keys[0][0]))
            if self._hasher.check_needs_rehash(row.password_hash):
                new = self._hasher.hash(password)
                connection.execute(update(tables.users).where(u.name == name).values(password_hash=new))
        return self._open(row.name, now)

    def _nobody(self) -> str:
        """The hash of a password that nobody has, so that an unknown name takes as long as a known one."""
        self._decoy = self._decoy or self._hasher.hash(secrets.token_urlsafe(16))
        return self._decoy

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

    def _open(self, name: str, now: datetime) -> str:
        token = secrets.token_urlsafe(32)
        stamp = now.isoformat(timespec="seconds")
        oldest = (now - LONGEST).isoformat(timespec="seconds")
        with self.engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.signed_in < oldest))
            connection.execute(
                insert(sessions).values(token_sha256=_digest(token), user=name, signed_in=stamp, seen=stamp)
            )
        return token

    def session(self, token: str) -> Session | None:
        """Who a token stands for; None when it is unknown, too old, or its user was locked."""
        if not token:
            return None
        s, u = sessions.c, tables.users.c
        now = self._now()
        with self.engine.connect() as connection:
            row = connection.execute(
                select(s.user, s.signed_in, s.seen, u.role, u.is_active)
                .join(tables.users, u.name == s.user)
                .where(s.token_sha256 == _digest(token))
            ).one_or_none()
        if row is None or not row.is_active:
            return None
        signed_in, seen = datetime.fromisoformat(row.signed_in), datetime.fromisoformat(row.seen)
        if now - seen > IDLE or now - signed_in > LONGEST:
            self.sign_out(token)
            return None
        if now - seen > timedelta(minutes=5):
            with self.engine.begin() as connection:
                stamp = now.isoformat(timespec="seconds")
                connection.execute(
                    update(sessions).where(s.token_sha256 == _digest(token)).values(seen=stamp)
                )
        return Session(User(row.user, role_of(row.role)), now - signed_in <= FRESH)

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self.engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_sha256 == _digest(token)))

    def _check_lock(self, key: str, now: datetime) -> None:
        with self.engine.connect() as connection:
            until = connection.execute(
                select(attempts.c.locked_until).where(attempts.c.key == key)
            ).scalar_one_or_none()
        if until and datetime.fromisoformat(until) > now:
            raise Locked(datetime.fromisoformat(until))

    def _count_failure(self, key: str, free: int, now: datetime) -> None:
        with self.engine.begin() as connection:
            held = connection.execute(
                select(attempts.c.failures).where(attempts.c.key == key)
            ).scalar_one_or_none()
            failures = (held or 0) + 1
            lock = FIRST_LOCK * 2 ** max(failures - free, 0) if failures >= free else timedelta(0)
            until = (now + min(lock, LONGEST_LOCK)).isoformat(timespec="seconds")
            if held is None:
                connection.execute(insert(attempts).values(key=key, failures=failures, locked_until=until))
            else:
                connection.execute(
                    update(attempts)
                    .where(attempts.c.key == key)
                    .values(failures=failures, locked_until=until)
                )


def check_name(name: str) -> str:
    """A user's name as it will sign rulings.

    Raises:
        SettingsError: empty, too long, or with signs that could deceive the eye.
    """
    name = name.strip()
    if not 1 <= len(name) <= 64:
        raise SettingsError("a user's name has 1 to 64 characters")
    if not all(c.isalnum() or c in " .-_@'" for c in name):
        raise SettingsError("a user's name has letters, digits, spaces and . - _ @ ' only")
    return name


def check_password(password: str) -> None:
    """Length is all that is asked of a password.

    Raises:
        SettingsError: too short or too long.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise SettingsError(
            f"a password has at least {SHORTEST_PASSWORD} characters; a sentence is a good one"
        )


def csrf_token(session_token: str) -> str:
    """The token that every change must bring along: made from the session's secret, which scripts of other pages cannot read."""
    return hmac.new(session_token.encode(), b"testigo desk: change", hashlib.sha256).hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
