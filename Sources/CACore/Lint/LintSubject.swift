import PKICrypto
import PKIFormats
import PortableFoundation

/// A certificate body as the rules of lint profiles look at it.
struct LintSubject {
    let body: TBSCertificate
    /// The alternative names.
    let names: [GeneralName]
    let profile: LintedProfile
    /// Of the subject.
    let attributes: [AttributeTypeAndValue]
    let types: Set<OID>

    init(_ body: TBSCertificate, names: [GeneralName], profile: LintedProfile) {
        self.body = body
        self.names = names
        self.profile = profile
        attributes = body.subject.rdns.flatMap(\.attributes)
        types = Set(attributes.map(\.type))
    }

    // MARK: Time

    /// When the certificate is made, from its serial number: notBefore lies before it by the clock skew.
    var issued: Date { CertificateIssuance.time(of: body.serialNumber) ?? body.notBefore }

    /// The documents count a day as 86,400 seconds, the last second included, and any part of a day as a day.
    var days: Int { (Int(body.notAfter.timeIntervalSince(body.notBefore).rounded(.up)) + 1 + 86_399) / 86_400 }

    // MARK: Extensions

    func has(_ oid: OID) -> Bool { find(oid) != nil }

    func find(_ oid: OID) -> CertificateExtension? {
        profile.extensions.first { $0.oid == oid } ?? body.extensions.first { $0.oid == oid }
    }

    /// The first of the extensions that is there and critical, or not critical.
    func first(of oids: [OID], critical: Bool) -> OID? {
        oids.first { oid in find(oid).map { $0.critical == critical } ?? false }
    }

    var policies: [OID] { profile.policies.map(\.policy) }
    var purposes: [OID] { profile.purposes }
    func isFor(_ purpose: OID) -> Bool { profile.purposes.contains(purpose) }

    // MARK: Names

    var dnsNames: [String] { names.compactMap { if case .dnsName(let name) = $0 { name } else { nil } } }
    var mailboxes: [String] { names.compactMap { if case .rfc822Name(let name) = $0 { name } else { nil } } }
    var addresses: [[UInt8]] { names.compactMap { if case .ipAddress(let octets) = $0 { octets } else { nil } } }
    func hasOtherName(_ type: OID) -> Bool { names.contains { if case .otherName(type, _) = $0 { true } else { false } } }

    func values(of type: OID) -> [String] { attributes.filter { $0.type == type }.map(\.value.string) }

    // MARK: Key

    /// RSA of at least 2048 bits, divisible by 8, or a curve of NIST.
    var hasCommonKey: Bool {
        switch body.subjectPublicKeyInfo.kind {
        case .rsa(let bits): bits >= 2048 && bits % 8 == 0 && body.subjectPublicKeyInfo.algorithm == .rsaEncryption
        case .ec(let curve): NamedCurve.nist.contains(curve)
        default: false
        }
    }

    /// RSA, PKCS #1 or PSS, or ECDSA, with SHA-2.
    var hasCommonSignature: Bool {
        let common: [AlgorithmIdentifier] = [
            .rsaWithSHA256, .rsaWithSHA384, .rsaWithSHA512, .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512,
            .rsaPSSWithSHA256, .rsaPSSWithSHA384, .rsaPSSWithSHA512,
        ]
        return common.contains(body.signatureAlgorithm)
    }

    var isRSA: Bool { body.subjectPublicKeyInfo.kind.isRSA }
}

extension [OID] {
    /// As a finding shows them.
    var listed: String { isEmpty ? "none" : map(\.nameOrDotted).joined(separator: ", ") }
}
