import PKIFormats
import PortableFoundation

/// Everything a card keeps without power.
struct CardState: Codable, Hashable, Sendable {
    /// A PIN or a PUK: eight octets, and how often it may be given wrongly.
    struct Secret: Codable, Hashable, Sendable {
        var value: HexOctets
        var limit: Int
        var left: Int
        /// Whether it is the one that the card was made with.
        var isFirst = true

        init(_ value: [UInt8], limit: Int) {
            (self.value, self.limit, left) = (HexOctets(value), limit, limit)
        }
    }

    struct ManagementKey: Codable, Hashable, Sendable {
        var algorithm: ManagementAlgorithm
        var value: HexOctets
        /// Whether it is the one that the card was made with.
        var isFirst = true
    }

    struct Key: Codable, Hashable, Sendable {
        let algorithm: KeyAlgorithm
        /// PrivateKeyInfo, in clear: a software card protects nothing.
        let pkcs8: HexOctets
        let pinPolicy: PINPolicy
        let touchPolicy: UInt8
        /// Whether the card made it; else it was imported.
        let isGenerated: Bool
    }

    /// The manufacturer's values, to which a reset returns.
    let first: First
    var pin: Secret
    var puk: Secret
    var management: ManagementKey
    /// The content of the objects, by their tags in hexadecimal.
    var objects: [String: HexOctets]
    /// The keys, by their references in hexadecimal.
    var keys: [String: Key]

    struct First: Codable, Hashable, Sendable {
        let pin: HexOctets
        let puk: HexOctets
        let managementKey: HexOctets
        let managementAlgorithm: ManagementAlgorithm
        let pinTries: Int
        let pukTries: Int
        let serialNumber: UInt32
        let version: HexOctets
    }

    init(_ first: First, objects: [UInt32: [UInt8]], keys: [KeySlot: Key]) {
        self.first = first
        pin = Secret(first.pin.bytes, limit: first.pinTries)
        puk = Secret(first.puk.bytes, limit: first.pukTries)
        management = ManagementKey(algorithm: first.managementAlgorithm, value: first.managementKey)
        self.objects = [:]
        self.keys = [:]
        for (tag, content) in objects { self[object: tag] = content }
        for (slot, key) in keys { self[key: slot] = key }
    }

    /// The content of an object, without its outer tag; nil when the card has none.
    subscript(object tag: UInt32) -> [UInt8]? {
        get { objects[Hex.encode(TagLengthValue.octets(of: tag))]?.bytes }
        set { objects[Hex.encode(TagLengthValue.octets(of: tag))] = newValue.map(HexOctets.init) }
    }

    subscript(key slot: KeySlot) -> Key? {
        get { keys[Hex.encode([slot.rawValue])] }
        set { keys[Hex.encode([slot.rawValue])] = newValue }
    }
}
