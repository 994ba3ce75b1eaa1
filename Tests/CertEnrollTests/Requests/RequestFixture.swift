import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

/// A store with a self-signed certificate for signing, for tests without a CA.
struct RequestFixture {
    let directory: String
    let certificate: Certificate
    let key: PrivateKey

    var location: EnrollmentStore.Location { .init(directory: directory) }
    var lookup: CertificateLookup { CertificateLookup(stores: location) }
    var store: EnrollmentStore { get throws { try EnrollmentStore(directory: directory) } }

    /// - Parameter isKeyKept: whether the store has the key of the certificate.
    static func with<Result>(
        _ specification: KeySpecification = .p256,
        isKeyKept: Bool = true,
        extensions: [CertificateExtension]? = nil,
        _ body: (RequestFixture) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryDirectory { folder in
            let key = try PrivateKey(generating: specification)
            let subject = DistinguishedName.of([(OID.organization, "Example"), (OID.commonName, "old")])
            let identity = try await SampleIdentity.selfSigned(
                subject: subject,
                key: key,
                extensions: extensions ?? Self.extensions(key),
                notBefore: Date(timeIntervalSince1970: 1_700_000_000),
                notAfter: Date(timeIntervalSince1970: 1_700_000_000 + 200 * 86_400)
            )
            let fixture = RequestFixture(directory: folder + "/store", certificate: identity.certificate, key: key)
            let store = try fixture.store
            let reference = isKeyKept ? try StoreKeyProvider(store: store).keep(try key.pkcs8(), of: key.publicKey) : nil
            try store.save(
                InstalledCertificate(
                    certificate: identity.certificate.derEncoded,
                    chain: [],
                    key: reference,
                    exportable: true,
                    installed: Date(timeIntervalSince1970: 1_700_000_100)
                )
            )
            return try await body(fixture)
        }
    }

    /// What a certificate of a CA has, with all that a request must not take over.
    static func extensions(_ key: PrivateKey) -> [CertificateExtension] {
        [
            CertificateTemplateInformation(templateID: "1.3.6.1.4.1.311.21.8.1.2", major: 100, minor: 3).asExtension(),
            KeyUsage.digitalSignature.asExtension(critical: true),
            ExtendedKeyUsage([OID.KeyPurpose.clientAuth]).asExtension(),
            SubjectAlternativeName([.dnsName("old.example.test")]).asExtension(),
            SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension(),
            AuthorityKeyIdentifier(keyIdentifier: [1, 2, 3]).asExtension(),
            CertificateExtension(OID.Microsoft.caVersion, value: [0x02, 0x01, 0x00]),
            CertificateExtension(OID.Microsoft.previousCACertificateHash, value: [0x04, 0x01, 0x00]),
            CertificateExtension(OID.Extensions.authorityInformationAccess, value: [0x30, 0x00]),
            CertificateExtension(OID.Extensions.crlDistributionPoints, value: [0x30, 0x00]),
        ]
    }

    var thumbprint: String { Hex.encode(Digest.sha1(certificate.derEncoded)) }
}

extension IX509CertificateRequest {
    /// The innermost request as another program reads it.
    var decoded: CertificationRequest {
        get throws { try CertificationRequest(derEncoded: innermost.rawData(.binary).bytes) }
    }
}
