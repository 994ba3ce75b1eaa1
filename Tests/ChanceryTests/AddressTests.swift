import Foundation
import PKITesting
import Testing

@testable import chancery

@Suite("Addresses of the server") struct AddressTests {
    @Test(
        "an address of a listener means what people expect of it",
        arguments: [
            ("127.0.0.1:8443", "127.0.0.1", 8443), ("0.0.0.0:443", "0.0.0.0", 443), ("[::1]:8443", "::1", 8443), ("::1", "::1", 1000),
            ("[::1]", "::1", 1000), ("*:8443", "*", 8443), (":8443", "*", 8443), ("*", "*", 1000), ("::", "*", 1000),
            ("[::]:8443", "*", 8443),
            ("[::]:0", "*", 0), ("localhost:0", "localhost", 0), ("pki.example.com", "pki.example.com", 1000),
            ("192.0.2.7", "192.0.2.7", 1000),
            ("PKI.Example.com:80", "pki.example.com", 80), ("2001:db8::a", "2001:db8::a", 1000),
            ("[2001:DB8:0:0::A]:443", "2001:db8::a", 443),
        ]
    )
    func listen(_ text: String, host: String, port: Int) throws {
        let address = try ListenAddress(text, usualPort: 1000)
        #expect(address == ListenAddress(host: host, port: port))
        #expect(try ListenAddress(address.description, usualPort: 1) == address)
    }

    @Test(
        "text that is not an address is refused with the reason",
        arguments: [
            ("[::1", "bracket"), ("[::1]8443", "behind the bracket"), ("[pki]:1", "brackets"), ("1:2:3", "[ADDRESS]:PORT"),
            ("127.0.0.1:65536", "0 to 65535"), ("127.0.0.1:http", "0 to 65535"), ("127.0.0.1:-1", "0 to 65535"),
            ("127.0.0.1:", "0 to 65535"),
            ("8443", "write :8443"), ("my_box:1", "“_”"), ("300.1.1.1:1", "ends with a number"),
            ("2001:db8::a:8443", "[2001:db8::a]:8443"), ("::1:8443", "[::1]:8443"), ("a b:1", "“ ”"),
        ]
    )
    func noListen(_ text: String, reason: String) {
        let fault = #expect(throws: SettingError.self) { try ListenAddress(text, usualPort: 1000) }
        #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
    }

    @Test(
        "a name of the server is a DNS name or an IP address",
        arguments: [
            ("2001:db8::a", ServerName.ip([0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10])), ("192.0.2.7", .ip([192, 0, 2, 7])),
            ("[::1]", .ip([UInt8](repeating: 0, count: 15) + [1])), ("PKI.example.com", .dns("pki.example.com")),
            ("xn--bcher-kva", .dns("xn--bcher-kva")),
            ("3com.example", .dns("3com.example")),
        ]
    )
    func name(_ text: String, name: ServerName) throws { #expect(try ServerName(text) == name) }

    @Test(
        "a name that no certificate can carry is refused with the reason",
        arguments: [
            ("my_box", "“_”"), ("*.example.com", "“*”"), ("bücher.example", "xn--"), ("", "1 to 63"), ("a..b", "1 to 63"),
            ("example.com.", "1 to 63"),
            ("-a.example", "hyphen"), ("a-.example", "hyphen"), ("1.2.3", "ends with a number"), ("192.0.2.7:443", "colon"), ("a/b", "“/”"),
            ("a\u{1B}[31m", "\\u{1b}"), ("0.0.0.0", "does not name a machine"), ("::", "does not name a machine"),
            (String(repeating: "a", count: 64), "1 to 63"),
        ]
    )
    func noName(_ text: String, reason: String) {
        let fault = #expect(throws: SettingError.self) { try ServerName(text) }
        #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
    }

    @Test("an address in use is refused with a remedy, by either listener, before anything else is tried")
    func busy() throws {
        let any = ListenAddress(host: "127.0.0.1", port: 0)
        let held = try ReservedAddress(any, option: "--https", preferring: nil)
        #expect(held.address.port > 0)
        // While the first still listens, as another program would.
        let failure = #expect(throws: CommandError.self) { try ReservedAddress(held.address, option: "--http", preferring: nil) }
        #expect(
            failure?.message.hasPrefix("--http \(held.address): another program listens there. Stop it, or choose another port") == true
        )
        // If the last port is not available, a free one is taken instead.
        let other = try ReservedAddress(any, option: "--http", preferring: held.address.port)
        #expect(other.address.port != held.address.port)
        held.release()
        #expect(try ReservedAddress(any, option: "--https", preferring: held.address.port).address == held.address)
    }

    @Test("both listeners on one port are refused")
    func both() throws {
        let free = try ReservedAddress(ListenAddress(host: "127.0.0.1", port: 0), option: "--https", preferring: nil)
        free.release()
        var settings = Settings()
        settings.https = free.address
        settings.http = free.address
        #expect(throws: CommandError.self) { try ReservedAddresses(settings, last: nil) }
    }

    @Test("an address of another machine and an unknown name are refused with a remedy")
    func foreign() {
        let foreign = #expect(throws: CommandError.self) {
            try ReservedAddress(ListenAddress(host: "192.0.2.7", port: 0), option: "--https", preferring: nil)
        }
        #expect(foreign?.message.contains("does not have that address") == true, "\(foreign?.message ?? "")")
        let unknown = #expect(throws: CommandError.self) {
            try ReservedAddress(ListenAddress(host: "nowhere.invalid", port: 0), option: "--https", preferring: nil)
        }
        #expect(unknown?.message.contains("does not know the name") == true, "\(unknown?.message ?? "")")
    }

    @Test("every address is listened on in both families where the machine has both")
    func wildcard() throws {
        let held = try ReservedAddress(ListenAddress(host: "*", port: 0), option: "--https", preferring: nil)
        // Whoever takes one family first has the port.
        #expect(throws: CommandError.self) {
            try ReservedAddress(ListenAddress(host: "127.0.0.1", port: held.address.port), option: "--http", preferring: nil)
        }
        #expect(held.address.host == "*")
    }

    @Test("addresses become IP names of the certificate, names DNS names, the listener's own among them")
    func certificateNames() throws {
        var settings = Settings()
        settings.hosts = try ["2001:db8::a", "192.0.2.7", "PKI.example.com"].map { try ServerName($0) }
        settings.https = try ListenAddress("198.51.100.1:443", usualPort: 1)
        let names = settings.certificateNames
        #expect(names.dns.first == "pki.example.com" && names.dns.contains("localhost"))
        for text in ["2001:db8::a", "192.0.2.7", "198.51.100.1", "127.0.0.1", "::1"] {
            guard case .ip(let octets) = try ServerName(text) else { continue }
            #expect(names.ip.contains(octets))
        }
        #expect(names.ip.count == 5)
        let http = try ListenAddress("*:80", usualPort: 1)
        #expect(settings.publicHost(http) == "[2001:db8::a]")
        #expect(ListenAddress(host: settings.configHost, port: 443).description == "[2001:db8::a]:443")
    }

    @Test(
        "the doctor finds an address in certificates that others cannot reach or this server does not answer",
        arguments: [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", Doctor.Finding.Severity?.some(.note)),
            ("http://localhost:8080", nil, .note), ("http://[::1]:8080", "http://[::1]:8080", .note),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8081", .broken), ("http://pki.example.com", "http://localhost:80", nil),
            ("http://pki.example.com", "http://192.0.2.7:80", nil), ("http://pki.example.com", nil, nil),
            ("http://pki.example.com", "http://192.0.2.7:8080", .risk), ("http://pki.example.com:8080", "http://127.0.0.1:8080", .risk),
        ] as [(String, String?, Doctor.Finding.Severity?)]
    )
    func publicAddress(_ address: String, listener: String?, severity: Doctor.Finding.Severity?) {
        let finding = Doctor.publicAddress(address, listener: listener)
        #expect(finding?.severity == severity)
        if let finding { #expect(finding.what.contains(address) && finding.remedy.hasSuffix(".")) }
    }
}
