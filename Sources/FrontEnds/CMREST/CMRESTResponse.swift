import PortableFoundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import PKIFormats
import WireProtocols

/// A response of this interface before it becomes HTTP.
enum CMRESTResponse {
    case ok(JSONValue)
    /// JSON that has already been written.
    case written(ByteBuffer)
    /// A JSON string with the relative address; the absolute path goes into `Location`.
    case created(uri: String, location: String)
    /// The object does not exist, or the caller may not see it. The documented interface answers 204 for an absent object.
    case nothing
    case failure(HTTPResponse.Status, code: String, message: String)
    case methodNotAllowed([String])

    func response(correlationID: UUID) -> Response {
        let id = GUIDText.text(correlationID)
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if let name = HTTPField.Name("X-Correlation-Id") { headers[name] = id }
        func json(_ status: HTTPResponse.Status, _ body: ByteBuffer) -> Response {
            headers[.contentType] = "application/json; charset=utf-8"
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
        }
        func json(_ status: HTTPResponse.Status, _ body: JSONValue) -> Response { json(status, ByteBuffer(string: body.text)) }
        func failure(_ status: HTTPResponse.Status, _ code: String, _ message: String) -> Response {
            if status == .serviceUnavailable { headers[.retryAfter] = "5" }
            return json(
                status,
                CMRESTErrorBody(message: ControlText.visible(message, keepsLines: true), errorCode: code, correlationID: id).json
            )
        }
        switch self {
        case .ok(let body): return json(.ok, body)
        case .written(let body): return json(.ok, body)
        case .created(let uri, let location):
            headers[.location] = location
            return json(.created, .string(uri))
        case .nothing: return Response(status: .noContent, headers: headers)
        case .failure(let status, let code, let message):
            return failure(status, code, status.code >= 500 ? "\(message) Correlation ID: \(id)" : message)
        case .methodNotAllowed(let methods):
            headers[.allow] = methods.joined(separator: ", ")
            return failure(.methodNotAllowed, "MethodNotAllowed", "This route takes \(methods.joined(separator: " or ")).")
        }
    }
}
