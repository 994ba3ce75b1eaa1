import CAInterface
import CertEnroll
import PKIFormats
import Testing

@Suite("Object identifiers as objects")
struct ObjectIdTests {
    private func named(
        _ group: ObjectIdGroupId,
        _ name: String,
        _ key: ObjectIdPublicKeyFlags = .any,
        _ flags: AlgorithmFlags = .none
    ) throws -> String {
        let id = ObjectId()
        try id.initializeFromAlgorithmName(group, keyFlags: key, algorithmFlags: flags, algorithmName: name)
        return try id.value
    }

    @Test("there is every ordinal from 0 to 438 that the enumeration has, each once")
    func ordinals() {
        let numbers = CertEnrollObjectID.documented.map(\.value.rawValue)
        #expect(numbers == (0...438).filter { $0 != 354 && !(429...434).contains($0) })
        #expect(Set(CertEnrollObjectID.documented.map(\.name)).count == numbers.count)
    }

    @Test(
        "ordinals give the identifiers of the enumeration",
        arguments: [
            (1, "1.2.840.113549"), (20, "1.2.840.113549.1.1.5"), (121, "2.5.4.3"), (162, "0.9.2342.19200300.100.1.25"),
            (169, "2.5.29.1"), (181, "2.5.29.35"), (226, "1.3.6.1.4.1.311.21.7"), (244, "1.3.6.1.5.5.7.3.1"),
            (325, "1.3.6.1.4.1.311.10.10.1"), (342, "1.2.840.113549.1.1.11"), (345, "2.16.840.1.101.3.4.2.1"),
            (353, "1.2.840.113549.1.1.10"),
            (371, "1.2.840.10045.3.1.7"), (412, "0.4.0.1862.1.1"), (438, "1.3.6.1.4.1.311.21.25"),
        ] as [(Int32, String)]
    )
    func fromName(_ ordinal: Int32, _ number: String) throws {
        let id = ObjectId()
        try id.initializeFromName(CertEnrollObjectID(rawValue: ordinal))
        #expect(try id.value == number)
        #expect(try id.name.rawValue == ordinal)
    }

    @Test("every ordinal with an identifier finds itself or a lower one with the same identifier")
    func everyOrdinal() throws {
        var count = 0
        for (name, ordinal) in CertEnrollObjectID.documented {
            guard let oid = ordinal.oid else { continue }
            count += 1
            let id = ObjectId()
            try id.initializeFromValue(oid.dotted)
            #expect(try id.name.rawValue <= ordinal.rawValue, "\(name)")
            #expect(try id.name.oid == oid, "\(name)")
        }
        // All but NONE and the three that only begin identifiers.
        #expect(count == CertEnrollObjectID.documented.count - 4)
    }

    @Test("ordinals without an identifier are 0x80094004", arguments: [0, 337, 354, 430, 999, -1] as [Int32])
    func noIdentifier(_ ordinal: Int32) async {
        #expect(await failure { try ObjectId().initializeFromName(CertEnrollObjectID(rawValue: ordinal)) } == .certsrvPropertyEmpty)
    }

    @Test(
        "algorithm names of CNG mean their identifiers",
        arguments: [
            (ObjectIdGroupId.hashAlgorithm, "SHA256", "2.16.840.1.101.3.4.2.1"), (.hashAlgorithm, "sha1", "1.3.14.3.2.26"),
            (.publicKeyAlgorithm, "RSA", "1.2.840.113549.1.1.1"), (.publicKeyAlgorithm, "ECDSA_P256", "1.2.840.10045.3.1.7"),
            (.publicKeyAlgorithm, "ECDH_P384", "1.3.132.0.34"), (.signAlgorithm, "sha256RSA", "1.2.840.113549.1.1.11"),
            (.encryptAlgorithm, "3DES", "1.2.840.113549.3.7"), (.encryptAlgorithm, "AES256", "2.16.840.1.101.3.4.1.42"),
            (ObjectIdGroupId(.encryptAlgorithm, bitLength: 192), "AES", "2.16.840.1.101.3.4.1.22"), (.rdnAttribute, "CN", "2.5.4.3"),
            (.extensionOrAttribute, "Key Usage", "2.5.29.15"), (.enhancedKeyUsage, "Server Authentication", "1.3.6.1.5.5.7.3.1"),
            (.policy, "All issuance policies", "2.5.29.32.0"), (.any, "RSA", "1.2.840.113549.1.1.1"),
            (.hashAlgorithm, "1.2.3.4", "1.2.3.4"),
        ]
    )
    func algorithmNames(_ group: ObjectIdGroupId, _ name: String, _ number: String) throws {
        #expect(try named(group, name) == number)
    }

    @Test("wrapping ciphers are another algorithm, and keys that sign another than those that encrypt")
    func flags() throws {
        #expect(try named(ObjectIdGroupId(.encryptAlgorithm, bitLength: 128), "AES", .any, .wrap) == "2.16.840.1.101.3.4.1.5")
        let id = ObjectId("1.2.840.10045.3.1.7")
        #expect(try id.algorithmName(.publicKeyAlgorithm, keyFlags: .signKey) == "ECDSA_P256")
        #expect(try id.algorithmName(.publicKeyAlgorithm, keyFlags: .encryptKey) == "ECDH_P256")
        #expect(try ObjectId("2.16.840.1.101.3.4.2.1").algorithmName(.hashAlgorithm, keyFlags: .any) == "SHA256")
        #expect(try ObjectId("1.2.840.113549.1.1.11").algorithmName(.signAlgorithm, keyFlags: .any) == "sha256RSA")
    }

    @Test("unknown names and groups are 0x80091002, bad identifiers 0x80091003, blank objects 0x80040007")
    func refused() async {
        #expect(await failure { try named(.hashAlgorithm, "SHA1000") } == .unknownAlgorithm)
        #expect(await failure { try named(.hashAlgorithm, "RSA") } == .unknownAlgorithm)
        #expect(await failure { try named(.encryptAlgorithm, "AES") } == .unknownAlgorithm)
        #expect(await failure { try ObjectId("1.2.3").algorithmName(.any, keyFlags: .any) } == .unknownAlgorithm)
        for text in ["", "1", "3.1", "1.2.x", "1..2"] {
            #expect(await failure { try ObjectId().initializeFromValue(text) } == .oidFormat, "\(text)")
        }
        #expect(await failure { try ObjectId().value } == .blank)
        #expect(await failure { try ObjectId().name } == .blank)
        #expect(await failure { try ObjectId().friendlyName } == .blank)
        #expect(await failure { try ObjectId().setFriendlyName("x") } == .blank)
        let id = ObjectId("1.2.3")
        #expect(await failure { try id.initializeFromValue("1.2.4") } == .alreadyInitialized)
    }

    @Test("friendly names: the known one, the one that was set, 0x80094004 for none")
    func friendlyNames() async throws {
        #expect(try ObjectId("1.3.6.1.5.5.7.3.2").friendlyName == "Client Authentication")
        let id = ObjectId("1.2.3.4")
        #expect(await failure { try id.friendlyName } == .certsrvPropertyEmpty)
        try id.setFriendlyName("ours")
        #expect(try id.friendlyName == "ours")
        #expect(try id.name == .none)
    }

    @Test("a group has its key length beside it")
    func groups() {
        let group = ObjectIdGroupId(.encryptAlgorithm, bitLength: 256, flags: ObjectIdGroupId.preferCNGAlgorithm)
        #expect(group.rawValue == 0x4100_0002)
        #expect(group.group == .encryptAlgorithm)
        #expect(group.bitLength == 256)
        #expect(ObjectIdGroupId.disableSearchDS == 0x8000_0000)
        #expect(ObjectIdGroupId.bitLengthShift == 16)
        #expect([ObjectIdGroupId.bitLengthMask, ObjectIdGroupId.keyLengthMask] == [0x0FFF_0000, 0x0FFF_0000])
        #expect(ObjectIdGroupId.groupIDMask == 0xFFFF)
    }
}
