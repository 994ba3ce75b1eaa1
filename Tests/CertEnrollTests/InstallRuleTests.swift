import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("InstallResponse: archived keys, changed answers, contexts, web pages, policy servers")
struct InstallRuleTests {
    /// A request that waits in one of two stores, and a certificate for its key from a sample hierarchy.
    private struct Waiting {
        let hierarchy: SampleHierarchy
        let stores: EnrollmentStore.Location
        let leaf: Certificate

        var root: [UInt8] { hierarchy.root.certificate.derEncoded }
        var certificates: [[UInt8]] { [leaf.derEncoded, hierarchy.issuing.certificate.derEncoded, root] }

        func enrollment(_ context: X509CertificateEnrollmentContext = .user) throws -> X509Enrollment {
            let enrollment = X509Enrollment(stores: stores, anchors: [root], now: { SampleHierarchy.time })
            try enrollment.initialize(context)
            return enrollment
        }

        func install(_ response: [UInt8], _ flags: InstallResponseRestrictionFlags = .allowNone) async -> HRESULT? {
            await failure { try await enrollment().installResponse(flags, response: response, encoding: .binary) }
        }

        /// A full response signed by the issuing CA.
        func fullResponse(archived hash: [UInt8]? = nil, status: Int = 0) async throws -> [UInt8] {
            try await CMSSigner.sign(
                content: PKIResponse.make(
                    status: CMCStatusInfo(status: status),
                    issuedCertificateHash: Digest.sha1(leaf.derEncoded),
                    encryptedKeyHash: hash
                ).derEncoded,
                contentType: OID.CMC.pkiResponse,
                certificate: hierarchy.issuing.certificate,
                key: hierarchy.issuing.key,
                certificates: certificates
            )
        }
    }

    private func waiting(
        archiving hash: [UInt8]? = nil,
        in context: X509CertificateEnrollmentContext = .user,
        _ body: (Waiting) async throws -> Void
    ) async throws {
        let hierarchy = try await SampleHierarchy.make()
        try await withTemporaryDirectory { directory in
            let stores = EnrollmentStore.Location(user: directory + "/user", machine: directory + "/machine")
            let enrollment = X509Enrollment(stores: stores)
            try enrollment.initialize(context)
            _ = try await enrollment.createRequest(.binary)
            let key = try #require(try enrollment.request.publicKey)
            if let hash {
                let store = try enrollment.store()
                var pending = try #require(try store.requests().first)
                pending.archivedKeyHash = hash
                try store.save(pending)
            }
            let leaf = try await hierarchy.issuing.issue(subject: .of([(OID.commonName, "leaf")]), publicKey: key)
            try await body(Waiting(hierarchy: hierarchy, stores: stores, leaf: leaf))
        }
    }

    private static let sent = [UInt8](repeating: 7, count: 20)

    @Test("a full response must name the archived key that was sent: 0x80095002, 03 and 04 otherwise")
    func archivedKey() async throws {
        for (sent, received, expected) in [
            (Self.sent, nil, HRESULT.xenrollResponseKAHashNotFound), (nil, Self.sent, .xenrollResponseUnexpectedKAHash),
            (Self.sent, [UInt8](repeating: 8, count: 20), .xenrollResponseKAHashMismatch),
        ] as [([UInt8]?, [UInt8]?, HRESULT)] {
            try await waiting(archiving: sent) { waiting in
                let response = try await waiting.fullResponse(archived: received)
                #expect(await waiting.install(response) == expected)
                #expect(await waiting.install(response, [.allowNoOutstandingRequest, .allowUntrustedRoot]) == expected)
                let store = try EnrollmentStore(directory: waiting.stores.user)
                let left = (try store.requests().count, try store.certificates().count)
                #expect(left == (1, 0))
            }
        }
    }

    @Test("a full response with the hash of the archived key that was sent installs")
    func sameArchivedKey() async throws {
        try await waiting(archiving: Self.sent) { waiting in
            let response = try await waiting.fullResponse(archived: Self.sent)
            #expect(await waiting.install(response) == nil)
        }
    }

    @Test("a tampered full response is 0x80090006 and the request stays")
    func tampered() async throws {
        try await waiting { waiting in
            let genuine = try SignedData(contentInfo: try await waiting.fullResponse())
            let changed = SignedData(
                contentType: genuine.contentType,
                content: PKIResponse.make(status: CMCStatusInfo(status: 0, statusString: "another")).derEncoded,
                certificates: genuine.certificates,
                signers: genuine.signers
            )
            #expect(await waiting.install(changed.contentInfo) == .badSignature)
            #expect(await waiting.install(changed.contentInfo, .allowUntrustedRoot) == .badSignature)
            #expect(try EnrollmentStore(directory: waiting.stores.user).requests().count == 1)
            #expect(await waiting.install(genuine.contentInfo) == nil)
        }
    }

    @Test("a response is found by its key on a fresh object of either context, and installed by its request")
    func eitherContext() async throws {
        for (made, opened) in [(X509CertificateEnrollmentContext.user, X509CertificateEnrollmentContext.machine), (.machine, .user)] {
            try await waiting(in: made) { waiting in
                // The store of the other context exists and has a request of its own.
                let other = try waiting.enrollment(opened)
                _ = try await other.createRequest(.binary)
                let enrollment = try waiting.enrollment(opened)
                try await enrollment.installResponse(
                    .allowNone,
                    response: SignedData.certsOnly(waiting.certificates),
                    encoding: .binary
                )
                #expect(try enrollment.store().directory == (made == .user ? waiting.stores.user : waiting.stores.machine))
                #expect(try enrollment.store().certificates().map(\.certificate) == [waiting.leaf.derEncoded])
                #expect(try other.store().requests().count == 1)
                #expect(try enrollment.enrollmentContext == opened)
            }
        }
    }

    @Test("a response for another key is 0x80092004 in both contexts")
    func anotherKey() async throws {
        try await waiting { waiting in
            let other = waiting.hierarchy.user.certificate.derEncoded
            let response = SignedData.certsOnly([other] + waiting.certificates.dropFirst())
            for context in [X509CertificateEnrollmentContext.user, .machine] {
                let enrollment = try waiting.enrollment(context)
                #expect(
                    await failure { try await enrollment.installResponse(.allowNone, response: response, encoding: .binary) }
                        == .cryptNotFound
                )
                #expect(enrollment.status.error == .cryptNotFound)
                #expect(enrollment.status.errorText == "Cannot find object or property.")
            }
        }
    }

    @Test("AllowNoOutstandingRequest finds the key of a request that has left the store")
    func keyWithoutRequest() async throws {
        try await waiting { waiting in
            let store = try EnrollmentStore(directory: waiting.stores.user)
            store.removeRequest(publicKey: waiting.leaf.subjectPublicKeyInfo)
            #expect(await waiting.install(SignedData.certsOnly(waiting.certificates)) == .cryptNotFound)
            #expect(await waiting.install(SignedData.certsOnly(waiting.certificates), .allowNoOutstandingRequest) == nil)
            let key = try #require(try store.certificates().first?.key)
            #expect(try await StoreKeyProvider(store: store).open(key).publicKey == waiting.leaf.subjectPublicKeyInfo)
        }
    }

    @Test("an object of the web page factory takes the restrictions 0 and 4, and is 0x80070005 for 1 and 2")
    func webPage() async throws {
        try await waiting { waiting in
            let access = PolicyServerAccess(stores: waiting.stores)
            func made() throws -> X509Enrollment {
                let object = try X509EnrollmentWebClassFactory(access).createObject("X509Enrollment.CX509Enrollment")
                let enrollment = try #require(object as? X509Enrollment)
                try enrollment.initialize(.user)
                return enrollment
            }
            let response = SignedData.certsOnly(waiting.certificates)
            for raw in [1, 2, 3, 5, 6, 7] as [UInt32] {
                let enrollment = try made()
                #expect(
                    await failure { try await enrollment.installResponse(.init(rawValue: raw), response: response, encoding: .binary) }
                        == .accessDenied
                )
                #expect(enrollment.status.error == .accessDenied)
            }
            let refused = try made()
            #expect(
                await failure { try await refused.installResponse(.allowNone, response: response, encoding: .binary) } == .untrustedRoot
            )
            let enrollment = try made()
            try await enrollment.installResponse(.allowUntrustedRoot, response: response, encoding: .binary)
            #expect(enrollment.status.status == .enrolled)
        }
    }

    @Test("InstallResponse2 writes the policy server beside the certificate, InstallResponse none")
    func policyServerProperty() async throws {
        try await waiting { waiting in
            let response = SignedData.certsOnly(waiting.certificates)
            #expect(await waiting.install(response) == nil)
            let store = try EnrollmentStore(directory: waiting.stores.user)
            #expect(try store.certificates().map(\.policyServer) == [nil])
            try await waiting.enrollment().installResponse2(
                .allowNoOutstandingRequest,
                response: response,
                encoding: .binary,
                password: nil,
                enrollmentPolicyServerURL: "https://pki.example.test",
                enrollmentPolicyServerID: "{00000000-0000-0000-0000-000000000001}",
                enrollmentPolicyServerFlags: [.useClientId, .autoEnrollmentEnabled],
                authFlags: .certificate
            )
            let policyServer = try #require(try store.certificates().first?.policyServer)
            #expect(policyServer.url == "https://pki.example.test")
            #expect(policyServer.id == "{00000000-0000-0000-0000-000000000001}")
            let numbers = (policyServer.urlFlags.rawValue, policyServer.authentication.rawValue, policyServer.propertyFlags.rawValue)
            #expect(numbers == (20, 8, 0))
        }
    }

    @Test("InstallResponse2 fails as InstallResponse: blank, a long password, no request")
    func second() async throws {
        try await waiting { waiting in
            func install(_ enrollment: X509Enrollment, _ response: [UInt8], _ password: String? = nil) async -> HRESULT? {
                await failure {
                    try await enrollment.installResponse2(
                        .allowNone,
                        response: response,
                        encoding: .binary,
                        password: password,
                        enrollmentPolicyServerURL: "",
                        enrollmentPolicyServerID: "",
                        enrollmentPolicyServerFlags: .none,
                        authFlags: .none
                    )
                }
            }
            #expect(await install(X509Enrollment(stores: waiting.stores), []) == .blank)
            let long = String(repeating: "p", count: 65_537)
            let enrollment = try waiting.enrollment()
            #expect(await install(enrollment, [0x30], long) == .arithmeticOverflow)
            #expect(await install(enrollment, waiting.hierarchy.user.certificate.derEncoded) == .cryptNotFound)
        }
    }

    @Test("a damaged request file is 0x8007000D with its path and what to do, and is left as it is")
    func damagedFile() async throws {
        try await waiting { waiting in
            let folder = waiting.stores.user + "/requests/"
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".json") })
            try Data("{\"kind\":".utf8).write(to: URL(filePath: folder + name))
            let enrollment = try waiting.enrollment()
            let response = SignedData.certsOnly(waiting.certificates)
            #expect(
                await failure { try await enrollment.installResponse(.allowNone, response: response, encoding: .binary) } == .invalidData
            )
            #expect(enrollment.status.text.contains(name))
            #expect(enrollment.status.text.contains("Restore it from a backup"))
            #expect(try String(contentsOf: URL(filePath: folder + name), encoding: .utf8) == "{\"kind\":")
        }
    }

    @Test("eight installations at once of one response leave one certificate with its key, and no request")
    func atOnce() async throws {
        try await waiting { waiting in
            let response = SignedData.certsOnly(waiting.certificates)
            let (stores, root) = (waiting.stores, waiting.root)
            let outcomes = await withTaskGroup(of: HRESULT?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        await failure {
                            let enrollment = X509Enrollment(stores: stores, anchors: [root], now: { SampleHierarchy.time })
                            try enrollment.initialize(.user)
                            try await enrollment.installResponse(.allowNone, response: response, encoding: .binary)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            // Whoever comes after the first finds that the request has its answer.
            #expect(Set(outcomes).isSubset(of: [nil, .cryptNotFound]))
            #expect(outcomes.contains(nil))
            let store = try EnrollmentStore(directory: stores.user)
            let left = (try store.requests().count, try store.certificates().count)
            #expect(left == (0, 1))
            #expect(try store.certificates().first?.key != nil)
        }
    }
}
