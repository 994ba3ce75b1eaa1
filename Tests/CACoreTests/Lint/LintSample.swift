import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting

@testable import CACore

/// What a certificate would be made of that keeps every rule of a lint profile, for tests that change one thing.
struct LintSample {
    static let rsa = try! PrivateKey(generating: .rsa(bits: 2048)).publicKey
    static let p256 = try! PrivateKey(generating: .p256).publicKey
    static let issuerKey = try! PrivateKey(generating: .p256)
    static let day = 86_400.0

    let profile: LintProfile
    var subject = DistinguishedName.empty
    var names: [GeneralName] = []
    /// Those that all certificates of a template have, in its order.
    var constant: [CertificateExtension]
    var key = Self.p256
    var algorithm = AlgorithmIdentifier.ecdsaWithSHA256
    var issued = SampleHierarchy.time
    var notBefore = SampleHierarchy.time.addingTimeInterval(-600)
    var days = 90.0
    var serial: [UInt8]?
    var sid: String?
    var alternativeNameIsCritical = false

    init(_ profile: LintProfile) {
        self.profile = profile
        constant = [
            KeyUsage([.digitalSignature]).asExtension(critical: true),
            AuthorityKeyIdentifier(keyIdentifier: Self.issuerKey.publicKey.keyIdentifier).asExtension(),
            CRLDistributionPoints(uris: ["http://pki.example.com/ca.crl"]).asExtension(),
            AuthorityInformationAccess(caIssuers: ["http://pki.example.com/ca.cer"], ocsp: ["http://pki.example.com/ocsp"]).asExtension(),
        ]
        switch profile {
        case .tlsServer:
            names = [.dnsName("www.example.com"), .ipAddress([1, 2, 3, 4])]
            alternativeNameIsCritical = true
            set(ExtendedKeyUsage([OID.KeyPurpose.serverAuth]).asExtension())
            set(policies("2.23.140.1.2.1"))
        case .mail:
            names = [.rfc822Name("alice@example.com")]
            subject = .of([(.commonName, "alice@example.com")])
            set(ExtendedKeyUsage([OID.KeyPurpose.emailProtection]).asExtension())
            set(policies("2.23.140.1.5.1.3"))
        case .windowsLogon:
            names = [.userPrincipalName("alice@example.com")]
            subject = .of([(.commonName, "Alice")])
            sid = "S-1-5-21-1-2-3-1001"
            set(ExtendedKeyUsage([OID.KeyPurpose.clientAuth, OID.KeyPurpose.smartcardLogon]).asExtension())
        case .domainController:
            names = [.dnsName("dc1.example.com"), .directoryObjectGUID([UInt8](repeating: 7, count: 16))]
            set(
                ExtendedKeyUsage([OID.KeyPurpose.clientAuth, OID.KeyPurpose.serverAuth, OID.KeyPurpose.pkinitKDC]).asExtension()
            )
        }
    }

    /// Puts an extension in the place of the one with its identifier.
    mutating func set(_ item: CertificateExtension) {
        if let place = constant.firstIndex(where: { $0.oid == item.oid }) { constant[place] = item } else { constant.append(item) }
    }

    mutating func remove(_ oid: OID) { constant.removeAll { $0.oid == oid } }

    mutating func set(usage: KeyUsage) { set(usage.asExtension(critical: true)) }
    mutating func set(purposes: OID...) { set(ExtendedKeyUsage(purposes).asExtension()) }
    mutating func set(policies: String...) { set(CertificatePolicies(policies.compactMap { OID(dotted: $0) }).asExtension()) }
    mutating func setCritical(_ oid: OID, _ isCritical: Bool) {
        guard let item = constant.first(where: { $0.oid == oid }) else { return }
        set(CertificateExtension(oid, critical: isCritical, value: item.value))
    }

    /// Another subject, beside which the alternative names are not critical.
    mutating func set(subject pairs: [(OID, String)]) {
        subject = .of(pairs)
        alternativeNameIsCritical = false
    }

    private func policies(_ policy: OID) -> CertificateExtension { CertificatePolicies([policy]).asExtension() }

    private var serialNumber: [UInt8] {
        serial ?? CertificateIssuance.serialNumber(at: issued, sequence: 7, randomness: [9, 8, 7, 6, 5, 4, 3, 2])
    }

    private var notAfter: Date { notBefore.addingTimeInterval(days * Self.day - 1) }

    private var variable: [CertificateExtension] {
        var extensions = [SubjectKeyIdentifier(key.keyIdentifier).asExtension()]
        if !names.isEmpty { extensions.append(SubjectAlternativeName(names).asExtension(critical: alternativeNameIsCritical)) }
        if let sid { extensions.append(NTDSCASecurity(sid: sid).asExtension()) }
        return extensions
    }

    /// What the profile's rules find.
    var faults: [CertificateLint.Fault] {
        let body = TBSCertificate(
            serialNumber: serialNumber,
            signatureAlgorithm: algorithm,
            issuer: .of([(.organization, "Example"), (.commonName, "Example Issuing CA")]),
            notBefore: notBefore,
            notAfter: notAfter,
            subject: subject,
            subjectPublicKeyInfo: key,
            extensions: variable
        )
        return LintedProfile([profile], extensions: constant)?.faults(of: body, names: names) ?? []
    }

    /// The certificate, signed whatever the rules say. Its issuer's key is on P-256.
    func certificate(from issuer: SampleIdentity) async throws -> [UInt8] {
        try await issuer.issue(
            subject: subject,
            publicKey: key,
            extensions: constant + variable,
            notBefore: notBefore,
            notAfter: notAfter,
            serialNumber: serialNumber
        ).derEncoded
    }
}
