import CAInterface
import CertCli
import Foundation
import PKIFormats
import PKITesting
import Synchronization
import Testing

/// Sequences of calls that public scripts and programs make on Windows, written over with the same numbers in the same order, against the engine in this
/// process and against the built server.
@Suite("Scripts against ICertRequest, ICertConfig, ICertAdmin and ICertView", .timeLimit(.minutes(10)))
struct ScriptSequenceTests {
    typealias Place = ScriptedInstallation.Place

    private func leaf(_ base64: String) throws -> Certificate { try Certificate(derEncoded: try Base64.decode(base64)) }

    private func pem(_ text: String) throws -> Certificate {
        try Certificate(derEncoded: try #require(try PEMDocument.parse(text).first).bytes)
    }

    @Test("Submit(0xff) of bare base64, then GetCertificate(1 | 0x40000000): one line of base64", arguments: Place.allCases)
    func submitAny(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.alice)
        #expect(try await request.submit(0xff, Base64.encode(ca.newRequest()), "CertificateTemplate:User", ca.config) == 3)
        #expect(request.requestID > 0)
        let text = try request.certificate(0x1 | 0x4000_0000)
        #expect(text.allSatisfy { !$0.isNewline })
        #expect(try leaf(text).subject.isEmpty == false)
    }

    @Test("Submit(0x100) pends, ResubmitRequest of ICertAdmin, RetrievePending, GetCertificate(0)", arguments: Place.allCases)
    func resubmit(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.clerk)
        #expect(try await request.submit(0x100, ca.newRequestText(), "CertificateTemplate:EnrollmentAgent", ca.config) == 5)
        #expect(try request.dispositionMessage() == "Taken Under Submission")
        let id = request.requestID
        #expect(try await CertAdmin(connector: ca.officer).resubmitRequest(id, config: ca.config).rawValue == 3)
        #expect(try await request.retrievePending(id, ca.config) == 3)
        #expect(request.requestID == id)
        #expect(try pem(request.certificate(0)).extensions.isEmpty == false)
    }

    @Test("a loop asks RetrievePending until the disposition is not 5, on the object that submitted", arguments: Place.allCases)
    func poll(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.clerk)
        var disposition = try await request.submit(0xff, ca.newRequestText(), "CertificateTemplate:EnrollmentAgent", ca.config)
        let id = request.requestID
        var rounds = 0
        while disposition == 5, rounds < 10 {
            rounds += 1
            // Somebody approves while the script waits.
            if rounds == 3 { _ = try await CertAdmin(connector: ca.officer).resubmitRequest(id, config: ca.config) }
            disposition = try await request.retrievePending(id, ca.config)
        }
        #expect(disposition == 3 && rounds == 3)
        #expect(try leaf(request.certificate(0x1 | 0x4000_0000)).notAfter > Date())
    }

    @Test("GetConfig(4), then a request that was made elsewhere is retrieved by its id and written to a file", arguments: Place.allCases)
    func retrieveLater(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let first = CertRequest(connector: ca.alice)
        _ = try await first.submit(0, ca.newRequestText(), "CertificateTemplate:User", ca.config)
        let config = try await ca.list.config(ConfigChoice(rawValue: 4))
        #expect(config.lowercased() == ca.config.lowercased())
        let request = CertRequest(connector: ca.alice)
        #expect(try await request.retrievePending(first.requestID, config) == 3)
        #expect(try request.certificate(0) == first.certificate(0))
        #expect(request.lastStatus.rawValue == 0)
    }

    @Test("GetConfig(1) picks, and GetCAProperty(config, 6, 0, 4, 0) is one name from both interfaces", arguments: Place.allCases)
    func pick(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let config = try await ca.list.config(ConfigChoice(rawValue: 1))
        let name = try #require(config.split(separator: "\\").last.map(String.init))
        #expect(try await CertRequest(connector: ca.alice).caProperty(config, 6, 0, 4, 0).text == name)
        let admin = CertAdmin(connector: ca.officer)
        let same = try await admin.caProperty(CAPropertyID(6), index: 0, type: .string, flags: .base64Header, config: config)
        #expect(same.text == name)
        // The wrong type is refused, which scripts use to find out a type.
        let wrong = await #expect(throws: CAError.self) { try await CertRequest(connector: ca.alice).caProperty(config, 6, 0, 1, 0) }
        #expect(wrong?.status == .invalidArgument)
    }

    @Test("a denied Submit(1): GetLastStatus, GetDispositionMessage and GetErrorMessageText say why", arguments: Place.allCases)
    func denied(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.alice)
        let text = Base64.encode(try await ca.newRequest(), lineLength: 64, lineEnd: "\r\n")
        #expect(try await request.submit(0x1, text, "CertificateTemplate:EnrollmentAgent", ca.config) == 2)
        #expect(request.lastStatus.rawValue == 0x8009_4012)
        #expect(try request.dispositionMessage().hasPrefix("Denied by Policy Module"))
        #expect(
            request.errorMessageText(request.lastStatus, flags: ErrorMessageFlags(rawValue: 1)).hasSuffix(
                "0x80094012 (-2146877422 CERTSRV_E_TEMPLATE_DENIED)"
            )
        )
        #expect(request.requestID > 0)
        #expect(throws: CAError.self) { try request.certificate(0) }
    }

    @Test("SetRequestAttributes and SetCertificateExtension while it pends, ResubmitRequest, RetrievePending", arguments: Place.allCases)
    func approveWithChanges(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.clerk)
        #expect(try await request.submit(0, ca.newRequestText(), "CertificateTemplate:EnrollmentAgent", ca.config) == 5)
        let id = request.requestID
        let admin = CertAdmin(connector: ca.officer)
        try await admin.setRequestAttributes(id, attributes: "note:checked by phone", config: ca.config)
        // PROPTYPE_BINARY 3, no flags.
        try await admin.setCertificateExtension(
            id,
            name: "1.3.6.1.4.1.99999.1",
            type: 3,
            flags: 0,
            value: .binary([5, 0]),
            config: ca.config
        )
        #expect(try await admin.resubmitRequest(id, config: ca.config).rawValue == 3)
        #expect(try await request.retrievePending(id, ca.config) == 3)
        #expect(try pem(request.certificate(0)).extensions.first { $0.oid == "1.3.6.1.4.1.99999.1" }?.value == [5, 0])
    }

    @Test("DenyRequest, then RetrievePending is 2 with the officer's status", arguments: Place.allCases)
    func deniedByOfficer(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.clerk)
        #expect(try await request.submit(0, ca.newRequestText(), "CertificateTemplate:EnrollmentAgent", ca.config) == 5)
        try await CertAdmin(connector: ca.officer).denyRequest(request.requestID, config: ca.config)
        #expect(try await request.retrievePending(request.requestID, ca.config) == 2)
        #expect(request.lastStatus.rawValue == 0x8009_4014)
    }

    @Test("the CA's information: properties 6, 10, 22, 29, 11, then 12, 19, 39, 34, 17, 30, 41 for each index", arguments: Place.allCases)
    func information(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.alice)
        #expect(try await request.caProperty(ca.config, 6, 0, 4, 0).text == "Chancery Issuing CA")
        #expect(try await request.caProperty(ca.config, 10, 0, 1, 0).long == 1)
        #expect(try await request.caProperty(ca.config, 22, 0, 4, 0).text?.isEmpty == false)
        let templates = try #require(try await request.caProperty(ca.config, 29, 0, 4, 0).text)
        #expect(templates.split(separator: "\n", omittingEmptySubsequences: false).count % 2 == 1)
        let count = try #require(try await request.caProperty(ca.config, 11, 0, 1, 0).long)
        for index in 0..<Int(count) {
            let certificate = try pem(try #require(try await request.caProperty(ca.config, 12, index, 3, 0).text))
            #expect(certificate.subject.commonName == "Chancery Issuing CA")
            #expect(try await request.caProperty(ca.config, 19, index, 1, 0).long == 3)
            #expect(try await request.caProperty(ca.config, 39, index, 1, 0).long == 0)
            #expect(try await request.caProperty(ca.config, 34, index, 1, 0).long == 0)
            let list = try await request.caProperty(ca.config, 17, index, 3, 2)
            #expect(try CertificateList(derEncoded: try #require(list.bytes)).issuer.commonName == "Chancery Issuing CA")
            #expect(try await request.caProperty(ca.config, 30, index, 1, 0).long == 5)
            #expect(try await request.caProperty(ca.config, 41, index, 4, 0).text?.contains(".crl") == true)
        }
        // One past the end, and a property that this CA does not have.
        let beyond = await #expect(throws: CAError.self) { try await request.caProperty(ca.config, 12, Int(count), 3, 0) }
        #expect(beyond?.status == .invalidArgument)
        let absent = await #expect(throws: CAError.self) { try await request.caProperty(ca.config, 8, 0, 4, 0) }
        #expect(absent?.status == .fileNotFound)
        #expect(try await request.caPropertyFlags(CAPropertyID(12), config: ca.config) == 0x10003)
    }

    @Test("GetCACertificate(0, config, 0), with 0x100 its chain, and with -1 the exchange certificate", arguments: Place.allCases)
    func caCertificate(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.alice)
        #expect(try pem(await request.caCertificate(0, ca.config, 0).text).subject.commonName == "Chancery Issuing CA")
        let chain = try SignedData(contentInfo: await request.caCertificate(0, ca.config, 0x102).bytes)
        #expect(chain.certificates.count == 2)
        let exchange = try pem(await request.caCertificate(-1, ca.config, 0).text)
        #expect(exchange.subject.commonName?.hasSuffix("-Xchg") == true)
    }

    @Test("property 29 in pairs names the templates, and one of them is asked for by its name", arguments: Place.allCases)
    func templates(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.alice)
        let text = try #require(try await request.caProperty(ca.config, 29, 0, 4, 0).text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        let pairs = stride(from: 0, to: lines.count, by: 2).map { (name: lines[$0], oid: lines[$0 + 1]) }
        let user = try #require(pairs.first { $0.name == "User" })
        #expect(OID(dotted: user.oid) != nil)
        #expect(try await request.submit(0xff, ca.newRequestText(), "CertificateTemplate:\(user.name)\r\n", ca.config) == 3)
    }

    @Test("GetIssuedCertificate(config, -1, serial), then GetCertificate(0x101): the chain in base64", arguments: Place.allCases)
    func bySerial(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let first = CertRequest(connector: ca.alice)
        _ = try await first.submit(0x100, ca.newRequestText(), "CertificateTemplate:User", ca.config)
        let certificate = try Certificate(derEncoded: first.certificate(.binary).bytes)
        let request = CertRequest(connector: ca.alice)
        let disposition = try await request.issuedCertificate(config: ca.config, requestID: -1, serialNumber: certificate.serialHex)
        #expect(disposition.rawValue == 3 && request.requestID == first.requestID)
        let chain = try SignedData(contentInfo: try Base64.decode(request.certificate(0x101)))
        #expect(chain.certificates.first == certificate.derEncoded && chain.certificates.count == 3)
        // The third interface takes both as text.
        let again = try await request.issuedCertificate(
            config: ca.config,
            requestIDString: first.requestIDString,
            serialNumber: nil
        )
        #expect(again.rawValue == 3)
    }

    @Test("Submit(0x40102): GetFullResponseProperty 1 and 15, then 2, 4, 6, 10, 11 and 12 for each status", arguments: Place.allCases)
    func fullResponse(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.alice)
        let code = try await request.submit(
            try await ca.newRequest(),
            flags: SubmitFlags(rawValue: 0x40102),
            attributes: RequestAttributes(raw: "CertificateTemplate:User"),
            config: ca.config
        )
        #expect(code.rawValue == 3)
        func property(_ id: Int32, _ index: Int, _ type: Int32) throws -> PropertyValue {
            try request.fullResponseProperty(
                FullResponsePropertyID(rawValue: id),
                index: index,
                type: CAPropertyType(rawValue: type),
                flags: OutputFlags(rawValue: 2)
            )
        }
        #expect(try property(1, 0, 3).bytes?.isEmpty == false)
        #expect(try property(15, 0, 3).bytes?.isEmpty == false)
        let count = try #require(try property(2, 0, 1).long)
        #expect(count == 1)
        for index in 0..<Int(count) {
            #expect(try property(4, index, 1).long == 0)
            #expect(try property(6, index, 1).long == 0)
            #expect(try property(10, index, 3).bytes?.count == 20)
            #expect(try property(11, index, 3).bytes == request.certificate(.binary).bytes)
            #expect(try SignedData(contentInfo: try #require(try property(12, index, 3).bytes)).certificates.count == 3)
        }
    }

    @Test("a report: OpenConnection, columns, Disposition = 20 and RequestID from the last, OpenView, a loop", arguments: Place.allCases)
    func report(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.alice)
        _ = try await request.submit(0, ca.newRequestText(), "CertificateTemplate:User", ca.config)
        let view = CertView(connector: ca.officer)
        try await view.openConnection(ca.config)
        try view.setResultColumnCount(2)
        for name in ["Request.RequestID", "SerialNumber"] { try view.setResultColumn(view.columnIndex(.schema, name: name)) }
        let disposition = try view.columnIndex(.schema, name: "Request.Disposition")
        try view.setRestriction(disposition, operation: .equal, sort: .none, value: .long(20))
        let id = try view.columnIndex(.schema, name: "RequestID")
        try view.setRestriction(id, operation: .greaterOrEqual, sort: .ascend, value: .long(request.requestID))
        let rows = try await view.openView()
        #expect(try await rows.next() == 1)
        let columns = try rows.enumCertViewColumn()
        #expect(columns.next() == 0)
        #expect(try columns.value(.base64Header) == .long(request.requestID))
        #expect(columns.next() == 1)
        let serial = try Certificate(derEncoded: request.certificate(.binary).bytes).serialHex
        #expect(try columns.value(.base64Header) == .string(serial))
    }

    @Test("RevokeCertificate(serial, 4), PublishCRLs(1), IsValidCertificate 2, and the new list has the number", arguments: Place.allCases)
    func revoke(_ place: Place) async throws {
        let ca = try await ScriptedInstallation.make(place)
        let request = CertRequest(connector: ca.alice)
        _ = try await request.submit(0, ca.newRequestText(), "CertificateTemplate:User", ca.config)
        let certificate = try Certificate(derEncoded: request.certificate(.binary).bytes)
        let admin = CertAdmin(connector: ca.officer)
        #expect(try await admin.isValidCertificate(certificate.serialHex, config: ca.config).rawValue == 3)
        try await admin.revokeCertificate(certificate.serialHex, reason: RevocationCode(rawValue: 4), date: nil, config: ca.config)
        try await admin.publishCRLs(date: nil, flags: CRLPublicationFlags(rawValue: 1), config: ca.config)
        #expect(try await admin.isValidCertificate(certificate.serialHex, config: ca.config).rawValue == 2)
        #expect(try admin.revocationReason().rawValue == 4)
        let list = try await request.caProperty(ca.config, 17, -1, 3, 2)
        let published = try CertificateList(derEncoded: try #require(list.bytes))
        #expect(published.revoked.contains { $0.serialNumber == certificate.serialNumber })
        #expect(try await request.retrievePending(request.requestID, ca.config) == 6)
    }

    @Test("SetCredential(0, 4, user, password), Submit and GetCertificate over the server")
    func credential() async throws {
        let ca = try await ScriptedInstallation.make(.server)
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let trust = try ServerTrust.anchors(file: Array(try Data(contentsOf: URL(filePath: server.root))))
        let request = CertRequest(credential: .anonymous, trust: trust)
        try await request.setCredential(
            window: 0,
            type: EnrollmentAuthentication(rawValue: 4),
            credential: Array(account.name.utf8),
            password: account.password
        )
        #expect(try await request.submit(0xff, ca.newRequestText(), "CertificateTemplate:User", ca.config) == 3)
        #expect(!request.refreshPolicy && request.requestIDString == String(request.requestID))
    }
}
