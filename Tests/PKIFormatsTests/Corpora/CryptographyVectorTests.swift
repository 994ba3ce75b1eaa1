import Foundation
import PKIFormats
import PKITesting
import Testing

/// The files of the package cryptography_vectors, with NIST's PKITS among them, and the verdict of `cryptography` on each.
@Suite("vectors of pyca/cryptography", .enabled(if: PythonJudge.isInstalled))
struct CryptographyVectorTests {
    /// Files that `cryptography` reads and we refuse, with the reason.
    private static let refusedByUs: [String: String] = [
        "x509/PKITS_data/certs/BadSignedCACert.crt": "the signature, made wrong on purpose, has unused bits",
        "x509/PKITS_data/certs/InvalidDSASignatureTest6EE.crt": "the signature, made wrong on purpose, has unused bits",
        "x509/PKITS_data/crls/BadCRLSignatureCACRL.crl": "the signature, made wrong on purpose, has unused bits",
        "x509/custom/crl_dup_entry_ext.pem": "an extension occurs twice, which RFC 5280 forbids",
        "x509/custom/invalid_utf8_common_name.pem": "a UTF8String holds no UTF-8",
        "x509/custom/name_attribute_unsupported_tag.pem": "a constructed value holds octets that are not an element",
        "x509/ocsp/req-duplicate-ext.der": "an extension occurs twice",
        "x509/requests/challenge-invalid.der": "the challenge password is a number",
        "x509/requests/challenge-multi-valued.der": "the attribute has two values, PKCS #9 allows one",
        "x509/requests/long-form-attribute.pem": "the challenge password has the tag of no string",
        "x509/requests/two_basic_constraints.pem": "an extension occurs twice",
        "x509/requests/zero-element-attribute.pem": "an attribute has no value",
        "asymmetric/DER_Serialization/dsa.1024.der": "OpenSSL's own form of DSA keys, which has no specification",
        "asymmetric/DER_Serialization/dsa.2048.der": "OpenSSL's own form of DSA keys, which has no specification",
        "asymmetric/DER_Serialization/dsa.3072.der": "OpenSSL's own form of DSA keys, which has no specification",
    ]

    /// Files that `cryptography` refuses and we read, with the reason.
    private static let readByUs: [(reason: String, names: Set<String>)] = [
        (
            "the value of an extension is read only when it is asked for",
            [
                "x509/badssl-sct-anonymous-sig.der", "x509/badssl-sct-none-hash.der", "x509/custom/cp_invalid.pem",
                "x509/custom/cp_invalid2.der", "x509/custom/empty-eku.pem", "x509/custom/inhibit_any_policy_negative.pem",
                "x509/custom/invalid-sct-length.der", "x509/custom/invalid-sct-version.der", "x509/custom/malformed-ian.pem",
                "x509/custom/malformed-san.pem", "x509/custom/nc_invalid_ip4_netmask.der", "x509/custom/nc_invalid_ip_netmask.pem",
                "x509/custom/nc_ip_invalid_length.pem", "x509/wosign-bc-invalid.pem", "x509/ed25519/ed25519-rfc8410.pem",
            ]
        ),
        ("names of kinds cryptography does not know", ["x509/san_edipartyname.der", "x509/san_x400address.der"]),
        (
            "parameters of an algorithm are kept and judged by who computes with them",
            [
                "x509/PKITS_data/certs/DSAParametersInheritedCACert.crt",
                "x509/PKITS_data/certs/ValidDSAParameterInheritanceTest5EE.crt", "x509/custom/dsa_null_alg_params.pem",
                "x509/custom/ecdsa_null_alg.pem", "asymmetric/DER_Serialization/dsa_public_key_no_params.der",
            ]
        ),
        ("both algorithms of a list are fields, so that verification can compare them", ["x509/custom/crl_inner_outer_mismatch.der"]),
        ("characters beyond those of PrintableString occur in old names", ["x509/custom/crl_issuer_invalid_printable_string.der"]),
        (
            "several requests, other kinds of response and a missing one are values",
            [
                "x509/ocsp/req-multi-sha1.der", "x509/ocsp/resp-response-type-unknown-oid.der",
                "x509/ocsp/resp-successful-no-response-bytes.der",
            ]
        ),
    ]

    @Test("certificates, requests, lists, OCSP and keys that cryptography reads are read, and written the same")
    func vectors() throws {
        var read: [String: Int] = [:]
        for line in try PythonJudge.run(Self.script).split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            let (kind, judgement, name, der) = (fields[0], fields[1], fields[2], try Hex.decode(fields[3]))
            do {
                let written = try rewritten(kind, der)
                #expect(written == der, "\(name) is written with other bytes than it was read from")
                #expect(Self.refusedByUs[name] == nil, "\(name) is read: take it off the list")
                read[kind, default: 0] += 1
                // Keys of any algorithm are containers here; PKICrypto decides which of them it computes.
                if judgement == "refused", kind != "key", !name.hasPrefix("asymmetric/EC/") {
                    #expect(
                        Self.readByUs.contains { $0.names.contains(name) },
                        "\(name), a \(kind), is read though cryptography refuses it"
                    )
                }
            } catch {
                if judgement == "read", Self.refusedByUs[name] == nil { Issue.record("\(name), a \(kind), is refused: \(error)") }
            }
        }
        #expect((read["certificate"] ?? 0) > 500)
        #expect((read["request"] ?? 0) >= 20)
        #expect((read["crl"] ?? 0) > 190)
        #expect((read["ocspResponse"] ?? 0) > 10)
        #expect((read["ocspRequest"] ?? 0) > 5)
        #expect((read["key"] ?? 0) > 30)
        print("cryptography_vectors: \(read.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")) read")
    }

    private func rewritten(_ kind: String, _ der: [UInt8]) throws -> [UInt8] {
        switch kind {
        case "certificate":
            let certificate = try Certificate(derEncoded: der)
            for one in certificate.extensions { _ = try? KnownExtensions.decode(one) }
            return certificate.derEncoded
        case "request": return try CertificationRequest(derEncoded: der).derEncoded
        case "crl":
            let list = try CertificateList(derEncoded: der)
            let scanner = try CertificateListScanner(der)
            #expect(scanner.count == list.revoked.count)
            return list.derEncoded
        case "ocspRequest": return try OCSPRequest(derEncoded: der).derEncoded
        case "ocspResponse":
            let response = try OCSPResponse(derEncoded: der)
            _ = try response.basic()
            return response.derEncoded
        case "publicKey": return try SubjectPublicKeyInfo(derEncoded: der).derEncoded
        case "encryptedKey": return try EncryptedPrivateKeyInfo(derEncoded: der).derEncoded
        default:
            // The version of a private key follows from its content, so the key is only read.
            if let key = try? ECPrivateKey(derEncoded: der) { return key.derEncoded }
            if let key = try? RSAPrivateKey(derEncoded: der) { return key.derEncoded }
            _ = try PrivateKeyInfo(derEncoded: der)
            return der
        }
    }

    // swift-format-ignore
    private static let script = #"""
import base64, pathlib, re, warnings
import cryptography_vectors
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import ocsp

warnings.simplefilter('ignore')
root = pathlib.Path(cryptography_vectors.__file__).parent
pem = re.compile(rb'-----BEGIN ([A-Z0-9 ]+)-----\r?\n(?:[!-~]+: .*\r?\n(?: .*\r?\n)*)*\s*([A-Za-z0-9+/=\s]+?)-----END')
kinds = {'CERTIFICATE': 'certificate', 'X509 CERTIFICATE': 'certificate', 'CERTIFICATE REQUEST': 'request',
         'NEW CERTIFICATE REQUEST': 'request', 'X509 CRL': 'crl', 'PUBLIC KEY': 'publicKey', 'PRIVATE KEY': 'key',
         'EC PRIVATE KEY': 'key', 'RSA PRIVATE KEY': 'key', 'ENCRYPTED PRIVATE KEY': 'encryptedKey'}
readers = {
    'certificate': lambda octets: [entry for entry in x509.load_der_x509_certificate(octets).extensions],
    'request': lambda octets: x509.load_der_x509_csr(octets).subject,
    'crl': lambda octets: [entry.serial_number for entry in x509.load_der_x509_crl(octets)],
    'ocspRequest': ocsp.load_der_ocsp_request,
    'ocspResponse': lambda octets: ocsp.load_der_ocsp_response(octets).response_status,
    'publicKey': serialization.load_der_public_key,
    'key': lambda octets: serialization.load_der_private_key(octets, None),
}

def judge(kind, name, octets):
    try:
        # Without the password only the frame of a sealed key can be looked at.
        judgement = 'read'
        if kind in readers: readers[kind](octets)
        else: judgement = 'sealed'
    except Exception:
        judgement = 'refused'
    print(kind, judgement, name, octets.hex())

def look(file, kind):
    name, octets = str(file.relative_to(root)).replace(' ', '_'), file.read_bytes()
    blocks = pem.findall(octets)
    for number, (label, body) in enumerate(blocks):
        found = kinds.get(label.decode())
        if b'Proc-Type' in octets: continue
        try: der = base64.b64decode(body)
        except Exception: continue
        if found and der: judge(found, name if number == 0 else '%s#%d' % (name, number), der)
    if not blocks and octets and octets[0] == 0x30 and kind: judge(kind, name, octets)

for file in sorted((root / 'x509').rglob('*')):
    if not file.is_file(): continue
    relative = str(file.relative_to(root))
    kind = 'certificate' if file.suffix in ('.crt', '.der', '.cer') else None
    if file.suffix == '.crl' or 'crl' in file.name: kind = 'crl'
    if 'requests' in relative: kind = 'request'
    if 'ocsp/' in relative: kind = 'ocspRequest' if 'req' in file.name else 'ocspResponse' if 'resp' in file.name else kind
    if 'tbs-precert' in relative: kind = None
    look(file, kind)
for part in ('PKCS8', 'PEM_Serialization', 'DER_Serialization', 'Ed25519', 'X25519', 'Ed448', 'EC', 'MLDSA'):
    for file in sorted((root / 'asymmetric' / part).rglob('*')):
        kind = 'publicKey' if 'pub' in file.name else 'encryptedKey' if 'enc' in file.name and 'unenc' not in file.name else 'key'
        if file.suffix in ('.pem', '.der'): look(file, kind)
"""#
}
