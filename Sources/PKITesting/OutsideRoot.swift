package import Foundation
import PKICrypto
package import PKIFormats

/// A CA of another installation, which certifies authorities of ours.
package struct OutsideRoot: Sendable {
    package let identity: SampleIdentity

    package init(identity: SampleIdentity) { self.identity = identity }

    /// - Parameter now: its certificate begins an hour before.
    package static func make(at now: Date, name: String = "Outside Root CA", pathLength: Int? = nil) async throws -> OutsideRoot {
        let key = try PrivateKey(generating: .p256)
        return OutsideRoot(
            identity: try await SampleIdentity.selfSigned(
                subject: .of([(OID.organization, "Outside"), (OID.commonName, name)]),
                key: key,
                extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: nil, pathLength: pathLength),
                notBefore: now.addingTimeInterval(-3600),
                notAfter: now.addingTimeInterval(20 * 365 * 86_400)
            )
        )
    }

    /// The certificate for a request, as it asks, and the root.
    /// - Parameters:
    ///   - subject: another name than the request's.
    ///   - isCA: false for the certificate of somebody who is no CA.
    package func certify(
        _ request: [UInt8],
        at now: Date,
        days: Double = 3650,
        subject: DistinguishedName? = nil,
        isCA: Bool = true
    ) async throws -> [[UInt8]] {
        let asked = try CertificationRequest(derEncoded: request)
        let key = asked.subjectPublicKeyInfo
        var extensions = asked.requestedExtensions.filter { $0.oid != BasicConstraints.oid || isCA }
        extensions.append(AuthorityKeyIdentifier(keyIdentifier: identity.key.publicKey.keyIdentifier).asExtension())
        let certificate = try await identity.issue(
            subject: subject ?? asked.subject,
            publicKey: key,
            extensions: extensions,
            notBefore: now.addingTimeInterval(-600),
            notAfter: now.addingTimeInterval(days * 86_400)
        )
        return [certificate.derEncoded, identity.certificate.derEncoded]
    }
}
