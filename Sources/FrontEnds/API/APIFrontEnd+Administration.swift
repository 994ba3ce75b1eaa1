import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import WireProtocols

extension APIFrontEnd {
    /// What officers change about requests and certificates beside deciding about them.
    func administer(_ path: APIPath, _ request: Request, _ caller: Caller) async throws -> Response {
        switch path {
        case .requestAttributes(let ca, let id):
            let body = try RequestAttributesBody(json: try await RequestBody.bytes(of: request))
            try await authority.authority(named: ca, for: caller).setAttributes(RequestAttributes(body.attributes), of: id)
            return Response(status: .noContent)
        case .requestExtension(let ca, let id, let oid):
            let change = try ExtensionChangeBody(json: try await RequestBody.bytes(of: request)).change(of: oid)
            try await authority.authority(named: ca, for: caller).setExtension(change, of: id)
            return Response(status: .noContent)
        case .erasures(let ca):
            let selection = try ErasureBody(json: try await RequestBody.bytes(of: request)).selection()
            return try Response.json(ErasedBody(try await authority.authority(named: ca, for: caller).erase(selection)))
        case .history(let ca):
            let rows = try HistoryBody(json: try await RequestBody.bytes(of: request)).history()
            return try Response.json(HistoryOutcomesBody(try await authority.authority(named: ca, for: caller).importHistory(rows)))
        case .validity(let ca, let serial):
            return try Response.json(ValidityBody(try await authority.authority(named: ca, for: caller).validity(serial: serial)))
        case .shownAfterExpiry(let ca, let serial):
            try await authority.authority(named: ca, for: caller).setShownAfterExpiry(request.method == .put, serial: serial)
            return Response(status: .noContent)
        default: throw Refusal.noSuchPath
        }
    }
}
