import PKICrypto
import PKIFormats

/// The bytes of everything signed for publication. Public copies can be made from them again without a key. Implemented by `Store` with files in
/// `DIR/objects`, and with a table where several nodes share a database.
///
/// Promise: when `put` returns, the bytes are as durable as a commit. The row that names them is committed afterwards, so a row never names bytes that were not
/// written, and the one database writer never handles them.
package protocol ObjectStore: Sendable {
    func put(_ bytes: [UInt8], as id: ObjectID) async throws
    /// - Returns: nil when the object is absent, or when its content does not match its name.
    func object(_ id: ObjectID) async throws -> [UInt8]?
    /// True if a file of that name exists. This check is cheap.
    func contains(_ id: ObjectID) async throws -> Bool
    /// Removes all objects except `kept`, for the start. What another node may have written just now stays.
    func sweep(keeping kept: Set<ObjectID>) async throws
    func remove(_ id: ObjectID) async throws
    /// A draft for an object that may be long.
    func draft() async throws -> any ObjectDraft
    /// Makes a draft the object of that name, as `put` does.
    func keep(_ draft: any ObjectDraft, as id: ObjectID) async throws
    /// An object to be read piece by piece. Its hash is not checked.
    /// - Returns: nil when it is absent.
    func content(of id: ObjectID) async throws -> (any ObjectContent)?
}

/// The SHA-256 of an object in lowercase hexadecimal.
package struct ObjectID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(of bytes: [UInt8]) { rawValue = Hex.encode(Digest.sha256(bytes)) }
    package var description: String { rawValue }
}
