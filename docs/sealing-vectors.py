"""Makes sealing-vectors.json with other people's code (pyca/cryptography, hashlib), so that the tests do not
compare ContactLog with itself. Everything is fixed: running it again gives the same file.

    python3 docs/sealing-vectors.py > docs/sealing-vectors.json
"""
import hashlib
import hmac
import json

from cryptography.hazmat.primitives import hashes, serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def expand(prk, info, length, hash_name="sha512"):
    out, block, i = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([i]), hash_name).digest()
        out, i = out + block, i + 1
    return out[:length]


def hkdf(algorithm, ikm, salt, info, length):
    return HKDF(algorithm=algorithm, length=length, salt=salt or None, info=info).derive(ikm)


def blob(key, nonce, plain, aad):
    return b"\x01" + nonce + AESGCM(key).encrypt(nonce, plain, aad)


def outer(nonce, inner, aad):
    return bytes([1, sid]) + nonce + AESGCM(s_out).encrypt(nonce, inner, aad)


def fill(tag, n):
    return hashlib.shake_256(tag.encode()).digest(n)


S, sid = bytes(range(32)), 0x2a
s_pep = hkdf(hashes.SHA512(), S, b"", b"pepper/v1", 64)
s_out = hkdf(hashes.SHA512(), S, b"", b"outer/v1", 32)
check = hkdf(hashes.SHA512(), S, b"", b"check/v1", 32)
user, case, entry, file = (fill(t, 16).hex() for t in ("user", "case", "entry", "file"))

passwords = []
for password, nfkc, rounds in (("correct horse battery staple", "correct horse battery staple", 600000),
                               (" e\u0301ter \U0001f511 14 chars", " \u00e9ter \U0001f511 14 chars", 1000)):
    salt = fill("salt" + password, 32)
    st = hashlib.pbkdf2_hmac("sha512", nfkc.encode(), salt, rounds, 64)
    x = hmac.new(s_pep, st, "sha512").digest()
    passwords.append({"password": password, "salt": salt.hex(), "rounds": rounds,
                      "authHash": hashlib.sha256(expand(x, b"auth/v1", 32)).hexdigest(),
                      "wrapKey": expand(x, b"kek/v1", 32).hex()})

bits = fill("code", 20)
alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
number = int.from_bytes(bits, "big")
code = "".join(alphabet[(number >> (155 - 5 * i)) & 31] for i in range(32))
shown = "-".join(code[i:i + 4] for i in range(0, 32, 4))
k_rec = hkdf(hashes.SHA512(), bits, user.encode(), b"rec/v1", 32)

order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def pair(tag):
    key = ec.derive_private_key(int.from_bytes(fill(tag, 40), "big") % (order - 1) + 1, ec.SECP256R1())
    point = key.public_key().public_bytes(ser.Encoding.X962, ser.PublicFormat.UncompressedPoint)
    return key, point


d, q = pair("member")
pkcs8 = d.private_bytes(ser.Encoding.DER, ser.PrivateFormat.PKCS8, ser.NoEncryption())
spki = d.public_key().public_bytes(ser.Encoding.DER, ser.PublicFormat.SubjectPublicKeyInfo)
wraps = []
for kind, key in (("w1", bytes.fromhex(passwords[0]["wrapKey"])), ("w2", k_rec)):
    aad = f"v1|wrap|{user}|{kind}".encode()
    wraps.append({"kind": kind, "wrapKey": key.hex(),
                  "sealed": outer(fill("o" + kind, 12), blob(key, fill("i" + kind, 12), pkcs8, aad), aad).hex()})

c_k, epoch = fill("case key", 32), 3
eph, eph_q = pair("ephemeral")
aad = f"v1|grant|{case}|{epoch}|{user}".encode()
kek = hkdf(hashes.SHA256(), eph.exchange(ec.ECDH(), d.public_key()), eph_q + q, aad, 32)
inner = b"\x01" + eph_q + blob(kek, fill("ig", 12), c_k, aad)[1:]
grant = outer(fill("og", 12), inner, aad)

name, schema, text = "narrative", 1, "He rang at 07:10.".encode()
aad = f"v1|field|{case}|{entry}|{name}|{epoch}|{schema}".encode()
f_key = hkdf(hashes.SHA256(), c_k, b"", f"field|{entry}|{name}".encode(), 32)
field = outer(fill("of", 12), blob(f_key, fill("if", 12), text, aad), aad)

file_key, aad = fill("file key", 32), f"v1|filekey|{case}|{file}|{epoch}".encode()
wrapped_file_key = outer(fill("ok", 12), blob(c_k, fill("ik", 12), file_key, aad), aad)


def derive_file(key, salt, context):
    return expand(key, b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + salt + context, 76)


def seal_file(key, salt, context, plain):
    k = derive_file(key, salt, context)
    key, base, commitment = k[:32], int.from_bytes(k[32:44], "big"), k[44:]
    out, i = b"\x01" + salt + commitment, 0
    while True:
        part = plain[i * 16384:(i + 1) * 16384]
        out += AESGCM(key).encrypt((base ^ i).to_bytes(12, "big"), part, None)
        i += 1
        if len(part) < 16384:
            return out


files = []
for size in (0, 5, 16383, 16384, 16385, 1048575, 1048576, 1048577):
    plain = bytes((i * 31 + (i >> 8)) & 255 for i in range(size))
    salt = fill(f"salt{size}", 24)
    sealed = seal_file(file_key, salt, f"v1|file|{case}|{file}".encode(), plain)
    one = {"size": size, "salt": salt.hex(), "plainSha256": hashlib.sha256(plain).hexdigest(),
           "sealedLength": len(sealed), "sealedSha256": hashlib.sha256(sealed).hexdigest()}
    if size < 100:
        one["sealed"] = sealed.hex()
    files.append(one)

print(json.dumps({
    "about": "Inputs and outputs of every seal, made by docs/sealing-vectors.py. Hex unless it is plainly text. In a file, plain byte i is (31 i + floor(i / 256)) mod 256.",
    "server": {"secret": S.hex(), "id": f"{sid:02x}", "pepper": s_pep.hex(), "outer": s_out.hex(), "fingerprint": f"{sid:02x}:{check.hex()}"},
    "passwords": passwords,
    "recovery": {"code": shown, "bits": bits.hex(), "user": user, "wrapKey": k_rec.hex()},
    "member": {"user": user, "publicKey": spki.hex(), "wraps": wraps},
    "grant": {"case": case, "epoch": epoch, "user": user, "caseKey": c_k.hex(), "sealed": grant.hex()},
    "field": {"case": case, "entry": entry, "name": name, "epoch": epoch, "schema": schema, "text": text.decode(), "sealed": field.hex()},
    "fileKey": {"case": case, "file": file, "epoch": epoch, "key": file_key.hex(), "sealed": wrapped_file_key.hex()},
    "files": files,
    "chunkKeys": {"key": bytes(range(32)).hex(), "salt": (b"s" * 24).hex(), "context": "ctx",
                  "output": derive_file(bytes(range(32)), b"s" * 24, b"ctx").hex()},
}, indent=2, ensure_ascii=True))
