/// A few texts in one blob: each preceded by its length in UTF-8 bytes, four octets, most significant first. Writing it costs a tenth of JSON, and this is the hot path.
struct PackedTexts {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ text: String) {
        let utf8 = text.utf8
        let count = UInt32(truncatingIfNeeded: utf8.count)
        bytes.append(UInt8(truncatingIfNeeded: count >> 24))
        bytes.append(UInt8(truncatingIfNeeded: count >> 16))
        bytes.append(UInt8(truncatingIfNeeded: count >> 8))
        bytes.append(UInt8(truncatingIfNeeded: count))
        bytes.append(contentsOf: utf8)
    }

    static func texts(in bytes: [UInt8]) throws -> [String] {
        var texts: [String] = []
        var place = 0
        while place < bytes.count {
            guard bytes.count - place >= 4 else { throw damaged }
            let count = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            place += 4
            guard bytes.count - place >= count else { throw damaged }
            texts.append(String(decoding: bytes[place..<place + count], as: UTF8.self))
            place += count
        }
        return texts
    }

    private static var damaged: StoreError { StoreError("a stored list of texts ends in the middle; the database is damaged") }
}
