/// The findings about the key that a request brings to be archived.
package enum ArchivalFinding: Sendable, Hashable {
    /// The request brings none.
    case absent
    case refused(Denial)
    /// It fits the request and was sealed to recovery agents; it is in the store, or goes there with the row.
    case archived
}

/// The finding, and the sealed key that goes into the store with the row.
struct ArchivalEvidence: Sendable {
    let finding: ArchivalFinding
    var sealed: SealedKey?

    static let absent = ArchivalEvidence(finding: .absent)
}

/// A private key sealed to key recovery agents. Only they open it.
struct SealedKey: Sendable {
    /// DER of the ContentInfo with EnvelopedData.
    let bytes: [UInt8]
    /// SHA-1 of the agents' certificates, lower-case hex in pairs.
    let agents: [String]
}
