import PortableFoundation
import PKICrypto
import PKIFormats

/// More than 400 odd requests: subjects, alternative names, keys, extensions and attributes. Each has one oddity, so that a finding names
/// its cause.
package enum OddRequests {
    package static func make() async throws -> [OddRequest] {
        var builder = OddRequestBuilder(key: try PrivateKey(generating: .p256))
        try await addStringTypes(to: &builder)
        try await addAttributeTypes(to: &builder)
        try await addTexts(to: &builder)
        try await addParts(to: &builder)
        try await addDNSNames(to: &builder)
        try await addMailboxes(to: &builder)
        try await addURIs(to: &builder)
        try await addOtherNames(to: &builder)
        try await addKeys(to: &builder)
        try await addExtensions(to: &builder)
        try await addAttributes(to: &builder)
        return builder.requests
    }

    private typealias Builder = OddRequestBuilder

    // MARK: Subjects

    /// Six attributes in every string type, right and wrong.
    private static func addStringTypes(to builder: inout OddRequestBuilder) async throws {
        let values: [(OID, String)] = [
            (.commonName, "Example"), (.organization, "Example"), (.country, "DE"), (.serialNumber, "4711"), (.domainComponent, "example"),
            (.emailAddress, "a@example.test"), ("1.2.3.4.5", "private"),
        ]
        for (type, text) in values {
            for tag in [0x0C, 0x12, 0x13, 0x14, 0x16, 0x1A, 0x1B, 0x19] as [UInt8] {
                try await builder.add(
                    "\(type) as [UNIVERSAL \(tag)]",
                    subject: Builder.name(type, value: Builder.element(tag, Array(text.utf8)))
                )
            }
            let wide = text.utf8.flatMap { [0, $0] as [UInt8] }
            try await builder.add("\(type) as BMPString", subject: Builder.name(type, value: Builder.element(0x1E, wide)))
            let widest = text.utf8.flatMap { [0, 0, 0, $0] as [UInt8] }
            try await builder.add("\(type) as UniversalString", subject: Builder.name(type, value: Builder.element(0x1C, widest)))
        }
        for (name, value) in [
            ("INTEGER", [2, 1, 5]), ("BOOLEAN", [1, 1, 0xFF]), ("NULL", [5, 0]), ("BIT STRING", [3, 2, 0, 1]),
            ("OCTET STRING", [4, 1, 65]),
            ("SEQUENCE", [0x30, 0]), ("GeneralizedTime", Array("\u{18}\u{F}20300101000000Z".utf8)),
        ] as [(String, [UInt8])] {
            try await builder.add("commonName as \(name)", subject: Builder.name(.commonName, value: value))
        }
    }

    /// Every attribute with a name, and those of PKCS #9 and RFC 3739 whose values are not text.
    private static func addAttributeTypes(to builder: inout OddRequestBuilder) async throws {
        let types: [OID] = [
            .surname, .locality, .stateOrProvince, .streetAddress, .organizationalUnit, .title, .descriptionAttribute, .postalCode,
            .telephoneNumber, .nameAttribute, .givenName, .initials, .generationQualifier, .distinguishedNameQualifier, .pseudonym,
            .organizationIdentifier, .userID, .unstructuredName, .unstructuredAddress, .jurisdictionLocality, .jurisdictionStateOrProvince,
            .jurisdictionCountry, .businessCategory, "2.5.4.45", "2.5.4.36", "2.5.4.16", "2.5.4.51", "1.2.840.113549.1.9.3",
            "1.2.840.113549.1.9.5", "1.2.840.113549.1.9.7", "1.2.840.113549.1.9.25.5", "2.16.840.1.113730.3.1.216", "1.3.6.1.5.5.7.9.1",
            "1.3.6.1.5.5.7.9.2", "1.3.6.1.5.5.7.9.3", "1.3.6.1.5.5.7.9.4", "1.3.6.1.4.1.311.20.2.3",
        ]
        for type in types {
            for text in ["DE", "Straße 1", String(repeating: "x", count: 129)] {
                try await builder.add("\(type) with \(text.count) characters", subject: Builder.name(type, value: Builder.utf8(text)))
            }
        }
    }

    private static func addTexts(to builder: inout OddRequestBuilder) async throws {
        let texts = [
            "", " ", "  ", " a", "a ", "a  b", "\t", "a\nb", "a\0b", "\0", "a\u{1B}[31mb", "a\u{7F}", "a\u{85}b", "a\u{9F}", "\u{A0}a",
            "a\u{AD}b",
            "a\u{200B}b", "a\u{200D}b", "\u{202E}abc", "a\u{2028}b", "a\u{2066}b", "\u{FEFF}a", "a\u{FFFD}b", "a\(scalar(0xFFFE))b",
            "a\(scalar(0xFDD0))b",
            "\(scalar(0xE000))", "\(scalar(0x10FFFF))", "Müller", "株式会社", "👩‍💻", "e\u{301}", "\u{301}", "#04020102", "CN=x,O=y", "a+b",
            "<script>",
            "\"quoted\"", "a\\b", "*.example.com", "192.0.2.1", "admin@example.test", String(repeating: "a", count: 64),
            String(repeating: "a", count: 65), String(repeating: "ä", count: 64), String(repeating: "e\u{301}", count: 64),
            String(repeating: "👩‍💻", count: 22), String(repeating: "a", count: 40_000),
        ]
        for (index, text) in texts.enumerated() {
            try await builder.add("text \(index)", subject: Builder.name(.commonName, value: Builder.utf8(text)))
        }
        for octets in [[0x41, 0xFC], Array("ü".utf8), [0x41, 0x85], [0x80], [0xC3], [0xFF, 0xFE], [0x41, 0]] as [[UInt8]] {
            for tag in [0x13, 0x14, 0x16, 0x0C] as [UInt8] {
                try await builder.add(
                    "octets \(Hex.encode(octets)) as [UNIVERSAL \(tag)]",
                    subject: Builder.name(.organization, value: Builder.element(tag, octets))
                )
            }
        }
        for octets in [[0xD8, 0], [0xD8, 0x3D, 0xDE, 0], [0xFF, 0xFE], [0, 0], [0], []] as [[UInt8]] {
            try await builder.add(
                "BMPString \(Hex.encode(octets))",
                subject: Builder.name(.commonName, value: Builder.element(0x1E, octets))
            )
        }
        for text in ["de", "D1", "Germany", "D", "ÖE"] {
            try await builder.add("country \(text)", subject: Builder.name(.country, value: Builder.utf8(text)))
        }
        for text in ["example.com", "a_b", "-a", "ä", "127", ""] {
            try await builder.add("domainComponent \(text)", subject: Builder.name(.domainComponent, value: Builder.utf8(text)))
        }
    }

    /// A scalar that the compiler does not accept in a literal.
    private static func scalar(_ value: UInt32) -> String { Unicode.Scalar(value).map { String($0) } ?? "" }

    private static func addParts(to builder: inout OddRequestBuilder) async throws {
        let (a, b) = (Builder.utf8("a"), Builder.utf8("b"))
        let unit = OID.organizationalUnit
        try await builder.add("no subject", subject: [0x30, 0])
        try await builder.add("no subject, for a CA", template: "SubCA", subject: [0x30, 0])
        try await builder.add("an empty part", subject: [0x30, 2, 0x31, 0])
        try await builder.add("two attributes in one part", subject: Builder.name(parts: [[(.commonName, a), (unit, b)]]))
        try await builder.add("two attributes out of order", subject: Builder.name(parts: [[(unit, b), (.commonName, a)]]))
        try await builder.add("one attribute twice in a part", subject: Builder.name(parts: [[(.commonName, a), (.commonName, b)]]))
        try await builder.add("one value twice in a part", subject: Builder.name(parts: [[(.commonName, a), (.commonName, a)]]))
        try await builder.add("two common names", subject: Builder.name(parts: [[(.commonName, a)], [(.commonName, b)]]))
        let mail = OddRequestBuilder.element(0x16, Array("a@example.test".utf8))
        let other = OddRequestBuilder.element(0x16, Array("b@example.test".utf8))
        let parts: [[(OID, [UInt8])]] = [[(.emailAddress, mail)], [(.emailAddress, other)]]
        try await builder.add("two addresses", subject: Builder.name(parts: parts))
        try await builder.add(
            "two addresses, one asked for",
            subject: Builder.name(parts: parts),
            extensions: [SubjectAlternativeName([.rfc822Name("b@example.test")]).asExtension()]
        )
        for text in ["admin", "a@b@c", "A@EXAMPLE.TEST", "a b@example.test"] {
            let value = OddRequestBuilder.element(0x16, Array(text.utf8))
            try await builder.add("address \(text) in the subject", subject: Builder.name(.emailAddress, value: value))
        }
        for count in [10, 60, 400] {
            try await builder.add("\(count) units", subject: Builder.name(parts: (0..<count).map { [(unit, Builder.utf8("unit \($0)"))] }))
        }
        try await builder.add(
            "domain components",
            subject: DistinguishedName.of([(.domainComponent, "test"), (.domainComponent, "example")]).derEncoded
        )
        try await builder.add("the name of the issuer", template: "SubCA", subject: issuer)
        try await builder.add(
            "a subject for a directory template",
            template: "User",
            subject: Builder.name(.commonName, value: Builder.utf8("a\0b"))
        )
    }

    private static let issuer = DistinguishedName.of([(.organization, "Example"), (.commonName, "Chancery Issuing CA")]).derEncoded

    // MARK: Alternative names

    private static func addDNSNames(to builder: inout OddRequestBuilder) async throws {
        let names = [
            "www.example.com", "WWW.EXAMPLE.COM", "localhost", "web1", "*.example.com", "*.com", "*", "*.", "**.example.com",
            "a.*.example.com",
            "f*.example.com", "www.example.com.", ".example.com", "a..b", "", "-a.example", "a-.example", "a_b.example",
            "_dmarc.example.com",
            "xn--mnchen-3ya.example", "xn--.example", "xn--zz--zz.example", "ab--cd.example", "192.0.2.1", "127.1", "2001:db8::1", "[::1]",
            "0x7f.1",
            "example.123", "123.example", "1and1.example", "a b.example", "example.com\n", "example.com/", "http://example.com",
            "a@b.example",
            "a,b.example", String(repeating: "a", count: 63) + ".example", String(repeating: "a", count: 64) + ".example",
            String(repeating: "abcdefg.", count: 31) + "test", String(repeating: "abcdefg.", count: 32) + "test", "example.c", "host.lab1",
            "a.b.c.d.e.f.g.h.i.j.example", "$(id).example", "%41.example",
        ]
        for name in names {
            try await builder.add("DNS name \(name)", extensions: [Builder.alternativeNames([Builder.element(0x82, Array(name.utf8))])])
        }
        for octets in [Array("münchen.example".utf8), [0x61, 0xFC], [0x61, 0, 0x62], [0x80]] as [[UInt8]] {
            try await builder.add(
                "DNS name of octets \(Hex.encode(octets))",
                extensions: [Builder.alternativeNames([Builder.element(0x82, octets)])]
            )
        }
        for count in [2, 100, 300, 800] {
            let many = (0..<count).map { GeneralName.dnsName("host-\($0).example.test") }
            try await builder.add("\(count) DNS names", extensions: [SubjectAlternativeName(many).asExtension()])
        }
        let same = (0..<50).map { _ in GeneralName.dnsName("a.example") }
        try await builder.add("a DNS name fifty times", extensions: [SubjectAlternativeName(same).asExtension()])
        try await builder.add(
            "DNS names for a directory template",
            template: "User",
            extensions: [SubjectAlternativeName(same).asExtension()]
        )
        try await builder.add(
            "DNS names alone",
            subject: [0x30, 0],
            extensions: [SubjectAlternativeName([.dnsName("a.example")]).asExtension()]
        )
        try await builder.add("critical names", extensions: [SubjectAlternativeName([.dnsName("a.example")]).asExtension(critical: true)])
    }

    private static func addMailboxes(to builder: inout OddRequestBuilder) async throws {
        let mailboxes = [
            "a@example.test", "a.b+c@example.test", "A@Example.Test", "a@localhost", "a@192.0.2.1", "a@[192.0.2.1]", "", "a", "@",
            "@example.test",
            "a@", "a@@example.test", "a@b@example.test", ".a@example.test", "a.@example.test", "a..b@example.test", "a b@example.test",
            "a,b@example.test", "\"a,b\"@example.test", "\"a b\"@example.test", "\"a\\\"b\"@example.test", "\"a\"b\"@example.test",
            "Alice <a@example.test>", "a@example_test.test", "a@-example.test", "a@example.test.", "a@*.example.test", "a\n@example.test",
            String(repeating: "a", count: 64) + "@example.test", String(repeating: "a", count: 65) + "@example.test",
            "a@" + String(repeating: "abcdefg.", count: 31) + "test",
        ]
        for name in mailboxes {
            try await builder.add("mailbox \(name)", extensions: [Builder.alternativeNames([Builder.element(0x81, Array(name.utf8))])])
        }
    }

    private static func addURIs(to builder: inout OddRequestBuilder) async throws {
        let uris = [
            "https://www.example.com/", "https://www.example.com", "https://www.example.com:8443/a/b?c=d&e=f#g", "http://192.0.2.1/",
            "http://[::1]/",
            "http://[2001:db8::1]:80/", "http://[::1", "http://localhost/", "http://a_b.example/", "http:///", "http://", "http:",
            "https:path",
            "//example.com/", "/path", "www.example.com", "", ":", "1http://a/", "ht tp://a/", "http://a b/", "http://a.example/<b>",
            "http://a.example/%zz", "http://a.example/%41", "http://a.example/\"", "http://a.example/{}", "http://a.example/|",
            "http://a.example/\\", "http://user:secret@a.example/", "http://a@b@c.example/", "http://a.example:0/",
            "http://a.example:99999/",
            "http://a.example:x/", "http://*.example.com/", "ftp://ftp.example.com/x", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "spiffe://example.org/ns/a/sa/b", "sip:alice@example.com", "mailto:a@example.test", "ldap://ldap.example.com/cn=a",
            "ldap:///cn=a",
            "tag:microsoft.com,2022-09-14:sid:S-1-5-21-1-2-3-500", "TAG:Microsoft.com,2022-09-14:SID:S-1-5-21-1-2-3-500",
            "javascript:alert(1)",
            "data:text/plain,x", "http://a.example/" + String(repeating: "x", count: 2000), "http://a.example/#a#b",
            "http://a.example/?a?b",
            "http://" + String(repeating: "abcdefg.", count: 40) + "test/",
        ]
        for (index, uri) in uris.enumerated() {
            try await builder.add(
                "URI \(index) \(uri.prefix(60))",
                extensions: [Builder.alternativeNames([Builder.element(0x86, Array(uri.utf8))])]
            )
        }
    }

    private static func addOtherNames(to builder: inout OddRequestBuilder) async throws {
        for count in [0, 1, 3, 4, 5, 8, 15, 16, 17, 32] {
            let address = Builder.element(0x87, [UInt8](repeating: 0x0A, count: count))
            try await builder.add("IP address of \(count) octets", extensions: [Builder.alternativeNames([address])])
        }
        let directory = DistinguishedName.of([(.organization, "Example"), (.commonName, "a")])
        let names: [(String, [GeneralName])] = [
            ("directory name", [.directoryName(directory)]), ("empty directory name", [.directoryName(.empty)]),
            ("directory name with controls", [.directoryName(.of([(.commonName, "a\u{85}")]))]),
            ("directory name with an address", [.directoryName(.of([(.emailAddress, "a@example.test")]))]),
            ("user principal name", [.userPrincipalName("admin@example.test")]),
            ("user principal name and DNS name", [.userPrincipalName("admin@example.test"), .dnsName("a.example")]),
            ("directory object", [.directoryObjectGUID([UInt8](repeating: 7, count: 16))]),
            ("registered identifier", [.registeredID("1.2.3")]),
            ("other name of a private type", [.otherName(type: "1.2.3.4", value: [0x0C, 1, 0x61])]),
            ("UTF-8 mailbox", [.otherName(type: "1.3.6.1.5.5.7.8.9", value: Builder.utf8("ä@example.test"))]),
        ]
        for (name, values) in names { try await builder.add(name, extensions: [SubjectAlternativeName(values).asExtension()]) }
        let elements: [(String, [UInt8])] = [
            ("X.400 address", [0xA3, 2, 0x30, 0]), ("EDI party name", [0xA5, 5, 0xA1, 3, 0x0C, 1, 0x61]),
            ("an unknown choice", [0x89, 1, 0x61]),
            ("a malformed directory name", [0xA4, 2, 0x05, 0]), ("an other name without value", [0xA0, 3, 0x06, 1, 0x2A]),
        ]
        for (name, element) in elements { try await builder.add(name, extensions: [Builder.alternativeNames([element])]) }
        try await builder.add("no alternative name at all", extensions: [Builder.alternativeNames([])])
        try await builder.add("alternative names of no octets", extensions: [CertificateExtension(SubjectAlternativeName.oid, value: [])])
    }

    // MARK: Keys, extensions, attributes

    private static func addKeys(to builder: inout OddRequestBuilder) async throws {
        let specifications: [(String, KeySpecification)] = [
            ("RSA", .rsa(bits: 2048)), ("P-256", .p256), ("P-384", .p384), ("P-521", .p521), ("Ed25519", .ed25519), ("ML-DSA-65", .mlDSA65),
            ("ML-DSA-87", .mlDSA87),
        ]
        for (name, specification) in specifications {
            let key = try PrivateKey(generating: specification)
            for template in ["WebServer", "User", "ClientAuth", "CodeSigning", "SmartcardLogon", "EnrollmentAgent"] {
                try await builder.add("\(name) for \(template)", template: template, key: key)
            }
            let authority = DistinguishedName.of([(.organization, "Example"), (.commonName, "Subordinate \(name)")]).derEncoded
            try await builder.add("\(name) for SubCA", template: "SubCA", subject: authority, key: key)
            let public1 = key.publicKey
            for (form, parameters) in [("without", nil), ("with NULL as", [5, 0]), ("with a SEQUENCE as", [0x30, 0])]
                as [(String, [UInt8]?)]
            {
                try await builder.add(
                    "\(name) \(form) parameters",
                    key: key,
                    written: SubjectPublicKeyInfo(
                        algorithm: AlgorithmIdentifier(public1.algorithm.oid, parameters: parameters),
                        keyBytes: public1.keyBytes
                    )
                )
            }
            try await builder.add(
                "\(name) with a damaged key",
                key: key,
                written: SubjectPublicKeyInfo(algorithm: public1.algorithm, keyBytes: Array(public1.keyBytes.dropLast()))
            )
            if case .ec = key.publicKey.kind { try await addPoints(of: key, name, to: &builder) }
            if key.publicKey.kind.isRSA { try await addRSAForms(of: key, to: &builder) }
        }
    }

    private static func addPoints(of key: PrivateKey, _ name: String, to builder: inout OddRequestBuilder) async throws {
        let point = key.publicKey.keyBytes
        let half = (point.count - 1) / 2
        let parity = (point.last ?? 0) & 1
        for (form, octets) in [
            ("compressed", [0x02 | parity] + point[1...half]), ("hybrid", [0x06 | parity] + point.dropFirst()), ("infinite", [0]),
            ("empty", []),
            ("mirrored", [0x03 ^ parity] + point[1...half]),
        ] as [(String, [UInt8])] {
            try await builder.add(
                "\(name) \(form)",
                key: key,
                written: SubjectPublicKeyInfo(algorithm: key.publicKey.algorithm, keyBytes: octets)
            )
        }
    }

    private static func addRSAForms(of key: PrivateKey, to builder: inout OddRequestBuilder) async throws {
        let parameters: [[UInt8]?] = [
            nil, [5, 0], [0x30, 0], AlgorithmIdentifier.rsaPSSWithSHA256.parameters, AlgorithmIdentifier.rsaPSSWithSHA384.parameters,
        ]
        for template in ["WebServer", "User", "ClientAuth", "SubCA"] {
            for (index, parameters) in parameters.enumerated() {
                let algorithm = AlgorithmIdentifier(OID.Algorithms.rsassaPSS, parameters: parameters)
                try await builder.add(
                    "RSA-PSS \(index) for \(template)",
                    template: template,
                    key: key,
                    written: SubjectPublicKeyInfo(algorithm: algorithm, keyBytes: key.publicKey.keyBytes),
                    algorithm: .rsaPSSWithSHA256
                )
            }
        }
        guard let components = key.publicKey.rsaComponents else { throw ContractError("an RSA key without its numbers") }
        var even = components.modulus
        even[even.count - 1] &= 0xFE
        for (name, modulus, exponent) in [
            ("even modulus", even, components.exponent), ("exponent 1", components.modulus, [1]), ("exponent 3", components.modulus, [3]),
            ("even exponent", components.modulus, [4]), ("exponent of 33 bits", components.modulus, [1, 0, 0, 0, 1]),
            ("exponent of 2048 bits", components.modulus, components.modulus), ("modulus 1", [1], [3]),
        ] as [(String, [UInt8], [UInt8])] {
            try await builder.add(
                "RSA with \(name)",
                key: key,
                written: RSAPublicKey(modulus: modulus, publicExponent: exponent).subjectPublicKeyInfo
            )
        }
    }

    private static func addExtensions(to builder: inout OddRequestBuilder) async throws {
        let items: [(String, CertificateExtension)] = [
            ("basicConstraints of a CA", BasicConstraints(isCA: true, pathLength: 5).asExtension(critical: true)),
            ("basicConstraints of nobody", BasicConstraints(isCA: false).asExtension()),
            ("keyCertSign", KeyUsage([.keyCertSign, .cRLSign]).asExtension(critical: true)),
            ("every key usage", KeyUsage(rawValue: 0x1FF).asExtension(critical: true)), ("no key usage", KeyUsage([]).asExtension()),
            ("any purpose", ExtendedKeyUsage([OID.KeyPurpose.anyExtendedKeyUsage]).asExtension()),
            ("logon", ExtendedKeyUsage([OID.KeyPurpose.smartcardLogon]).asExtension(critical: true)),
            ("a foreign SID", NTDSCASecurity(sid: "S-1-5-21-1-2-3-500").asExtension()),
            ("another key identifier", SubjectKeyIdentifier([1, 2, 3]).asExtension()),
            ("another authority", AuthorityKeyIdentifier(keyIdentifier: [1, 2, 3]).asExtension()),
            ("another list", CRLDistributionPoints(uris: ["http://evil.example/x.crl"]).asExtension()),
            ("another issuer's address", AuthorityInformationAccess(caIssuers: ["http://evil.example/x.cer"]).asExtension()),
            ("a policy", CertificatePolicies(["1.2.3.4"]).asExtension()),
            ("application policies", ApplicationPolicies(["1.2.3.4"]).asExtension()),
            ("name constraints", NameConstraints(permitting: [.dnsName("example.test")]).asExtension(critical: true)),
            ("an issuer's alternative name", IssuerAlternativeName([.dnsName("a.example")]).asExtension()),
            ("a TLS feature", TLSFeature([5]).asExtension()),
            ("no OCSP check", CertificateExtension(OID.Extensions.ocspNoCheck, value: [5, 0])),
            ("a precertificate's poison", CertificateExtension("1.3.6.1.4.1.11129.2.4.3", critical: true, value: [5, 0])),
            ("an unknown extension", CertificateExtension("1.2.3.4", critical: true, value: [5, 0])),
            ("an extension that is not DER", CertificateExtension("1.2.3.4", value: [0xFF])),
            ("an unreadable keyUsage", CertificateExtension(KeyUsage.oid, value: [0xFF])),
            ("the template's name", MicrosoftTemplateName("WebServer").asExtension()),
            ("another template's name", MicrosoftTemplateName("User").asExtension()),
            ("an unreadable template name", CertificateExtension(MicrosoftTemplateName.oid, value: [0xFF])),
        ]
        for (name, item) in items {
            try await builder.add(name, extensions: [item])
            try await builder.add(name + " for a directory template", template: "ClientAuth", extensions: [item])
        }
        try await builder.add(
            "two hundred extensions",
            extensions: (1...200).compactMap { OID(dotted: "1.2.3.\($0)") }.map { .init($0, value: [5, 0]) }
        )
        try await builder.add("an extension twice", extensions: [items[0].1, items[0].1])
    }

    private static func addAttributes(to builder: inout OddRequestBuilder) async throws {
        let attributes: [(String, RequestAttribute)] = [
            ("a challenge password", RequestAttribute(OID.CMS.challengePassword, values: [Builder.utf8("secret")])),
            ("two challenge passwords", RequestAttribute(OID.CMS.challengePassword, values: [Builder.utf8("a"), Builder.utf8("b")])),
            ("an unknown attribute", RequestAttribute("1.2.3.4", values: [[5, 0]])),
            ("a name as attribute", RequestAttribute(OID.unstructuredName, values: [Builder.utf8("router")])),
            (
                "an operating system with controls",
                RequestAttribute(OID.Microsoft.osVersion, values: [Builder.element(0x16, [0x1B, 0x5B])])
            ),
            ("a malformed extension request", RequestAttribute(OID.CMS.extensionRequest, values: [[5, 0]])),
            ("an empty extension request", RequestAttribute(OID.CMS.extensionRequest, values: [[0x30, 0]])),
        ]
        for (name, attribute) in attributes { try await builder.add(name, attributes: [attribute]) }
    }
}
