import Foundation
import PKITesting
import Testing

@Suite("certreq dump: certificates")
struct CertificateDumpTests {
    @Test("serial number, names, dates, key and fingerprints are those openssl prints")
    func agreesWithOpenSSL() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c", options: ["-addext", "subjectAltName=DNS:www.example.com,IP:2001:db8::1,email:a@example.com"])
            let dumped = try files.object("c.pem")
            let text = try files.run(
                "openssl",
                "x509",
                "-in",
                "c.pem",
                "-noout",
                "-serial",
                "-dates",
                "-dateopt",
                "iso_8601",
                "-fingerprint",
                "-sha256",
                "-subject",
                "-nameopt",
                "RFC2253"
            )
            let fields = Dictionary(
                text.split(separator: "\n").compactMap { line -> (String, String)? in
                    guard let equals = line.firstIndex(of: "=") else { return nil }
                    return (String(line[..<equals]), String(line[line.index(after: equals)...]))
                }
            ) { first, _ in first }
            #expect(dumped.kind.string == "certificate")
            #expect(dumped.version.integer == 3)
            // The dump shows the content octets, and OpenSSL the number, which lacks a leading zero octet.
            #expect(dumped.serial.string?.uppercased().drop { $0 == "0" } == fields["serial"]?.drop { $0 == "0" })
            #expect(dumped.subject.string == fields["subject"])
            #expect(dumped.notBefore.string == fields["notBefore"]?.replacing(" ", with: "T"))
            #expect(dumped.notAfter.string == fields["notAfter"]?.replacing(" ", with: "T"))
            #expect(dumped.fingerprints.sha256.string?.uppercased() == fields["sha256 Fingerprint"]?.replacing(":", with: ""))
            #expect(dumped.publicKey.algorithm.string == "RSA")
            #expect(dumped.publicKey.bits.integer == 2048)
            #expect(dumped.publicKey.curve.isNull)
            #expect(dumped.signatureAlgorithm.oid.string == "1.2.840.113549.1.1.11")
            #expect(dumped.subjectAlternativeNames.strings == ["DNS:www.example.com", "IP:2001:db8::1", "email:a@example.com"])
            #expect(dumped.subjectAttributes[0].array.map(\.string) == ["2.5.4.6", "PrintableString", "DE"])
            #expect(dumped.subjectAttributes[2].array.map(\.string) == ["2.5.4.3", "UTF8String", "www.example.com"])
            #expect(dumped.signatureCheck.result.string == "valid")
            let constraints = dumped.extensions.array.first { $0.oid.string == "2.5.29.19" }
            #expect(constraints?.name.string == "basicConstraints")
            #expect(constraints?.critical.flag == true)
            #expect(constraints?.value.string == "30030101ff")
        }
    }

    @Test("the same certificate is read in every form that a file may have")
    func everyForm() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c")
            try files.run("openssl", "x509", "-in", "c.pem", "-outform", "DER", "-out", "c.der")
            let der = try files.read("c.der")
            let pem = String(decoding: try files.read("c.pem"), as: UTF8.self)
            let hex = der.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            let base64 = Data(der).base64EncodedString()
            try files.write("text", "Subject: é\nissuer: b\n" + pem.replacing("\n", with: "\r\n") + "more text\n")
            try files.write("base64", base64)
            try files.write("url", base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""))
            try files.write("hex", hex.joined())
            try files.write("colons", hex.joined(separator: ":").uppercased() + "\n")
            try files.write("twice", Data(pem.utf8).base64EncodedString(options: .lineLength64Characters))
            try files.write(
                "utf16",
                [0xFF, 0xFE] + pem.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            )
            try files.write("utf16be", pem.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] })
            let expected = try files.object("c.der").fingerprints.sha256.string
            #expect(expected?.count == 64)
            for name in ["c.pem", "text", "base64", "url", "hex", "colons", "twice", "utf16", "utf16be"] {
                #expect(try files.object(name).fingerprints.sha256.string == expected, "\(name)")
            }
        }
    }

    @Test("hexadecimal digits that could also be read as elements are read as digits")
    func digitsAreNoElements() async throws {
        try await withDumpedFiles { files in
            // 25 octets are 50 digits: the first two, read as an element, announce the 48 that follow.
            let sequence: [UInt8] = [0x30, 23, 0x04, 21] + [UInt8](repeating: 0x33, count: 21)
            try files.write("der", sequence)
            try files.write("hex", sequence.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
            #expect(try files.dump("der").text.contains("(DER, 25 octets)"))
            #expect(try files.dump("hex").text.contains("(hex, 25 octets)"))
        }
    }

    @Test("certificates of certtool and keytool are read")
    func otherMakers() async throws {
        try await withDumpedFiles { files in
            try files.write(
                "template",
                "cn = \"gnu\"\nserial = 77\nexpiration_days = 30\ndns_name = \"gnu.example\"\ntls_www_server\nsigning_key\n"
            )
            try files.run("certtool", "--generate-privkey", "--key-type=ed25519", "--outfile", "gnu.key")
            try files.run(
                "certtool",
                "--generate-self-signed",
                "--load-privkey",
                "gnu.key",
                "--template",
                "template",
                "--outfile",
                "gnu.pem"
            )
            let gnu = try files.object("gnu.pem")
            #expect(gnu.serial.string == "4d")
            #expect(gnu.publicKey.algorithm.string == "Ed25519")
            #expect(gnu.signatureCheck.result.string == "valid")
            #expect(gnu.subjectAlternativeNames.strings == ["DNS:gnu.example"])
            #expect(gnu.extendedKeyUsage.strings == ["serverAuth"])
            #expect(gnu.keyUsage.strings.contains("digitalSignature"))

            try files.run(
                "keytool",
                "-genkeypair",
                "-alias",
                "j",
                "-keyalg",
                "EC",
                "-groupname",
                "secp384r1",
                "-dname",
                "CN=java,O=Duke",
                "-keystore",
                "j.p12",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-ext",
                "san=dns:java.example"
            )
            try files.run("keytool", "-exportcert", "-alias", "j", "-keystore", "j.p12", "-storepass", "changeit", "-file", "j.der")
            let java = try files.object("j.der")
            #expect(java.subject.string == "CN=java,O=Duke")
            #expect(java.publicKey.curve.string == "P-384")
            #expect(java.publicKey.bits.integer == 384)
            #expect(java.signatureCheck.result.string == "valid")
        }
    }

    @Test("weaknesses are warnings")
    func weaknesses() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned(
                "weak",
                key: "rsa:1024",
                options: [
                    "-sha1", "-days", "2000", "-addext", "extendedKeyUsage=serverAuth", "-addext", "basicConstraints=critical,CA:FALSE",
                ]
            )
            let weak = try files.object("weak.pem")
            for code in ["sha1", "short-key", "long-validity", "no-san"] { #expect(weak.codes.contains(code), "\(code)") }

            try files.selfSigned("md5", options: ["-md5", "-set_serial", "-5"])
            let broken = try files.object("md5.pem")
            #expect(broken.codes.contains("md5"))
            #expect(broken.codes.contains("negative-serial"))

            try files.selfSigned("long", options: ["-set_serial", "0x7f" + String(repeating: "11", count: 20)])
            let long = try files.object("long.pem")
            #expect(long.codes.contains("long-serial"))
            #expect(long.serial.string?.count == 42)

            try files.run("openssl", "req", "-new", "-key", "long.key", "-subj", "/CN=old", "-out", "old.csr")
            try files.run(
                "openssl",
                "x509",
                "-req",
                "-in",
                "old.csr",
                "-signkey",
                "long.key",
                "-set_serial",
                "0",
                "-out",
                "old.pem"
            )
            let old = try files.object("old.pem")
            #expect(old.version.integer == 1)
            #expect(old.codes.contains("v1"))
            #expect(old.codes.contains("zero-serial"))
        }
    }

    @Test("a signature is checked with the issuer in the bundle, and a wrong one is reported")
    func bundle() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("ca", "/CN=CA")
            try files.run(
                "openssl",
                "req",
                "-new",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "leaf.key",
                "-subj",
                "/CN=leaf",
                "-out",
                "leaf.csr"
            )
            // Without the key identifier, the certificate of another key counts as the issuer's because of its name.
            try files.write("leaf.ext", "authorityKeyIdentifier = none\nsubjectKeyIdentifier = none\n")
            try files.run(
                "openssl",
                "x509",
                "-req",
                "-in",
                "leaf.csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-extfile",
                "leaf.ext",
                "-out",
                "leaf.pem"
            )
            #expect(try files.object("leaf.pem").signatureCheck.result.string == "unchecked")
            let bundle = try files.object("leaf.pem", "ca.pem")
            #expect(bundle.array.map(\.signatureCheck.result.string) == ["valid", "valid"])
            try files.write("bundle.pem", try files.read("leaf.pem") + files.read("ca.pem"))
            #expect(try files.object("bundle.pem")[0].signatureCheck.key.string == "CN=CA")

            try files.selfSigned("other", "/CN=CA")
            try files.write("wrong.pem", try files.read("leaf.pem") + files.read("other.pem"))
            let wrong = try files.object("wrong.pem")
            #expect(wrong[0].codes.contains("bad-signature"))
        }
    }

    @Test("every certificate of the system is read whole and its self-signature holds", .enabled(if: SystemRoots.isThere))
    func systemRoots() throws {
        let files = DumpedFiles(directory: "/")
        let roots = try files.object(SystemRoots.bundle).array
        #expect(roots.count > 50)
        #expect(roots.allSatisfy { $0.kind.string == "certificate" && $0.signatureCheck.result.string == "valid" })
    }

    @Test("the tree names every field with its offset")
    func tree() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c", options: ["-addext", "subjectAltName=DNS:www.example.com"])
            let text = try files.dump("c.pem").text
            #expect(text.contains("tbsCertificate SEQUENCE"))
            #expect(text.contains("dNSName [2] 'www.example.com'"))
            // openssl asn1parse prints the same offsets.
            let parsed = try files.run("openssl", "asn1parse", "-in", "c.pem")
            let theirs = parsed.split(separator: "\n").compactMap { Int($0.prefix { $0 != ":" }.filter { $0 != " " }) }
            let ours = Set(text.split(separator: "\n").compactMap { Int($0.prefix(6).filter { $0 != " " }) })
            #expect(theirs.count > 20)
            #expect(Set(theirs).isSubset(of: ours))
        }
    }
}
