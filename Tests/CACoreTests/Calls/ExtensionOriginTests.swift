import CACore
import CAInterface
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Where the extensions of certificates came from")
struct ExtensionOriginTests {
    /// The flags of each extension in the view, by its identifier.
    private func flags(_ test: TestAuthority, _ id: RequestID) async throws -> [String: Int] {
        let page = try await test.bound(test.officer).view(
            ViewQuery(
                .extensions,
                columns: ["ExtensionName", "ExtensionFlags"],
                restrictions: [ViewRestriction("ExtensionRequestId", .equal, .long(id.rawValue))]
            )
        )
        var flags: [String: Int] = [:]
        for row in page.rows {
            guard case .string(let name)? = row[0], case .long(let number)? = row[1] else { continue }
            flags[name] = number
        }
        return flags
    }

    @Test("the template's are 0x20000, addresses 0x40000, an officer's 0x30000, each with the critical bit")
    func origins() async throws {
        let test = try await TestAuthority.make()
        let held = try await test.bound(test.administrator).submit(test.submission(test.request(), template: "EnrollmentAgent"))
        let officer = try await test.bound(test.officer)
        try await officer.setExtension(ExtensionChange(oid: "1.3.6.1.4.1.99999.1", value: [0x05, 0x00]), of: held.requestID)
        let usage = KeyUsage.digitalSignature.asExtension(critical: true)
        try await officer.setExtension(ExtensionChange(oid: usage.oid, critical: true, value: usage.value), of: held.requestID)
        #expect(try await officer.approve(held.requestID).code == .issued)
        let flags = try await flags(test, held.requestID)
        #expect(flags["1.3.6.1.4.1.99999.1"] == 0x3_0000)
        #expect(flags[KeyUsage.oid.dotted] == 0x3_0001)
        #expect(flags[ExtendedKeyUsage.oid.dotted] == 0x2_0000)
        #expect(flags[AuthorityKeyIdentifier.oid.dotted] == 0x2_0000)
        #expect(flags[CRLDistributionPoints.oid.dotted] == 0x4_0000)
        #expect(flags[AuthorityInformationAccess.oid.dotted] == 0x4_0000)
    }

    @Test("names that the request asked for are 0x10000, names of the directory 0x20000")
    func names() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let subject = DistinguishedName.of([(.commonName, "www.example.test")])
        let bytes = try await test.request(subject: subject, names: [.dnsName("www.example.test")])
        let requested = try await bound.submit(test.submission(bytes, template: "WebServer"))
        #expect(requested.code == .issued, "\(requested.message)")
        #expect(try await flags(test, requested.requestID)[SubjectAlternativeName.oid.dotted] == 0x1_0000)
        let own = try await bound.submit(test.submission(test.request(), template: "User"))
        #expect(try await flags(test, own.requestID)[SubjectAlternativeName.oid.dotted] == 0x2_0000)
    }

    @Test("those of an imported certificate are 0x60000, of an exchange certificate 0x20000")
    func imported() async throws {
        let test = try await TestAuthority.make()
        let elsewhere = try await TestAuthority.make()
        let foreign = try await elsewhere.bound(elsewhere.alice).submit(elsewhere.submission(elsewhere.request(), template: "User"))
        let bytes = try #require(foreign.certificate)
        let id = try await test.bound(test.administrator).importCertificate(bytes, options: .allowForeign)
        for flag in try await flags(test, id).values { #expect(flag & 0xF_0000 == 0x6_0000) }
        guard case .binary(let exchanged) = try await test.bound(test.alice).property(.caXchgCert, index: 0) else { return }
        let exchange = try Certificate(derEncoded: exchanged)
        let row = try #require(await test.store.request(serial: exchange.serialHex, of: AuthorityNumber(rawValue: 2)))
        #expect(try await flags(test, row.id)[ExtendedKeyUsage.oid.dotted].map { $0 & 0xF_0000 } == 0x2_0000)
    }
}
