import CAInterface
import CertEnroll
import PKIFormats
import Testing

@Suite("Collections of the enrollment objects")
struct ObjectCollectionTests {
    private let purposes = [OID.KeyPurpose.serverAuth, OID.KeyPurpose.clientAuth]

    @Test("items are read by place and one after the other, added, removed and cleared")
    func members() throws {
        let ids = ObjectIds(purposes)
        #expect(ids.count == 2)
        #expect(try ids.itemByIndex(1).value == "1.3.6.1.5.5.7.3.2")
        try ids.add(ObjectId("1.2.3.4"))
        #expect(ids.values == purposes + ["1.2.3.4"])
        try ids.remove(0)
        #expect(try ids.map { try $0.value } == ["1.3.6.1.5.5.7.3.2", "1.2.3.4"])
        try ids.addRange(ObjectIds([OID.KeyPurpose.codeSigning]))
        #expect(ids.values.last == OID.KeyPurpose.codeSigning)
        ids.clear()
        #expect(ids.isEmpty)
    }

    @Test("a place that does not exist is 0x80070057", arguments: [-1, 2])
    func outside(_ index: Int) async {
        let ids = ObjectIds(purposes)
        #expect(await failure { try ids.itemByIndex(index) } == .invalidArgument)
        #expect(await failure { try ids.remove(index) } == .invalidArgument)
        #expect(ids.count == 2)
    }

    @Test("an object that is not initialized is not added: 0x80040007")
    func blank() async {
        #expect(await failure { try ObjectIds().add(ObjectId()) } == .blank)
        #expect(await failure { try X509Extensions().add(X509Extension()) } == .blank)
        #expect(await failure { try X509Attributes().add(X509Attribute()) } == .blank)
        #expect(await failure { try CryptAttributes().add(CryptAttribute()) } == .blank)
        #expect(await failure { try AlternativeNames().add(AlternativeName()) } == .blank)
        #expect(await failure { try SmimeCapabilities().add(SmimeCapability()) } == .blank)
        #expect(await failure { try X509CertificatePolicies().add(X509CertificatePolicy()) } == .blank)
        #expect(await failure { try X509PolicyQualifiers().add(X509PolicyQualifier()) } == .blank)
    }

    @Test("extensions and attributes are found by identifier; 0x80092004 when there is none")
    func byObjectId() async throws {
        let extensions = X509Extensions([KeyUsage.digitalSignature.asExtension(critical: true), ExtendedKeyUsage(purposes).asExtension()])
        #expect(try extensions.indexByObjectId(ObjectId(ExtendedKeyUsage.oid)) == 1)
        #expect(await failure { try extensions.indexByObjectId(ObjectId("1.2.3")) } == .cryptNotFound)
        let attributes = CryptAttributes([.osVersion("10.0.1.2"), .challengePassword("secret")])
        #expect(try attributes.indexByObjectId(ObjectId(ChallengePassword.oid)) == 1)
        #expect(await failure { try attributes.indexByObjectId(ObjectId("1.2.3")) } == .cryptNotFound)
    }

    @Test("plain values come back as they went in, as objects of the class that knows them")
    func plain() throws {
        let values = [
            KeyUsage.digitalSignature.asExtension(critical: true),
            CertificateExtension("1.2.3.4", value: [0x05, 0x00]),
            CertificateExtension(KeyUsage.oid, value: [0x05, 0x00]),
        ]
        let extensions = X509Extensions(values)
        #expect(try extensions.values == values)
        #expect(try extensions.itemByIndex(0) is X509ExtensionKeyUsage)
        // One that cannot be read stays what it is.
        #expect(try !(extensions.itemByIndex(2) is X509ExtensionKeyUsage))
        let attributes: [RequestAttribute] = [
            .osVersion("10.0.1.2"), .extensionRequest([values[0]]), RequestAttribute("1.2.3", values: [[5, 0]]),
        ]
        let objects = CryptAttributes(attributes)
        #expect(try objects.values == attributes)
        #expect(try objects.itemByIndex(1).values.itemByIndex(0) is X509AttributeExtensions)
        let more = CryptAttributes()
        try more.addRange(objects)
        more.append(.challengePassword("x"))
        #expect(more.count == 4)
    }
}
