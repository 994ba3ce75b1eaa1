/// The header that a proxy sends before the octets of its client: the PROXY protocol, version 2 (haproxy.org, `proxy-protocol.txt` §2.2). Version 1 is a line of text and is not
/// supported.
struct ProxyHeader: Equatable {
    /// nil when the connection is the proxy's own (`LOCAL`), or its client has no IP address.
    let source: PeerAddress?
    /// The number of octets of the header.
    let length: Int

    enum HeaderError: Error, Equatable {
        case noSignature, unknownVersion, unknownCommand, tooLong, shortAddresses
    }

    private static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]
    private static let fixedLength = 16
    /// Addresses take 36 octets; the rest are additions, which are ignored. Proxies do not send more than this.
    static let longest = 4096

    init(source: PeerAddress?, length: Int) {
        self.source = source
        self.length = length
    }

    /// Reads a header from the first octets of a connection.
    /// - Returns: nil while more octets are needed.
    static func read(_ octets: some RandomAccessCollection<UInt8>) throws(HeaderError) -> ProxyHeader? {
        guard octets.prefix(signature.count).elementsEqual(signature.prefix(octets.count)) else { throw .noSignature }
        let bytes = Array(octets.prefix(fixedLength + 36))
        guard bytes.count >= fixedLength else { return nil }
        guard bytes[12] >> 4 == 2 else { throw .unknownVersion }
        let rest = Int(bytes[14]) << 8 | Int(bytes[15])
        guard rest <= longest else { throw .tooLong }
        guard octets.count >= fixedLength + rest else { return nil }
        let length = fixedLength + rest
        switch bytes[12] & 0x0F {
        case 0: return ProxyHeader(source: nil, length: length)
        case 1: break
        default: throw .unknownCommand
        }
        // The upper half is the family; 1 in the lower half means a stream.
        let size: Int
        switch bytes[13] {
        case 0x11: size = 4
        case 0x21: size = 16
        default: return ProxyHeader(source: nil, length: length)
        }
        guard rest >= 2 * size + 4 else { throw .shortAddresses }
        return ProxyHeader(source: PeerAddress(octets: Array(bytes[fixedLength..<fixedLength + size])), length: length)
    }
}
