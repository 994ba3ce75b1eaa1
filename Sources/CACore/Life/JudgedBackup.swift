import CAInterface
package import PKICrypto
package import PKIFormats
package import PortableFoundation

/// The backup of an authority that fits together: each key with its certificates, each certificate with its place among them and those above it, each list with the key that
/// signed it.
package struct JudgedBackup: Sendable {
    package struct Key: Sendable {
        /// The index of the certificate in which it first appeared.
        package let index: Int
        package fileprivate(set) var material: ImportedKey
        package let signatureAlgorithm: AlgorithmIdentifier
    }

    package struct Generation: Sendable {
        package let index: Int
        package let keyIndex: Int
        package let certificate: Certificate
        /// Those above it, up to the root; none when it signed itself.
        package let issuers: [Certificate]
    }

    package let name: String
    package let isRoot: Bool
    package private(set) var keys: [Key]
    /// In the order of their indexes, from 0.
    package let generations: [Generation]
    package let lists: [FormerList]
    /// What whoever imports it should know.
    package let remarks: [String]

    package var newest: Generation { generations[generations.count - 1] }

    private static let mostCertificates = 128
    private static let mostKeys = 64
    private static let mostLists = 128

    /// - Throws: `CAError.unacceptable` that says what does not fit.
    package init(_ backup: AuthorityBackup, at now: Date, verifier: (any SignatureVerifier)?) throws {
        guard backup.certificates.count <= Self.mostCertificates, backup.keys.count <= Self.mostKeys, backup.lists.count <= Self.mostLists
        else {
            throw AuthorityBackup.refusal(
                "count",
                "\(backup.keys.count) keys, \(backup.certificates.count) certificates, \(backup.lists.count) lists",
                "There are more than \(Self.mostKeys) keys, \(Self.mostCertificates) certificates or \(Self.mostLists) lists.",
                "Give the files of one CA."
            )
        }
        var remarks: [String] = []
        let all = try Self.certificates(backup.certificates)
        let privateKeys = try Self.keys(backup.keys)
        let (own, crosses) = try Self.own(among: all, of: privateKeys)
        if !crosses.isEmpty {
            remarks.append("\(crosses.count) cross certificates are left out; they stay valid where they are published.")
        }
        let ordered = try Self.ordered(own, remarks: &remarks)
        generations = try ordered.map { version, certificate in
            Generation(
                index: version.certificateIndex,
                keyIndex: version.keyIndex,
                certificate: certificate,
                issuers: try Self.issuers(of: certificate, among: all, verifier: verifier)
            )
        }
        let newest = generations[generations.count - 1]
        isRoot = backup.isRoot
        if backup.isRoot, !newest.certificate.isSelfIssued {
            throw AuthorityBackup.refusal(
                "root",
                newest.certificate.issuer.rfc4514,
                "The CA is not a root: \(newest.certificate.issuer.rfc4514.quoted) issued its certificate.",
                "Leave --root out."
            )
        }
        name = try Self.name(of: newest.certificate, given: backup.name)
        let lists = try backup.lists.map { try FormerList($0, of: ordered, at: now, verifier: verifier) }
        self.lists = try FormerList.last(of: lists)
        keys = try Self.keys(ordered, privateKeys, self.lists, hash: backup.hash, remarks: &remarks)
        try Self.requireLists(of: keys, generations, self.lists, backup, at: now, remarks: &remarks)
        if now > newest.certificate.notAfter {
            remarks.append(
                "Its certificate ended at \(newest.certificate.notAfter.formatted(.iso8601)): it issues nothing until it is renewed, and its lists go on."
            )
        } else if now < newest.certificate.notBefore {
            remarks.append(
                "Its certificate begins at \(newest.certificate.notBefore.formatted(.iso8601)): check the clock of this machine."
            )
        }
        self.remarks = remarks
    }

    /// Overwrites the keys in memory.
    package mutating func wipe() {
        for place in keys.indices { keys[place].material.wipe() }
    }

    // MARK: Certificates

    private static func certificates(_ encoded: [[UInt8]]) throws -> [Certificate] {
        var all: [Certificate] = []
        for bytes in encoded {
            do {
                let certificate = try Certificate(derEncoded: bytes)
                if !all.contains(certificate) { all.append(certificate) }
            } catch {
                throw AuthorityBackup.refusal("certificate", "", "A certificate cannot be read: \(error).", "Give DER or PEM.")
            }
        }
        return all
    }

    private static func keys(_ encoded: [[UInt8]]) throws -> [ImportedKey] {
        guard !encoded.isEmpty else {
            throw AuthorityBackup.refusal(
                "key",
                "",
                "There is no private key in the file.",
                "Make the backup with the private key: certutil -backupKey DIRECTORY. A key on a hardware module is not in it."
            )
        }
        var keys: [ImportedKey] = []
        for pkcs8 in encoded {
            do {
                let key = try ImportedKey(pkcs8: pkcs8)
                if !keys.contains(where: { $0.publicKey == key.publicKey }) { keys.append(key) }
            } catch {
                throw AuthorityBackup.refusal("key", "", "A private key cannot be used: \(error).", "Import a CA with another kind of key.")
            }
        }
        return keys
    }

    /// The certificates with one of the keys, and among them apart those by which one generation vouches for another.
    private static func own(among all: [Certificate], of keys: [ImportedKey]) throws -> (own: [Certificate], crosses: [Certificate]) {
        let matching = all.filter { certificate in keys.contains { $0.publicKey == certificate.subjectPublicKeyInfo } }
        let crosses = matching.filter { $0.extension(CrossCAVersion.oid) != nil }
        let own = matching.filter { !crosses.contains($0) }
        for key in keys where !own.contains(where: { $0.subjectPublicKeyInfo == key.publicKey }) {
            let hash = Hex.encode(Digest.sha256(key.publicKey.derEncoded))
            throw AuthorityBackup.refusal(
                "key",
                hash,
                "None of the certificates has the public half of a key (\(key.publicKey.kind.algorithmName), SHA-256 \(hash)).",
                "Give the CA's certificate beside the file: --certificate FILE."
            )
        }
        for certificate in own {
            guard certificate.basicConstraints?.isCA == true, certificate.keyUsage?.isSuperset(of: [.keyCertSign, .cRLSign]) ?? true else {
                throw AuthorityBackup.refusal(
                    "basicConstraints",
                    certificate.subject.rfc4514,
                    "\(certificate.subject.rfc4514.quoted) is not a CA that signs certificates and lists.",
                    "Give the file of a CA."
                )
            }
            guard certificate.subject == own[0].subject else {
                throw AuthorityBackup.refusal(
                    "subject",
                    certificate.subject.rfc4514,
                    "The file has keys of two CAs, \(own[0].subject.rfc4514.quoted) and \(certificate.subject.rfc4514.quoted).",
                    "Make one file of each."
                )
            }
        }
        return (own, crosses)
    }

    /// The certificates by the indexes in them, which must be all from 0, each key under the index at which it first appears.
    private static func ordered(_ own: [Certificate], remarks: inout [String]) throws -> [(CAVersion, Certificate)] {
        var found: [(CAVersion, Certificate)] = []
        for certificate in own {
            let version: CAVersion?
            do { version = try certificate.value(of: CAVersion.self) } catch {
                throw AuthorityBackup.refusal(
                    "caVersion",
                    certificate.serialHex,
                    "The CA version cannot be read: \(error).",
                    "Give another file."
                )
            }
            guard version != nil || own.count == 1 else {
                throw AuthorityBackup.refusal(
                    "caVersion",
                    certificate.serialHex,
                    "There are \(own.count) certificates of the CA, and \(certificate.serialHex) has no CA version (1.3.6.1.4.1.311.21.1) that says which it is.",
                    "Give a file with the newest certificate and its key alone."
                )
            }
            found.append((version ?? CAVersion(certificateIndex: 0, keyIndex: 0), certificate))
        }
        found.sort { $0.0.certificateIndex < $1.0.certificateIndex }
        for (index, (version, certificate)) in found.enumerated() {
            guard version.certificateIndex >= index else {
                throw AuthorityBackup.refusal(
                    "caVersion",
                    "\(version.certificateIndex)",
                    "Two certificates say that they are the CA's certificate \(version.certificateIndex).",
                    "Give the files of one CA."
                )
            }
            guard version.certificateIndex == index else {
                throw AuthorityBackup.refusal(
                    "caVersion",
                    "\(index)",
                    "The CA's certificate \(index) or its key is missing; there is one with the number \(version.certificateIndex).",
                    "Give the file with all keys of the CA, and a missing certificate with --certificate FILE."
                )
            }
            try check(version, certificate, after: found[..<index], remarks: &remarks)
        }
        return found
    }

    private static func check(
        _ version: CAVersion,
        _ certificate: Certificate,
        after former: ArraySlice<(CAVersion, Certificate)>,
        remarks: inout [String]
    ) throws {
        let sameKey = former.first { $0.1.subjectPublicKeyInfo == certificate.subjectPublicKeyInfo }
        guard version.keyIndex == sameKey?.0.keyIndex ?? version.certificateIndex else {
            throw AuthorityBackup.refusal(
                "caVersion",
                "\(version.certificateIndex).\(version.keyIndex)",
                "The certificate \(version.certificateIndex) says that it has the key \(version.keyIndex), but it has \(sameKey.map { "the key \($0.0.keyIndex)" } ?? "a key of its own").",
                "Give the files of one CA."
            )
        }
        guard let last = former.last?.1 else { return }
        let hash: PreviousCACertificateHash?
        do { hash = try certificate.value(of: PreviousCACertificateHash.self) } catch {
            throw AuthorityBackup.refusal(
                "previousCertificateHash",
                certificate.serialHex,
                "The hash of the former certificate cannot be read: \(error).",
                "Give another file."
            )
        }
        guard let hash else {
            remarks.append("The certificate \(version.certificateIndex) does not name the one before it (1.3.6.1.4.1.311.21.2).")
            return
        }
        guard hash == PreviousCACertificateHash(Digest.sha1(last.derEncoded)) else {
            throw AuthorityBackup.refusal(
                "previousCertificateHash",
                certificate.serialHex,
                "The certificate \(version.certificateIndex) names another former certificate than the one that was given (1.3.6.1.4.1.311.21.2).",
                "Give the files of one CA."
            )
        }
    }

    /// Those above a certificate. Ended ones count: what they signed in their time goes on.
    private static func issuers(of certificate: Certificate, among all: [Certificate], verifier: (any SignatureVerifier)?) throws
        -> [Certificate]
    {
        Array(try ForeignCertificate.chain(from: certificate, among: all, at: nil, verifier: verifier).dropFirst())
    }

    // MARK: Name and keys

    private static func name(of newest: Certificate, given: String?) throws -> String {
        guard let common = newest.subject.commonName else {
            guard let given else {
                throw AuthorityBackup.refusal(
                    "name",
                    newest.subject.rfc4514,
                    "The CA's certificate has no common name.",
                    "Give the name of the CA with --name."
                )
            }
            return given
        }
        let spellings = [common, SanitizedName.of(common), SanitizedName.short(of: common)].map { $0.lowercased() }
        guard let given, !spellings.contains(given.lowercased()) else { return common }
        throw AuthorityBackup.refusal(
            "name",
            given,
            "The CA in the file is \(common.quoted), not \(given.quoted).",
            "Give its name as its certificate has it, or as its files are called: \(SanitizedName.of(common))."
        )
    }

    private static func keys(
        _ generations: [(CAVersion, Certificate)],
        _ privateKeys: [ImportedKey],
        _ lists: [FormerList],
        hash: String?,
        remarks: inout [String]
    ) throws -> [Key] {
        var keys: [Key] = []
        for (version, certificate) in generations where !keys.contains(where: { $0.index == version.keyIndex }) {
            guard let key = privateKeys.first(where: { $0.publicKey == certificate.subjectPublicKeyInfo }) else { continue }
            // What the key signed last: a list, or its own certificate.
            let signed =
                lists.last { $0.key == version.keyIndex }?.list.signatureAlgorithm
                ?? generations.last { $0.0.keyIndex == version.keyIndex && $0.1.isSelfIssued }?.1.signatureAlgorithm
            let choice: AuthorityKeyChoice
            do { choice = try AuthorityKeyChoice(importing: key.publicKey, signing: signed, hash: hash) } catch {
                throw AuthorityBackup.refusal(error.field, error.value, error.description, "Give another hash, or import another CA.")
            }
            if let signed, hash == nil, choice.signatureAlgorithm != signed {
                remarks.append(
                    "The key \(version.keyIndex) signed with \(signed.name), and signs with \(choice.signatureAlgorithm.name) from now on."
                )
            }
            keys.append(
                Key(index: version.keyIndex, material: key, signatureAlgorithm: choice.signatureAlgorithm)
            )
        }
        return keys
    }

    /// Without the last list of a key, its numbers would fall, and what it revoked would be forgotten.
    private static func requireLists(
        of keys: [Key],
        _ generations: [Generation],
        _ lists: [FormerList],
        _ backup: AuthorityBackup,
        at now: Date,
        remarks: inout [String]
    ) throws {
        for key in keys where !lists.contains(where: { $0.key == key.index && !$0.isDelta }) {
            let isNeeded = generations.contains { $0.keyIndex == key.index && $0.certificate.notAfter >= now }
            guard backup.hasNoLists || !isNeeded else {
                throw AuthorityBackup.refusal(
                    "list",
                    "key \(key.index)",
                    "The last revocation list of the key \(key.index) is missing. Its number and its entries are needed: numbers must not fall, and no revocation may be lost.",
                    "Give it with --list FILE, or say with --no-lists that the CA never published one."
                )
            }
            remarks.append("The lists of the key \(key.index) begin with number 1.")
        }
    }
}
