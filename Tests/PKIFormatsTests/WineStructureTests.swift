import Foundation
import PKIFormats
import PKITesting
import Testing

/// Structures that Wine's CryptDecodeObjectEx split and CryptEncodeObjectEx put together again, recorded by scripts/wine-vectors.
@Suite("structures beside Wine's crypt32")
struct WineStructureTests {
    private static let directory = GeneralName.directoryName(
        DistinguishedName([
            RelativeDistinguishedName([AttributeTypeAndValue(OID.country, "DE")]),
            RelativeDistinguishedName([AttributeTypeAndValue(OID.organization, "Example")]),
        ])
    )
    private static let uri = GeneralName.uri("http://a.example.com/1.crl")
    private static let octets20 = [UInt8](0..<20)

    /// Our text of each name in the record.
    private static func ours(_ name: String) -> [UInt8]? {
        let template: OID = "1.3.6.1.4.1.311.21.8.1.2.3"
        let point = DistributionPoint(
            name: .fullName([uri]),
            reasons: [.keyCompromise, .caCompromise],
            crlIssuer: [directory]
        )
        switch name {
        case "template": return CertificateTemplateInformation(templateID: template, major: 100, minor: 1).value
        case "template of version 4294967295":
            return CertificateTemplateInformation(templateID: template, major: 4_294_967_295, minor: 0).value
        case "template without minor version": return CertificateTemplateInformation(templateID: template, major: 100, minor: nil).value
        case "template name": return MicrosoftTemplateName("WebServer").value
        case "caVersion": return CAVersion(certificateIndex: 2, keyIndex: 1).value
        case "previous CA hash": return PreviousCACertificateHash(octets20).value
        case "crlNextPublish": return CRLNextPublish(Date(timeIntervalSince1970: 1_767_323_045)).value
        case "crlNextPublish of 2050": return CRLNextPublish(Date(timeIntervalSince1970: 2_524_705_445)).value
        case "cross certificates": return CrossCertificateDistributionPoints(synchronizationInterval: 7200, points: [[uri]]).value
        case "name-value pair": return EnrollmentNameValuePair(name: "CertificateTemplate", value: "User").derEncoded
        case "CSP provider":
            return EnrollmentCSPProvider(keySpec: 1, providerName: "Microsoft Enhanced Cryptographic Provider v1.0").derEncoded
        case "S/MIME capabilities":
            return SMIMECapabilities([.init("1.2.840.113549.3.2", keyBits: 128), .init("2.16.840.1.101.3.4.1.42")]).value
        case "extensions of a request":
            let usage = KeyUsage([.digitalSignature, .keyEncipherment]).asExtension(critical: true)
            return MicrosoftExtensionRequest([usage, ExtendedKeyUsage(["1.3.6.1.5.5.7.3.1"]).asExtension()]).derEncoded
        case "application policies": return ApplicationPolicies(["1.3.6.1.5.5.7.3.2", "1.3.6.1.4.1.311.20.2.2"]).value
        case "application policy mappings":
            return ApplicationPolicyMappings([.init(issuerDomainPolicy: "1.3.6.1.5.5.7.3.1", subjectDomainPolicy: "1.3.6.1.5.5.7.3.2")])
                .value
        case "application policy constraints": return ApplicationPolicyConstraints(requireExplicitPolicy: 2, inhibitPolicyMapping: 3).value
        case "extended key usage": return ExtendedKeyUsage(["1.3.6.1.5.5.7.3.1", "1.3.6.1.4.1.311.10.3.4"]).value
        case "name constraints":
            return NameConstraints(
                permitting: [.dnsName("example.com"), directory],
                excluding: [.ipAddress([10, 0, 0, 0, 255, 0, 0, 0])]
            ).value
        case "CRL distribution points": return CRLDistributionPoints(points: [point]).value
        case "issuing distribution point": return IssuingDistributionPoint(fullName: [uri], onlyContainsUserCertificates: true).value
        case "alternative names":
            return SubjectAlternativeName([
                .rfc822Name("a@b.example"), .dnsName("www.example.com"), directory, uri, .ipAddress([192, 0, 2, 1]),
            ]).value
        case "user principal name": return SubjectAlternativeName([.userPrincipalName("alice@EXAMPLE.COM")]).value
        case "registered identifier": return SubjectAlternativeName([.registeredID("1.2.3.4")]).value
        case "authority information access": return AuthorityInformationAccess(caIssuers: ["http://ca.example.com/ca.cer"]).value
        case "authority key identifier":
            return AuthorityKeyIdentifier(
                keyIdentifier: octets20,
                authorityCertificateIssuer: [directory],
                authorityCertificateSerialNumber: [1, 2]
            ).value
        case "basic constraints": return BasicConstraints(isCA: true, pathLength: 1).value
        case "key usage": return KeyUsage([.digitalSignature, .keyEncipherment]).value
        case "certificate policies":
            return CertificatePolicies(information: [.init("1.2.3.4", policyQualifiers: [.practiceStatement("https://example.com/cps")])])
                .value
        case "policy mappings": return PolicyMappings([.init(issuerDomainPolicy: "1.2.3.4", subjectDomainPolicy: "1.2.3.5")]).value
        case "policy constraints": return PolicyConstraints(requireExplicitPolicy: 0).value
        case "subject key identifier": return SubjectKeyIdentifier(octets20).value
        case "CRL number": return CRLNumber(255).value
        case "CRL reason": return CRLReason.keyCompromise.value
        case "name":
            return DistinguishedName([
                RelativeDistinguishedName([AttributeTypeAndValue(OID.country, "DE")]),
                RelativeDistinguishedName([AttributeTypeAndValue(OID.organization, "Example, \"Inc\"")]),
                RelativeDistinguishedName([AttributeTypeAndValue(OID.commonName, "a; b\nc"), AttributeTypeAndValue(OID.userID, "7")]),
                RelativeDistinguishedName([AttributeTypeAndValue("1.2.3.4", "x")]),
            ]).derEncoded
        case "public key":
            let point =
                "0496e476f7473cb17c5b38684daae437277ae1efadceb380fad3d7072be2ffe5f0b54a94c2d6951f073bfc25e7b81ac2a4c41317904929d167c3dfc99122175a94"
            return try? SubjectPublicKeyInfo(algorithm: .ecPublicKey(.p256), keyBytes: Hex.decode(point)).derEncoded
        default: return nil
        }
    }

    /// The structures that Wine 8.0 does not decode, with its error: the template, cross certificates, the name-value pair, the CSP and
    /// other names.
    private static let unknownToWine: [String: String] = [
        "template": "00000002", "template of version 4294967295": "00000002", "template without minor version": "00000002",
        "cross certificates": "00000002", "name-value pair": "00000002", "CSP provider": "00000002", "user principal name": "8009310b",
    ]

    /// The structures that Wine 8.0 writes against the specification: it writes 2050 as UTCTime, which ends with 2049.
    private static let wrongInWine: Set<String> = ["crlNextPublish of 2050"]

    @Test("Wine read our extensions and attributes and wrote them again with our octets")
    func structures() throws {
        let entries = try WindowsVectors.wine().structures
        #expect(entries.count >= 34)
        for entry in entries {
            let ours = try #require(Self.ours(entry.name), "\(entry.name)")
            #expect(Hex.encode(ours) == entry.input, "\(entry.name)")
            if let error = Self.unknownToWine[entry.name] {
                #expect(entry.der == nil && entry.error == error, "\(entry.name)")
            } else if Self.wrongInWine.contains(entry.name) {
                #expect(entry.der != entry.input, "\(entry.name)")
            } else {
                #expect(entry.der == entry.input, "\(entry.name)")
            }
        }
    }
}
