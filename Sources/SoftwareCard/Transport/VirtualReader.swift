import SystemFiles

/// A slot of vsmartcard's reader driver (Debian's package `vsmartcard-vpcd`), which pcscd loads. Into it goes a ``SoftwarePIVCard``, and
/// every program on the machine sees it through PC/SC.
///
/// The driver listens, the card connects. Each message has two octets of length before it. A message of one octet is about the power: 0
/// off, 1 on, 2 reset, 4 the answer to reset is wanted. Any other is a command and gets the card's response.
public struct VirtualReader: Sendable {
    /// The port of the driver's first slot; the second slot has the next.
    public static let standardPort: UInt16 = 35_963

    /// The driver's address, as four numbers with dots.
    public let address: String
    /// The driver's port.
    public let port: UInt16

    public init(address: String = "127.0.0.1", port: UInt16 = standardPort) {
        self.address = address
        self.port = port
    }

    /// Puts the card in and serves it until it is pulled or the reader goes away. It blocks its thread for as long.
    /// - Parameters:
    ///   - waiting: how often the connection is tried again, ten times a second, while nobody listens.
    ///   - whenPowered: called when the reader first gives the card power. From then on programs see it.
    /// - Throws: ``SoftwareCardError`` when nobody listens there.
    public func serve(_ card: SoftwarePIVCard, waiting: Int = 100, whenPowered: () -> Void = {}) throws {
        let descriptor = try connected(waiting: waiting)
        defer { SystemCalls.close(descriptor) }
        var isAnnounced = false
        while card.isPresent, let length = Self.read(2, from: descriptor),
            let message = Self.read(Int(length[0]) << 8 | Int(length[1]), from: descriptor)
        {
            let answer: [UInt8]
            switch message {
            case [0]:
                card.powerOff()
                continue
            case [1], [2]:
                card.powerOn()
                if !isAnnounced { whenPowered() }
                isAnnounced = true
                continue
            case [4]: answer = SoftwarePIVCard.atr
            default: answer = card.respond(to: message)
            }
            guard !answer.isEmpty, Self.write(answer, to: descriptor) else { return }
        }
    }

    private func connected(waiting: Int) throws -> Int32 {
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        guard inet_pton(AF_INET, address, &target.sin_addr) == 1 else {
            throw SoftwareCardError("\(address) is not an address of four numbers, such as 127.0.0.1.")
        }
        for attempt in 0...max(0, waiting) {
            let descriptor = socket(AF_INET, streamSocket, 0)
            guard descriptor >= 0 else { break }
            let isConnected = withUnsafePointer(to: target) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if isConnected {
                #if os(macOS)
                    var isOn: Int32 = 1
                    setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
                #endif
                return descriptor
            }
            SystemCalls.close(descriptor)
            if attempt < waiting { usleep(100_000) }
        }
        throw SoftwareCardError(
            "No reader listens on \(address):\(port): \(SystemCalls.message()). Start pcscd with the driver vsmartcard-vpcd."
        )
    }

    /// - Returns: nil at the end of the connection.
    private static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let more = bytes.withUnsafeMutableBytes { buffer in
                recv(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, 0)
            }
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { return nil }
            filled += more
            acknowledge(descriptor)
        }
        return bytes
    }

    /// Confirms at once what was read. The driver sends a length and waits for its confirmation before it sends the message; confirmed
    /// late, as is usual, each command takes 44 ms in place of a fraction of one.
    private static func acknowledge(_ descriptor: Int32) {
        #if os(Linux)
            var isOn: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    /// Writes without the signal that would end the process when the reader has gone.
    /// - Returns: false when nobody reads any more.
    private static func write(_ answer: [UInt8], to descriptor: Int32) -> Bool {
        let message = [UInt8(answer.count >> 8), UInt8(answer.count & 0xFF)] + answer
        var written = 0
        while written < message.count {
            let count = message[written...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, withoutSignal) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    #if os(Linux)
        private static let withoutSignal = Int32(MSG_NOSIGNAL)
    #else
        private static let withoutSignal: Int32 = 0
    #endif
}
