/// Checks tags and lengths of whole bytes once, before any field is read (X.690 §8.1 and §10.1): lengths are definite and minimal, nothing
/// is cut off, nothing follows the end, and there are at most 50 levels. Bytes that have passed can be walked without further checks.
struct DERScan {
    /// A fault and its place.
    struct ScanError: Error {
        let offset: Int
        let reason: String
    }

    private static let maximumDepth = 50

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// The first fault, depth first; `nil` when the bytes are exactly one element of DER.
    static func fault(in bytes: [UInt8]) -> ScanError? {
        bytes.withUnsafeBufferPointer { buffer -> ScanError? in
            var scan = DERScan(bytes: buffer)
            do throws(ScanError) {
                guard !buffer.isEmpty else { throw ScanError(offset: 0, reason: "there are no bytes") }
                try scan.element(limit: buffer.count, depth: 1)
                guard scan.position == buffer.count else {
                    throw ScanError(offset: scan.position, reason: "\(buffer.count - scan.position) octets follow the end of the structure")
                }
                return nil
            } catch {
                return error
            }
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func element(limit: Int, depth: Int) throws(ScanError) {
        let start = position
        guard depth <= Self.maximumDepth else {
            throw ScanError(offset: start, reason: "elements are nested more than \(Self.maximumDepth) deep")
        }
        guard position < limit else { throw ScanError(offset: start, reason: "the element is cut off") }
        let identifier = bytes[position]
        position += 1
        guard identifier & 0xDF != 0 else { throw ScanError(offset: start, reason: "tag 0 does not occur in DER") }
        if identifier & 0x1F == 0x1F { try longTag(limit: limit, start: start) }
        let length = try length(limit: limit, start: start)
        guard length <= limit - position else {
            throw ScanError(offset: start, reason: "the element says \(length) octets, only \(limit - position) are there")
        }
        let end = position + length
        if identifier & 0x20 != 0 {
            while position < end { try element(limit: end, depth: depth + 1) }
        } else {
            position = end
        }
    }

    private mutating func length(limit: Int, start: Int) throws(ScanError) -> Int {
        guard position < limit else { throw ScanError(offset: start, reason: "the element is cut off before its length") }
        let first = bytes[position]
        position += 1
        guard first >= 0x80 else { return Int(first) }
        guard first != 0x80 else { throw ScanError(offset: start, reason: "the length is indefinite, which is BER and not DER") }
        let count = Int(first & 0x7F)
        guard count <= 7 else { throw ScanError(offset: start, reason: "the length has \(count) octets") }
        guard limit - position >= count else { throw ScanError(offset: start, reason: "the element is cut off in its length") }
        var length = 0
        for _ in 0..<count {
            length = length << 8 | Int(bytes[position])
            position += 1
        }
        guard length >= 0x80, length >> (8 * (count - 1)) != 0 else {
            throw ScanError(offset: start, reason: "the length is longer than it has to be")
        }
        return length
    }

    private mutating func longTag(limit: Int, start: Int) throws(ScanError) {
        var number = 0
        for index in 0..<5 {
            guard position < limit else { throw ScanError(offset: start, reason: "the element is cut off in its tag") }
            let octet = bytes[position]
            position += 1
            if index == 0, octet == 0x80 { break }
            number = number << 7 | Int(octet & 0x7F)
            if octet & 0x80 == 0 {
                guard number >= 31 else { break }
                return
            }
        }
        throw ScanError(offset: start, reason: "the tag number is not minimal or too large")
    }
}
