import PKIFormats
import PKITesting
import Testing

@Suite("hostile input")
struct HostileInputTests {
    /// Every decoder of the library, so that the same damage is tried on all of them.
    static let decoders: [@Sendable ([UInt8]) throws -> Void] = [
        { _ = try CertificationRequest(derEncoded: $0).templateNames },
        {
            let certificate = try Certificate(derEncoded: $0)
            _ = (certificate.keyUsage, certificate.extendedKeyUsage, certificate.basicConstraints, certificate.subjectAlternativeNames)
            _ = (certificate.subject.rfc4514, certificate.isSelfIssued, certificate.subjectPublicKeyInfo.kind, certificate.serialHex)
        },
        { _ = try CertificateList(derEncoded: $0).crlNumber },
        {
            let message = try SignedData(contentInfo: $0)
            _ = (message.contentInfo, message.signers.map(\.signingTime), message.signers.map(\.signedMessageDigest))
            for certificate in message.certificates { _ = try? Certificate(derEncoded: certificate) }
            if let content = message.content { _ = try? PKIResponse(derEncoded: content).derEncoded }
        },
        { _ = try PKIResponse(derEncoded: $0) },
        { _ = try PrivateKeyInfo(derEncoded: $0) },
        { _ = try PBES2Parameters(EncryptedPrivateKeyInfo(derEncoded: $0).algorithm) },
        { _ = try DistinguishedName(derEncoded: $0).rfc4514 },
        { _ = try GeneralName(derEncoded: $0).description },
        { _ = try SubjectPublicKeyInfo(derEncoded: $0).kind },
        { _ = try EnrollmentNameValuePair.read($0) },
        { _ = try RequestClientInformation(derEncoded: $0) },
        { _ = try EnrollmentCSPProvider(derEncoded: $0) },
        { _ = try AddAttributesControl(derEncoded: $0) },
        { _ = try CMCStatusInfo(derEncoded: $0) },
        { _ = try OID(contentBytes: $0).dotted },
        { _ = try BasicConstraints(value: $0) },
        { _ = try KeyUsage(value: $0).names },
        { _ = try ExtendedKeyUsage(value: $0) },
        { _ = try SubjectAlternativeName(value: $0).names.map(\.description) },
        { _ = try AuthorityKeyIdentifier(value: $0) },
        { _ = try SubjectKeyIdentifier(value: $0) },
        { _ = try CRLDistributionPoints(value: $0) },
        { _ = try AuthorityInformationAccess(value: $0) },
        { _ = try CertificatePolicies(value: $0) },
        { _ = try ApplicationPolicies(value: $0) },
        { _ = try CRLNumber(value: $0).number },
        { _ = try CRLReason(value: $0) },
        { _ = try IssuingDistributionPoint(value: $0) },
        { _ = try MicrosoftTemplateName(value: $0) },
        { _ = try CertificateTemplateInformation(value: $0) },
        { _ = try NTDSCASecurity(value: $0) },
        { _ = try CAVersion(value: $0) },
        { for decode in KnownExtensions.decoders.values { _ = try? decode($0).value } },
        { for decode in KnownAttributes.decoders.values { _ = try? decode($0).derEncoded } },
        { for item in try CertificatePolicies(value: $0).information { _ = try item.policyQualifiers() } },
        { _ = try SignedCertificateTimestampList(encoded: $0).encoded },
        { _ = try SignedPublicKeyAndChallenge(derEncoded: $0).challenge },
        { _ = try EndorsementKeyInformation(derEncoded: $0) },
        { _ = try AttestationIdentityKeyInformation(derEncoded: $0) },
        { _ = try KeyAttestationStatement(encoded: $0) },
        { _ = try KeyAttestation(encoded: $0) },
        { _ = try EDIPartyName(generalName: $0) },
        { _ = try DistinguishedName(x500Text: String(decoding: $0, as: UTF8.self)) },
        { _ = try DistinguishedName(openSSLText: String(decoding: $0, as: UTF8.self), form: .slashes) },
        { _ = try SignedPublicKeyAndChallenge(text: String(decoding: $0, as: UTF8.self)) },
    ]

    /// A tried input either gives a value or a `FormatError`; anything else is a fault of the library.
    private func tryAll(_ input: [UInt8]) {
        for decode in Self.decoders {
            do {
                try decode(input)
            } catch {
                #expect(error is FormatError)
            }
        }
    }

    @Test("a request cut off at any octet is refused with an offset")
    func truncatedRequest() throws {
        let whole = try SampleVectors.cmCertificateRequest
        for length in 0..<whole.count {
            let error = #expect(throws: FormatError.self) { try CertificationRequest(derEncoded: Array(whole.prefix(length))) }
            #expect(error?.offset != nil)
            #expect(error?.structure == "CertificationRequest")
        }
    }

    @Test("a response cut off is refused")
    func truncatedResponse() throws {
        let whole = try SampleVectors.cmFullResponse
        for length in stride(from: 0, to: whole.count, by: 5) {
            #expect(throws: FormatError.self) { try SignedData(contentInfo: Array(whole.prefix(length))) }
        }
    }

    @Test("no changed octet of the request makes any decoder trap")
    func flippedRequest() throws {
        let whole = try SampleVectors.cmCertificateRequest
        for position in whole.indices {
            for mask: UInt8 in [0x01, 0xA0] {
                var damaged = whole
                damaged[position] ^= mask
                _ = try? CertificationRequest(derEncoded: damaged).templateNames
            }
        }
    }

    @Test("changed octets of the response or its certificates make no decoder trap")
    func flippedResponse() throws {
        let message = try SignedData(contentInfo: SampleVectors.cmFullResponse)
        for whole in message.certificates + [try #require(message.content)] {
            for position in stride(from: whole.startIndex, to: whole.endIndex, by: 3) {
                var damaged = whole
                damaged[position] ^= 0x41
                _ = try? Self.decoders[1](damaged)
                _ = try? Self.decoders[4](damaged)
            }
        }
        let whole = try SampleVectors.cmFullResponse
        for position in stride(from: 0, to: whole.count, by: 17) {
            var damaged = whole
            damaged[position] ^= 0x81
            _ = try? Self.decoders[3](damaged)
        }
    }

    @Test("random octets and short structures of every tag never make a decoder trap")
    func randomInput() {
        var generator = SplitMix(state: 0x5EED)
        for tag in UInt8.min...UInt8.max {
            tryAll([tag])
            tryAll([tag, 0])
            tryAll([tag, 1, UInt8.random(in: 0...255, using: &generator)])
            tryAll([tag, 0x80, 0, 0])
            tryAll([tag, 0x84, 0xFF, 0xFF, 0xFF, 0xFF])
            tryAll([tag, 0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
            tryAll([0x30, 3, tag, 1, UInt8.random(in: 0...255, using: &generator)])
            let length = UInt8.random(in: 4...120, using: &generator)
            tryAll([0x30, length] + (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        tryAll([])
    }

    @Test("octets after the end are refused, and the error says how many")
    func trailingOctets() throws {
        let request = try SampleVectors.cmCertificateRequest
        let error = #expect(throws: FormatError.self) { try CertificationRequest(derEncoded: request + [0, 0]) }
        #expect(error?.offset == request.count)
        #expect(error?.reason == "2 octets follow the end of the structure")
        let certificate = try #require(SignedData(contentInfo: SampleVectors.cmFullResponse).certificates.first)
        #expect(throws: FormatError.self) { try Certificate(derEncoded: certificate + [0x30, 0]) }
        #expect(throws: FormatError.self) { try SignedData(contentInfo: SampleVectors.cmFullResponse + [0]) }
    }

    @Test("nesting beyond fifty levels is refused without exhausting the stack")
    func deepNesting() {
        var bytes: [UInt8] = [0x05, 0x00]
        for _ in 0..<2_000 { bytes = DERWriter.encode { writer in writer.writeSequence { $0.writeRaw(bytes) } } }
        let error = #expect(throws: FormatError.self) { try Certificate(derEncoded: bytes) }
        #expect(error?.reason.contains("nested") == true)
    }

    @Test(
        "BER that is not DER is refused",
        arguments: [
            ("30 80 00 00", "indefinite"),
            ("30 81 02 05 00", "longer than it has to be"),
            ("30 82 00 02 05 00", "longer than it has to be"),
        ])
    func notDER(hex: String, reason: String) throws {
        let error = #expect(throws: FormatError.self) { try DistinguishedName(derEncoded: Hex.decode(hex)) }
        #expect(error?.reason.contains(reason) == true)
        #expect(error?.offset == 0)
    }
}

/// A small generator with a fixed seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
