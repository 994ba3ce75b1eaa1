import NIOCore
import PKIFormats
import Testing

@testable import FrontEnds

@Suite("Addresses and the headers of proxies") struct ProxyHeaderTests {
    private static let signature = "0d0a0d0a000d0a515549540a"

    @Test(
        "a PROXY header of version 2 gives the client's address",
        arguments: [
            ("2111000c" + "c0000207" + "0a000001" + "1f90" + "01bb", "192.0.2.7", 28),
            // Additions after the addresses are ignored.
            ("2111000f" + "c0000207" + "0a000001" + "1f90" + "01bb" + "040000", "192.0.2.7", 31),
            (
                "21210024" + "20010db8000000000000000000000007" + "20010db8000000000000000000000001" + "1f90" + "01bb",
                "2001:db8::7", 52
            ),
            // An IPv4 client on an IPv6 socket of the proxy.
            ("21210024" + "00000000000000000000ffffc0000207" + "00000000000000000000ffff0a000001" + "1f90" + "01bb", "192.0.2.7", 52),
            // LOCAL, and clients without an IP address.
            ("20000000", nil, 16), ("2011000c" + "c0000207" + "0a000001" + "1f90" + "01bb", nil, 28), ("21000000", nil, 16),
            ("2131000100", nil, 17),
        ] as [(String, String?, Int)]
    )
    func read(_ rest: String, source: String?, length: Int) throws {
        let octets = try Hex.decode(Self.signature + rest)
        let header = try #require(try ProxyHeader.read(octets + Array("GET /".utf8)))
        #expect(header == ProxyHeader(source: source.flatMap { PeerAddress(text: $0) }, length: length))
        // Until a header is complete, none of it is taken.
        for count in 0..<length { #expect(try ProxyHeader.read(octets.prefix(count)) == nil) }
    }

    @Test(
        "input that is not a PROXY header of version 2 is refused with its fault",
        arguments: [
            (Array("GET / HTTP/1.1\r\n".utf8), ProxyHeader.HeaderError.noSignature), (Array("PROXY TCP4 192.0.2.7".utf8), .noSignature),
            ([0x16, 0x03, 0x01], .noSignature), (hex("1111000c"), .unknownVersion), (hex("2211000c" + "00000000"), .unknownCommand),
            (hex("2111ffff"), .tooLong), (hex("2111000b" + "c00002070a0000011f9001"), .shortAddresses),
            (hex("2121000c" + "c00002070a0000011f9001bb"), .shortAddresses),
        ]
    )
    func refused(_ octets: [UInt8], fault: ProxyHeader.HeaderError) {
        // Only a complete header is judged, so the unknown command includes its addresses.
        let whole = fault == .unknownCommand ? octets + [UInt8](repeating: 0, count: 8) : octets
        #expect(throws: fault) { try ProxyHeader.read(whole) }
    }

    private static func hex(_ rest: String) -> [UInt8] { (try? Hex.decode(signature + rest)) ?? [] }

    @Test(
        "a block contains the addresses with the same prefix, of one family",
        arguments: [
            ("10.0.0.0/8", "10.200.3.4", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.128/25", "192.0.2.127", false),
            ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false), ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "2001:db8::1", false), ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/33", "2001:db8:ffff::1", false),
            ("::1", "::1", true), ("192.0.2.0/24", "::ffff:192.0.2.7", true),
        ]
    )
    func blocks(_ block: String, address: String, isInside: Bool) throws {
        let block = try #require(AddressBlock(text: block))
        #expect(block.contains(try #require(PeerAddress(text: address))) == isInside)
    }

    @Test(
        "text that is not a block of addresses is refused",
        arguments: [
            "", "10.0.0.0/33", "10.0.0.1/8", "10.0.0/8", "host", "2001:db8::1/32", "10.0.0.0/", "10.0.0.0/+8", "fe80::1%eth0", "1/2/3",
        ]
    )
    func noBlocks(_ text: String) { #expect(AddressBlock(text: text) == nil) }

    @Test("a client has a limited number of connections: an IPv4 address, or an IPv6 network of 64 bits")
    func quota() throws {
        func peer(_ text: String) throws -> PeerAddress { try #require(PeerAddress(text: text)) }
        let quota = ConnectionQuota(2)
        for text in ["2001:db8::1", "2001:db8::2", "192.0.2.7", "::ffff:192.0.2.7"] { #expect(quota.take(try peer(text))) }
        for text in ["2001:db8::3", "192.0.2.7"] { #expect(!quota.take(try peer(text))) }
        for text in ["2001:db8:0:1::1", "192.0.2.8"] { #expect(quota.take(try peer(text))) }
        quota.giveBack(try peer("2001:db8::1"))
        #expect(quota.take(try peer("2001:db8::9")))
        #expect(quota.taken == 6)
    }
}
