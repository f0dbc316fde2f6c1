#!/usr/bin/env python3
"""Makes record-format-vectors.json from docs/record-format.md, without the program."""
import hashlib, json, pathlib

CASE = "00112233445566778899aabbccddeeff"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def field_file(salt: str, text: str) -> bytes:
    return (salt + "\n" + text).encode("utf-8")


def escape(name: str) -> str:
    out = ""
    for c in name:
        control = ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F
        out += "".join("%%%02X" % b for b in c.encode("utf-8")) if control or c in "%\u2028\u2029" else c
    return out


def file_entry(salt: str, original: bytes, name: str, received: str) -> bytes:
    return f"{salt}\nsha256: {sha(original)}\nname: {escape(name)}\nsize: {len(original)}\nreceived: {received}\n".encode("utf-8")


def entry(seq, kind, prev, recorded, fields, files=(), target=None):
    names = {"amend": "amends", "withdraw": "withdraws", "restore": "restores", "erase": "erases"}
    text = f"incident-log/v1\ncase: {CASE}\nseq: {seq}\nkind: {kind}\nprev: {prev}\nrecorded: {recorded}\n"
    if kind in names:
        text += f"{names[kind]}: {target}\n"
    for name in sorted(fields):
        text += f"field: {name} {sha(fields[name])}\n"
    for n, data in enumerate(files, 1):
        text += f"file: {n} {sha(data)}\n"
    return text.encode("ascii")


def salt(n: int) -> str:
    return ("%02x" % n) * 32


def main():
    fields = []
    for s, text in [("0" * 64, "He rang at 07:10."), (salt(1), ""), (salt(2), "Zoë 🙂\nשלום"), (salt(3), "ends with a line feed\n")]:
        data = field_file(s, text)
        fields.append({"salt": s, "text": text, "sha256": sha(data)})
    files = []
    for s, original, name in [(salt(4), b"abc", "photo.jpg"), (salt(5), b"", "a\r\nb 100%\u2028.png")]:
        data = file_entry(s, original, name, "2026-04-23T02:14:05Z")
        files.append({"salt": s, "original": original.decode(), "name": name, "received": "2026-04-23T02:14:05Z", "text": data.decode(), "sha256": sha(data)})
    chain, log, prev = [], "", "0" * 64
    steps = [
        ("entry", {"actor": (salt(6), "Casey Example"), "type": (salt(7), "case")}, [], None),
        ("entry", {"actor": (salt(8), "Casey Example"), "type": (salt(9), "incident"), "narrative": ("0" * 64, "He rang at 07:10.")}, [file_entry(salt(4), b"abc", "photo.jpg", "2026-04-23T02:14:05Z")], None),
        ("amend", {"actor": (salt(10), "Casey Example"), "narrative": (salt(11), "He rang at 07:20."), "reason": (salt(12), "I looked at the phone.")}, [], 2),
        ("withdraw", {"actor": (salt(13), "Casey Example")}, [], 2),
        ("restore", {"actor": (salt(14), "Casey Example")}, [], 2),
        ("export", {"actor": (salt(15), "Casey Example")}, [], None),
    ]
    for seq, (kind, said, attached, target) in enumerate(steps, 1):
        data = entry(seq, kind, prev, f"2026-04-23T02:14:{seq:02d}Z", {n: field_file(*v) for n, v in said.items()}, attached, target)
        prev = sha(data)
        log += f"{prev}  entries/{seq:06d}.txt\n"
        chain.append({"text": data.decode(), "sha256": prev})
    good = chain[1]["text"]
    refused = [
        good.replace("\n", "\r\n"), good[:-1], good + "\n", good.replace("seq: 2", "seq: 02"), good.replace("seq: 2", "seq: 0"),
        good.replace("kind: entry", "kind: Entry"), good.replace("incident-log/v1", "incident-log/v2"), good.replace("case: 0", "case:  0"),
        good.replace("field: actor", "field: Actor"), good.replace("field: type", "field: aaa"), good.replace("file: 1", "file: 2"),
        good.replace("T02:14:02Z", "T02:14:02+00:00"), good.replace("T02:14:02Z", "T25:14:02Z"), good.replace("prev: ", "prev: A")[:-1] + "\n",
        good.replace("field: narrative", "field: file1"), good + "field: zzz " + "0" * 64 + "\n", good.replace("kind: entry", "kind: amend"),
    ]
    out = {"format": "incident-log/v1", "fieldFiles": fields, "fileEntries": files, "entries": chain, "log": log, "logSha256": sha(log.encode()), "refusedEntries": refused}
    path = pathlib.Path(__file__).with_name("record-format-vectors.json")
    path.write_text(json.dumps(out, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


main()
