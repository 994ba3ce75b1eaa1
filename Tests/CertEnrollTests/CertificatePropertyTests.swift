import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Properties beside certificates")
struct CertificatePropertyTests {
    /// A store with one certificate, and its thumbprint.
    private func with(_ body: (CertificateLookup, EnrollmentStore, [UInt8]) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            let certificate = try await SampleHierarchy.make().user.certificate.derEncoded
            let store = try EnrollmentStore(directory: directory)
            var installed = InstalledCertificate(certificate: certificate, chain: [], key: KeyReference(provider: "store", name: "abc"))
            installed.requestID = "7"
            installed.enrollmentAddress = "pki.example.test:8443\\Example CA"
            installed.friendlyName = "first"
            installed.template = "User"
            try store.save(installed)
            try await body(CertificateLookup(stores: .init(directory: directory)), store, certificate)
        }
    }

    @Test("every class keeps its value beside the certificate, and another object reads it from there")
    func roundTrips() async throws {
        try await with { lookup, store, certificate in
            let friendlyName = CertPropertyFriendlyName(lookup: lookup)
            try friendlyName.initialize("Ünser Name")
            let description = CertPropertyDescription(lookup: lookup)
            try description.initialize("words")
            let archived = CertPropertyArchived(lookup: lookup)
            try archived.initialize(true)
            let autoEnroll = CertPropertyAutoEnroll(lookup: lookup)
            try autoEnroll.initialize("WebServer")
            let enrollment = CertPropertyEnrollment(lookup: lookup)
            try enrollment.initialize(9, caDnsName: "ca.test", caName: "CA", friendlyName: "shown")
            let renewal = CertPropertyRenewal(lookup: lookup)
            try renewal.initializeFromCertificateHash(false, encoding: .binary, certificate: certificate)
            let hash = CertPropertyArchivedKeyHash(lookup: lookup)
            try hash.initialize(.binary, hash: Array(1...20))
            let backedUp = CertPropertyBackedUp(lookup: lookup)
            let time = Date(timeIntervalSince1970: 1_700_000_000)
            try backedUp.initialize(true, date: time)
            let originator = CertPropertyRequestOriginator(lookup: lookup)
            try originator.initializeFromLocalRequestOriginator()
            let key = CertPropertyKeyProvInfo(lookup: lookup)
            try key.initialize(KeyReference(provider: "token", name: "label"))
            let server = CertPropertyEnrollmentPolicyServer(lookup: lookup)
            try server.initialize(
                .defaultPolicyServer,
                authFlags: .kerberos,
                enrollmentServerAuthFlags: .certificate,
                urlFlags: .useClientId,
                requestId: "42",
                url: "https://a.test",
                id: "id",
                enrollmentServerUrl: "https://b.test"
            )
            let other = CertProperty(lookup: lookup)
            try other.setPropertyId(CertEnrollPropertyID(rawValue: 40_000))
            try other.initializeDecode(.hexRaw, encodedData: Array("0102".utf8))
            let all: [any ICertProperty] = [
                friendlyName, description, archived, autoEnroll, enrollment, renewal, hash, backedUp, originator, key, server, other,
            ]
            let name = Array(Hex.encode(Digest.sha1(certificate)).utf8)
            for property in all { try property.setValueOnCertificate(false, encoding: .hexRaw, certificate: name) }

            let read = CertProperties(lookup: lookup)
            try read.initializeFromCertificate(false, encoding: .binary, certificate: certificate)
            for property in all {
                let id = try property.propertyId
                let found = try #require(try read.first { try $0.propertyId == id })
                #expect(try found.rawData(.binary) == property.rawData(.binary), "\(id)")
                #expect(type(of: found) == type(of: property), "\(id)")
            }
            func object<Object>(_ type: Object.Type) throws -> Object { try #require(read.compactMap { $0 as? Object }.first) }
            #expect(try object(CertPropertyFriendlyName.self).friendlyName == "Ünser Name")
            #expect(try object(CertPropertyDescription.self).description == "words")
            #expect(try object(CertPropertyArchived.self).archived)
            #expect(try object(CertPropertyAutoEnroll.self).templateName == "WebServer")
            let asked = try object(CertPropertyEnrollment.self)
            #expect(try asked.requestId == 9)
            #expect(try [asked.caDnsName, asked.caName, asked.friendlyName] == ["ca.test", "CA", "shown"])
            #expect(try object(CertPropertyRenewal.self).renewal(.binary).bytes == Digest.sha1(certificate))
            #expect(try object(CertPropertyArchivedKeyHash.self).archivedKeyHash(.binary).bytes == Array(1...20))
            #expect(try object(CertPropertyBackedUp.self).backedUpValue)
            #expect(try object(CertPropertyBackedUp.self).backedUpTime == time)
            #expect(try !object(CertPropertyRequestOriginator.self).requestOriginator.isEmpty)
            #expect(try object(CertPropertyKeyProvInfo.self).privateKey == KeyReference(provider: "token", name: "label"))
            #expect(try object(CertPropertySHA1Hash.self).sha1Hash(.binary).bytes == Digest.sha1(certificate))
            let policy = try object(CertPropertyEnrollmentPolicyServer.self)
            #expect(
                try [policy.getPolicyServerUrl(), policy.getPolicyServerId(), policy.getEnrollmentServerUrl(), policy.getRequestIdString()]
                    == ["https://a.test", "id", "https://b.test", "42"]
            )
            #expect(try policy.getPropertyFlags() == .defaultPolicyServer)
            #expect(try policy.getUrlFlags() == .useClientId)
            #expect(try policy.getAuthentication() == .kerberos)
            #expect(try policy.getEnrollmentServerAuthentication() == .certificate)

            let installed = try #require(try store.certificates().first)
            #expect(installed.friendlyName == "Ünser Name")
            #expect(installed.policyServer?.url == "https://a.test")
        }
    }

    @Test("what the enrollment knows is there without being set: request, template, key, hashes")
    func derived() async throws {
        try await with { lookup, _, certificate in
            let enrollment = CertPropertyEnrollment(lookup: lookup)
            try enrollment.initializeFromCertificate(false, encoding: .binary, certificate: certificate)
            #expect(try enrollment.requestId == 7)
            #expect(try [enrollment.caDnsName, enrollment.caName] == ["pki.example.test", "Example CA"])
            #expect(
                Hex.encode(try enrollment.rawData(.binary).bytes).hasPrefix("0400000037000000" + "22000000" + "70006b006900")
            )
            let properties = CertProperties(lookup: lookup)
            try properties.initializeFromCertificate(false, encoding: .binary, certificate: certificate)
            #expect(try properties.map { try $0.propertyId.rawValue } == [2, 3, 4, 11, 20, 21, 26, 27, 107])
            #expect(
                await failure { try properties.initializeFromCertificate(false, encoding: .binary, certificate: certificate) }
                    == .alreadyInitialized
            )
            let name = CertPropertyFriendlyName(lookup: lookup)
            try name.initialize("again")
            #expect(await failure { try properties.add(name) } == .fileExists)
        }
    }

    @Test("a removed value is gone; computed and absent ones are refused")
    func removed() async throws {
        try await with { lookup, store, certificate in
            let name = CertPropertyFriendlyName(lookup: lookup)
            try name.removeFromCertificate(false, encoding: .binary, certificate: certificate)
            #expect(try store.certificates().first?.friendlyName == nil)
            #expect(await failure { try name.removeFromCertificate(false, encoding: .binary, certificate: certificate) } == .cryptNotFound)
            #expect(
                await failure { try name.initializeFromCertificate(false, encoding: .binary, certificate: certificate) } == .cryptNotFound
            )
            let hash = CertPropertySHA1Hash(lookup: lookup)
            try hash.initialize(.binary, hash: Array(1...20))
            #expect(
                await failure { try hash.setValueOnCertificate(false, encoding: .binary, certificate: certificate) } == .invalidArgument
            )
            #expect(
                await failure { try hash.removeFromCertificate(false, encoding: .binary, certificate: certificate) } == .invalidArgument
            )
        }
    }

    @Test("a certificate that is not in the store is 0x80092004")
    func elsewhere() async throws {
        try await with { lookup, _, _ in
            let other = try await SampleHierarchy.make().server.certificate.derEncoded
            let name = CertPropertyFriendlyName(lookup: lookup)
            try name.initialize("x")
            #expect(await failure { try name.setValueOnCertificate(false, encoding: .binary, certificate: other) } == .cryptNotFound)
            #expect(
                await failure { try name.setValueOnCertificate(true, encoding: .hexRaw, certificate: Array("0102".utf8)) } == .cryptNotFound
            )
        }
    }

    @Test("limits and states: 260 characters, 20 octets, one initialization, one number for a class")
    func states() async throws {
        let longest = String(repeating: "a", count: 260)
        try CertPropertyFriendlyName().initialize(longest)
        #expect(await failure { try CertPropertyFriendlyName().initialize(longest + "a") } == .filenameExceedsRange)
        #expect(await failure { try CertPropertyDescription().initialize(longest + "a") } == .filenameExceedsRange)
        #expect(await failure { try CertPropertyRenewal().initialize(.binary, hash: [1]) } == .invalidData)
        #expect(await failure { try CertPropertyBackedUp().initializeDecode(.binary, encodedData: [1]) } == .invalidData)
        #expect(await failure { try CertPropertyEnrollment().initializeDecode(.binary, encodedData: [1, 2]) } == .invalidData)
        #expect(await failure { try CertPropertyFriendlyName().initializeDecode(.binary, encodedData: [65, 0]) } == .invalidData)
        #expect(await failure { try CertPropertyFriendlyName().setPropertyId(.archived) } == .invalidArgument)
        #expect(await failure { try CertProperty().propertyId } == .blank)
        #expect(await failure { try CertProperty().initializeDecode(.binary, encodedData: [1]) } == .blank)
        #expect(await failure { try CertPropertyArchived().rawData() } == .blank)
        let backedUp = CertPropertyBackedUp()
        try backedUp.initializeFromCurrentTime(false)
        #expect(try !backedUp.backedUpValue)
        #expect(await failure { try backedUp.initializeFromCurrentTime(true) } == .alreadyInitialized)
        #expect(await failure { try backedUp.setPropertyId(.backedUp) } == .alreadyInitialized)
    }

    @Test("a store with properties is read again, and one without has none")
    func file() async throws {
        try await with { lookup, store, certificate in
            #expect(try store.certificates().first?.properties.isEmpty == true)
            let originator = CertPropertyRequestOriginator(lookup: lookup)
            try originator.initialize("pc.example.test")
            try originator.setValueOnCertificate(false, encoding: .binary, certificate: certificate)
            let again = try EnrollmentStore(directory: store.directory)
            #expect(try again.certificates().first?.property(.requestOriginator) == originator.rawData(.binary).bytes)
        }
    }

    @Test("what is kept beside a certificate stays when the same one is installed again")
    func installedAgain() async throws {
        try await EnrollmentFixture.with { fixture in
            let first = fixture.enrollment()
            try await first.initializeFromTemplateName(.user, templateName: "User")
            try await first.enroll()
            let certificate = try first.certificate(.binary).bytes
            let lookup = CertificateLookup(stores: .init(directory: fixture.directory))
            let archived = CertPropertyArchived(lookup: lookup)
            try archived.initialize(true)
            try archived.setValueOnCertificate(false, encoding: .binary, certificate: certificate)
            let second = fixture.enrollment()
            try second.initialize(.user)
            try await second.installResponse(
                [.allowNoOutstandingRequest, .allowUntrustedCertificate],
                response: certificate,
                encoding: .binary,
                password: nil
            )
            let read = CertPropertyArchived(lookup: lookup)
            try read.initializeFromCertificate(false, encoding: .binary, certificate: certificate)
            #expect(try read.archived)
        }
    }

    @Test("a property opens its key as a key object; a key that is gone is 0x8009200A")
    func keyObjects() async throws {
        try await withTemporaryDirectory { directory in
            let lookup = CertificateLookup(stores: .init(directory: directory))
            let key = X509PrivateKey(lookup: lookup)
            let property = CertPropertyKeyProvInfo(lookup: lookup)
            #expect(await failure { try property.initialize(key) } == .blank)
            try await key.create()
            try property.initialize(key)
            let opened = try await property.openPrivateKey(machineContext: false)
            #expect(try opened.exportPublicKey().value == key.exportPublicKey().value)
            #expect(try opened.uniqueContainerName == property.privateKey.name)
            try await key.delete()
            #expect(await failure { try await property.openPrivateKey(machineContext: false) } == .unexpectedMessageType)
        }
    }
}
