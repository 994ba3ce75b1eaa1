import PortableFoundation
import HTTPTypes
import HummingbirdCore

/// The place of a request in the trace of its client (W3C Trace Context §3.2). The log lines of the request contain it, and the answer returns it with this server's part, so that a log line can be matched
/// with a span.
struct TraceParent: Equatable {
    static let field = HTTPField.Name("traceparent")
    /// W3C Trace Context, Level 2, "traceresponse".
    static let responseField = HTTPField.Name("traceresponse")

    /// 32 hexadecimal digits, not all zero.
    let traceID: String
    /// 16 hexadecimal digits, not all zero.
    let parentID: String
    /// The bit that says that the caller records the trace, and the bits of later versions.
    let flags: String

    /// nil for a field that no version of the specification allows; it is ignored, as §4.3 asks.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            zip(parts, [2, 32, 16, 2]).allSatisfy({ part, length in part.utf8.count == length && part.utf8.allSatisfy(Self.isDigit) }),
            [parts[1], parts[2]].allSatisfy({ $0.contains { $0 != "0" } })
        else { return nil }
        traceID = String(parts[1])
        parentID = String(parts[2])
        flags = String(parts[3])
    }

    /// nil for a request without the field.
    init?(of request: Request) {
        guard let name = Self.field, let text = request.headers.value(of: name) else { return nil }
        self.init(text)
    }

    /// - Parameter correlationID: its first half identifies this server's part.
    func response(of correlationID: UUID) -> String {
        "00-\(traceID)-\(correlationID.uuidString.lowercased().filter { $0 != "-" }.prefix(16))-\(flags)"
    }

    /// Only lowercase is allowed.
    private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) || (0x61...0x66).contains(octet) }
}
