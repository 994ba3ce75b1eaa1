import HTTPTypes
import HummingbirdCore

/// The part of an object that a request wants (RFC 9110 §14). Several ranges in one request get the whole, which every client takes.
enum PublishedRange: Equatable {
    case whole
    case part(Range<Int>)
    case unsatisfiable

    static func wanted(by request: Request, tag: String, modified: String, of count: Int) -> PublishedRange {
        guard request.method == .get, let text = request.headers[.range], text.hasPrefix("bytes="), !text.contains(",") else {
            return .whole
        }
        // RFC 9110 §13.1.5: a part is of use only to who has the rest of the same object. A weak tag never compares equal.
        if let condition = request.headers[.ifRange], condition != tag, condition != modified { return .whole }
        let ends = text.dropFirst("bytes=".utf8.count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return .whole }
        switch (number(ends[0]), number(ends[1])) {
        case (nil, let length?) where ends[0].isEmpty:
            return length == 0 || count == 0 ? .unsatisfiable : .part(max(0, count - length)..<count)
        case (let start?, nil) where ends[1].isEmpty: return start < count ? .part(start..<count) : .unsatisfiable
        case (let start?, let last?) where start <= last: return start < count ? .part(start..<min(last, count - 1) + 1) : .unsatisfiable
        default: return .whole
        }
    }

    /// Decimal digits alone; a number beyond every object is the largest.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int(text) ?? Int.max - 1
    }
}
