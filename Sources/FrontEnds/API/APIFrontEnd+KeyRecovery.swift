import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import WireProtocols

extension APIFrontEnd {
    /// The recovery of the archived key of a request.
    func keyRecovery(_ id: RequestID, _ request: Request, _ bound: any BoundAuthority) async throws -> Response {
        guard request.method == .post else { return try Response.json(KeyRecoveryBody(try await bound.keyRecovery(of: id))) }
        let body = try KeyRecoveryStepBody(json: try await RequestBody.bytes(of: request))
        let step = try body.value()
        return try Response.json(KeyRecoveryBody(try await bound.take(step, onRecoveryOf: id, reason: body.reason ?? "")))
    }

    /// Hands out the sealed key, or takes one in.
    func archivedKey(_ id: RequestID, _ request: Request, _ bound: any BoundAuthority) async throws -> Response {
        guard request.method == .put else {
            var response = try Response.json(ArchivedKeyBody(try await bound.archivedKey(of: id)))
            response.headers[.cacheControl] = "no-store"
            return response
        }
        let body = try KeyImportBody(json: try await RequestBody.bytes(of: request))
        try await bound.importKey(try body.bytes(), of: id, replaces: body.replace ?? false)
        return Response(status: .noContent)
    }
}
