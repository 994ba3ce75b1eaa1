import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("What officers give pending requests")
struct OfficerEditTests {
    private static let privateExtension: OID = "1.3.6.1.4.1.99999.1"

    private func pending(_ test: TestAuthority, template: String = "EnrollmentAgent") async throws -> RequestID {
        let held = try await test.bound(test.administrator).submit(test.submission(test.request(), template: template))
        #expect(held.code == .underSubmission)
        return held.requestID
    }

    private func approved(_ test: TestAuthority, _ id: RequestID) async throws -> Certificate {
        let issued = try await test.bound(test.officer).approve(id)
        return try Certificate(derEncoded: try #require(issued.certificate, "\(issued.message)"))
    }

    private func error(_ body: () async throws -> Void) async -> CAError? {
        do {
            try await body()
            Issue.record("the call was not refused")
        } catch let error as CAError {
            return error
        } catch {
            Issue.record(error)
        }
        return nil
    }

    @Test("an attribute is added or replaced, shown in the view, and recorded; the raw text stays")
    func attributes() async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        let officer = try await test.bound(test.officer)
        try await officer.setAttributes(RequestAttributes(raw: "note: first\nother:x"), of: id)
        try await officer.setAttributes(RequestAttributes(raw: "NOTE: second"), of: id)
        let row = try #require(await test.store.request(id, of: AuthorityNumber(rawValue: 2)))
        #expect(row.attributes.map { "\($0.name)=\($0.value)" } == ["CertificateTemplate=EnrollmentAgent", "NOTE=second", "other=x"])
        #expect(row.rawAttributes == "CertificateTemplate:EnrollmentAgent")
        #expect(row.disposition == .pending)
        let page = try await officer.view(
            ViewQuery(
                .attributes,
                columns: ["AttributeName"],
                restrictions: [ViewRestriction("AttributeRequestId", .equal, .long(id.rawValue))]
            )
        )
        #expect(page.rows.count == 3)
        let record = try #require(await test.store.auditRecords(after: 0, limit: 1000).last).record
        #expect(record.event == "requestAttributesSet")
        #expect(String(decoding: record.bytes, as: UTF8.self).contains(#""detail":"NOTE:second""#))
        #expect(try await approved(test, id).subject.rfc4514.isEmpty == false)
    }

    @Test("another template that an officer names counts at the approval")
    func template() async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        try await test.bound(test.officer).setAttributes(RequestAttributes(raw: "CertificateTemplate:User"), of: id)
        #expect(try await approved(test, id).value(of: MicrosoftTemplateName.self)?.name == "User")
    }

    @Test("a private extension that an officer adds is in the certificate, by each type of value")
    func addition() async throws {
        let values: [(ExtensionChange.Value, [UInt8])] = [
            (.long(-2), [0x02, 0x01, 0xFE]), (.string("batch 7"), [0x16, 7] + Array("batch 7".utf8)),
            (.binary([0x05, 0x00]), [0x05, 0x00]),
            (.date(Date(timeIntervalSince1970: 0)), [0x17, 13] + Array("700101000000Z".utf8)),
        ]
        let test = try await TestAuthority.make()
        for (value, expected) in values {
            let id = try await pending(test)
            let officer = try await test.bound(test.officer)
            try await officer.setExtension(ExtensionChange(oid: Self.privateExtension, value: [0x30, 0x00]), of: id)
            try await officer.setExtension(ExtensionChange(oid: Self.privateExtension, value: try value.derEncoded()), of: id)
            let certificate = try await approved(test, id)
            #expect(certificate.extensions.filter { $0.oid == Self.privateExtension }.map(\.value) == [expected])
        }
    }

    @Test("an officer narrows the key usage and leaves out the application policies")
    func narrowing() async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let id = try await pending(test, template: "User")
        let officer = try await test.bound(test.officer)
        let usage = KeyUsage.digitalSignature.asExtension(critical: true)
        try await officer.setExtension(ExtensionChange(oid: usage.oid, critical: true, value: usage.value), of: id)
        let purposes = ExtendedKeyUsage([OID.KeyPurpose.clientAuth]).asExtension()
        try await officer.setExtension(ExtensionChange(oid: purposes.oid, value: purposes.value), of: id)
        try await officer.setExtension(ExtensionChange(oid: ApplicationPolicies.oid, disabled: true, value: []), of: id)
        let certificate = try await approved(test, id)
        #expect(try certificate.value(of: KeyUsage.self) == .digitalSignature)
        #expect(try certificate.value(of: ExtendedKeyUsage.self)?.purposes == [OID.KeyPurpose.clientAuth])
        #expect(try certificate.value(of: ApplicationPolicies.self) == nil)
    }

    @Test("more than the template gives is denied at the approval", arguments: ["purpose", "usage", "policy"])
    func widening(_ what: String) async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        let item =
            switch what {
            case "purpose": ExtendedKeyUsage([OID.KeyPurpose.certificateRequestAgent, OID.KeyPurpose.clientAuth]).asExtension()
            case "usage": KeyUsage([.digitalSignature, .keyCertSign]).asExtension(critical: true)
            default: CertificatePolicies(["1.3.6.1.4.1.99999.7"]).asExtension()
            }
        try await test.bound(test.officer).setExtension(ExtensionChange(oid: item.oid, critical: item.critical, value: item.value), of: id)
        let denied = try await test.bound(test.officer).approve(id)
        #expect(denied.code == .denied)
        #expect(denied.reason?.rule == "OfficersNarrow")
        #expect(denied.certificate == nil)
    }

    static let reserved: [OID] = [
        BasicConstraints.oid, SubjectAlternativeName.oid, NTDSCASecurity.oid, AuthorityKeyIdentifier.oid, SubjectKeyIdentifier.oid,
        CRLDistributionPoints.oid, MicrosoftTemplateName.oid, CertificateTemplateInformation.oid, OID.Extensions.ocspNoCheck, "2.5.29.30",
        "2.5.29.36", "1.3.6.1.4.1.11129.2.4.3", "2.16.840.1.113730.1.1", "1.3.6.1.4.1.311.21.1",
    ]

    @Test("nothing makes an authority, a name, an account or a certificate without revocation of a request", arguments: reserved)
    func reservedExtensions(_ oid: OID) async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        let officer = try await test.bound(test.officer)
        let value = BasicConstraints(isCA: true).asExtension().value
        for change in [ExtensionChange(oid: oid, value: value), ExtensionChange(oid: oid, disabled: true, value: [])] {
            let refusal = await error { try await officer.setExtension(change, of: id) }
            #expect(refusal?.code == .unacceptable)
            #expect(refusal?.reason?.rule == "OfficersNarrow")
        }
        #expect(try await test.store.officerEdits(of: id, of: AuthorityNumber(rawValue: 2)).extensions.isEmpty)
    }

    @Test("what no extension can be is refused: long identifiers, values that are no DER, unknown critical ones")
    func unusable() async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        let officer = try await test.bound(test.officer)
        let long: OID = "1.3.6.1.4.1.99999.1.2.3.4.5.6.77"
        #expect(long.dotted.count == 32)
        let rows: [(ExtensionChange, HRESULT)] = [
            (ExtensionChange(oid: long, value: [0x05, 0x00]), .invalidArgument),
            (ExtensionChange(oid: Self.privateExtension, value: [0x04, 0x05, 1]), .invalidData),
            (ExtensionChange(oid: Self.privateExtension, value: [0x05, 0x00, 0x05, 0x00]), .invalidData),
            (ExtensionChange(oid: Self.privateExtension, critical: true, value: [0x05, 0x00]), .invalidArgument),
            (ExtensionChange(oid: KeyUsage.oid, disabled: true, value: []), .invalidArgument),
            (ExtensionChange(oid: ExtendedKeyUsage.oid, disabled: true, value: []), .invalidArgument),
            (ExtensionChange(oid: Self.privateExtension, value: [UInt8](repeating: 5, count: 5000)), .certsrvEncodingLength),
        ]
        for (change, status) in rows {
            #expect(await error { try await officer.setExtension(change, of: id) }?.status == status)
        }
        #expect(throws: FormatError.self) { try ExtensionChange.Value.string("ü").derEncoded() }
    }

    static let known: [OID] = [
        KeyUsage.oid, ExtendedKeyUsage.oid, ApplicationPolicies.oid, CertificatePolicies.oid, PrivateKeyUsagePeriod.oid, TLSFeature.oid,
        QCStatements.oid, SMIMECapabilities.oid,
    ]

    @Test("a value of a known extension that cannot be read is refused when it is set", arguments: known)
    func unreadable(_ oid: OID) async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        let officer = try await test.bound(test.officer)
        // One element of DER, and of no kind that any of these has.
        let refusal = await error { try await officer.setExtension(ExtensionChange(oid: oid, value: [0x0C, 0x01, 0x41]), of: id) }
        #expect(refusal?.status == .invalidData)
        #expect(refusal?.reason?.rule == "OfficersNarrow")
        #expect(refusal?.reason?.value == oid.shown)
        #expect(refusal?.reason?.remedy.isEmpty == false)
        #expect(try await test.store.officerEdits(of: id, of: AuthorityNumber(rawValue: 2)).extensions.isEmpty)
    }

    @Test(
        "an empty sequence of purposes or policies is refused when it is set",
        arguments: [ExtendedKeyUsage.oid, CertificatePolicies.oid]
    )
    func empty(_ oid: OID) async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        let officer = try await test.bound(test.officer)
        let refusal = await error { try await officer.setExtension(ExtensionChange(oid: oid, value: [0x30, 0x00]), of: id) }
        #expect(refusal?.status == .invalidData)
    }

    @Test("the single request shows what officers set, who set it last and when; lists do not")
    func shown() async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        let officer = try await test.bound(test.officer)
        #expect(try await officer.request(id).officerChanges == nil)
        let change = ExtensionChange(oid: Self.privateExtension, value: [0x05, 0x00])
        try await officer.setAttributes(RequestAttributes(raw: "note: first"), of: id)
        test.clock.advance(seconds: 60)
        try await officer.setExtension(change, of: id)
        let shown = try #require(await officer.request(id).officerChanges)
        #expect(shown.attributes == [RequestAttributes.Pair(name: "note", value: "first")])
        #expect(shown.extensions == [change])
        #expect(shown.changedBy == test.officer.accountName)
        #expect(shown.changedWhen.map { test.clock.now.timeIntervalSince($0) < 1 } == true)
        #expect(try await officer.requests(RecordQuery()).allSatisfy { $0.officerChanges == nil })
    }

    @Test("only officers change requests, and only pending ones")
    func rightsAndStates() async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        let change = ExtensionChange(oid: Self.privateExtension, value: [0x05, 0x00])
        for principal in [test.alice, test.auditor] {
            let bound = try await test.bound(principal)
            #expect(await error { try await bound.setAttributes(RequestAttributes(raw: "a:b"), of: id) }?.code == .accessDenied)
            #expect(await error { try await bound.setExtension(change, of: id) }?.code == .accessDenied)
        }
        let officer = try await test.bound(test.officer)
        #expect(await error { try await officer.setAttributes(RequestAttributes(raw: "no colon"), of: id) }?.status == .invalidArgument)
        #expect(await error { try await officer.setAttributes(RequestAttributes(raw: "a:b"), of: RequestID(99)) }?.code == .notFound)
        _ = try await officer.deny(id)
        #expect(await error { try await officer.setAttributes(RequestAttributes(raw: "a:b"), of: id) }?.code == .wrongState)
        #expect(await error { try await officer.setExtension(change, of: id) }?.status == .certsrvBadRequestStatus)
    }

    @Test("an approval that began before another officer's change is decided again with the change")
    func race() async throws {
        let test = try await TestAuthority.make()
        let id = try await pending(test)
        let officer = try await test.bound(test.officer)
        await test.store.onCommit { _ in
            await test.store.onCommit(nil)
            try await officer.setExtension(ExtensionChange(oid: Self.privateExtension, value: [0x05, 0x00]), of: id)
        }
        let certificate = try await approved(test, id)
        #expect(certificate.extensions.contains { $0.oid == Self.privateExtension })
    }
}

@Suite("Officers' changes stay within the officers' limits")
struct OfficerEditLimitTests {
    @Test("an officer limited to one template moves no request to another one")
    func template() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let id = try await bound.submit(test.submission(test.request(), template: "EnrollmentAgent")).requestID
        let officer = try await test.bound(test.officer)
        let restriction = OfficerRestriction(
            officer: test.officer.sid,
            template: "EnrollmentAgent",
            subjects: SecurityIdentifier.everyone,
            isDeny: false
        )
        _ = try await bound.setOfficerRights([restriction], expecting: nil)
        let refused = await #expect(throws: CAError.self) {
            try await officer.setAttributes(RequestAttributes(["CertificateTemplate": "User"]), of: id)
        }
        #expect(refused?.status == .certsrvRestrictedOfficer)
    }

    @Test("an officer changes neither the subject nor the challenge of a KEYGEN request", arguments: ["CN", "o", "Challenge"])
    func keygen(_ attribute: String) {
        #expect(KeygenSubject.isSigned(attribute))
        #expect(!KeygenSubject.isSigned("CertificateTemplate"))
    }
}
