package import PKIFormats
package import PortableFoundation

/// What a request or a policy module takes away from a certificate. Nothing here can give it more.
package struct CertificateNarrowing: Sendable, Hashable {
    /// The certificate begins no earlier and ends no later.
    package var notBefore: Date?
    package var notAfter: Date?
    package var removedExtensions: Set<OID> = []
    /// The attribute types whose parts of the subject are left out.
    package var removedSubjectParts: Set<OID> = []

    package init() {}

    package static let nothing = CertificateNarrowing()
}
