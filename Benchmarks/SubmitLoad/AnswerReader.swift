import NIOCore

/// Reads one HTTP/1.1 answer at a time: a head, then Content-Length bytes or chunks.
struct AnswerReader {
    struct Answer {
        let status: Int
        let body: ByteBuffer
    }

    private var received = ByteBuffer()
    /// Known when the head is complete: status, start of the body, and its length (nil: chunked).
    private var head: (status: Int, bodyStart: Int, length: Int?)?

    /// - Returns: the answer, when its last byte has arrived.
    mutating func read(_ bytes: inout ByteBuffer) throws -> Answer? {
        if received.readableBytes == 0 { received = bytes } else { received.writeBuffer(&bytes) }
        if head == nil { head = try readHead() }
        guard let head else { return nil }
        let available = received.readableBytes - head.bodyStart
        if let length = head.length {
            guard available >= length else { return nil }
            guard let body = received.getSlice(at: received.readerIndex + head.bodyStart, length: length) else { return nil }
            received = ByteBuffer()
            self.head = nil
            return Answer(status: head.status, body: body)
        }
        guard let body = try chunks(from: received.readerIndex + head.bodyStart) else { return nil }
        received = ByteBuffer()
        self.head = nil
        return Answer(status: head.status, body: body)
    }

    private func readHead() throws -> (status: Int, bodyStart: Int, length: Int?)? {
        let view = received.readableBytesView
        guard let end = view.firstRange(of: Array("\r\n\r\n".utf8)) else {
            if view.count > 65_536 { throw LoadError(description: "The answer's head is too long.") }
            return nil
        }
        let lines = String(decoding: view[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw LoadError(description: "This is not an HTTP answer: \(lines.first ?? "")")
        }
        var length: Int? = status == 204 || status == 304 ? 0 : nil
        for line in lines.dropFirst() where line.lowercased().hasPrefix("content-length:") {
            length = Int(line.dropFirst("content-length:".count).filter(\.isNumber))
        }
        return (status, end.upperBound - view.startIndex, length)
    }

    /// The joined chunks, when the last one has arrived.
    private func chunks(from start: Int) throws -> ByteBuffer? {
        var index = start
        var body = ByteBuffer()
        while true {
            guard let rest = received.viewBytes(at: index, length: received.writerIndex - index),
                let lineEnd = rest.firstRange(of: Array("\r\n".utf8))
            else { return nil }
            guard let size = Int(String(decoding: rest[..<lineEnd.lowerBound].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self), radix: 16)
            else {
                throw LoadError(description: "A chunk of the answer has no size.")
            }
            let dataStart = index + (lineEnd.upperBound - rest.startIndex)
            guard received.writerIndex >= dataStart + size + 2 else { return nil }
            if size == 0 { return body }
            if let chunk = received.getBytes(at: dataStart, length: size) { body.writeBytes(chunk) }
            index = dataStart + size + 2
        }
    }
}
