import Foundation
import PKITesting
import Testing

@Suite("Names of keys and certificates in the store")
struct ContainerNameTests {
    private func certreq(_ arguments: String..., files: OpenSSLFiles) throws -> ToolResult {
        try runTool([certreqPath] + arguments + ["--store", files.directory + "/store"], input: [], directory: files.directory)
    }

    private func dashed(_ arguments: String..., files: OpenSSLFiles) throws -> ToolResult {
        try runTool([certreqPath] + arguments + ["-store", files.directory + "/store"], input: [], directory: files.directory)
    }

    /// Files for keys in the container "web", self-signed certificates of which two have one name.
    private func files() throws -> OpenSSLFiles {
        let files = try OpenSSLFiles()
        let key = "[NewRequest]\nKeyAlgorithm = ECDSA_P256\nSubject = \"CN=%@\"\n"
        func write(_ name: String, _ subject: String, _ rest: String) throws {
            try files.write(name, Array((key.replacing("%@", with: subject) + rest).utf8))
        }
        try write("new.inf", "web.example.test", "KeyContainer = \"web\"\n")
        try write("self.inf", "web.example.test", "KeyContainer = \"Web\"\nRequestType = Cert\n")
        try write("again.inf", "web.example.test", "KeyContainer = \"web\"\nUseExistingKeySet = TRUE\n")
        try write("again-self.inf", "web.example.test", "KeyContainer = \"web\"\nUseExistingKeySet = TRUE\nRequestType = Cert\n")
        try write("plain.inf", "same.example.test", "RequestType = Cert\n")
        return files
    }

    private func publicKey(_ request: String, _ files: OpenSSLFiles) throws -> String {
        try files.run("req", "-in", request, "-noout", "-pubkey").text
    }

    @Test("-new with a KeyContainer that holds a key is 0x8009000F; -f gives the name to the new key")
    func container() throws {
        let files = try files()
        #expect(try dashed("-new", "new.inf", "first.req", files: files).status == 0)
        let refused = try dashed("-new", "new.inf", "second.req", files: files)
        #expect(refused.status == 0x0F && refused.errorText.contains("0x8009000f"), "\(refused.errorText)")
        #expect(refused.errorText.contains("UseExistingKeySet"), "\(refused.errorText)")
        #expect(!FileManager.default.fileExists(atPath: files.directory + "/second.req"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.directory + "/store/keys").count == 1)
        let plain = try certreq("new", "self.inf", "second.cer", files: files)
        #expect(plain.status == 1 && plain.errorText.contains("0x8009000f"), "\(plain.errorText)")
        let forced = try dashed("-new", "-f", "new.inf", "second.req", files: files)
        #expect(forced.status == 0 && forced.errorText.contains("holds the new key now"), "\(forced.errorText)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.directory + "/store/keys").count == 2)
        let next = try dashed("-new", "-f", "again.inf", "third.req", files: files)
        #expect(next.status == 0, "\(next.errorText)")
        #expect(try publicKey("third.req", files) == publicKey("second.req", files))
    }

    @Test("a container's key that nothing else leads to keeps its name even with -f")
    func onlyName() throws {
        let files = try files()
        #expect(try certreq("new", "self.inf", "first.cer", files: files).status == 0)
        let thumbprint = String(try certreq("list", files: files).text.prefix { $0.isHexDigit })
        let removed = try certreq("delete", thumbprint, "--keep-key", files: files)
        #expect(removed.status == 0, "\(removed.errorText)")
        #expect(try certreq("list", files: files).text.contains("key without certificate or request"))
        let forced = try certreq("new", "-f", "new.inf", "second.req", files: files)
        #expect(forced.status == 1 && forced.errorText.contains("0x8009000f"), "\(forced.errorText)")
        #expect(try certreq("new", "again.inf", "second.req", files: files).status == 0)
    }

    @Test("another request with the key of one that waits is 0x8009000F, a self-signed one even with -f")
    func waiting() throws {
        let files = try files()
        #expect(try certreq("new", "new.inf", "first.req", files: files).status == 0)
        for line in [["new", "again.inf", "b.req"], ["new", "again-self.inf", "b.cer"], ["new", "-f", "again-self.inf", "b.cer"]] {
            let refused = try runTool(
                [certreqPath] + line + ["--store", files.directory + "/store"],
                input: [],
                directory: files.directory
            )
            #expect(refused.status == 1 && refused.errorText.contains("0x8009000f"), "\(line): \(refused.errorText)")
        }
        #expect(try certreq("new", "-f", "again.inf", "b.req", files: files).status == 0)
    }

    @Test("of processes that make a key for one container at once, one gets the name, the rest leave nothing")
    func race() async throws {
        let files = try files()
        let codes = try await withThrowingTaskGroup { group in
            for number in 0..<4 {
                group.addTask {
                    try runTool(
                        [certreqPath, "new", "new.inf", "\(number).req", "--store", files.directory + "/store"],
                        input: [],
                        directory: files.directory
                    ).status
                }
            }
            return try await group.reduce(into: [Int32]()) { $0.append($1) }
        }
        #expect(codes.sorted() == [0, 1, 1, 1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.directory + "/store/keys").count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.directory + "/store/requests").count == 1)
    }

    @Test(
        "a name that several certificates have is refused, and the candidates are listed",
        arguments: [["show"], ["delete", "--force"], ["pfx", "export"], ["sign"]]
    )
    func several(_ verb: [String]) throws {
        let files = try files()
        for number in 1...2 { #expect(try certreq("new", "plain.inf", "\(number).cer", files: files).status == 0) }
        #expect(try certreq("new", "new.inf", "x.req", files: files).status == 0)
        try files.write("password", Array("secret\n".utf8))
        let name = "same.example.test"
        let line =
            switch verb[0] {
            case "pfx": verb + [name, "made.pfx", "--password-file", "password"]
            case "sign": ["sign", "x.req", "--cert", name]
            default: verb + [name]
            }
        let refused = try runTool([certreqPath] + line + ["--store", files.directory + "/store"], input: [], directory: files.directory)
        #expect(refused.status != 0)
        for number in 1...2 {
            let printed = try files.run("x509", "-in", "\(number).cer", "-noout", "-fingerprint", "-sha1").text
            let thumbprint = printed.split(separator: "=").last?.filter(\.isHexDigit).lowercased() ?? ""
            #expect(refused.errorText.contains(thumbprint), "\(refused.errorText)")
        }
        #expect(try certreq("list", files: files).text.split(separator: "\n").count == 3)
    }

    @Test("delete removes a request with its key by the number that list shows, only when told so")
    func deletedRequest() throws {
        let files = try files()
        #expect(try certreq("new", "new.inf", "x.req", files: files).status == 0)
        let listed = try certreq("list", files: files).text
        #expect(listed.contains("not sent"), "\(listed)")
        let number = String(listed.prefix { $0.isHexDigit })
        #expect(try certreq("delete", number, files: files).status == 2)
        let removed = try certreq("delete", number, "--force", files: files)
        #expect(removed.status == 0 && removed.text.contains("with its key"), "\(removed.text)\(removed.errorText)")
        #expect(try certreq("list", files: files).text == "The store is empty.\n")
        #expect(try certreq("new", "new.inf", "y.req", files: files).status == 0)
    }

    @Test("delete removes the key before the certificate, and again after it was cut off between the two")
    func cutOff() throws {
        let files = try files()
        #expect(try certreq("new", "self.inf", "x.cer", files: files).status == 0)
        let keys = files.directory + "/store/keys/"
        for name in try FileManager.default.contentsOfDirectory(atPath: keys) { try FileManager.default.removeItem(atPath: keys + name) }
        let thumbprint = String(try certreq("list", files: files).text.prefix { $0.isHexDigit })
        #expect(try certreq("delete", thumbprint, "--force", files: files).status == 0)
        #expect(try certreq("list", files: files).text == "The store is empty.\n")
    }
}
