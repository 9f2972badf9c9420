"""A foreign program that reads what came from outside: no network, and no file beyond the few folders that it needs.

Linux alone (seccomp(2), landlock(7)); neither asks for an account of its own or for root, and both hold for whatever
the program starts. Depends on the standard library alone.
"""

import ctypes
import os
import platform
import struct

# Numbers of the kernel, by machine: its name for auditing, and the calls that a connection begins with.
MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
IO_URING_SETUP = 425
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
X32 = 0x40000000
AF_UNIX = 1
EACCES = 13

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | EACCES
# Instructions of the kernel's filters: load a word, jump if equal, jump if at least, return.
LOAD, JUMP_EQUAL, JUMP_FROM, RETURN = 0x20, 0x15, 0x35, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16

# Rights of Landlock's first version: to execute, to read files and folders; to make a socket and take a file away; all.
READ, SOCKETS, EVERYTHING = 0b1101, 1 << 9 | 1 << 5, (1 << 13) - 1
RULE_PATH_BENEATH = 1

libc = ctypes.CDLL(None, use_errno=True)


class NotConfined(OSError):
    """The kernel does not take the limits: nothing is to be read then."""


def without_network():
    """From now on this process, and what it starts, opens no socket but those of this machine's own processes."""
    try:
        audit_name, socket = MACHINES[platform.machine()]
    except KeyError as unknown:
        raise NotConfined(f"no filter for {platform.machine()}") from unknown
    lines = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_EQUAL, 1, 0, audit_name),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (JUMP_FROM, 5, 0, X32),
        (JUMP_EQUAL, 4, 0, IO_URING_SETUP),
        (JUMP_EQUAL, 0, 2, socket),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (JUMP_EQUAL, 0, 1, AF_UNIX),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in lines))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(lines), ctypes.addressof(code)))
    done(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    done(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0))


def within(*folders, read=(), sockets=()):
    """From now on this process, and what it starts, has `folders` (paths), may read those of `read`, and no other file.

    In those of `sockets` its own processes may speak with each other: nothing in there is read or written.
    The kernel knows how from Linux 5.13 on, where it was not switched off.
    """
    handled = ctypes.c_uint64(EVERYTHING)
    rules = libc.syscall(LANDLOCK_CREATE, ctypes.byref(handled), ctypes.c_size_t(8), 0)
    if rules < 0:
        raise NotConfined(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    for rights, names in ((EVERYTHING, folders), (READ, read), (SOCKETS, sockets)):
        for name in filter(os.path.isdir, names):
            folder = os.open(name, os.O_PATH | os.O_CLOEXEC)
            rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, folder))
            done(libc.syscall(LANDLOCK_ADD, rules, RULE_PATH_BENEATH, rule, 0))
            os.close(folder)
    done(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    done(libc.syscall(LANDLOCK_RESTRICT, rules, 0))
    os.close(rules)


def done(result):
    if result != 0:
        raise NotConfined(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
