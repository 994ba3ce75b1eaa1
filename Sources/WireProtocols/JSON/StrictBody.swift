import CAInterface
import PKIFormats
import PortableFoundation

/// Reads bodies whose members are too many or too deep for `JSONObject`, and refuses the same things: broken JSON, members twice, unknown
/// members, U+0000.
package enum StrictBody {
    package static func value<Body: Decodable>(_ type: Body.Type, from json: [UInt8]) throws(BodyError) -> Body {
        _ = try JSONObject(body: json)
        if String(decoding: json, as: UTF8.self).contains("\\u0000") {
            throw BodyError(field: "body", value: "\\u0000", reason: "the body contains the character U+0000; leave it out")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(json))
        } catch let error as BodyError {
            throw error
        } catch let error as DecodingError {
            throw BodyError(error)
        } catch {
            throw BodyError(field: "body", value: "", reason: "the body cannot be read")
        }
    }

    /// Refuses members that are not known, with the known one that was probably meant.
    package static func refuseUnknown(_ names: [String], known: [String], path: [any CodingKey]) throws(BodyError) {
        guard let name = names.filter({ !known.contains($0) }).min() else { return }
        let hint = Nearest.to(name, among: known).map { "did you mean \($0)?" } ?? "check its spelling"
        throw BodyError(
            field: (path.map(\.stringValue) + [name]).joined(separator: "."),
            value: name,
            reason: "this document has no member \(name); \(hint)"
        )
    }
}

extension BodyError {
    /// What `JSONDecoder` found, with the path of the member.
    /// - Parameter member: where it looked; it names no place for a number that does not fit.
    init(_ error: DecodingError, in member: [any CodingKey] = []) {
        switch error {
        case .keyNotFound(let key, let context):
            let field = Self.path(context.codingPath + [key])
            self.init(field: field, value: "", reason: "the member \(field) is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let field = Self.path(context.codingPath.isEmpty ? member : context.codingPath)
            self.init(field: field, value: "", reason: "the member \(field) has a value of the wrong kind or size")
        @unknown default: self.init(field: "body", value: "", reason: "the body cannot be read")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "body" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
