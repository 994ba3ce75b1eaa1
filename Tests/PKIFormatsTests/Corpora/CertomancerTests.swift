import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("what certomancer makes", .enabled(if: PythonJudge.isInstalled))
struct CertomancerTests {
    private static let keys: [(String, [String])] = [
        ("root", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
        ("rsa", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
        ("pss", ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"]),
        ("ec", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
        ("ec521", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"]),
        ("ed25519", ["-algorithm", "ED25519"]),
    ]

    @Test("certomancer's certificates, lists and OCSP answers are read as asn1crypto does, and written the same")
    func corpus() async throws {
        let configuration = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Vectors/certomancer.yml")
        try await withTemporaryDirectory { directory in
            try Data(contentsOf: configuration).write(to: URL(filePath: directory + "/certomancer.yml"))
            for (name, options) in Self.keys {
                let made = try runTool(["openssl", "genpkey", "-out", name + ".pem"] + options, directory: directory)
                try #require(made.status == 0, "\(made.errorText)")
            }
            _ = try runTool(
                ["openssl", "genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt", "dsa_paramgen_bits:1024", "-out", "parameters.pem"],
                directory: directory
            )
            _ = try runTool(["openssl", "genpkey", "-paramfile", "parameters.pem", "-out", "dsa.pem"], directory: directory)
            let output = try PythonJudge.run(Self.script, directory: directory)
            var counts: [String: Int] = [:]
            for line in output.split(separator: "\n") {
                let fields = line.split(separator: " ").map(String.init)
                counts[fields[0], default: 0] += 1
                try check(kind: fields[0], der: Hex.decode(fields[2]), reading: Array(fields.dropFirst(3)), label: fields[1])
            }
            #expect(counts == ["certificate": 10, "crl": 3, "ocsp": 3])
        }
    }

    private func check(kind: String, der: [UInt8], reading: [String], label: String) throws {
        switch kind {
        case "certificate":
            let certificate = try Certificate(derEncoded: der)
            #expect(certificate.derEncoded == der)
            let ours =
                [
                    Hex.encode(certificate.serialNumber), Hex.encode(certificate.subject.derEncoded),
                    Hex.encode(certificate.issuer.derEncoded),
                ]
                + certificate.extensions.map(text)
            #expect(ours == reading, "\(label)")
            for one in certificate.extensions {
                let value = try #require(try KnownExtensions.decode(one), "\(label): \(one.oid.dotted) is not known")
                #expect(value.value == one.value, "\(label): \(one.oid.dotted)")
            }
        case "crl":
            let list = try CertificateList(derEncoded: der)
            let ours = [Hex.encode(list.issuer.derEncoded)] + list.revoked.map { Hex.encode($0.serialNumber) } + list.extensions.map(text)
            #expect(ours == reading, "\(label)")
            for one in list.extensions + list.revoked.flatMap(\.extensions) {
                #expect(try KnownExtensions.decode(one)?.value == one.value, "\(label): \(one.oid.dotted)")
            }
            let scanner = try CertificateListScanner(der)
            #expect(scanner.count == list.revoked.count)
        default:
            let response = try OCSPResponse(derEncoded: der)
            let basic = try #require(try response.basic())
            #expect(response.status == .successful)
            let ours = basic.data.responses.map { Hex.encode($0.certID.serialNumber) } + basic.data.extensions.map(text)
            #expect(ours == reading, "\(label)")
        }
    }

    private func text(_ one: CertificateExtension) -> String {
        "\(one.oid.dotted):\(one.critical ? 1 : 0):\(Hex.encode(one.value))"
    }

    // swift-format-ignore
    private static let script = #"""
from datetime import datetime, timezone
from asn1crypto import core, ocsp
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, ServiceLabel

arch = CertomancerConfig.from_file('certomancer.yml', '.').get_pki_arch(ArchLabel('corpus'))
at = datetime(2022, 1, 1, tzinfo=timezone.utc)

def serial(number):
    return core.Integer(number).contents.hex()

def extensions(values):
    return ['%s:%d:%s' % (one['extn_id'].dotted, one['critical'].native, one['extn_value'].contents.hex())
            for one in values if one['extn_id'].native is not None]

def line(*words):
    print(*[word for word in words if word])

certificates = {}
for label in ['root', 'rsa', 'pss', 'ec', 'ed25519', 'dsa', 'signed-by-dsa', 'ec521', 'crl-issuer', 'ocsp']:
    one = certificates[label] = arch.get_cert(CertLabel(label))
    line('certificate', label, one.dump().hex(), serial(one.serial_number), one.subject.dump().hex(), one.issuer.dump().hex(),
         *extensions(one['tbs_certificate']['extensions']))
for label in ['root', 'ec', 'ed25519']:
    one = arch.service_registry.get_crl(ServiceLabel(label), at)
    entries = one['tbs_cert_list']['revoked_certificates']
    line('crl', label, one.dump().hex(), one['tbs_cert_list']['issuer'].dump().hex(),
         *[serial(entry['user_certificate'].native) for entry in entries], *extensions(one['tbs_cert_list']['crl_extensions']))
for label, issuer, subject in [('root', 'root', 'rsa'), ('root', 'root', 'pss'), ('ec', 'ec', 'ec521')]:
    authority, one = certificates[issuer], certificates[subject]
    request = ocsp.OCSPRequest({'tbs_request': {'request_list': [{'req_cert': {
        'hash_algorithm': {'algorithm': 'sha1'}, 'issuer_name_hash': one.issuer.sha1,
        'issuer_key_hash': authority.public_key.sha1, 'serial_number': one.serial_number}}],
        'request_extensions': [{'extn_id': 'nonce', 'extn_value': core.OctetString(b'12345678')}]}})
    answer = arch.service_registry.summon_responder(ServiceLabel(label), at).build_ocsp_response(request)
    data = answer.basic_ocsp_response['tbs_response_data']
    line('ocsp', label, answer.dump().hex(), *[serial(single['cert_id']['serial_number'].native) for single in data['responses']],
         *extensions(data['response_extensions']))
"""#
}
