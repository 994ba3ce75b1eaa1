import CACore
import CAInterface
import CertCli
import PKIFormats
import PKITesting
import PortableFoundation
import Synchronization
import Testing
import WireProtocols

@Suite("ICertConfig, ICertConfig2 and ICertGetConfig")
struct CertConfigTests {
    /// Entries that a test wrote down.
    private struct Listing: AuthorityListing {
        var found: [AuthorityEntry] = []
        var error: CAError?

        func entries() async throws -> [AuthorityEntry] {
            if let error { throw error }
            return found
        }
    }

    private func entry(_ config: String, isDefault: Bool = false) -> AuthorityEntry {
        var entry = AuthorityEntry(config: config, commonName: String(config.split(separator: "\\").last ?? ""), origin: .registry)
        entry.isDefault = isDefault
        return entry
    }

    private func list(_ configs: [String], default name: String? = nil, picker: CertConfig.Picker? = nil) -> CertConfig {
        CertConfig([Listing(found: configs.map { entry($0, isDefault: $0 == name) })], picker: picker, machineName: "here.example.test")
    }

    private func folder(_ name: String, _ text: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "certcli-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
        return folder
    }

    @Test("rules, origins and fields have their documented values and names")
    func values() {
        let choices: [(ConfigChoice, Int)] = [
            (.default, 0), (.pick, 1), (.first, 2), (.local, 3), (.localActive, 4), (.pickSkippingLocal, 5),
        ]
        for (choice, value) in choices { #expect(choice.rawValue == value) }
        let origins: [(AuthorityEntry.Origin, Int)] = [
            (.directory, 1), (.sharedFolder, 2), (.registry, 4), (.local, 8), (.registryParent, 0x10),
        ]
        for (origin, value) in origins { #expect(origin.rawValue == value) }
        #expect(
            ConfigField.allCases.map(\.rawValue) == [
                "CommonName", "OrgUnit", "Organization", "Locality", "State", "Country", "Config", "ExchangeCertificate",
                "SignatureCertificate", "Description", "Comment", "Server", "Authority", "SanitizedName", "ShortName", "SanitizedShortName",
                "Flags", "WebEnrollmentServers",
            ]
        )
    }

    @Test("reset counts the CAs and takes one, next goes on and ends with -1")
    func walking() async throws {
        let list = list(["a\\One", "b\\Two", "c\\Three"])
        #expect(throws: CAError.self) { try list.next() }
        #expect(throws: CAError.self) { try list.field(.config) }
        #expect(try await list.reset(1) == 3)
        #expect(try list.field(.config) == "b\\Two" && list.current?.commonName == "Two")
        #expect(try list.next() == 2)
        #expect(try list.field("config") == "c\\Three")
        for _ in 0..<2 { #expect(try list.next() == -1) }
        #expect(throws: CAError.self) { try list.field(.config) }
        #expect(list.current == nil)
        for index in [3, -1] { #expect(await failure { try await list.reset(index) } == .invalidArgument) }
        #expect(try await self.list([]).reset(0) == 0)
    }

    @Test("every field has its text; one without a value is 0x80094004, an unknown name 0x80070057")
    func fields() async throws {
        var whole = AuthorityEntry(config: "pki.example.test:8443\\Käse, CA", commonName: "Käse, CA", origin: [.directory, .registry])
        (whole.organizationalUnit, whole.organization, whole.locality) = ("U", "O", "L")
        (whole.state, whole.country, whole.comment) = ("S", "DE", "text")
        (whole.exchangeCertificate, whole.signatureCertificate) = ("x.crt", "s.crt")
        whole.webServices = [
            AuthorityEntry.WebService(url: "https://a/ces", priority: 1, authentication: .username, renewalOnly: false),
            AuthorityEntry.WebService(url: "https://b/ces", priority: 2, authentication: .certificate, renewalOnly: true),
        ]
        let list = CertConfig([Listing(found: [whole, entry("h\\Bare")])], machineName: "here")
        _ = try await list.reset(0)
        let texts: [ConfigField: String] = [
            .commonName: "Käse, CA", .orgUnit: "U", .organization: "O", .locality: "L", .state: "S", .country: "DE",
            .config: "pki.example.test:8443\\Käse, CA", .exchangeCertificate: "x.crt", .signatureCertificate: "s.crt", .description: "text",
            .comment: "text", .server: "pki.example.test", .authority: "Käse, CA", .sanitizedName: "K!00e4se!002c CA",
            .shortName: "Käse, CA",
            .sanitizedShortName: "K!00e4se!002c CA", .flags: "5",
            .webEnrollmentServers: "1\n4\n0\nhttps://a/ces\n2\n8\n1\nhttps://b/ces",
        ]
        for field in ConfigField.allCases { #expect(try list.field(field) == texts[field], "\(field)") }
        _ = try list.next()
        for field in [ConfigField.orgUnit, .exchangeCertificate, .webEnrollmentServers, .description] {
            #expect(await failure { try list.field(field) } == .certsrvPropertyEmpty)
        }
        let error = #expect(throws: CAError.self) { try list.field("CommonNames") }
        #expect(error?.status == .invalidArgument && error?.message.contains("CommonName.") == true)
    }

    @Test("the default rule takes the default CA or the first one, and no rule takes one that is not there")
    func defaultAndFirst() async throws {
        #expect(try await list(["a\\One", "b\\Two"], default: "b\\Two").config(.default) == "b\\Two")
        #expect(try await list(["a\\One", "b\\Two"]).config(.default) == "a\\One")
        #expect(try await list(["a\\One", "b\\Two"], default: "b\\Two").config(.first) == "a\\One")
        for choice in ConfigChoice.known {
            #expect(await failure { try await list([]).config(choice) } == .fileNotFound, "\(choice)")
        }
        #expect(await failure { try await list(["a\\One"]).config(ConfigChoice(rawValue: 6)) } == .invalidArgument)
    }

    @Test("picking asks the user, takes the only CA without asking, and is 0x800704C7 when the user cancels")
    func picking() async throws {
        let asked = Mutex<[[String]]>([])
        let configs = ["a\\One", "localhost\\Two", "c\\Three"]
        let second = list(configs) { entries in
            asked.withLock { $0.append(entries.map(\.config)) }
            return 1
        }
        #expect(try await second.config(.pick) == "localhost\\Two")
        #expect(try await second.config(.pickSkippingLocal) == "c\\Three")
        #expect(asked.withLock { $0 } == [configs, ["a\\One", "c\\Three"]])
        #expect(try await list(["a\\One"]).config(.pick) == "a\\One")
        #expect(await failure { try await list(configs, picker: { _ in nil }).config(.pick) } == .canceled)
        let error = await #expect(throws: CAError.self) { try await list(configs).config(.pick) }
        #expect(error?.status == .invalidArgument && error?.message.contains("a\\One, localhost\\Two, c\\Three") == true)
    }

    @Test("a local CA is one on this computer, under any of its names; an active one answers, too")
    func local() async throws {
        for host in ["localhost", "127.0.0.1:8443", "[::1]:8443", "HERE", "here.example.test"] {
            let list = list(["a\\One", "\(host)\\Two"])
            #expect(try await list.config(.local) == "\(host)\\Two")
            _ = try await list.reset(1)
            #expect(try list.field(.flags) == "12")
        }
        #expect(await failure { try await list(["a\\One"]).config(.local) } == .fileNotFound)

        struct Silent: AuthorityConnector {
            func authority(_ config: ConfigString) async throws -> any CertificateAuthority {
                guard config.authority == "Awake" else { throw CAError(.unavailable, status: .rpcServerUnavailable, "asleep") }
                return ScriptedAuthority()
            }
        }
        let listing = Listing(found: [entry("localhost\\Asleep"), entry("localhost\\Awake")])
        #expect(try await CertConfig([listing], connector: Silent(), machineName: "here").config(.localActive) == "localhost\\Awake")
        #expect(await failure { try await CertConfig([listing], machineName: "here").config(.localActive) } == .fileNotFound)
    }

    @Test("entries of several sources that name one CA become one; a source that fails hides no other")
    func joined() async throws {
        var other = AuthorityEntry(config: "A\\one", commonName: "one", origin: .directory)
        other.organization = "O"
        let fault = CAError(.unavailable, status: .rpcServerUnavailable, "away")
        let list = CertConfig([Listing(found: [entry("a\\One")]), Listing(error: fault), Listing(found: [other])], machineName: "here")
        #expect(try await list.reset(0) == 1)
        #expect(try list.field(.flags) == "5" && list.field(.organization) == "O" && list.field(.config) == "a\\One")
        #expect(list.faults.map(\.status) == [.rpcServerUnavailable])
        let alone = CertConfig([Listing(error: fault)], machineName: "here")
        #expect(await failure { try await alone.reset(0) } == .rpcServerUnavailable)
    }

    @Test("the shared folder's certsrv.txt is one more source, from the next reset on")
    func sharedFolder() async throws {
        let text =
            "Corp!002c CA,\"IT, Berlin\",Example,\"\",\"\",DE,pki.example.test\\Corp!002c CA,x.crt,s.crt,\"says \"\"hello\"\"\"\r\n\r\n"
            + "Second,,,,,,b.example.test\\Second,,,\r\n"
        let list = CertConfig([], machineName: "here")
        #expect(try await list.reset(0) == 0)
        list.setSharedFolder(try folder("certsrv.txt", text))
        #expect(try await list.reset(0) == 2)
        let texts: [(ConfigField, String)] = [
            (.commonName, "Corp, CA"), (.sanitizedName, "Corp!002c CA"), (.orgUnit, "IT, Berlin"), (.organization, "Example"),
            (.country, "DE"),
            (.config, "pki.example.test\\Corp, CA"), (.exchangeCertificate, "x.crt"), (.signatureCertificate, "s.crt"),
            (.description, "says \"hello\""), (.flags, "2"),
        ]
        for (field, value) in texts { #expect(try list.field(field) == value, "\(field)") }
        #expect(await failure { try list.field(.locality) } == .certsrvPropertyEmpty)
        list.setSharedFolder("")
        #expect(try await list.reset(0) == 0)
        for wrong in ["Corp CA,O\n", ",,,,,,a\\b,,,\n", "Corp CA,,,,,,nonsense,,,\n"] {
            list.setSharedFolder(try folder("certsrv.txt", wrong))
            #expect(await failure { try await list.reset(0) } == .invalidData, "\(wrong)")
        }
        list.setSharedFolder("/does/not/exist")
        #expect(try await list.reset(0) == 0)
    }

    @Test("the client configuration names CAs with their addresses, in braces and indented, the default first")
    func clientConfiguration() async throws {
        let text = """
            ---
            # of this computer
            userStore: /home/alice/store
            default: 'DC01\\Corp CA'
            authorities:
              Other: # indented
                address: "127.0.0.1:8443\\\\Test CA"
                trust: root.pem
              'DC01\\Corp CA': { address: 'pki.example.com:8443\\Chancery Issuing CA', trust: /etc/chancery/root.pem, credentials: c }
              'It''s': {address: pki2.example.com\\Third}
            """
        let file = try folder("client.yaml", text) + "/client.yaml"
        let list = CertConfig([ClientConfigurationFile(environment: ["CHANCERY_CLIENT_CONFIG": file])], machineName: "here")
        #expect(try await list.reset(0) == 3)
        #expect(try await list.config(.default) == "pki.example.com:8443\\Chancery Issuing CA")
        #expect(try list.field(.comment) == "DC01\\Corp CA" && list.field(.flags) == "4")
        #expect(try list.next() == 1)
        #expect(try list.field(.config) == "127.0.0.1:8443\\Test CA" && list.field(.flags) == "12")
        #expect(try list.next() == 2)
        #expect(try list.field(.comment) == "It's" && list.field(.commonName) == "Third")
    }

    @Test("the first client configuration that exists is read; one that the environment names must exist")
    func clientConfigurationPlace() async throws {
        let home = try folder("x", "")
        #expect(try await ClientConfigurationFile(environment: ["HOME": home, "XDG_CONFIG_HOME": home + "/none"]).entries().isEmpty)
        try FileManager.default.createDirectory(atPath: home + "/.config/chancery", withIntermediateDirectories: true)
        let own = home + "/.config/chancery/client.yaml"
        try Data("authorities:\n  A: { address: a\\A }\n".utf8).write(to: URL(filePath: own))
        let found = ClientConfigurationFile(environment: ["HOME": home])
        #expect(found.path == own)
        #expect(try await found.entries().map(\.config) == ["a\\A"])
        let missing = ClientConfigurationFile(environment: ["CHANCERY_CLIENT_CONFIG": home + "/none.yaml", "HOME": home])
        #expect(await failure { try await missing.entries() } == .fileNotFound)
    }

    @Test(
        "a client configuration in another form is refused with its line, and never half read",
        arguments: [
            ("autorities:\n", "line 1: autorities is not a key of the file; the nearest one is authorities"),
            ("authorities:\n  A: { adress: a\\A }\n", "line 2: adress is not a key of A; the nearest one is address"),
            ("authorities:\n  A: { address: a\\A\n", "line 2: a comma or a closing brace"), ("authorities: {}\n", "line 1"),
            ("authorities:\n  A: { address: a\\A }\n  a: { address: a\\A }\n", "line 3: a occurs twice"),
            ("authorities:\n  A: { trust: x }\n", "A has no address"),
            ("default: B\nauthorities:\n  A: { address: a\\A }\n", "the default \"B\""),
            ("authorities:\n  A:\n    address: &x a\\A\n", "line 3: a text that begins with &"),
            ("authorities:\n  A:\n    address: |\n      a\\A\n", "line 3"),
            ("authorities:\n\tA: { address: a\\A }\n", "line 2: a tabulator"),
            ("authorities:\n  A: { address: 'a\\A }\n", "line 2: a quotation mark"), ("- a\n", "line 1"), ("just text\n", "line 1"),
            ("authorities:\n  A:\n    address: a\\A\n      trust: b\n", "line 4"), ("default: a: b\n", "line 1"),
            ("authorities:\n  A: { address: a\\A } x\n", "line 2: nothing may follow"), ("default: 'a' b\n", "line 1"),
            ("authorities:\n  A: { address: \"a\\x41\" }\n", "line 2: this escape"), ("default:\n", "line 1: default must be a text"),
            ("authorities:\n  A: { address: a\\A, address: a\\B }\n", "line 2: address occurs twice"),
        ]
    )
    func refused(_ text: String, reason: String) async throws {
        let error = await #expect(throws: CAError.self) {
            try await ClientConfigurationFile(path: try folder("client.yaml", text) + "/client.yaml").entries()
        }
        #expect(error?.status == .invalidData && error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }

    @Test("a server's discovery document becomes entries, asked for without a credential")
    func discovery() async throws {
        let authority = try await TestAuthority.make()
        let body = try DiscoveryBody(try await authority.service.authorities())
        let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
        let server = try await StubServer.start(answers: [.answer(200, text), .answer(200, text), .answer(200, "[]"), .answer(404, "")])
        let discovery = try ServerDiscovery(["127.0.0.1:\(server.port)"], trust: server.trust)
        let list = CertConfig([discovery], machineName: "here")
        #expect(try await list.reset(0) == 1)
        let texts: [(ConfigField, String)] = [
            (.commonName, TestAuthority.issuingName), (.organization, "Example"), (.server, "127.0.0.1"), (.flags, "9"),
            (.config, "127.0.0.1:\(server.port)\\\(TestAuthority.issuingName)"), (.sanitizedName, TestAuthority.issuingName),
            (.shortName, TestAuthority.issuingName),
        ]
        for (field, value) in texts { #expect(try list.field(field) == value, "\(field)") }
        let pem = try PEMDocument.parse(try list.field(.signatureCertificate))
        #expect(try Certificate(derEncoded: try #require(pem.first).bytes).subject.commonName == TestAuthority.issuingName)
        // The server just answered, so its CA is active.
        #expect(try await list.config(.localActive) == "127.0.0.1:\(server.port)\\\(TestAuthority.issuingName)")
        #expect(server.requests.map(\.head) == Array(repeating: "GET /.well-known/chancery", count: 2))
        #expect(server.requests.allSatisfy { $0.authorization == nil })
        #expect(await failure { try await list.reset(0) } == .invalidData)
        #expect(await failure { try await list.reset(0) } != nil)
        try await server.stop()
        #expect(throws: CAError.self) { try ServerDiscovery(["https://x"]) }
    }
}
