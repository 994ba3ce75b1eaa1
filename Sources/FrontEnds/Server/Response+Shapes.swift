import PortableFoundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import WireProtocols

/// The few forms of responses.
extension Response {
    static let correlationHeader = HTTPField.Name("X-Correlation-Id")

    static func encoded(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        octets(bytes, mediaType: "application/json", status: status)
    }

    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoded(Array(try encoder.encode(value)), status: status)
    }

    static func octets(_ bytes: [UInt8], mediaType: String, status: HTTPResponse.Status = .ok) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = mediaType
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Octets that other answers share: each answer copies only the part that it writes.
    static func shared(_ bytes: [UInt8], _ part: Range<Int>? = nil, mediaType: String) -> Response {
        let part = part ?? 0..<bytes.count
        let body = ResponseBody(contentLength: part.count) { writer in
            for start in stride(from: part.lowerBound, to: part.upperBound, by: ResponsePartWriter.partSize) {
                try await writer.write(ByteBuffer(bytes: bytes[start..<min(start + ResponsePartWriter.partSize, part.upperBound)]))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: mediaType], body: body)
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        octets(Array(text.utf8), mediaType: "text/plain; charset=utf-8", status: status)
    }

    static func problem(_ body: ProblemBody, correlationID: UUID) -> Response {
        var response = octets(
            body.json,
            mediaType: ProblemBody.mediaType,
            status: HTTPResponse.Status(code: body.status, reasonPhrase: body.title)
        )
        if let name = correlationHeader { response.headers[name] = correlationID.uuidString.lowercased() }
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
