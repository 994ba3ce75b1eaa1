import CAInterface
import CertCli
import CertEnroll
import PortableFoundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("IX509Enrollment::InstallResponse: matching and trust")
struct InstallTests {
    /// A pending request and certificates for its key from a sample hierarchy.
    private struct Prepared {
        let hierarchy: SampleHierarchy
        let directory: String
        let leaf: [UInt8]

        var issuing: [UInt8] { hierarchy.issuing.certificate.derEncoded }
        var root: [UInt8] { hierarchy.root.certificate.derEncoded }
        var chain: [UInt8] { SignedData.certsOnly([root, leaf, issuing]) }

        func install(_ flags: InstallResponseRestrictionFlags, _ response: [UInt8], anchors: [[UInt8]] = [], at time: Date? = nil) async
            -> HRESULT?
        {
            await failure {
                let enrollment = X509Enrollment(
                    stores: .init(directory: directory),
                    anchors: anchors,
                    now: { time ?? SampleHierarchy.time }
                )
                try enrollment.initialize(.user)
                try await enrollment.installResponse(flags, response: response, encoding: .binary)
            }
        }

        func store() throws -> EnrollmentStore { try EnrollmentStore(directory: directory) }
    }

    private func prepared(_ body: (Prepared) async throws -> Void) async throws {
        let hierarchy = try await SampleHierarchy.make()
        try await withTemporaryDirectory { directory in
            let enrollment = X509Enrollment(stores: .init(directory: directory + "/store"))
            try enrollment.initialize(.user)
            _ = try await enrollment.createRequest(.binary)
            let key = try #require(try enrollment.request.publicKey)
            let leaf = try await hierarchy.issuing.issue(subject: .of([(OID.commonName, "leaf")]), publicKey: key)
            try await body(Prepared(hierarchy: hierarchy, directory: directory + "/store", leaf: leaf.derEncoded))
        }
    }

    @Test("the same certificate installed again without its request keeps what the store knows of it")
    func again() async throws {
        try await prepared { prepared in
            #expect(await prepared.install([], prepared.chain, anchors: [prepared.root]) == nil)
            let store = try prepared.store()
            var known = try #require(try store.certificates().first)
            (known.template, known.requestID, known.enrollmentAddress) = ("WebServer", "7", "localhost\\CA")
            known.renewedCertificate = [2]
            try store.save(known)
            #expect(await prepared.install(.allowNoOutstandingRequest, prepared.chain, anchors: [prepared.root]) == nil)
            var found = try #require(try store.certificates().first)
            found.installed = known.installed
            #expect(found == known)
        }
    }

    @Test("AllowNone: a chain to a trusted root installs, in any order of its certificates")
    func trusted() async throws {
        try await prepared { prepared in
            #expect(await prepared.install(.allowNone, prepared.chain, anchors: [prepared.root]) == nil)
            let store = try prepared.store()
            let holds1 = try store.requests().isEmpty && store.certificates().first?.certificate == prepared.leaf
            #expect(holds1)
            #expect(store.authorities().contains(prepared.issuing) && store.roots().isEmpty)
        }
    }

    @Test("AllowNone: an untrusted root is 0x800B0109 and the request stays")
    func untrustedRoot() async throws {
        try await prepared { prepared in
            #expect(await prepared.install(.allowNone, prepared.chain) == .untrustedRoot)
            let kept2 = try prepared.store()
            let holds2 = try kept2.requests().count == 1 && kept2.certificates().isEmpty
            #expect(holds2)
        }
    }

    @Test("AllowNone: an incomplete chain is 0x800B010A")
    func incomplete() async throws {
        try await prepared { prepared in
            #expect(await prepared.install(.allowNone, prepared.leaf, anchors: [prepared.root]) == .chaining)
            #expect(await prepared.install(.allowNone, SignedData.certsOnly([prepared.leaf, prepared.issuing])) == .chaining)
        }
    }

    @Test("a response that matches no request is 0x80092004, and installs under AllowNoOutstandingRequest")
    func noRequest() async throws {
        try await prepared { prepared in
            let other = SignedData.certsOnly([prepared.hierarchy.user.certificate.derEncoded, prepared.issuing, prepared.root])
            #expect(await prepared.install(.allowNone, other, anchors: [prepared.root]) == .cryptNotFound)
            #expect(await prepared.install(.allowNoOutstandingRequest, other, anchors: [prepared.root]) == nil)
            let installed = try #require(try prepared.store().certificates().first)
            #expect(installed.key == nil && installed.certificate == prepared.hierarchy.user.certificate.derEncoded)
            let kept3 = try prepared.store()
            let holds3 = try kept3.requests().count == 1
            #expect(holds3)
        }
    }

    @Test("AllowUntrustedCertificate: installs with an untrusted root or none, and trusts no root by it")
    func untrustedCertificate() async throws {
        try await prepared { prepared in
            #expect(await prepared.install(.allowUntrustedCertificate, prepared.leaf) == nil)
            let kept4 = try prepared.store()
            let holds4 = kept4.roots().isEmpty
            #expect(holds4)
        }
        try await prepared { prepared in
            #expect(await prepared.install(.allowUntrustedCertificate, prepared.chain) == nil)
            let kept5 = try prepared.store()
            let holds5 = kept5.roots().isEmpty
            #expect(holds5)
            let kept6 = try prepared.store()
            let holds6 = kept6.authorities().contains(prepared.root)
            #expect(holds6)
        }
    }

    @Test("AllowUntrustedRoot: installs, and the root is trusted from then on")
    func allowRoot() async throws {
        try await prepared { prepared in
            #expect(await prepared.install(.allowUntrustedRoot, prepared.chain) == nil)
            let kept7 = try prepared.store()
            let holds7 = kept7.roots() == [prepared.root]
            #expect(holds7)
            #expect(await prepared.install(.allowNoOutstandingRequest, prepared.chain) == nil)
            let kept8 = try prepared.store()
            let holds8 = try kept8.certificates().first?.key != nil
            #expect(holds8)
        }
    }

    @Test("an expired certificate is 0x800B0101 and a forged one refused, under every restriction")
    func broken() async throws {
        try await prepared { prepared in
            let late = SampleHierarchy.leafNotAfter.addingTimeInterval(86_400)
            for flags in [InstallResponseRestrictionFlags.allowNone, .allowUntrustedRoot] {
                #expect(await prepared.install(flags, prepared.chain, anchors: [prepared.root], at: late) == .certExpired)
            }
            var forged = prepared.leaf
            forged[forged.count - 3] ^= 1
            let chain = SignedData.certsOnly([forged, prepared.issuing, prepared.root])
            for flags in [InstallResponseRestrictionFlags.allowNone, .allowUntrustedCertificate, .allowUntrustedRoot] {
                #expect(await prepared.install(flags, chain, anchors: [prepared.root]) == .chaining)
            }
        }
    }

    @Test("a pending or failed full response is 0x80094003, a wrong hash 0x80091007, garbage 0x8007000D")
    func badResponses() async throws {
        try await prepared { prepared in
            func response(_ status: CMCStatusInfo, hash: [UInt8]? = nil) -> [UInt8] {
                SignedData(
                    contentType: OID.CMC.pkiResponse,
                    content: PKIResponse.make(status: status, issuedCertificateHash: hash).derEncoded,
                    certificates: [prepared.leaf],
                    signers: []
                ).contentInfo
            }
            #expect(await prepared.install(.allowNone, response(CMCStatusInfo(status: 2, statusString: "no"))) == .certsrvBadRequestStatus)
            let pending = CMCStatusInfo(status: 3, otherInfo: .pendInfo(token: [1], time: SampleHierarchy.time))
            #expect(await prepared.install(.allowNone, response(pending)) == .certsrvBadRequestStatus)
            #expect(
                await prepared.install(.allowNone, response(CMCStatusInfo(status: 0), hash: Array(repeating: 1, count: 20))) == .hashValue
            )
            #expect(await prepared.install(.allowNone, [0x30, 0x03, 0x02, 0x01, 0x05]) == .invalidData)
        }
    }

    @Test("files have mode 0600, directories 0700, and no key lies bare")
    func modes() async throws {
        try await prepared { prepared in
            let listed = try runTool(["find", prepared.directory, "-printf", "%y %m %P\\n"]).text.split(separator: "\n").map(String.init)
            #expect(listed.contains("f 600 store.key"))
            #expect(listed.contains { $0.hasPrefix("f 600 requests/") } && listed.contains { $0.hasPrefix("f 600 keys/") })
            for line in listed { #expect(line.hasPrefix(line.hasPrefix("d") ? "d 700 " : "f 600 "), "\(line)") }
            let pending = try #require(try prepared.store().requests().first)
            let sealed = try #require(try ClientFile.read(prepared.directory + "/keys/\(pending.key.name).key"))
            #expect(throws: KeyError.self) { try PrivateKey(pkcs8: sealed) }
            let opened = try await StoreKeyProvider(store: prepared.store()).open(pending.key)
            #expect(opened.publicKey.derEncoded == pending.publicKey)
        }
    }

    @Test("a key does not open under another store's key, and two openings of a new store agree on one")
    func storeKeys() async throws {
        try await withTemporaryDirectory { directory in
            let first = try EnrollmentStore(directory: directory + "/a")
            let sealed = try first.seal(try PrivateKey(generating: .p256).pkcs8())
            let other = try EnrollmentStore(directory: directory + "/b")
            #expect(throws: CAError.self) { try other.open(sealed) }
            #expect(try EnrollmentStore(directory: directory + "/a").open(sealed) == first.open(sealed))
            let opened = try await withThrowingTaskGroup(of: EnrollmentStore.self) { group in
                for _ in 0..<8 { group.addTask { try EnrollmentStore(directory: directory + "/c") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let together = try #require(opened.first).seal(try PrivateKey(generating: .p256).pkcs8())
            for store in opened { #expect(throws: Never.self) { try store.open(together) } }
        }
    }
}
