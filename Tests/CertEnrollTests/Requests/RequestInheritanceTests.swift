import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("InitializeFromCertificate and what it inherits")
struct RequestInheritanceTests {
    private func request(
        _ fixture: RequestFixture,
        _ options: X509RequestInheritOptions,
        name: String? = nil
    ) async throws -> X509CertificateRequestPkcs10 {
        let request = X509CertificateRequestPkcs10(lookup: fixture.lookup)
        try await request.initializeFromCertificate(
            .user,
            certificate: name ?? fixture.thumbprint,
            encoding: .hexRaw,
            inheritOptions: options
        )
        return request
    }

    @Test("the key part: new key, similar key, the same key or the public key alone", arguments: [0, 1, 2, 3, 4] as [UInt32])
    func keys(number: UInt32) async throws {
        try await RequestFixture.with(.p384) { fixture in
            let request = try await request(fixture, X509RequestInheritOptions(rawValue: number))
            try await request.encode()
            let same = try request.decoded.subjectPublicKeyInfo == fixture.key.publicKey
            #expect(same == [3, 4].contains(number))
            #expect(request.reuseKey == (number == 3))
            #expect(request.nullSigned == (number == 4))
            #expect(request.keySpecification == ([0, 2].contains(number) ? .p384 : .p256))
            #expect(request.exportable == [0, 2, 3].contains(number))
            #expect(try request.oldCertificate(.binary).bytes == fixture.certificate.derEncoded)
        }
    }

    @Test("without flags: subject, extensions and a template that is named, but no alternative names")
    func defaults() async throws {
        try await RequestFixture.with { fixture in
            let request = try await request(fixture, .default)
            try await request.encode()
            let made = try request.decoded
            #expect(made.subject == fixture.certificate.subject)
            #expect(request.templateObjectId == "1.3.6.1.4.1.311.21.8.1.2")
            #expect(
                Set(made.requestedExtensions.map(\.oid)) == [
                    OID.Microsoft.certificateTemplate, OID.Extensions.keyUsage, OID.Extensions.extendedKeyUsage,
                    OID.Extensions.subjectKeyIdentifier,
                ]
            )
            #expect(try made.requestedValue(of: KeyUsage.self) == .digitalSignature)
            #expect(made.renewalCertificate == nil)
            // The identifier is that of the new key.
            #expect(try made.requestedValue(of: SubjectKeyIdentifier.self)?.bytes == made.subjectPublicKeyInfo.keyIdentifier)
        }
    }

    @Test("each flag takes its part alone")
    func flags() async throws {
        try await RequestFixture.with { fixture in
            let defaults = [OID.Extensions.subjectKeyIdentifier, OID.Extensions.keyUsage]
            for (flag, extensions) in [
                (X509RequestInheritOptions.Flags.none, []), (.renewalCertificateFlag, []), (.subjectFlag, []), (.validityPeriodFlag, []),
                (.templateFlag, [OID.Microsoft.certificateTemplate]), (.extensionsFlag, [OID.Extensions.extendedKeyUsage]),
                (.subjectAltNameFlag, [OID.Extensions.subjectAlternativeName]),
            ] as [(X509RequestInheritOptions.Flags, [OID])] {
                let request = try await request(fixture, X509RequestInheritOptions(.default, flag))
                try await request.encode()
                let made = try request.decoded
                #expect(Set(made.requestedExtensions.map(\.oid)) == Set(defaults + extensions), "\(flag)")
                #expect(made.subject.isEmpty == (flag != .subjectFlag), "\(flag)")
                #expect((made.renewalCertificate == fixture.certificate.derEncoded) == (flag == .renewalCertificateFlag), "\(flag)")
                #expect((request.templateObjectId != nil) == (flag == .templateFlag), "\(flag)")
            }
        }
    }

    @Test("options that exclude each other or are unknown are 0x80070057, and leave the request blank")
    func wrongOptions() async throws {
        try await RequestFixture.with { fixture in
            for number in [0x90, 0x5, 0xF, 0x8000_0000, 0x800] as [UInt32] {
                let request = X509CertificateRequestPkcs10(lookup: fixture.lookup)
                let options = X509RequestInheritOptions(rawValue: number)
                let status = await failure {
                    try await request.initializeFromCertificate(
                        .user,
                        certificate: fixture.thumbprint,
                        encoding: .hexRaw,
                        inheritOptions: options
                    )
                }
                #expect(status == .invalidArgument)
                #expect(request.enrollmentContext == .none)
            }
        }
    }

    @Test("a certificate is named by DER, thumbprint or serial number, with spaces and in any case")
    func names() async throws {
        try await RequestFixture.with { fixture in
            let thumbprint = fixture.thumbprint
            let spaced = stride(from: 0, to: thumbprint.count, by: 2).map { start in
                thumbprint.dropFirst(start).prefix(2).uppercased()
            }.joined(separator: " ")
            for name in [thumbprint, spaced, Hex.encode(fixture.certificate.serialNumber), Hex.encode(fixture.certificate.derEncoded)] {
                #expect(try await request(fixture, .privateKey, name: name).publicKey == fixture.key.publicKey)
            }
            let der = X509CertificateRequestPkcs10(lookup: fixture.lookup)
            try await der.initializeFromCertificate(
                .user,
                certificate: Base64.encode(fixture.certificate.derEncoded),
                inheritOptions: .privateKey
            )
            #expect(der.publicKey == fixture.key.publicKey)
        }
    }

    @Test("an unknown name is 0x80092004; a certificate without its key is 0x8009200A when the key is wanted")
    func missing() async throws {
        try await RequestFixture.with(isKeyKept: false) { fixture in
            #expect(await failure { try await request(fixture, .default, name: "00ff00ff") } == .cryptNotFound)
            #expect(await failure { try await request(fixture, .privateKey) } == .unexpectedMessageType)
            #expect(await failure { try await request(fixture, .default) } == nil)
            #expect(await failure { try await request(fixture, .default, name: "0f0") } == .invalidData)
            let other = X509CertificateRequestPkcs10(lookup: fixture.lookup)
            #expect(await failure { try await other.initializeFromCertificate(.user, certificate: "AAEC") } == .asn1BadTag)
            #expect(await failure { try other.oldCertificate() } == .certsrvPropertyEmpty)
        }
    }

    @Test("an issuer in the stores is found by its thumbprint when no key is wanted")
    func issuer() async throws {
        try await RequestFixture.with { fixture in
            let hierarchy = try await SampleHierarchy.make()
            try fixture.store.addRoot(hierarchy.root.certificate.derEncoded)
            let thumbprint = Hex.encode(Digest.sha1(hierarchy.root.certificate.derEncoded))
            let request = try await request(fixture, .init(.default, .subjectFlag), name: thumbprint)
            #expect(request.subject == hierarchy.root.certificate.subject)
            // Certificates without a key are not searched when one is wanted.
            #expect(await failure { try await self.request(fixture, .privateKey, name: thumbprint) } == .cryptNotFound)
        }
    }

    @Test("the validity of a self-signed certificate is as long as the old one's when it is inherited")
    func validity() async throws {
        try await RequestFixture.with { fixture in
            for (options, days) in [(X509RequestInheritOptions(.default, .validityPeriodFlag), 200.0), (.none, 365)] {
                let request = X509CertificateRequestCertificate(lookup: fixture.lookup)
                try await request.initializeFromCertificate(
                    .user,
                    certificate: fixture.thumbprint,
                    encoding: .hexRaw,
                    inheritOptions: options
                )
                let length = request.notAfter.timeIntervalSince(request.notBefore)
                #expect(length == days * 86_400 + (days == 365 ? 600 : 0))
            }
        }
    }
}
