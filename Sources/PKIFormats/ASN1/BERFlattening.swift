/// The second walk over BER, which writes the DER. ``BERMeasure`` has checked the input and bounded its depth.
struct BERFlattening {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let contentLengths: [Int]
    private var position = 0
    private var nextLength = 0

    /// The octets written so far.
    private(set) var output: [UInt8]

    init(bytes: UnsafeBufferPointer<UInt8>, contentLengths: [Int], capacity: Int) {
        self.bytes = bytes
        self.contentLengths = contentLengths
        output = []
        output.reserveCapacity(capacity)
    }

    mutating func element(limit: Int) throws(DERScan.ScanError) {
        let header = try BERHeader(bytes, at: position, limit: limit)
        position = header.contentStart
        guard header.isConstructed else {
            let end = header.contentEnd ?? limit
            output.append(contentsOf: bytes[header.start..<header.identifierEnd])
            writeLength(end - header.contentStart)
            output.append(contentsOf: bytes[header.contentStart..<end])
            position = end
            return
        }
        let length = contentLengths[nextLength]
        nextLength += 1
        if header.isSegmentedString {
            output.append(header.identifier & 0xDF)
            writeLength(length)
            let start = output.count
            if header.identifier & 0x1F == 3 { output.append(0) }
            try segments(of: header, limit: limit, unusedBitsAt: start)
            return
        }
        output.append(contentsOf: bytes[header.start..<header.identifierEnd])
        writeLength(length)
        if let end = header.contentEnd {
            while position < end { try element(limit: end) }
        } else {
            while try !BERHeader.isEndOfContents(bytes, at: position, limit: limit) { try element(limit: limit) }
            position += 2
        }
    }

    /// - Parameter unusedBitsAt: the place of the octet that counts the unused bits, if the string is a BIT STRING.
    private mutating func segments(of string: BERHeader, limit: Int, unusedBitsAt: Int) throws(DERScan.ScanError) {
        while true {
            if let end = string.contentEnd {
                guard position < end else { return }
            } else if try BERHeader.isEndOfContents(bytes, at: position, limit: limit) {
                position += 2
                return
            }
            let segment = try BERHeader(bytes, at: position, limit: string.contentEnd ?? limit)
            position = segment.contentStart
            if segment.isConstructed {
                try segments(of: segment, limit: string.contentEnd ?? limit, unusedBitsAt: unusedBitsAt)
                continue
            }
            let end = segment.contentEnd ?? limit
            if segment.identifier & 0x1F == 3 {
                output[unusedBitsAt] = bytes[segment.contentStart]
                output.append(contentsOf: bytes[(segment.contentStart + 1)..<end])
            } else {
                output.append(contentsOf: bytes[segment.contentStart..<end])
            }
            position = end
        }
    }

    private mutating func writeLength(_ length: Int) {
        guard length >= 0x80 else {
            output.append(UInt8(length))
            return
        }
        let count = BERHeader.lengthOctets(length) - 1
        output.append(0x80 | UInt8(count))
        for index in stride(from: count - 1, through: 0, by: -1) {
            output.append(UInt8(truncatingIfNeeded: length >> (8 * index)))
        }
    }
}
