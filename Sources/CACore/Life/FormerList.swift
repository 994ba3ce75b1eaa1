import CAInterface
import PKICrypto
package import PKIFormats
import PortableFoundation

/// A list that an authority signed before it was taken over.
package struct FormerList: Sendable {
    /// The index of the key that signed it.
    package let key: Int
    package let number: Int
    /// Of a delta, the number of the complete list to which it belongs; 0 for a complete list.
    package let baseNumber: Int
    package let list: CertificateList

    package var isDelta: Bool { baseNumber > 0 }

    private static let known: Set<OID> = [
        AuthorityKeyIdentifier.oid, CRLNumber.oid, IssuingDistributionPoint.oid, FreshestCRL.oid, DeltaCRLIndicator.oid, CAVersion.oid,
        CRLNextPublish.oid, PublishedCRLLocations.oid, ExpiredCertificatesOnCRL.oid,
    ]

    /// - Parameter generations: of the authority, with their indexes.
    /// - Throws: `CAError.unacceptable` when the list is not one of all certificates of one key.
    init(
        _ bytes: [UInt8],
        of generations: [(version: CAVersion, certificate: Certificate)],
        at now: Date,
        verifier: (any SignatureVerifier)?
    ) throws {
        let list: CertificateList
        do { list = try CertificateList(derEncoded: bytes) } catch {
            throw AuthorityBackup.refusal("list", "", "A file is no revocation list: \(error).", "Give the CA's list, DER or PEM.")
        }
        let signer = generations.first { generation in
            list.issuer.matches(generation.certificate.subject)
                && (try? list.isSigned(with: generation.certificate.subjectPublicKeyInfo, verifier: verifier)) == true
        }
        guard let signer else {
            throw AuthorityBackup.refusal(
                "list",
                list.issuer.rfc4514,
                "No key of the CA signed the list of \(list.issuer.rfc4514.quoted) from \(list.thisUpdate.formatted(.iso8601)).",
                "Give the lists of this CA."
            )
        }
        func unusable(_ why: String) -> CAError {
            AuthorityBackup.refusal(
                "list",
                list.crlNumber.map { "\($0)" } ?? "",
                "The list of the key \(signer.version.keyIndex) \(why).",
                "Give the last list of all its certificates."
            )
        }
        guard let number = list.crlNumber.flatMap({ Int(exactly: $0) }), (1..<1 << 53).contains(number) else {
            throw unusable("has no number from which to go on")
        }
        guard list.thisUpdate <= now else { throw unusable("begins at \(list.thisUpdate.formatted(.iso8601)), later than now") }
        if let other = list.extensions.first(where: { $0.critical && !Self.known.contains($0.oid) }) {
            throw unusable("has the critical extension \(other.oid.nameOrDotted), which is not known here")
        }
        let base: DeltaCRLIndicator?
        do {
            if let scope = try IssuingDistributionPoint.find(in: list.extensions) {
                let names = scope.fullName.compactMap { if case .uri(let uri) = $0 { uri } else { nil } }
                guard !scope.onlyContainsUserCertificates, !scope.onlyContainsCACertificates, !scope.onlyContainsAttributeCertificates,
                    !scope.isIndirect, scope.onlySomeReasons == nil, PublicLocation.partitionMark(in: names) == 0
                else { throw unusable("is only for a part of its certificates") }
            }
            base = try DeltaCRLIndicator.find(in: list.extensions)
        } catch let error as FormatError {
            throw unusable("has an extension that cannot be read (\(error))")
        }
        var baseNumber = 0
        if let base {
            guard let found = base.baseNumber.number.flatMap({ Int(exactly: $0) }), (1...number).contains(found) else {
                throw unusable("is a delta, and names no complete list before it")
            }
            baseNumber = found
        }
        (key, self.number, self.baseNumber, self.list) = (signer.version.keyIndex, number, baseNumber, list)
    }

    /// The newest complete list of each key, and the delta that goes with it, in the order in which they are stored.
    static func last(of lists: [FormerList]) throws -> [FormerList] {
        var last: [FormerList] = []
        for key in Set(lists.map(\.key)).sorted() {
            let own = lists.filter { $0.key == key }
            let delta = own.filter(\.isDelta).max { $0.number < $1.number }
            guard let complete = own.filter({ !$0.isDelta }).max(by: { $0.number < $1.number }) else {
                throw AuthorityBackup.refusal(
                    "list",
                    "key \(key)",
                    "There is a delta of the key \(key), but not the complete list \(delta?.baseNumber ?? 0) to which it belongs.",
                    "Give that list too."
                )
            }
            if let delta, delta.baseNumber > complete.number {
                throw AuthorityBackup.refusal(
                    "list",
                    "\(complete.number)",
                    "The delta \(delta.number) of the key \(key) belongs to the complete list \(delta.baseNumber), but the newest that was given is \(complete.number).",
                    "Give the newest complete list."
                )
            }
            last.append(complete)
            if let delta, delta.number >= complete.number { last.append(delta) }
        }
        return last
    }

    /// What is revoked by the lists of a key together: the delta's word counts before that of the complete list.
    static func revoked(_ key: Int, by lists: [FormerList]) -> [RevokedEntry] {
        var entries: [[UInt8]: RevokedEntry] = [:]
        // The complete list comes first.
        for list in lists where list.key == key {
            for entry in list.list.revoked {
                entries[entry.serialNumber] = entry.reason == .removeFromCRL ? nil : entry
            }
        }
        return entries.values.sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) }
    }
}
