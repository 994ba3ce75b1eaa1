import CAInterface
import CertEnroll
import PKITesting
import Testing

@Suite("IX509NameValuePair and IX509NameValuePairs")
struct NameValuePairTests {
    @Test("a pair is 0x80040007 before Initialize and 0x800704DF at the second")
    func states() async throws {
        let pair = X509NameValuePair()
        #expect(await failure { try pair.name } == .blank)
        #expect(await failure { try pair.value } == .blank)
        try pair.initialize(name: "SAN", value: "dns=a.example.test&dns=b.example.test")
        #expect(try pair.name == "SAN")
        #expect(try pair.value == "dns=a.example.test&dns=b.example.test")
        #expect(await failure { try pair.initialize(name: "a", value: "b") } == .alreadyInitialized)
    }

    @Test(
        "a pair that would be read as another, or as two, is 0x80070057, and nothing is sent",
        arguments: [("", "x"), ("a:b", "x"), ("a", "x\nCertificateTemplate:CA"), ("a\r\nb", "x")]
    )
    func smuggling(_ pair: (name: String, value: String)) async throws {
        try await EnrollmentFixture.with { fixture in
            let server = WatchedServer(fixture)
            let enrollment = X509Enrollment(stores: .init(directory: fixture.directory), server: server)
            try enrollment.initialize(.user)
            try enrollment.nameValuePairs.add(pair.name, pair.value)
            #expect(await failure { try await enrollment.enroll() } == .invalidArgument)
            #expect(server.submissions.isEmpty)
        }
    }

    @Test("Count, ItemByIndex, Add, Remove, Clear and enumeration keep the order")
    func collection() async throws {
        let pairs = X509NameValuePairs()
        pairs.add("CertificateTemplate", "User")
        let second = X509NameValuePair()
        try second.initialize(name: "ValidityPeriod", value: "Days")
        try pairs.add(second)
        pairs.add("ValidityPeriodUnits", "7")
        #expect(pairs.count == 3)
        #expect(try pairs.itemByIndex(1) === second)
        #expect(try pairs.map { try $0.name } == ["CertificateTemplate", "ValidityPeriod", "ValidityPeriodUnits"])
        #expect(await failure { try pairs.itemByIndex(3) } == .invalidArgument)
        #expect(await failure { try pairs.remove(-1) } == .invalidArgument)
        #expect(await failure { try pairs.add(X509NameValuePair()) } == .blank)
        try pairs.remove(0)
        #expect(try pairs.itemByIndex(0) === second)
        pairs.clear()
        #expect(pairs.count == 0)
    }

    @Test("the attribute string has a pair a line, name before the first colon")
    func attributeString() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = WatchedServer(fixture)
            let enrollment = X509Enrollment(stores: .init(directory: fixture.directory), server: server)
            try enrollment.initialize(.user)
            try enrollment.nameValuePairs.add("CertificateTemplate", "User")
            try enrollment.nameValuePairs.add("note", "a:b")
            try await enrollment.enroll()
            let sent = try #require(server.submissions.first?.attributes)
            #expect(sent.raw == "CertificateTemplate:User\nnote:a:b")
            #expect(sent["note"] == "a:b")
        }
    }
}
