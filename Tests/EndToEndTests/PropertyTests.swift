import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("CA properties over the wire", .timeLimit(.minutes(10)))
struct PropertyTests {
    struct Property: Decodable {
        let id: Int32
        let name: String
        let type: String
        let indexed: Bool
        let value: Value

        enum Value: Decodable {
            case number(Int)
            case text(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Int.self) {
                    self = .number(number)
                } else {
                    self = .text(try container.decode(String.self))
                }
            }
        }

        var number: Int? {
            if case .number(let number) = value { number } else { nil }
        }
        var text: String? {
            if case .text(let text) = value { text } else { nil }
        }
    }

    static let answered: [Int32] =
        Array(1...7) + Array(9...17) + Array(19...25) + Array(28...34) + Array(39...45)
    /// Between certificates of a CA with different keys.
    static let cross: [Int32] = [35, 36, 37, 38]
    /// Of partitions, which the server does not make.
    static let divided = Array(46...50) as [Int32]
    static let absent = CAProperty.table.map(\.id.rawValue)
        .filter { !answered.contains($0) && !cross.contains($0) && !divided.contains($0) && $0 != 18 }

    @Test("a property the CA has is answered with its documented name and type", arguments: answered)
    func isAnswered(_ id: Int32) async throws {
        let server = try await SharedServer.get()
        let known = try #require(CAProperty.named(CAPropertyID(id)))
        let property: Property = try await server.call("GET", server.authorityPath() + "/properties/\(id)", as: server.admin).json()
        #expect(property.id == id && property.name == known.name && property.indexed == known.isIndexed)
        #expect((property.number != nil) == (known.type == .long))
        if known.type == .binary { #expect(try Base64.decode(try #require(property.text)).first == 0x30) }
    }

    @Test("a CA that was never renewed has empty cross certificates, and no state of them", arguments: cross)
    func crossCertificates(_ id: Int32) async throws {
        let server = try await SharedServer.get()
        let reply = try await server.call("GET", server.authorityPath() + "/properties/\(id)", as: server.admin)
        guard id < 37 else {
            #expect(reply.status == 400, "\(reply.body)")
            return
        }
        let property: Property = try reply.json()
        #expect(property.text == "")
    }

    @Test("a property of a feature the CA does not have is 404 with a documented number", arguments: absent)
    func isAbsent(_ id: Int32) async throws {
        let server = try await SharedServer.get()
        let reply = try await server.call("GET", server.authorityPath() + "/properties/\(id)", as: server.admin)
        #expect(reply.status == 404, "\(reply.body)")
        #expect(try reply.members()["code"]?.hasPrefix("0x8") == true)
    }

    @Test("without partitions their properties are 400 with 0x80070057; without deltas that list is empty")
    func isOff() async throws {
        let server = try await SharedServer.get()
        for id in Self.divided {
            let reply = try await server.call("GET", server.authorityPath() + "/properties/\(id)", as: server.admin)
            #expect(reply.status == 400, "\(reply.body)")
            #expect(try reply.members()["code"] == "0x80070057")
        }
        let delta: Property = try await server.call("GET", server.authorityPath() + "/properties/18", as: server.admin).json()
        #expect(delta.text == "")
    }

    @Test("an unknown property, and an index that does not exist, are refused with 0x80070057")
    func unknown() async throws {
        let server = try await SharedServer.get()
        let path = try await server.authorityPath() + "/properties/"
        for wrong in ["99", "0", "-1", "12?index=7", "6?index=1"] {
            let reply = try await server.call("GET", path + wrong, as: server.admin)
            #expect(reply.status == 400, "\(wrong)")
            #expect(try reply.members()["code"]?.lowercased() == "0x80070057", "\(wrong): \(reply.body)")
        }
    }

    @Test("CANAME, type, parent, count, CASIGCERT, BASECRL, TEMPLATES and CDP URLs agree with the certificates")
    func values() async throws {
        let server = try await SharedServer.get()
        let path = try await server.authorityPath() + "/properties/"
        func property(_ id: CAPropertyID, _ query: String = "") async throws -> Property {
            try await server.call("GET", path + "\(id.rawValue)" + query, as: server.admin).json()
        }
        let authority = try await server.authority()
        let certificate = try RunningServer.certificate(authority.certificate)
        #expect(try await property(.caName).text == authority.name)
        #expect(try await property(.sanitizedCAName).text == authority.sanitizedName)
        #expect(try await property(.parentCA).text?.hasSuffix("Chancery Root CA") == true)
        #expect(try await property(.caType).number == 1)
        #expect(try await property(.caSigCertCount).number == 1)
        #expect(try await Base64.decode(#require(property(.caSigCert).text)) == certificate.derEncoded)
        #expect(try await Base64.decode(#require(property(.caSigCert, "?index=-1").text)) == certificate.derEncoded)
        let templates = try #require(try await property(.templates).text)
        for name in ["User", "Machine", "WebServer", "SubCA", "SmartcardLogon", "ClientAuth", "CodeSigning", "EnrollmentAgent"] {
            #expect(templates.contains(name + "\n"))
        }
        let list = try #require(try await property(.certCDPURLs).text)
        let address = try #require(list.split(separator: "\n").first.map(String.init))
        // Other tests revoke on this server. A list published between the two questions may differ, but only once.
        var agree = false
        for _ in 0..<20 where !agree {
            agree = try await server.fetch(address) == Base64.decode(#require(property(.baseCRL).text))
        }
        #expect(agree)
    }

    @Test("chain and revocation list properties are PKCS#7 that openssl reads")
    func containers() async throws {
        let server = try await SharedServer.get()
        let path = try await server.authorityPath() + "/properties/"
        for (id, lists) in [(13, 0), (32, 2)] {
            let property: Property = try await server.call("GET", path + "\(id)", as: server.admin).json()
            let file = server.folder + "/property-\(id).p7b"
            try Data(Base64.decode(try #require(property.text))).write(to: URL(filePath: file))
            let read = try await succeed(["openssl", "pkcs7", "-inform", "DER", "-in", file, "-print_certs"])
            #expect(read.components(separatedBy: "BEGIN CERTIFICATE").count == 3, "\(id)")
            #expect(read.components(separatedBy: "BEGIN X509 CRL").count == lists + 1, "\(id)")
        }
    }
}
