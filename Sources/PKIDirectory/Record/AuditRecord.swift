import Crypto
public import PortableFoundation

/// The record of an act: exact bytes of a versioned form, a salt, and the leaf hash over both. The commit of the act itself writes it.
///
/// The leaf's data is 34 octets: the form version, the kind, and SHA-256 of salt and bytes. With bytes and salt anybody can prove that they
/// are in the record. Without the salt nobody can test a guess at a name or number. The leaf remains when both are removed.
/// The leaf hash is SHA-256 of 0x00 and the leaf's data (RFC 9162 §2.1.1).
public struct AuditRecord: Sendable, Hashable {
    /// The version of the byte form, which is the first octet of `bytes` and of the leaf's data.
    public static let formVersion: UInt8 = 1
    /// Octets of the salt.
    public static let saltLength = 32

    /// In whole milliseconds.
    public let when: Date
    /// `DOMAIN\name`, or the name of one of our services.
    public let actor: String
    /// The octet of `AuditEvent.Kind`.
    public let kind: UInt8
    /// The name of the kind, as a past fact: `requestIssued`, `officerApproved`, `certificateRevoked`, …
    public let event: String
    /// Random octets, drawn for this record alone.
    public let salt: [UInt8]
    /// The exact bytes: version, then JSON.
    public let bytes: [UInt8]
    public let leafHash: [UInt8]

    /// The record of an event.
    /// - Parameter salt: drawn from the system's generator unless a test wants the same bytes twice.
    public init(_ event: AuditEvent, by actor: AuditActor, when: Date, salt: [UInt8] = AuditRecord.freshSalt()) {
        let kind = event.kind
        var body = AuditBody(version: Self.formVersion)
        body.set("when", when)
        body.set("event", kind.name)
        body.set("actor", actor.name)
        if case .caller(let caller) = actor {
            body.set("actorID", caller.principal.id)
            body.set("method", caller.method)
            body.set("evidence", caller.evidence)
            body.set("door", caller.door.rawValue)
            body.set("address", caller.remoteAddress)
            body.set("correlation", caller.correlationID)
        }
        event.write(to: &body)
        body.finish()
        self.init(
            when: Date(timeIntervalSince1970: Double(Self.milliseconds(when)) / 1000),
            actor: actor.name,
            kind: kind.rawValue,
            event: kind.name,
            salt: salt,
            bytes: body.bytes,
            leafHash: Self.leafHash(kind: kind.rawValue, salt: salt, bytes: body.bytes)
        )
    }

    /// A record as it was stored; `faults` says whether it is unchanged.
    package init(when: Date, actor: String, kind: UInt8, event: String, salt: [UInt8], bytes: [UInt8], leafHash: [UInt8]) {
        self.when = when
        self.actor = actor
        self.kind = kind
        self.event = event
        self.salt = salt
        self.bytes = bytes
        self.leafHash = leafHash
    }

    public static func freshSalt() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var salt: [UInt8] = []
        salt.reserveCapacity(saltLength)
        while salt.count < saltLength {
            withUnsafeBytes(of: generator.next() as UInt64) { salt.append(contentsOf: $0) }
        }
        return salt
    }

    /// The leaf's data. It is what others see of the record.
    package var entry: [UInt8] { Self.entry(kind: kind, salt: salt, bytes: bytes) }

    private static func entry(kind: UInt8, salt: [UInt8], bytes: [UInt8]) -> [UInt8] {
        var inner = SHA256()
        inner.update(data: salt)
        inner.update(data: bytes)
        return [formVersion, kind] + inner.finalize().withUnsafeBytes { Array($0) }
    }

    static func leafHash(kind: UInt8, salt: [UInt8], bytes: [UInt8]) -> [UInt8] {
        var inner = SHA256()
        inner.update(data: salt)
        inner.update(data: bytes)
        var leaf = SHA256()
        leaf.update(data: [0x00, formVersion, kind])
        inner.finalize().withUnsafeBytes { leaf.update(bufferPointer: $0) }
        return leaf.finalize().withUnsafeBytes { Array($0) }
    }

    static func milliseconds(_ when: Date) -> Int { Int((when.timeIntervalSince1970 * 1000).rounded()) }
}
