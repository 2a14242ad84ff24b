#!/usr/bin/env python3
"""Checks that a record is in a log, with nothing but Python (3.9) and its standard library, and OpenSSL 3.

  python3 check_inclusion.py PROOF LEAF KEY

PROOF is a C2SP tlog-proof, LEAF a file with the record's exact bytes, KEY the log's public key, or a file with it. The
checkpoint in the proof has to be signed by this key (C2SP signed-note), and the proof has to lead from the leaf to the
checkpoint's root (RFC 9162, section 2.1.3.2). The exit code is 0 if both hold, and 1 if not.
"""

import base64
import hashlib
import os
import re
import subprocess
import sys
import tempfile

BYTE_LIMIT = 2 << 20
SIGNATURE_LIMIT = 100


class Refused(Exception):
    """Why the record is not proved."""


def require(condition, problem):
    if not condition:
        raise Refused(problem)


def read(path):
    with open(path, "rb") as file:
        content = file.read(BYTE_LIMIT + 1)
    require(len(content) <= BYTE_LIMIT, f"{path!a} has more than {BYTE_LIMIT} bytes")
    return content


def number(text, what):
    require(re.fullmatch("0|[1-9][0-9]{0,17}", text), f"{what} is {text[:40]!a}, no decimal number below 10^18")
    return int(text)


def unbase64(text, what):
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        content = b""
    # Other spellings of the same bytes are refused: a proof has one form.
    require(content and base64.b64encode(content).decode() == text, f"{what} is {text[:100]!a}, no base64")
    return content


def hash_value(text, what):
    content = unbase64(text, what)
    require(len(content) == 32, f"{what} has {len(content)} bytes, and a hash has 32")
    return content


class Lines:
    """The lines of a text, each of which ends in a newline."""

    def __init__(self, content):
        text = content.decode("utf-8")
        require(text.endswith("\n"), "the proof does not end in a newline")
        self.lines = text[:-1].split("\n")
        for place, line in enumerate(self.lines, 1):
            require(all(character >= " " for character in line), f"line {place} of the proof has a control character")

    def next(self, what):
        require(self.lines, f"the proof ends where {what} belongs")
        return self.lines.pop(0)

    def until_empty(self, what):
        block = []
        while line := self.next(what + " or an empty line"):
            block.append(line)
        return block


def is_name(name):
    return bool(name) and "+" not in name and not any(character.isspace() for character in name)


def parse_key(text):
    """The name, the four bytes that name the key in signatures, and the key's 32 bytes."""
    parts = text.split("+", 2)
    require(len(parts) == 3 and is_name(parts[0]), "the public key is not name+number+base64")
    name, identifier, encoded = parts
    encoded = unbase64(encoded, "the public key")
    require(len(encoded) == 33 and encoded[0] == 1, "the public key is none of Ed25519")
    computed = hashlib.sha256(name.encode() + b"\n" + encoded).digest()[:4]
    require(identifier == computed.hex(), f"the public key's number is {computed.hex()}, not {identifier[:40]!a}")
    return name, computed, encoded[1:]


def is_signed(text, signature, key):
    # The key's SubjectPublicKeyInfo (RFC 8410, section 4).
    files = {"key": bytes.fromhex("302a300506032b6570032100") + key, "text": text, "signature": signature}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        arguments = "-verify -pubin -keyform DER -inkey key -rawin -in text -sigfile signature".split()
        result = subprocess.run(["openssl", "pkeyutl", *arguments], cwd=folder, capture_output=True)
    if result.returncode == 0 and b"Verified Successfully" in result.stdout:
        return True
    require(b"Verification Failure" in result.stdout, f"openssl cannot check signatures: {result.stderr[:400]!a}")
    return False


def check_signatures(lines, text, key):
    name, identifier, public_key = key
    require(len(lines) <= SIGNATURE_LIMIT, f"the checkpoint has more than {SIGNATURE_LIMIT} signatures")
    is_found = False
    for line in lines:
        match = re.fullmatch("\u2014 ([^ ]+) ([^ ]+)", line)
        require(match and is_name(match[1]), f"{line[:100]!a} is no signature")
        content = unbase64(match[2], "a signature")
        # What other keys signed is not to be judged here.
        if match[1] != name or content[:4] != identifier:
            continue
        require(len(content) == 68, f"the log's signature has {len(content)} bytes, not 68")
        require(is_signed(text, content[4:], public_key), "the signature does not belong to the checkpoint")
        is_found = True
    require(is_found, f"the key of {name!a} did not sign the checkpoint")


def root_of(leaf, index, size, path):
    """The root that a path leads to (RFC 9162, section 2.1.3.2)."""
    require(index < size, f"the tree of {size} records has no record {index}")
    node, position, last = hashlib.sha256(b"\0" + leaf).digest(), index, size - 1
    for sibling in path:
        require(last > 0, "the proof has too many hashes")
        if position & 1 or position == last:
            node = hashlib.sha256(b"\1" + sibling + node).digest()
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\1" + node + sibling).digest()
        position, last = position >> 1, last >> 1
    require(last == 0, "the proof has too few hashes")
    return node


def check(proof, leaf, key):
    lines = Lines(proof)
    require(lines.next("the first line") == "c2sp.org/tlog-proof@v1", "the first line is not c2sp.org/tlog-proof@v1")
    line = lines.next("the index")
    if line.startswith("extra "):
        unbase64(line[6:], "the extra data")
        line = lines.next("the index")
    require(line.startswith("index "), f"the index is missing before {line[:100]!a}")
    index = number(line[6:], "the index")
    path = [hash_value(line, "a hash of the proof") for line in lines.until_empty("a hash")]

    checkpoint = lines.until_empty("a line of the checkpoint")
    require(len(checkpoint) >= 3, "the checkpoint has less than three lines")
    origin, size, root = checkpoint[0], number(checkpoint[1], "the size"), hash_value(checkpoint[2], "the root")
    require(origin == key[0], f"the checkpoint is of {origin[:100]!a}, and the key of {key[0]!a}")
    check_signatures(lines.lines, "".join(line + "\n" for line in checkpoint).encode(), key)

    computed = root_of(leaf, index, size, path)
    require(computed == root, f"the proof leads to {computed.hex()}, not to the root {root.hex()}")
    return f"record {index} is in the tree of {size} records that {origin!a} signed"


def main():
    if len(sys.argv) != 4:
        sys.exit("usage: check_inclusion.py PROOF LEAF KEY")
    try:
        proof, leaf, key = sys.argv[1:]
        if os.path.isfile(key):
            key = read(key).decode("utf-8").removesuffix("\n")
        print(check(read(proof), read(leaf), parse_key(key)))
    except (Refused, OSError, UnicodeError) as problem:
        sys.exit(f"not proved: {str(problem).encode('ascii', 'backslashreplace').decode()}")


if __name__ == "__main__":
    main()
