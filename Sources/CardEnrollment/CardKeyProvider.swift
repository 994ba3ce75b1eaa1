package import CertEnroll
import CAInterface
package import PKICrypto
import PKIFormats
package import PortableFoundation
package import SmartCards

/// Keys on PIV cards, for requests, certificates and TLS. They never leave their card.
///
/// A reference names the card, the slot and the public key, so that a key is found again only on its own card and while nobody has replaced it:
/// `card=GUID;slot=9a;key=` and the SubjectPublicKeyInfo in base64.
package struct CardKeyProvider: KeyProvider {
    /// The name in references.
    package static let name = "piv"

    package var name: String { Self.name }

    private let open: @Sendable (UUID?) async throws -> PIVCard
    private let pin: CardPIN
    private let slot: PIVSlot
    private let authenticate: (@Sendable (PIVCard) async throws -> Void)?

    /// - Parameters:
    ///   - slot: where new keys are made; what is there is replaced.
    ///   - pin: of the card; asked for when a key is used.
    ///   - authenticate: presents the management key, for making keys; without it none are made.
    ///   - open: connects to the card with this id, or to the one in the reader, and selects its application.
    package init(
        slot: PIVSlot = .authentication,
        pin: CardPIN,
        authenticate: (@Sendable (PIVCard) async throws -> Void)? = nil,
        open: @escaping @Sendable (UUID?) async throws -> PIVCard
    ) {
        (self.open, self.pin, self.slot, self.authenticate) = (open, pin, slot, authenticate)
    }

    package func create(_ specification: KeySpecification, exportable: Bool) async throws -> (key: PrivateKey, reference: KeyReference) {
        guard let algorithm = PIVAlgorithm(specification) else {
            throw CAError(
                .notImplemented,
                status: .unknownAlgorithm,
                "Cards have keys of RSA 2048 to 4096, P-256 and P-384. Ask for one of these."
            )
        }
        guard let authenticate else {
            throw CAError(
                .accessDenied,
                status: .accessDenied,
                "A key on a card is made with its management key, and none was given. Give it."
            )
        }
        let card = try await self.open(nil)
        guard let id = try await card.holderID()?.guid else {
            throw CAError(
                .wrongState,
                status: .badKeyset,
                "The card has no id (CHUID), so that its key would not be found again. Initialize the card."
            )
        }
        try await authenticate(card)
        let publicKey = try await card.generateKey(algorithm, in: slot)
        let text = "card=\(id.uuidString.lowercased());slot=\(slot);key=\(Base64.encode(publicKey.derEncoded))"
        return (PrivateKey(custom: try PIVKey(card, slot, publicKey: publicKey, pin: pin)), KeyReference(provider: name, name: text))
    }

    package func open(_ reference: KeyReference) async throws -> PrivateKey {
        guard let place = Place(reference.name) else {
            throw CAError(.malformed, status: .badKeyset, "\(reference.name.prefix(80)) names no key on a card.")
        }
        let card = try await self.open(place.card)
        guard try await card.holderID()?.guid == place.card else {
            throw CAError(
                .notFound,
                status: .badKeyset,
                "The key is on the card \(place.card.uuidString.lowercased()), and another one is in the reader. Insert that card."
            )
        }
        if let present = try await card.publicKey(place.slot), present != place.key {
            throw CAError(.notFound, status: .badKeyset, "Slot \(place.slot) of the card has another key now. Enroll again.")
        }
        return PrivateKey(custom: try PIVKey(card, place.slot, publicKey: place.key, pin: pin))
    }

    package func export(_ reference: KeyReference) async throws -> [UInt8] {
        throw CAError(.accessDenied, status: .xenrollKeyNotExportable, "A key on a card never leaves it. Use it where it is.")
    }

    private struct Place {
        let card: UUID
        let slot: PIVSlot
        let key: SubjectPublicKeyInfo

        init?(_ text: String) {
            var fields: [String: String] = [:]
            for part in text.split(separator: ";") {
                let pair = part.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { fields[String(pair[0])] = String(pair[1]) }
            }
            guard let card = fields["card"].flatMap({ UUID(uuidString: $0) }), let slot = fields["slot"].flatMap({ PIVSlot($0) }),
                let der = fields["key"].flatMap({ try? Base64.decode($0) }), let key = try? SubjectPublicKeyInfo(derEncoded: der)
            else { return nil }
            (self.card, self.slot, self.key) = (card, slot, key)
        }
    }
}
