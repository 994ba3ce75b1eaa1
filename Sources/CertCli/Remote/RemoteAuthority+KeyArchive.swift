public import CAInterface
import HTTPTypes
package import WireProtocols

extension RemoteAuthority {
    private var administration: RemoteAdministration { RemoteAdministration(transport: transport, authority: name) }

    public func keyRecovery(of request: RequestID) async throws -> KeyRecovery {
        try Self.read(try await administration.keyRecovery(of: request))
    }

    public func take(_ step: KeyRecoveryStep, onRecoveryOf request: RequestID, reason: String) async throws -> KeyRecovery {
        try Self.read(try await administration.take(step, onRecoveryOf: request, reason: reason))
    }

    public func archivedKey(of request: RequestID) async throws -> [UInt8] { try await administration.archivedKey(of: request) }

    public func importKey(_ key: [UInt8], of request: RequestID, replaces: Bool) async throws {
        try await administration.importKey(key, of: request, replaces: replaces)
    }

    private static func read(_ body: KeyRecoveryBody) throws -> KeyRecovery {
        do {
            return try body.value()
        } catch {
            throw API.unexpected(error.reason)
        }
    }
}

extension RemoteAdministration {
    /// A CA property.
    package func property(_ id: CAPropertyID, index: Int) async throws -> CAPropertyValue {
        let answer = try await transport.send(.get, .property(authority: authority, id), query: [("index", String(index))])
        do {
            return try API.decode(PropertyBody.self, answer).propertyValue()
        } catch let error as BodyError {
            throw API.unexpected(error.reason)
        }
    }

    package func keyRecovery(of request: RequestID) async throws -> KeyRecoveryBody {
        try API.decode(KeyRecoveryBody.self, try await transport.send(.get, .keyRecovery(authority: authority, request)))
    }

    package func take(_ step: KeyRecoveryStep, onRecoveryOf request: RequestID, reason: String) async throws -> KeyRecoveryBody {
        let body = try API.encode(KeyRecoveryStepBody(step, reason: reason))
        return try API.decode(
            KeyRecoveryBody.self,
            try await transport.send(.post, .keyRecovery(authority: authority, request), body: body)
        )
    }

    package func archivedKey(of request: RequestID) async throws -> [UInt8] {
        let answer = try await transport.send(.post, .archivedKey(authority: authority, request), body: [])
        do {
            return try API.decode(ArchivedKeyBody.self, answer).bytes()
        } catch let error as BodyError {
            throw API.unexpected(error.reason)
        }
    }

    package func importKey(_ key: [UInt8], of request: RequestID, replaces: Bool) async throws {
        let body = try API.encode(KeyImportBody(key, replaces: replaces))
        _ = try await transport.send(.put, .archivedKey(authority: authority, request), body: body)
    }
}
