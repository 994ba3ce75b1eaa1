import CACore
import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Lint: bodies that may not be signed")
struct CertificateLintTests {
    /// A body without faults, its profile and its issuer.
    private struct Sample {
        var body: TBSCertificate
        let profile: CertificateProfile
        let issuer: IssuingGeneration
    }

    private func sample(_ name: String = "User") async throws -> Sample {
        let hierarchy = try await SampleHierarchy.make()
        let generation = StoredAuthority.Generation(
            index: 0,
            keyIndex: 0,
            certificate: hierarchy.issuing.certificate.derEncoded,
            aiaPath: "aia/x.cer"
        )
        let authorityKey = AuthorityKey(
            index: 0,
            reference: .sealedFile(name: "k"),
            publicKey: hierarchy.issuing.key.publicKey.derEncoded,
            signatureAlgorithm: hierarchy.issuing.key.defaultSignatureAlgorithm.derEncoded,
            listPath: "crl/x.crl"
        )
        let issuer = try IssuingGeneration(
            authority: AuthorityNumber(rawValue: 2),
            generation: generation,
            key: authorityKey,
            publicAddress: "http://pki.example.test",
            issuers: []
        )
        let template = try #require(BuiltInTemplates.all(domain: (1, 2, 3)).first { $0.name == name })
        let key = try PrivateKey(generating: .p256).publicKey
        let profile = try CertificateProfile(
            template: template,
            key: #require(CertificateProfile.KeyClass(key.kind, algorithm: key.algorithm.oid)),
            issuer: issuer
        )
        let body = TBSCertificate(
            serialNumber: [1] + [UInt8](repeating: 7, count: 15),
            signatureAlgorithm: issuer.signatureAlgorithm,
            issuer: issuer.certificate.subject,
            notBefore: SampleHierarchy.time,
            notAfter: SampleHierarchy.time.addingTimeInterval(86_400),
            subject: .of([(.commonName, "Alice")]),
            subjectPublicKeyInfo: key,
            extensions: [SubjectKeyIdentifier(key.keyIdentifier).asExtension()],
            preencodedExtensions: profile.encodedExtensions
        )
        return Sample(body: body, profile: profile, issuer: issuer)
    }

    private func rules(_ sample: Sample) -> [String] {
        CertificateLint.faults(of: sample.body, profile: sample.profile, issuer: sample.issuer).map(\.rule)
    }

    @Test("a sound body has no fault and gets a permit")
    func sound() async throws {
        let sample = try await sample()
        #expect(rules(sample).isEmpty)
        let permit = try CertificateLint.permit(sample.body, profile: sample.profile, issuer: sample.issuer)
        #expect(permit.body == sample.body.derEncoded())
    }

    @Test("a body with a fault gets no permit")
    func refused() async throws {
        var sample = try await sample()
        sample.body.serialNumber = [0]
        do {
            let permit = try CertificateLint.permit(sample.body, profile: sample.profile, issuer: sample.issuer)
            Issue.record("a permit for \(permit.body.count) bytes")
        } catch {
            #expect(error.faults.map(\.rule) == ["cert.serial-number"])
        }
    }

    @Test(
        "serial numbers are positive, 8 to 20 octets",
        arguments: [
            [], [0x80] + [UInt8](repeating: 0, count: 9), [0] + [UInt8](repeating: 1, count: 9), [1], [UInt8](repeating: 1, count: 21),
        ]
    )
    func serial(_ serial: [UInt8]) async throws {
        var sample = try await sample()
        sample.body.serialNumber = serial
        #expect(rules(sample) == ["cert.serial-number"])
    }

    @Test("the validity runs forward and stays inside the issuer's")
    func validity() async throws {
        var sample = try await sample()
        let (begin, end) = (sample.body.notBefore, sample.body.notAfter)
        (sample.body.notBefore, sample.body.notAfter) = (end, begin)
        #expect(rules(sample) == ["cert.validity"])
        (sample.body.notBefore, sample.body.notAfter) = (begin, sample.issuer.limits.notAfter.addingTimeInterval(1))
        #expect(rules(sample) == ["cert.validity-nests"])
    }

    @Test("issuer, algorithm and key identifier are the issuer's")
    func issuer() async throws {
        var sample = try await sample()
        sample.body.issuer = .of([(.commonName, "Somebody")])
        #expect(rules(sample) == ["cert.issuer"])
        sample = try await self.sample()
        sample.body.signatureAlgorithm = .ecdsaWithSHA384
        #expect(rules(sample) == ["cert.signature-algorithm"])
    }

    @Test("the authority's own key is not certified for somebody else")
    func ownKey() async throws {
        var sample = try await sample()
        sample.body.subjectPublicKeyInfo = sample.issuer.certificate.subjectPublicKeyInfo
        #expect(rules(sample) == ["cert.issuer-key"])
    }

    @Test("a key not in the form of its specification, and one that is not certified, are found", arguments: RewrittenKey.all)
    func keyForm(_ key: RewrittenKey) async throws {
        var sample = try await sample()
        sample.body.subjectPublicKeyInfo = try key.written()
        sample.body.extensions = [SubjectKeyIdentifier(sample.body.subjectPublicKeyInfo.keyIdentifier).asExtension()]
        #expect(rules(sample).contains("cert.key"))
    }

    @Test("key usage that the key's algorithm does not have is found")
    func keyUsage() async throws {
        // The profile is that of an elliptic key, with keyAgreement.
        var sample = try await sample()
        sample.body.subjectPublicKeyInfo = try PrivateKey(generating: .ed25519).publicKey
        sample.body.extensions = [SubjectKeyIdentifier(sample.body.subjectPublicKeyInfo.keyIdentifier).asExtension()]
        #expect(rules(sample) == ["cert.key-usage-fits-key"])
    }

    @Test("an empty subject needs a critical alternative name")
    func subject() async throws {
        var sample = try await sample()
        sample.body.subject = .empty
        #expect(rules(sample) == ["cert.subject"])
        sample.body.extensions.append(SubjectAlternativeName([.dnsName("a.example")]).asExtension(critical: false))
        #expect(rules(sample) == ["cert.subject"])
        sample.body.extensions[1] = SubjectAlternativeName([.dnsName("a.example")]).asExtension(critical: true)
        #expect(rules(sample).isEmpty)
    }

    @Test("a name beyond the upper bounds is found")
    func bounds() async throws {
        var sample = try await sample()
        sample.body.subject = .of([(.commonName, String(repeating: "a", count: 65))])
        #expect(rules(sample) == ["cert.upper-bounds"])
    }

    @Test("a value in another string type than its attribute's, and an attribute twice in one part, are found")
    func stringTypes() async throws {
        var sample = try await sample()
        func subject(_ attributes: AttributeTypeAndValue...) -> DistinguishedName {
            DistinguishedName([RelativeDistinguishedName(attributes)])
        }
        sample.body.subject = subject(AttributeTypeAndValue(type: .commonName, value: AttributeText(bmp: "a")))
        #expect(rules(sample) == ["cert.string-types"])
        sample.body.subject = subject(AttributeTypeAndValue(type: .country, value: AttributeText(utf8: "DE")))
        #expect(rules(sample) == ["cert.string-types"])
        sample.body.subject = subject(AttributeTypeAndValue(.commonName, "a"), AttributeTypeAndValue(.commonName, "b"))
        #expect(rules(sample) == ["cert.relative-names"])
    }

    @Test("an e-mail address in the subject alone is found")
    func mail() async throws {
        var sample = try await sample()
        sample.body.subject = .of([(.commonName, "Alice"), (.emailAddress, "alice@example.test")])
        #expect(rules(sample) == ["cert.alternative-names"])
        sample.body.extensions.append(SubjectAlternativeName([.rfc822Name("alice@example.test")]).asExtension())
        #expect(rules(sample).isEmpty)
    }

    @Test(
        "malformed alternative names are found, with field, value and remedy",
        arguments: [
            GeneralName.dnsName("192.0.2.1"), .dnsName("a_b.example"), .rfc822Name("a..b@example.test"), .uri("http://"),
            .ipAddress([10, 0, 0, 0, 255, 0, 0, 0]), .directoryName(.of([(.commonName, "a\u{85}")])), .registeredID("1.2.3"),
        ]
    )
    func alternativeNames(_ name: GeneralName) async throws {
        var sample = try await sample()
        sample.body.extensions.append(SubjectAlternativeName([name]).asExtension())
        let faults = CertificateLint.faults(of: sample.body, profile: sample.profile, issuer: sample.issuer)
        #expect(faults.count == 1)
        #expect(faults.first?.cause?.field == "subjectAltName")
        #expect(faults.first?.cause?.value.isEmpty == false)
        #expect(faults.first?.cause?.remedy.isEmpty == false)
    }

    @Test("an extension twice, or one that does not belong to a subject, is found")
    func extensions() async throws {
        var sample = try await sample()
        sample.body.extensions.append(sample.body.extensions[0])
        #expect(rules(sample) == ["cert.extensions-unique"])
        sample.body.extensions[1] = BasicConstraints(isCA: true).asExtension(critical: true)
        #expect(rules(sample) == ["cert.extensions-unique"])
        sample.body.extensions = []
        #expect(rules(sample) == ["cert.subject-key-identifier"])
    }

    @Test("a critical SID, a poison that is none, and domain components that make no name are found")
    func odd() async throws {
        var sample = try await sample()
        sample.body.extensions.append(
            CertificateExtension(NTDSCASecurity.oid, critical: true, value: NTDSCASecurity(sid: "S-1-5-21-1-2-3-4").value)
        )
        #expect(rules(sample) == ["cert.account-sid"])
        sample.body.extensions[1] = PrecertificatePoison().asExtension(critical: false)
        #expect(rules(sample) == ["cert.poison"])
        sample.body.extensions.removeLast()
        sample.body.subject = .of([(.domainComponent, "a_b"), (.commonName, "Alice")])
        #expect(rules(sample).contains("cert.domain-components"))
    }

    @Test("no profile is made from constant parts that break a rule")
    func profile() async throws {
        let sample = try await sample()
        var template = try #require(BuiltInTemplates.all(domain: (1, 2, 3)).first { $0.name == "User" })
        template.keyUsage = [.digitalSignature, .keyCertSign]
        #expect(throws: LintRefusal.self) { try CertificateProfile(template: template, key: .rsa, issuer: sample.issuer) }
        template.keyUsage = [.digitalSignature]
        template.extendedKeyUsage = []
        #expect(throws: LintRefusal.self) { try CertificateProfile(template: template, key: .rsa, issuer: sample.issuer) }
    }

    @Test("serial numbers have 16 octets, grow with time and the request's number, and end in random octets")
    func serialNumbers() {
        let now = Date(timeIntervalSince1970: 0x6A4F_0102)
        let chance: [UInt8] = [0xFF, 0, 1, 2, 3, 4, 5, 6]
        #expect(
            CertificateIssuance.serialNumber(at: now, sequence: 0x0003_0405, randomness: chance)
                == [1, 0x6A, 0x4F, 0x01, 0x02, 0x03, 0x04, 0x05] + chance
        )
        let later = CertificateIssuance.serialNumber(at: now.addingTimeInterval(1), sequence: 0, randomness: chance)
        #expect(later.count == 16 && later.lexicographicallyPrecedes([1, 0x6A, 0x4F, 0x01, 0x04]))
        #expect(!later.lexicographicallyPrecedes([1, 0x6A, 0x4F, 0x01, 0x03]))
    }
}
