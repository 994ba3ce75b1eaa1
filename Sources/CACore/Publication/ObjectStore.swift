import PKICrypto
import PKIFormats

/// The bytes of what was signed for publication: the source from which public copies are made again, without a key. Implemented by `Store` with files in
/// `DIR/objects`.
///
/// Promise: when `put` returns, the bytes are on disk, file and directory flushed. The row that names them is committed after that, so a row never names
/// bytes that were not written; and the one database writer never carries them.
package protocol ObjectStore: Sendable {
    func put(_ bytes: [UInt8], as id: ObjectID) async throws
    /// - Returns: nil when the object is absent, or is not what its name says.
    func object(_ id: ObjectID) async throws -> [UInt8]?
    /// Whether there is a file of that name, by a cheap look.
    func contains(_ id: ObjectID) async throws -> Bool
    /// Removes what is not among `kept`. For the start, when nobody is writing.
    func sweep(keeping kept: Set<ObjectID>) async throws
    func remove(_ id: ObjectID) async throws
}

/// The SHA-256 of an object in lower-case hex.
package struct ObjectID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(of bytes: [UInt8]) { rawValue = Hex.encode(Digest.sha256(bytes)) }
    package var description: String { rawValue }
}
