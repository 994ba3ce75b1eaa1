package import CAInterface
import PKIFormats
import PortableFoundation

/// The public copies of lists and CA certificates at this node: made from the store, whichever node signed.
package struct PublicCopies: Sendable {
    let objects: any ObjectStore
    let publisher: any Publisher

    package init(objects: any ObjectStore, publisher: any Publisher) {
        self.objects = objects
        self.publisher = publisher
    }

    /// The number of lists of a key that keep their bytes.
    static let keptObjects = 10

    /// - Parameter lists: the newest of a key, one more than are kept.
    func removeOldObject(of lists: [StoredRevocationList]) async throws {
        guard lists.count > Self.keptObjects, let old = lists.last else { return }
        try await objects.remove(old.object)
    }

    static func object(_ list: StoredRevocationList, _ bytes: [UInt8], _ path: String) -> PublishedObject {
        PublishedObject(path: path, bytes: bytes, mediaType: PublishedObject.listMediaType, modified: list.signedWhen)
    }

    func publishCertificates(of authority: StoredAuthority) async throws {
        let certificates =
            authority.generations.map { ($0.aiaPath, $0.certificate) } + authority.crossCertificates.map { ($0.path, $0.certificate) }
        for (path, certificate) in certificates {
            let isIntact = try await publisher.isIntact(path)
            if isIntact, try await publisher.published(path)?.bytes == certificate { continue }
            try await publisher.publish(
                PublishedObject(
                    path: path,
                    bytes: certificate,
                    mediaType: "application/pkix-cert",
                    modified: authority.createdWhen
                )
            )
        }
    }
}

extension PublishedObject {
    static let listMediaType = "application/pkix-crl"

    /// False for the list of another issuer, and for another list whose number is not greater than that of `former`: a node that slept between signing and publishing must
    /// not put its list over a newer one, and a database that went back must not replace a list by another of the same number.
    package func mayReplace(_ former: PublishedObject) -> Bool {
        guard mediaType == Self.listMediaType, bytes != former.bytes, let new = ListOrder(bytes), let old = ListOrder(former.bytes) else {
            return true
        }
        guard new.issuer == old.issuer else { return false }
        guard let number = new.number, let formerNumber = old.number else { return true }
        return number > formerNumber
    }

    /// Of a list; nil for anything else.
    var listNumber: UInt64? { ListOrder(bytes)?.number }

    /// Whether both are lists, of different issuers.
    func isOfAnotherIssuer(than other: PublishedObject) -> Bool {
        guard let own = ListOrder(bytes), let its = ListOrder(other.bytes) else { return false }
        return own.issuer != its.issuer
    }

    /// Whether both are lists, of different issuers or keys. A parent elsewhere may give one key another identifier, so that this alone keeps no list from its own place.
    func isOfAnotherKey(than other: PublishedObject) -> Bool {
        guard let own = ListOrder(bytes), let its = ListOrder(other.bytes) else { return false }
        return own.issuer != its.issuer || own.keyIdentifier != its.keyIdentifier
    }

    private struct ListOrder {
        let issuer: DistinguishedName
        let keyIdentifier: [UInt8]?
        let number: UInt64?

        /// nil for what is no list.
        init?(_ bytes: [UInt8]) {
            guard let list = try? CertificateListScanner(bytes) else { return nil }
            issuer = list.issuer
            keyIdentifier = (try? AuthorityKeyIdentifier.find(in: list.extensions))?.keyIdentifier
            number = list.crlNumber
        }
    }
}
