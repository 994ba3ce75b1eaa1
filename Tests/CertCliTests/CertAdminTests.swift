import CAInterface
import CertCli
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("CertAdmin over the engine in this process")
struct CertAdminTests {
    private let config = "localhost\\\(TestAuthority.issuingName)"

    private func admin(_ test: TestAuthority, as principal: Principal? = nil) -> CertAdmin {
        CertAdmin(connector: InProcessConnector(authorities: test.service, caller: test.caller(principal ?? test.administrator)))
    }

    private func issued(_ test: TestAuthority) async throws -> String {
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(disposition.certificate)).serialHex
    }

    private func held(_ test: TestAuthority, by principal: Principal? = nil) async throws -> Int {
        let bound = try await test.bound(principal ?? test.administrator)
        return try await bound.submit(test.submission(test.request(), template: "EnrollmentAgent")).requestID.rawValue
    }

    private func status(_ body: () async throws -> Void) async -> HRESULT? {
        do {
            try await body()
            Issue.record("the call was not refused")
        } catch let error as CAError {
            return error.status
        } catch {
            Issue.record(error)
        }
        return nil
    }

    @Test("isValidCertificate is 2, 3 or 4, and revocationReason is that of the last revoked one")
    func validity() async throws {
        let test = try await TestAuthority.make()
        let admin = admin(test)
        let serial = try await issued(test)
        #expect(throws: CAError.self) { try admin.revocationReason() }
        #expect(try await admin.isValidCertificate(serial, config: config).rawValue == 3)
        #expect(try await admin.isValidCertificate("0102", config: config).rawValue == 4)
        try await admin.revokeCertificate(serial, reason: RevocationCode(.superseded), date: nil, config: config)
        #expect(try await admin.isValidCertificate(serial, config: config).rawValue == 2)
        #expect(try admin.revocationReason() == .superseded)
    }

    @Test("configEntry reads what setConfigEntry wrote, and myRoles are the documented bits")
    func configuration() async throws {
        let test = try await TestAuthority.make()
        let admin = admin(test)
        try await admin.setConfigEntry("ClockSkewMinutes", nodePath: "", value: .number(7), config: config)
        #expect(try await admin.configEntry("clockskewminutes", nodePath: "", config: config) == .number(7))
        #expect(try await admin.myRoles(config: config).contains(.administrator))
        let user = self.admin(test, as: test.alice)
        #expect(
            await status { try await user.setConfigEntry("ClockSkewMinutes", nodePath: "", value: .number(8), config: config) }
                == .accessDenied
        )
    }

    @Test("revokeCertificate: hold, unrevoke, again, a date that lies ahead")
    func revocation() async throws {
        let test = try await TestAuthority.make()
        let admin = admin(test)
        let (first, second) = (try await issued(test), try await issued(test))
        try await admin.revokeCertificate(first, reason: RevocationCode(.certificateHold), date: nil, config: config)
        try await admin.revokeCertificate(first, reason: .unrevoke, date: nil, config: config)
        #expect(try await admin.isValidCertificate(first, config: config) == .valid)
        try await admin.revokeCertificate(first, reason: RevocationCode(.superseded), date: nil, config: config)
        try await admin.revokeCertificate(first, reason: RevocationCode(.affiliationChanged), date: nil, config: config)
        #expect(try await admin.isValidCertificate(first, config: config) == .revoked)
        #expect(try admin.revocationReason() == .affiliationChanged)
        try await admin.revokeCertificate(second, reason: RevocationCode(.superseded), date: test.clock.now + 3600, config: config)
        #expect(try await admin.isValidCertificate(second, config: config) == .valid)
        try await admin.revokeCertificate(second, reason: .publishExpired, date: nil, config: config)
        try await admin.revokeCertificate(second, reason: .doNotPublishExpired, date: nil, config: config)
    }

    @Test("revokeCertificate: an unknown number or reason is 0x80070057, a state that forbids it 0x8007000D")
    func revocationErrors() async throws {
        let test = try await TestAuthority.make()
        let admin = admin(test)
        let serial = try await issued(test)
        for code in [RevocationCode(rawValue: 7), RevocationCode(rawValue: 9), RevocationCode(rawValue: 0xFFFF_FFFC)] {
            #expect(await status { try await admin.revokeCertificate(serial, reason: code, date: nil, config: config) } == .invalidArgument)
        }
        #expect(
            await status { try await admin.revokeCertificate("0102", reason: .unrevoke, date: nil, config: config) } == .invalidArgument
        )
        #expect(await status { try await admin.revokeCertificate(serial, reason: .unrevoke, date: nil, config: config) } == .invalidData)
        try await admin.revokeCertificate(serial, reason: RevocationCode(.superseded), date: nil, config: config)
        let hold = RevocationCode(.certificateHold)
        #expect(await status { try await admin.revokeCertificate(serial, reason: hold, date: nil, config: config) } == .invalidData)
    }

    @Test("the acts of an officer in the documented order: attributes, extension, resubmit, retrieve")
    func order() async throws {
        let test = try await TestAuthority.make()
        let officer = admin(test, as: test.officer)
        let id = try await held(test)
        try await officer.setRequestAttributes(id, attributes: "CertificateTemplate:User\nnote:x", config: config)
        try await officer.setCertificateExtension(
            id,
            name: "1.3.6.1.4.1.99999.1",
            type: 1,
            flags: 0,
            value: .long(7),
            config: config
        )
        #expect(try await officer.resubmitRequest(id, config: config) == .issued)
        let request = CertRequest(connector: InProcessConnector(authorities: test.service, caller: test.caller(test.administrator)))
        #expect(try await request.retrievePending(id, config: config) == .issued)
        let certificate = try Certificate(derEncoded: request.certificate(.binary).bytes)
        #expect(certificate.extensions.first { $0.oid == "1.3.6.1.4.1.99999.1" }?.value == [2, 1, 7])
    }

    @Test("setCertificateExtension: another type than the value's, unknown flags, no identifier: 0x80070057")
    func extensionErrors() async throws {
        let test = try await TestAuthority.make()
        let officer = admin(test, as: test.officer)
        let id = try await held(test)
        let rows: [(String, Int, Int)] = [
            ("1.3.6.1.4.1.99999.1", 4, 0), ("1.3.6.1.4.1.99999.1", 5, 0), ("1.3.6.1.4.1.99999.1", 1, 4), ("x", 1, 0),
        ]
        for (name, type, flags) in rows {
            let found = await status {
                try await officer.setCertificateExtension(id, name: name, type: type, flags: flags, value: .long(1), config: config)
            }
            #expect(found == .invalidArgument)
        }
    }

    @Test("denyRequest denies a pending request; another state is 0x80094003, an unknown id 0x80094004")
    func deny() async throws {
        let test = try await TestAuthority.make()
        let officer = admin(test, as: test.officer)
        let id = try await held(test)
        try await officer.denyRequest(id, config: config)
        #expect(await status { try await officer.denyRequest(id, config: config) } == .certsrvBadRequestStatus)
        #expect(await status { _ = try await officer.resubmitRequest(99, config: config) } == .certsrvPropertyEmpty)
    }

    @Test("publishCRLs: base, with delta, republished; no flag and a past time are 0x80070057")
    func publication() async throws {
        let test = try await TestAuthority.make()
        let admin = admin(test)
        let former = await test.publisher.history.count
        try await admin.publishCRL(date: nil, config: config)
        try await admin.publishCRLs(date: nil, flags: [.base, .delta], config: config)
        #expect(await test.publisher.history.count == former + 2)
        try await admin.publishCRLs(date: nil, flags: [.base, .republish], config: config)
        #expect(await test.publisher.history.count == former + 2)
        for flags in [CRLPublicationFlags([]), .delta, .republish] {
            #expect(await status { try await admin.publishCRLs(date: nil, flags: flags, config: config) } == .invalidArgument)
        }
        #expect(await status { try await admin.publishCRL(date: Date(timeIntervalSince1970: 0), config: config) } == .invalidArgument)
        #expect(await status { try await admin.publishCRL(date: Date() + 3600, config: config) } == .notImplemented)
    }

    @Test("getCRL is the newest list in the encoding asked for")
    func list() async throws {
        let test = try await TestAuthority.make()
        let list = try await admin(test).crl(flags: .base64X509CRLHeader, config: config)
        #expect(list.text.hasPrefix("-----BEGIN X509 CRL-----"))
        #expect(try CertificateList(derEncoded: list.bytes).crlNumber != nil)
    }

    @Test("importCertificate takes text and binary; a foreign one needs ICF_ALLOWFOREIGN")
    func imports() async throws {
        let test = try await TestAuthority.make()
        let admin = admin(test)
        let other = try await SampleRecords.make(name: "Other CA").identity.certificate.derEncoded
        let text = Array(PEMDocument(label: "CERTIFICATE", bytes: other).text.utf8)
        #expect(await status { _ = try await admin.importCertificate(other, flags: 2, config: config) } == .issuerChaining)
        #expect(await status { _ = try await admin.importCertificate(Array("%".utf8), flags: 0, config: config) } == .invalidData)
        #expect(await status { _ = try await admin.importCertificate([0x30, 0], flags: 2, config: config) } == .invalidData)
        let id = try await admin.importCertificate(text, flags: 0x1_0000, config: config)
        #expect(id > 0)
        #expect(await status { _ = try await admin.importCertificate(text, flags: 0x1_0000, config: config) } == .objectAlreadyExists)
        #expect(await status { _ = try await admin.importCertificate(text, flags: 0x3_0000, config: config) } == .objectAlreadyExists)
    }

    @Test("deleteRow: by row and by date, exactly one of them; an unknown row counts 0")
    func deletion() async throws {
        let test = try await TestAuthority.make()
        let admin = admin(test)
        let id = try await held(test)
        try await self.admin(test, as: test.officer).denyRequest(id, config: config)
        #expect(try await admin.deleteRow(flags: [], date: nil, table: 0, row: 99, config: config) == 0)
        #expect(try await admin.deleteRow(flags: [], date: nil, table: 0, row: id, config: config) == 1)
        #expect(try await admin.deleteRow(flags: .requestLastChanged, date: test.clock.now - 60, table: 0, row: 0, config: config) == 0)
        #expect(try await admin.deleteRow(flags: .expired, date: test.clock.now - 60, table: 0, row: 0, config: config) == 0)
        let past = test.clock.now - 60
        let rows: [(RowDeletionFlags, Date?, Int, Int)] = [
            ([], nil, 0, 0), (.expired, past, 0, 1), ([], past, 0, 0), ([.expired, .requestLastChanged], past, 0, 0),
            (.expired, past, 0x3000, 0),
            ([], nil, 7, 1),
        ]
        for (flags, date, table, row) in rows {
            let found = await status { _ = try await admin.deleteRow(flags: flags, date: date, table: table, row: row, config: config) }
            #expect(found == .invalidArgument)
        }
        #expect(
            await status { _ = try await admin.deleteRow(flags: [], date: nil, table: 0x3000, row: 1, config: config) } == .notImplemented
        )
    }

    @Test("properties are those of the request interface; setting one is 0x80070057 or not built")
    func properties() async throws {
        let test = try await TestAuthority.make()
        let admin = admin(test)
        try await admin.ping(config: config)
        #expect(
            try await admin.caProperty(.caName, index: 0, type: .string, flags: .base64Header, config: config).text
                == TestAuthority.issuingName
        )
        #expect(try await admin.caPropertyFlags(.caName, config: config) == 4)
        #expect(try await admin.caPropertyDisplayName(.caName, config: config) == "Certification Authority Name")
        let set = { (id: Int32) in
            await status { try await admin.setCAProperty(CAPropertyID(id), index: 0, type: .string, value: .string("x"), config: config) }
        }
        #expect(await set(6) == .invalidArgument)
        for id in [24, 25, 26, 29] as [Int32] { #expect(await set(id) == .notImplemented) }
    }

    @Test("the members about archived keys are 0x80004001")
    func archive() async throws {
        let test = try await TestAuthority.make()
        let admin = admin(test)
        #expect(await status { _ = try await admin.archivedKey(1, flags: .binary, config: config) } == .notImplemented)
        #expect(await status { try await admin.importKey(1, certificateHash: "", flags: 0, key: [], config: config) } == .notImplemented)
    }

    @Test("the right is the engine's: an enrollee revokes, changes and deletes nothing")
    func rights() async throws {
        let test = try await TestAuthority.make()
        let alice = admin(test, as: test.alice)
        let serial = try await issued(test)
        #expect(
            await status { try await alice.revokeCertificate(serial, reason: RevocationCode(.superseded), date: nil, config: config) }
                == .accessDenied
        )
        #expect(await status { try await alice.publishCRL(date: nil, config: config) } == .accessDenied)
        #expect(await status { _ = try await alice.deleteRow(flags: [], date: nil, table: 0, row: 1, config: config) } == .accessDenied)
    }
}
