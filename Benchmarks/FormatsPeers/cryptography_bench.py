#!/usr/bin/env python3
"""The work of formats-bench with Python's cryptography. Run by scripts/bench-formats: cryptography_bench.py all|crl|crl-lookup DIRECTORY.

Prints lines of: what, who, microseconds of CPU (MB for memory).
"""

import datetime
import pathlib
import resource
import sys
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

ENTRIES = 1_000_000
TIME = datetime.datetime.fromtimestamp(1_793_491_200, datetime.timezone.utc)
DIRECTORY = pathlib.Path(sys.argv[2])


def report(what, value):
    print(f"{what}\tcryptography\t{value}", flush=True)


def memory(what):
    report(what, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def measure(what, body):
    start = time.process_time()
    body()
    first = time.process_time() - start
    calls = max(1, int(0.25 / max(first, 1e-6)))
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(calls):
            body()
        best = min(best, (time.process_time() - start) / calls)
    report(what, best * 1e6)


def once(what, body):
    start = time.process_time()
    result = body()
    report(what, (time.process_time() - start) * 1e6)
    return result


def read(name):
    return (DIRECTORY / name).read_bytes()


def key(name):
    return serialization.load_der_private_key(read(name), None)


def certificate(name):
    return x509.load_der_x509_certificate(read(name))


def build(signer, ca, leaf):
    extended = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION]
    usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)
    access = [(AuthorityInformationAccessOID.CA_ISSUERS, "http://ca.example.test/ca.crt"),
              (AuthorityInformationAccessOID.OCSP, "http://ocsp.example.test")]
    return (
        x509.CertificateBuilder().serial_number(x509.random_serial_number()).issuer_name(ca.subject).subject_name(leaf.subject)
        .public_key(leaf.public_key()).not_valid_before(TIME).not_valid_after(TIME + datetime.timedelta(365))
        .add_extension(x509.BasicConstraints(False, None), True).add_extension(usage, True)
        .add_extension(x509.ExtendedKeyUsage(extended), False)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("www.example.test"), x509.DNSName("example.test")]), False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(leaf.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False)
        .add_extension(x509.AuthorityInformationAccess(
            [x509.AccessDescription(m, x509.UniformResourceIdentifier(u)) for m, u in access]), False)
        .sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.DER))


def everything():
    der = read("leaf-p256.der")
    measure("parse certificate", lambda: x509.load_der_x509_certificate(der))
    for kind in ["p256", "rsa"]:
        request = read(f"request-{kind}.der")

        def verify():
            if not x509.load_der_x509_csr(request).is_signature_valid:
                raise SystemExit("the request is not valid")

        measure(f"parse and verify PKCS#10, {kind}", verify)
        signer, ca, leaf = key(f"ca-{kind}.key"), certificate(f"ca-{kind}.der"), certificate(f"leaf-{kind}.der")
        measure(f"build and sign certificate, {kind}", lambda: build(signer, ca, leaf))
    leaf, signer, content = certificate("leaf-p256.der"), key("leaf-p256.key"), b"a" * 1024
    measure("CMS sign, p256", lambda: pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(leaf, signer, hashes.SHA256()).sign(
        serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.NoCapabilities]))


def serial_number(number):
    octets = bytearray(((number + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "big") + number.to_bytes(8, "big"))
    octets[0] = octets[0] & 0x3F | 0x40
    return int.from_bytes(octets, "big")


def crl():
    ca, signer = certificate("ca-p256.der"), key("ca-p256.key")

    def make():
        reason = x509.CRLReason(x509.ReasonFlags.superseded)
        entries = [
            x509.RevokedCertificateBuilder().serial_number(serial_number(number)).revocation_date(
                TIME - datetime.timedelta(minutes=number % 500_000)).add_extension(reason, False).build()
            for number in range(ENTRIES)]
        # Handed over at once: adding one after the other copies the list each time.
        builder = x509.CertificateRevocationListBuilder(ca.subject, TIME.replace(tzinfo=None), (TIME + datetime.timedelta(7)).replace(
            tzinfo=None), [], entries)
        return builder.add_extension(x509.CRLNumber(1), False).sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    once("CRL of 1,000,000 entries, make", make)
    memory("CRL of 1,000,000 entries, make: memory")


def look_up():
    ca = certificate("ca-p256.der")
    found = once("CRL of 1,000,000 entries, open", lambda: x509.load_der_x509_crl(read("list.crl")))
    once("CRL of 1,000,000 entries, first look-up", lambda: found.get_revoked_certificate_by_serial_number(serial_number(987_654)))
    start = time.process_time()
    for number in range(5):
        if found.get_revoked_certificate_by_serial_number(serial_number(number * 199_999)) is None:
            raise SystemExit("the entry is not found")
    report("CRL of 1,000,000 entries, look-up", (time.process_time() - start) * 1e6 / 5)
    once("CRL of 1,000,000 entries, verify", lambda: found.is_signature_valid(ca.public_key()))
    memory("CRL of 1,000,000 entries, look-up: memory")


{"all": everything, "crl": crl, "crl-lookup": look_up}[sys.argv[1]]()
