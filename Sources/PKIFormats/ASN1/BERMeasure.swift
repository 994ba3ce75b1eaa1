/// The first walk over BER. It checks everything and notes the DER length of the content of each constructed element. So the second walk
/// (``BERFlattening``) writes every length at once and moves nothing.
struct BERMeasure {
    private static let maximumDepth = 50

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Octets of content as DER, for each constructed element in the order of their beginnings; segments of strings do not count.
    private(set) var contentLengths: [Int] = []

    /// Whether the DER will differ from the input.
    private(set) var isChanged = false

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Octets of DER for the whole input, which must be one element.
    mutating func whole() throws(DERScan.ScanError) -> Int {
        guard !bytes.isEmpty else { throw DERScan.ScanError(offset: 0, reason: "there are no bytes") }
        let size = try element(limit: bytes.count, depth: 1)
        guard position == bytes.count else {
            throw DERScan.ScanError(offset: position, reason: "\(bytes.count - position) octets follow the end of the structure")
        }
        return size
    }

    private mutating func element(limit: Int, depth: Int) throws(DERScan.ScanError) -> Int {
        let header = try header(limit: limit, depth: depth)
        let length: Int
        if !header.isConstructed {
            position = header.contentEnd ?? limit
            length = position - header.contentStart
        } else {
            let index = contentLengths.count
            contentLengths.append(0)
            if header.isSegmentedString {
                isChanged = true
                let isBitString = header.identifier & 0x1F == 3
                var isComplete = false
                let octets = try segments(of: header, limit: limit, depth: depth, isComplete: &isComplete)
                length = octets + (isBitString ? 1 : 0)
            } else {
                length = try members(of: header, limit: limit, depth: depth)
            }
            contentLengths[index] = length
        }
        let lengthOctets = BERHeader.lengthOctets(length)
        if header.contentEnd == nil || header.contentStart - header.identifierEnd != lengthOctets { isChanged = true }
        return header.identifierEnd - header.start + lengthOctets + length
    }

    private mutating func members(of header: BERHeader, limit: Int, depth: Int) throws(DERScan.ScanError) -> Int {
        var length = 0
        if let end = header.contentEnd {
            while position < end { length += try element(limit: end, depth: depth + 1) }
        } else {
            while try !BERHeader.isEndOfContents(bytes, at: position, limit: limit) {
                length += try element(limit: limit, depth: depth + 1)
            }
            position += 2
        }
        return length
    }

    /// Octets in the segments of a string, without the octet that counts the unused bits of a BIT STRING.
    /// - Parameter isComplete: whether a segment of a BIT STRING had unused bits, after which none may follow.
    private mutating func segments(
        of string: BERHeader,
        limit: Int,
        depth: Int,
        isComplete: inout Bool
    ) throws(DERScan.ScanError) -> Int {
        var octets = 0
        while true {
            if let end = string.contentEnd {
                guard position < end else { return octets }
            } else if try BERHeader.isEndOfContents(bytes, at: position, limit: limit) {
                position += 2
                return octets
            }
            let segment = try header(limit: string.contentEnd ?? limit, depth: depth + 1)
            try check(segment, of: string)
            if segment.isConstructed {
                octets += try segments(of: segment, limit: string.contentEnd ?? limit, depth: depth + 1, isComplete: &isComplete)
                continue
            }
            let end = segment.contentEnd ?? limit
            position = end
            octets += end - segment.contentStart
            guard segment.identifier & 0x1F == 3 else { continue }
            guard end > segment.contentStart, bytes[segment.contentStart] <= 7, !isComplete else {
                throw DERScan.ScanError(offset: segment.start, reason: "the segments of the BIT STRING do not fit together")
            }
            isComplete = bytes[segment.contentStart] != 0
            octets -= 1
        }
    }

    /// The segments of an OCTET STRING are OCTET STRINGs, and those of a BIT STRING are BIT STRINGs (X.690 §8.6.4, §8.7.3 and §8.23). Some
    /// programs repeat the type of a character string instead.
    private func check(_ segment: BERHeader, of string: BERHeader) throws(DERScan.ScanError) {
        let own = string.identifier & 0xDF
        let found = segment.identifier & 0xDF
        guard found == own || own != 3 && found == 4 else {
            throw DERScan.ScanError(offset: segment.start, reason: "a segment of the \(DERTag(identifier: own).name) has another type")
        }
    }

    private mutating func header(limit: Int, depth: Int) throws(DERScan.ScanError) -> BERHeader {
        guard depth <= Self.maximumDepth else {
            throw DERScan.ScanError(offset: position, reason: "elements are nested more than \(Self.maximumDepth) deep")
        }
        let header = try BERHeader(bytes, at: position, limit: limit)
        position = header.contentStart
        return header
    }
}
