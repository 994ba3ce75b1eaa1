import CACore
import CAInterface
import CertCli
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("CertAdmin in this process and over HTTPS")
struct CertAdminTests {
    @Test(
        "isValidCertificate is 2, 3 or 4, and revocationReason is that of the last revoked one",
        arguments: AdministeredPlace.Way.allCases
    )
    func validity(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let config = place.config
            let admin = place.admin()
            let serial = try await place.issued()
            #expect(throws: CAError.self) { try admin.revocationReason() }
            #expect(try await admin.isValidCertificate(serial, config: config).rawValue == 3)
            #expect(try await admin.isValidCertificate("0102", config: config).rawValue == 4)
            try await admin.revokeCertificate(serial, reason: RevocationCode(.superseded), date: nil, config: config)
            #expect(try await admin.isValidCertificate(serial, config: config).rawValue == 2)
            #expect(try admin.revocationReason() == .superseded)
        }
    }

    @Test("configEntry reads what setConfigEntry wrote, and myRoles are the documented bits", arguments: AdministeredPlace.Way.allCases)
    func configuration(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let admin = place.admin()
            try await admin.setConfigEntry("ClockSkewMinutes", nodePath: "", value: .number(7), config: config)
            #expect(try await admin.configEntry("clockskewminutes", nodePath: "", config: config) == .number(7))
            #expect(try await admin.myRoles(config: config).contains(.administrator))
            let user = place.admin(as: test.alice)
            #expect(
                await refusalStatus { try await user.setConfigEntry("ClockSkewMinutes", nodePath: "", value: .number(8), config: config) }
                    == .accessDenied
            )
        }
    }

    @Test("revokeCertificate: hold, unrevoke, again, a date that lies ahead", arguments: AdministeredPlace.Way.allCases)
    func revocation(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let admin = place.admin()
            let (first, second) = (try await place.issued(), try await place.issued())
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
    }

    @Test(
        "revokeCertificate: an unknown number or reason is 0x80070057, a state that forbids it 0x8007000D",
        arguments: AdministeredPlace.Way.allCases
    )
    func revocationErrors(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let config = place.config
            let admin = place.admin()
            let serial = try await place.issued()
            for code in [RevocationCode(rawValue: 7), RevocationCode(rawValue: 9), RevocationCode(rawValue: 0xFFFF_FFFC)] {
                #expect(
                    await refusalStatus { try await admin.revokeCertificate(serial, reason: code, date: nil, config: config) }
                        == .invalidArgument
                )
            }
            #expect(
                await refusalStatus { try await admin.revokeCertificate("0102", reason: .unrevoke, date: nil, config: config) }
                    == .invalidArgument
            )
            #expect(
                await refusalStatus { try await admin.revokeCertificate(serial, reason: .unrevoke, date: nil, config: config) }
                    == .invalidData
            )
            try await admin.revokeCertificate(serial, reason: RevocationCode(.superseded), date: nil, config: config)
            let hold = RevocationCode(.certificateHold)
            #expect(
                await refusalStatus { try await admin.revokeCertificate(serial, reason: hold, date: nil, config: config) } == .invalidData
            )
        }
    }

    @Test(
        "the acts of an officer in the documented order: attributes, extension, resubmit, retrieve",
        arguments: AdministeredPlace.Way.allCases
    )
    func order(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let officer = place.admin(as: test.officer)
            let id = try await place.held()
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
            let request = place.request()
            #expect(try await request.retrievePending(id, config: config) == .issued)
            let certificate = try Certificate(derEncoded: request.certificate(.binary).bytes)
            #expect(certificate.extensions.first { $0.oid == "1.3.6.1.4.1.99999.1" }?.value == [2, 1, 7])
        }
    }

    @Test(
        "setCertificateExtension: another type than the value's, unknown flags, no identifier: 0x80070057",
        arguments: AdministeredPlace.Way.allCases
    )
    func extensionErrors(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let officer = place.admin(as: test.officer)
            let id = try await place.held()
            let rows: [(String, Int, Int)] = [
                ("1.3.6.1.4.1.99999.1", 4, 0), ("1.3.6.1.4.1.99999.1", 5, 0), ("1.3.6.1.4.1.99999.1", 1, 4), ("x", 1, 0),
            ]
            for (name, type, flags) in rows {
                let found = await refusalStatus {
                    try await officer.setCertificateExtension(id, name: name, type: type, flags: flags, value: .long(1), config: config)
                }
                #expect(found == .invalidArgument)
            }
        }
    }

    @Test(
        "denyRequest denies a pending request; another state is 0x80094003, an unknown id 0x80094004",
        arguments: AdministeredPlace.Way.allCases
    )
    func deny(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let officer = place.admin(as: test.officer)
            let id = try await place.held()
            try await officer.denyRequest(id, config: config)
            #expect(await refusalStatus { try await officer.denyRequest(id, config: config) } == .certsrvBadRequestStatus)
            #expect(await refusalStatus { _ = try await officer.resubmitRequest(99, config: config) } == .certsrvPropertyEmpty)
        }
    }

    @Test(
        "publishCRLs: base, with delta, republished, until a time; no flag and a past time are 0x80070057",
        arguments: AdministeredPlace.Way.allCases
    )
    func publication(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let admin = place.admin()
            let former = await test.publisher.history.count
            try await admin.publishCRL(date: nil, config: config)
            try await admin.publishCRLs(date: nil, flags: [.base, .delta], config: config)
            #expect(await test.publisher.history.count == former + 2)
            try await admin.publishCRLs(date: nil, flags: [.base, .republish], config: config)
            #expect(await test.publisher.history.count == former + 2)
            for flags in [CRLPublicationFlags([]), .delta, .republish] {
                #expect(await refusalStatus { try await admin.publishCRLs(date: nil, flags: flags, config: config) } == .invalidArgument)
            }
            #expect(
                await refusalStatus { try await admin.publishCRL(date: Date(timeIntervalSince1970: 0), config: config) } == .invalidArgument
            )
            let end = Date(timeIntervalSince1970: (test.clock.now.timeIntervalSince1970 + 3_600).rounded(.down))
            try await admin.publishCRL(date: end, config: config)
            let list = try CertificateList(derEncoded: await admin.crl(flags: .binary, config: config).bytes)
            // The time, and the overlap that the settings have.
            let settings = try await test.bound(test.administrator).settings()
            #expect(list.nextUpdate == end + Double(settings.crlValiditySeconds - settings.crlPeriodSeconds))
            #expect(
                await refusalStatus { try await admin.publishCRLs(date: end, flags: [.base, .republish], config: config) }
                    == .invalidArgument
            )
        }
    }

    @Test("getCRL is the newest list in the encoding asked for", arguments: AdministeredPlace.Way.allCases)
    func list(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let config = place.config
            let list = try await place.admin().crl(flags: .base64X509CRLHeader, config: config)
            #expect(list.text.hasPrefix("-----BEGIN X509 CRL-----"))
            #expect(try CertificateList(derEncoded: list.bytes).crlNumber != nil)
        }
    }

    @Test("importCertificate takes text and binary; a foreign one needs ICF_ALLOWFOREIGN", arguments: AdministeredPlace.Way.allCases)
    func imports(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let config = place.config
            let admin = place.admin()
            let other = try await SampleRecords.make(name: "Other CA").identity.certificate.derEncoded
            let text = Array(PEMDocument(label: "CERTIFICATE", bytes: other).text.utf8)
            #expect(await refusalStatus { _ = try await admin.importCertificate(other, flags: 2, config: config) } == .issuerChaining)
            #expect(
                await refusalStatus { _ = try await admin.importCertificate(Array("%".utf8), flags: 0, config: config) } == .invalidData
            )
            #expect(await refusalStatus { _ = try await admin.importCertificate([0x30, 0], flags: 2, config: config) } == .invalidData)
            let id = try await admin.importCertificate(text, flags: 0x1_0000, config: config)
            #expect(id > 0)
            #expect(
                await refusalStatus { _ = try await admin.importCertificate(text, flags: 0x1_0000, config: config) } == .objectAlreadyExists
            )
            #expect(
                await refusalStatus { _ = try await admin.importCertificate(text, flags: 0x3_0000, config: config) } == .objectAlreadyExists
            )
        }
    }

    @Test("deleteRow: by row and by date, exactly one of them; an unknown row counts 0", arguments: AdministeredPlace.Way.allCases)
    func deletion(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let admin = place.admin()
            let id = try await place.held()
            try await place.admin(as: test.officer).denyRequest(id, config: config)
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
                let found = await refusalStatus {
                    _ = try await admin.deleteRow(flags: flags, date: date, table: table, row: row, config: config)
                }
                #expect(found == .invalidArgument)
            }
            for table in [0x3000, 0x5000] {
                let found = await refusalStatus {
                    _ = try await admin.deleteRow(flags: [], date: nil, table: table, row: 1, config: config)
                }
                #expect(found == .notImplemented)
            }
        }
    }

    @Test("properties are those of the request interface", arguments: AdministeredPlace.Way.allCases)
    func properties(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let config = place.config
            let admin = place.admin()
            try await admin.ping(config: config)
            #expect(
                try await admin.caProperty(.caName, index: 0, type: .string, flags: .base64Header, config: config).text
                    == TestAuthority.issuingName
            )
            #expect(try await admin.caPropertyFlags(.caName, config: config) == 4)
            #expect(try await admin.caPropertyDisplayName(.caName, config: config) == "Certification Authority Name")
        }
    }

    @Test(
        "deleteRow of attributes: those of a settled request, and their number; a pending one keeps its own",
        arguments: AdministeredPlace.Way.allCases
    )
    func attributeRows(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let admin = place.admin()
            let id = try await place.held()
            try await place.admin(as: test.officer).setRequestAttributes(id, attributes: "note:x", config: config)
            let pending = await refusalStatus {
                _ = try await admin.deleteRow(flags: [], date: nil, table: 0x4000, row: id, config: config)
            }
            #expect(pending == .certsrvBadRequestStatus)
            try await place.admin(as: test.officer).denyRequest(id, config: config)
            #expect(try await admin.deleteRow(flags: [], date: nil, table: 0x4000, row: id, config: config) == 2)
            for row in [id, 99] { #expect(try await admin.deleteRow(flags: [], date: nil, table: 0x4000, row: row, config: config) == 0) }
            let left = try #require(try await test.store.request(RequestID(id), of: AuthorityNumber(rawValue: 2)))
            #expect(left.attributes.isEmpty)
            #expect(!left.rawRequest.isEmpty)
        }
    }

    @Test("setCAProperty 29 names the templates that the CA issues for, all of them or none", arguments: AdministeredPlace.Way.allCases)
    func templates(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let admin = place.admin()
            func text() async throws -> String {
                try await admin.caProperty(.templates, index: 0, type: .string, flags: .base64Header, config: config).text ?? ""
            }
            func set(_ text: String) async throws {
                try await admin.setCAProperty(.templates, index: 0, type: .string, value: .string(text), config: config)
            }
            let before = try await text()
            let user = try #require(try await test.store.template(named: "User"))
            try await set("User\n\(user.oid.dotted)\nEFS\n")
            #expect(try await text().split(separator: "\n").count == 4)
            #expect(try await text().contains("User\n"))
            // Whoever wrote back what they read changes nothing.
            let count = try await test.store.auditRecords(after: 0, limit: 1000).count
            try await set(try await text())
            #expect(try await test.store.auditRecords(after: 0, limit: 1000).count == count)
            let present = try await text()
            #expect(await refusalStatus { try await set("WebServer\nNoSuchTemplate\n") } == .certsrvUnsupportedCertType)
            #expect(await refusalStatus { try await set("WebServer\nOfflineRouter\n") } == .certsrvUnsupportedCertType)
            #expect(try await text() == present)
            try await set(before)
            #expect(try await text() == before)
        }
    }

    @Test(
        "setCAProperty: a recovery agent that is none, every other property and type are 0x80070057",
        arguments: AdministeredPlace.Way.allCases
    )
    func unsettable(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let config = place.config
            let admin = place.admin()
            let rows: [(CAPropertyID, CAPropertyType, CAPropertyValue, HRESULT)] = [
                (.kraCertUsedCount, .long, .long(0), .invalidArgument), (.kraCertCount, .long, .long(1), .invalidArgument),
                (.kraCert, .binary, .binary([0x30, 0]), .invalidArgument), (.caName, .string, .string("x"), .invalidArgument),
                (.templates, .long, .long(1), .invalidArgument), (CAPropertyID(999), .long, .long(1), .invalidArgument),
            ]
            for (id, type, value, expected) in rows {
                let found = await refusalStatus {
                    try await admin.setCAProperty(id, index: 0, type: type, value: value, config: config)
                }
                #expect(found == expected, "\(id.rawValue)")
            }
        }
    }

    @Test("setCAProperty names the recovery agents, and 24 to 27 show them", arguments: AdministeredPlace.Way.allCases)
    func recoveryAgents(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (config, admin) = (place.config, place.admin())
            func long(_ id: CAPropertyID, _ index: Int = 0) async throws -> PropertyValue {
                try await admin.caProperty(id, index: index, type: .long, flags: .binary, config: config)
            }
            #expect(try await long(.kraCertCount) == .long(0))
            #expect(try await long(.kraCertUsedCount) == .long(0))
            #expect(try await long(.advancedServer) == .long(1))
            let agents = [try await ArchivedRequest.agent("A", at: place.test), try await ArchivedRequest.agent("B", at: place.test)]
            for (index, agent) in agents.enumerated() {
                let value = CAPropertyValue.binary(agent.certificate.derEncoded)
                try await admin.setCAProperty(.kraCert, index: index, type: .binary, value: value, config: config)
            }
            try await admin.setCAProperty(.kraCertUsedCount, index: 0, type: .long, value: .long(2), config: config)
            #expect(try await long(.kraCertCount) == .long(2))
            #expect(try await long(.kraCertUsedCount) == .long(2))
            #expect(try await long(.kraCertState, 1) == .long(3))
            let shown = try await admin.caProperty(.kraCert, index: 1, type: .binary, flags: .binary, config: config)
            #expect(shown == .encoded(EncodedBytes(agents[1].certificate.derEncoded, as: .binary)))
            #expect(await refusalStatus { _ = try await long(.kraCertState, 2) } == .fileNotFound)
            try await admin.setCAProperty(.kraCertCount, index: 0, type: .long, value: .long(1), config: config)
            #expect(try await long(.kraCertCount) == .long(1))
        }
    }

    @Test(
        "getArchivedKey gives the sealed key after two officers agreed, importKey archives another",
        arguments: AdministeredPlace.Way.allCases
    )
    func archive(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (config, admin, test) = (place.config, place.admin(), place.test)
            #expect(await refusalStatus { _ = try await admin.archivedKey(1, flags: .binary, config: config) } == .certsrvPropertyEmpty)
            let archived = try await ArchivedRequest.make(on: test)
            let key = try PrivateKey(generating: .p256)
            let issued = try await archived.send(key: key)
            let id = issued.requestID.rawValue
            #expect(await refusalStatus { _ = try await admin.archivedKey(id, flags: .binary, config: config) } == .accessDenied)
            try await archived.agree(on: issued.requestID)
            let message = try await admin.archivedKey(id, flags: .binary, config: config).bytes
            let opened = try await RecoveredKey.open(message, with: archived.agents[0].key)
            #expect(opened.pkcs8 == (try key.pkcs8()))
            let envelope = try await archived.envelope(try ArchivedRequest.blob(key))
            func add(_ request: Int, _ hash: String, _ flags: UInt32) async throws {
                try await admin.importKey(request, certificateHash: hash, flags: flags, key: envelope, config: config)
            }
            #expect(await refusalStatus { try await add(id, "", 0) } == .objectAlreadyExists)
            #expect(await refusalStatus { try await add(0, "", 0) } == .invalidArgument)
            #expect(await refusalStatus { try await add(0, String(repeating: "a", count: 40), 0) } == .certsrvPropertyEmpty)
            let hash = Hex.encode(Digest.sha1(try #require(issued.certificate)))
            try await add(-1, hash, 0x10000)
            #expect(try await test.store.archivedKey(of: issued.requestID, of: AuthorityNumber(rawValue: 2))?.index == 1)
        }
    }

    @Test("the right is the engine's: an enrollee revokes, changes and deletes nothing", arguments: AdministeredPlace.Way.allCases)
    func rights(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            let alice = place.admin(as: test.alice)
            let serial = try await place.issued()
            #expect(
                await refusalStatus {
                    try await alice.revokeCertificate(serial, reason: RevocationCode(.superseded), date: nil, config: config)
                }
                    == .accessDenied
            )
            #expect(await refusalStatus { try await alice.publishCRL(date: nil, config: config) } == .accessDenied)
            #expect(
                await refusalStatus { _ = try await alice.deleteRow(flags: [], date: nil, table: 0, row: 1, config: config) }
                    == .accessDenied
            )
        }
    }
}
