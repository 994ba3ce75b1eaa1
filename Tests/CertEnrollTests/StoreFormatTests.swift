import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("The format of the client's store")
struct StoreFormatTests {
    /// Stores that earlier versions wrote, one folder per format. They are never changed: a program that cannot read one of them loses
    /// keys.
    private static let vectors = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")

    @Test("a store that format 1 wrote opens: keys, requests, certificates, roots")
    func format1() async throws {
        try await withTemporaryDirectory { directory in
            let copy = directory + "/store"
            try FileManager.default.copyItem(atPath: Self.vectors.appending(path: "store-1").path, toPath: copy)
            let store = try EnrollmentStore(directory: copy)
            let provider = StoreKeyProvider(store: store)

            let requests = try store.requests().sorted { $0.created < $1.created }
            #expect(requests.count == 2)
            let plain = try #require(requests.first)
            #expect(plain.kind == .pkcs10 && !plain.exportable && plain.submissionKey == nil && plain.template == nil)
            let sent = try #require(requests.last)
            #expect(sent.submissionKey == "0193abcd-0000-7000-8000-000000000001" && sent.requestID == "42")
            #expect(sent.enrollmentAddress == "pki.example.test:8443\\Example CA" && sent.attributes == "CertificateTemplate:User\n")
            #expect(sent.friendlyName == "Ünser Name" && sent.certificateDescription == "words" && sent.template == "User")
            #expect(sent.exportable && sent.intent == "purpose" && sent.archivedKeyHash == [9, 8, 7])
            #expect(sent.created == Date(timeIntervalSince1970: 1_700_000_100))
            for request in requests {
                #expect(try await provider.open(request.key).publicKey.derEncoded == request.publicKey)
                #expect(try CertificationRequest(derEncoded: request.request).subjectPublicKeyInfo.derEncoded == request.publicKey)
            }

            let installed = try #require(try store.certificates().first)
            let certificate = try Certificate(derEncoded: installed.certificate)
            #expect(sent.renewedCertificate == installed.certificate && installed.renewedCertificate == nil)
            #expect(try await provider.open(#require(installed.key)).publicKey == certificate.subjectPublicKeyInfo)
            #expect(installed.chain == store.authorities() + store.roots() && installed.chain.count == 2)
            #expect(installed.requestID == "7" && installed.exportable && installed.friendlyName == "first")
            #expect(installed.installed == Date(timeIntervalSince1970: 1_700_000_000))
        }
    }

    @Test("a new store says its format; a newer one and one without are refused with the reason", arguments: ["2", "", "one", nil])
    func refused(_ format: String?) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try EnrollmentStore(directory: directory)
        #expect(try String(contentsOfFile: directory + "/format", encoding: .utf8) == "\(EnrollmentStore.formatVersion)\n")
        if let format {
            try Data(format.utf8).write(to: URL(filePath: directory + "/format"))
        } else {
            try FileManager.default.removeItem(atPath: directory + "/format")
        }
        let refusal = #expect(throws: CAError.self) { try EnrollmentStore(directory: directory) }
        #expect(refusal?.status == .invalidState && refusal?.message.contains(directory) == true)
    }

    @Test("members that a later version adds do not make a request unreadable")
    func unknownMembers() async throws {
        try await withTemporaryDirectory { directory in
            let enrollment = X509Enrollment(stores: .init(directory: directory))
            try enrollment.initialize(.user)
            _ = try await enrollment.createRequest(.binary)
            let store = try EnrollmentStore(directory: directory)
            let pending = try #require(try store.requests().first)
            let file = URL(filePath: directory + "/requests/" + pending.key.name + ".json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacing("{\n", with: "{\n  \"laterMember\" : {\"a\" : 1},\n", maxReplacements: 1).utf8).write(to: file)
            #expect(try store.requests() == [pending])
        }
    }

    /// Writes the store of the first test: `CLIENT_STORE_FIXTURE=DIR swift test --filter "writes a store"`. Use it for a new format, and
    /// never again for an old one.
    @Test(
        "writes a store of the present format, to be kept as a vector",
        .enabled(if: ProcessInfo.processInfo.environment["CLIENT_STORE_FIXTURE"] != nil)
    )
    func write() async throws {
        let directory = try #require(ProcessInfo.processInfo.environment["CLIENT_STORE_FIXTURE"])
        let store = try EnrollmentStore(directory: directory)
        let provider = StoreKeyProvider(store: store)
        let hierarchy = try await SampleHierarchy.make()
        let key = try await provider.create(.p256, exportable: true)
        let leaf = try await hierarchy.issuing.issue(subject: .of([(OID.commonName, "first")]), publicKey: key.key.publicKey)
        let pending = X509Enrollment(stores: .init(directory: directory))
        try pending.initialize(.user)
        try pending.innermostRequest.keySpecification = .p384
        _ = try await pending.createRequest(.binary)
        var plain = try #require(try store.requests().first)
        plain.created = Date(timeIntervalSince1970: 1_700_000_000)
        try store.save(plain)
        let other = X509Enrollment(stores: .init(directory: directory))
        try other.initialize(.user)
        try other.innermostRequest.exportable = true
        let otherKey = Digest.sha256(
            try CertificationRequest(derEncoded: try await other.createRequest(.binary).bytes).subjectPublicKeyInfo.derEncoded
        )
        var sent = try #require(try store.requests().first { Digest.sha256($0.publicKey) == otherKey })
        sent.submissionKey = "0193abcd-0000-7000-8000-000000000001"
        sent.enrollmentAddress = "pki.example.test:8443\\Example CA"
        sent.attributes = "CertificateTemplate:User\n"
        sent.requestID = "42"
        sent.friendlyName = "Ünser Name"
        sent.certificateDescription = "words"
        sent.template = "User"
        sent.intent = "purpose"
        sent.renewedCertificate = leaf.derEncoded
        sent.archivedKeyHash = [9, 8, 7]
        sent.created = Date(timeIntervalSince1970: 1_700_000_100)
        try store.save(sent)
        let (issuing, root) = (hierarchy.issuing.certificate.derEncoded, hierarchy.root.certificate.derEncoded)
        try store.addAuthority(issuing)
        try store.addRoot(root)
        try store.save(
            InstalledCertificate(
                certificate: leaf.derEncoded,
                chain: [issuing, root],
                key: key.reference,
                friendlyName: "first",
                requestID: "7",
                exportable: true,
                installed: Date(timeIntervalSince1970: 1_700_000_000)
            )
        )
    }
}
