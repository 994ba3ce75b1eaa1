import CAInterface
import PKIFormats

/// What an authority of another installation left to be taken over, as its files say it: nothing of it is checked yet.
package struct AuthorityBackup: Sendable {
    /// PrivateKeyInfo DER of each key. Secret.
    package var keys: [[UInt8]]
    /// DER of its certificates and of those above them, in any order.
    package var certificates: [[UInt8]]
    /// DER of the lists that it signed last.
    package var lists: [[UInt8]]
    /// How it was called; nil takes the common name of its newest certificate.
    package var name: String?
    /// The hash of its signatures from now on; nil takes what it signed with.
    package var hash: String?
    /// Its key is opened for each signature, and it certifies authorities only.
    package var isRoot: Bool
    /// It never published a list, so that none has to be given.
    package var hasNoLists: Bool

    package init(
        keys: [[UInt8]],
        certificates: [[UInt8]],
        lists: [[UInt8]] = [],
        name: String? = nil,
        hash: String? = nil,
        isRoot: Bool = false,
        hasNoLists: Bool = false
    ) {
        self.keys = keys
        self.certificates = certificates
        self.lists = lists
        self.name = name
        self.hash = hash
        self.isRoot = isRoot
        self.hasNoLists = hasNoLists
    }

    static func refusal(_ field: String, _ value: String, _ why: String, _ remedy: String) -> CAError {
        CAError(
            .unacceptable,
            status: .certsrvInvalidCACertificate,
            "\(why) \(remedy) Nothing was stored.",
            reason: DenialReason(rule: "BackupIsOfOneAuthority", field: field, value: String(value.prefix(200)), remedy: remedy)
        )
    }
}
