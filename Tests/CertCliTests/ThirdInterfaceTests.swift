import CAInterface
import CertCli
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("ICertRequest3")
struct ThirdInterfaceTests {
    private let issued = #"{"requestId":7,"disposition":"issued","dispositionCode":3,"status":"0x00000000","message":"Issued"}"#

    /// The certificates of a store, by thumbprint.
    private struct Certificates: ClientCertificateSource {
        var known: [[UInt8]: Credential] = [:]

        func credential(thumbprint: [UInt8]) async throws -> Credential? { known[thumbprint] }
    }

    /// Knows for which identity it finds a CA, and refuses bob.
    private struct IdentityConnector: AuthorityConnector {
        let authority: ScriptedAuthority
        let identity: String

        init(_ authority: ScriptedAuthority, _ identity: String = "the first") { (self.authority, self.identity) = (authority, identity) }

        func authority(_ config: ConfigString) async throws -> any CertificateAuthority {
            if identity == "password of bob" { throw CAError(.signInRequired, status: .accessDenied, "bob is refused") }
            return authority
        }

        func connector(for credential: Credential) -> (any AuthorityConnector)? { IdentityConnector(authority, "\(credential)") }
    }

    @Test("authentication flags have their documented values")
    func values() {
        let table: [(EnrollmentAuthentication, Int)] = [(.none, 0), (.anonymous, 1), (.kerberos, 2), (.username, 4), (.certificate, 8)]
        for (type, value) in table { #expect(type.rawValue == value) }
        #expect(EnrollmentAuthentication.known.count == table.count)
    }

    @Test("setCredential gives later calls the account, over HTTPS and for every submit that follows")
    func account() async throws {
        let server = try await StubServer.start(answers: [.answer(200, issued), .answer(200, issued), .answer(200, issued)])
        let request = CertRequest(credential: .anonymous, trust: server.trust)
        _ = try await request.submit([0x30, 0x00], format: .pkcs10, config: server.config)
        try await request.setCredential(user: "alice", password: "secret")
        for _ in 0..<2 { _ = try await request.submit([0x30, 0x00], format: .pkcs10, config: server.config) }
        let basic = "Basic " + Base64.encode(Array("alice:secret".utf8))
        #expect(server.requests.map(\.authorization) == [nil, basic, basic])
        try await server.stop()
    }

    @Test("setCredential finds a client certificate by its thumbprint, and anonymous takes a credential away")
    func otherTypes() async throws {
        let authority = ScriptedAuthority([.success(.issued()), .success(.issued())])
        let thumbprint = [UInt8](repeating: 7, count: 20)
        let request = CertRequest(
            connector: IdentityConnector(authority),
            certificates: Certificates(known: [thumbprint: .password("bob", "x")])
        )
        try await request.setCredential(window: 0, type: .certificate, credential: thumbprint, password: "")
        #expect(await failure { try await request.submit([0x30, 0x00], format: .pkcs10, config: config) } == .accessDenied)
        try await request.setCredential(window: 0, type: .anonymous, credential: [], password: "")
        #expect(try await request.submit([0x30, 0x00], format: .pkcs10, config: config) == .issued)
    }

    @Test(
        "setCredential refuses a type that is none, and arguments that do not belong to their type",
        arguments: [
            (EnrollmentAuthentication.none, [], "", HRESULT.invalidArgument),
            (EnrollmentAuthentication(rawValue: 3), [], "", .invalidArgument),
            (.anonymous, [65], "", .invalidArgument), (.anonymous, [], "x", .invalidArgument), (.kerberos, [65], "", .invalidArgument),
            (.kerberos, [], "", .notImplemented), (.username, [], "x", .invalidArgument), (.username, [0xff], "x", .invalidArgument),
            (.certificate, [1, 2], "", .invalidArgument), (.certificate, [UInt8](repeating: 1, count: 20), "x", .invalidArgument),
            (.certificate, [UInt8](repeating: 1, count: 20), "", .cryptNotFound),
        ] as [(EnrollmentAuthentication, [UInt8], String, HRESULT)]
    )
    func refusals(_ type: EnrollmentAuthentication, credential: [UInt8], password: String, status: HRESULT) async {
        for source in [nil, Certificates()] as [Certificates?] {
            let request = CertRequest(connector: IdentityConnector(ScriptedAuthority()), certificates: source)
            let found = await failure {
                try await request.setCredential(window: 1, type: type, credential: credential, password: password)
            }
            #expect(found == status)
        }
    }

    @Test("inside of a process the identity is fixed: setCredential checks its arguments and changes nothing")
    func inProcess() async throws {
        let request = CertRequest(authority: ScriptedAuthority(.issued()))
        try await request.setCredential(user: "alice", password: "secret")
        #expect(try await request.submit([0x30, 0x00], format: .pkcs10, config: config) == .issued)
        #expect(await failure { try await request.setCredential(user: "", password: "secret") } == .invalidArgument)
    }

    @Test("requestIDString is the id as text, and empty while there is none")
    func idText() async throws {
        let request = CertRequest(authority: ScriptedAuthority(.issued(4711)))
        #expect(request.requestIDString.isEmpty)
        _ = try await request.submit([0x30, 0x00], format: .pkcs10, config: config)
        #expect(request.requestIDString == "4711")
    }

    @Test("issuedCertificate with texts takes an id or an even number of hexadecimal digits, not both")
    func selectors() async throws {
        let authority = ScriptedAuthority([.success(.issued(7)), .success(.issued(7))])
        let request = CertRequest(authority: authority)
        #expect(try await request.issuedCertificate(config: config, requestIDString: "7", serialNumber: nil) == .issued)
        #expect(try await request.issuedCertificate(config: config, requestIDString: nil, serialNumber: "0A4B") == .issued)
        #expect(authority.asked == ["id 7", "serial 0a4b"] && request.requestIDString == "7")
        let wrong: [(String?, String?)] = [
            ("7", "4a"), (nil, nil), ("", ""), ("0", nil), ("-1", "4a"), ("-1", nil), ("x7", nil), (nil, "4"), (nil, "00a4"), (nil, "4 a5"),
            (nil, "xy"),
        ]
        for (id, serial) in wrong {
            let found = await failure { try await request.issuedCertificate(config: config, requestIDString: id, serialNumber: serial) }
            #expect(found == .invalidArgument && request.lastStatus == .invalidArgument, "\(id ?? "nil") \(serial ?? "nil")")
            #expect(request.requestID == 0)
        }
    }

    @Test("refreshPolicy is false after success and after an error")
    func refreshPolicy() async throws {
        let request = CertRequest(authority: ScriptedAuthority(.issued()))
        #expect(!request.refreshPolicy)
        _ = try await request.submit([0x30, 0x00], format: .pkcs10, config: config)
        #expect(!request.refreshPolicy)
        _ = await failure { try await request.submit([0x30, 0x00], format: .pkcs10, config: config) }
        #expect(!request.refreshPolicy)
    }

    @Test("bytes of any collection are submitted: Data, a slice, text")
    func collections() async throws {
        let der: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x05]
        let authority = ScriptedAuthority(Array(repeating: .success(.issued()), count: 3))
        let request = CertRequest(authority: authority)
        _ = try await request.submit(Data(der), format: .pkcs10, config: config)
        _ = try await request.submit(([0] + der + [0])[1..<6], format: .pkcs10, config: config)
        _ = try await request.submit(Base64.encode(der), format: .pkcs10, config: config)
        #expect(authority.submissions.map(\.bytes) == [der, der, der])
        #expect(Submission(Data(der), format: .cmc, template: "User").bytes == der)
    }

    @Test("an address is a config string or an https:// web service, whose members are 0x80004001 by name")
    func addresses() async throws {
        let config = try ConfigString("pki.example.test\\CA")
        #expect(try CAAddress(" \"pki.example.test\\CA\" ") == .config(config))
        let service = "https://pki.example.test/CA_CES_Kerberos/service.svc/CES"
        let address = try CAAddress(service)
        #expect(address == .webService(service) && address.description == service)
        let error = #expect(throws: CAError.self) { try address.configString() }
        #expect(error?.status == .notImplemented && error?.message.contains("WSTEP") == true)
        for text in ["", "https://", "http://pki.example.test/x", "host"] {
            #expect(throws: CAError.self, "\(text)") { try CAAddress(text) }
        }
        #expect(
            await failure { try await RemoteAuthority(address, credential: .anonymous) } == .notImplemented
        )
    }
}
