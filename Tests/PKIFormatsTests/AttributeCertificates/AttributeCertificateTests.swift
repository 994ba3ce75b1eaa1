import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Attribute certificates")
struct AttributeCertificateTests {
    /// The body of the vector with other parts.
    private static func bytes(_ change: (inout AttributeCertificateInfo) -> Void = { _ in }) throws -> [UInt8] {
        var info = try AttributeCertificate(derEncoded: FuzzTests.vector("seed-attribute")).info
        change(&info)
        return AttributeCertificateInfo.assemble(info: info.derEncoded(), algorithm: info.signatureAlgorithm, signature: [1, 2])
    }

    private static func fault(_ bytes: [UInt8]) -> FormatError? {
        do throws(FormatError) {
            _ = try AttributeCertificate(derEncoded: bytes)
            return nil
        } catch { return error }
    }

    @Test("version 1, repeated parts, a holder without a name and trailing octets are refused with the field")
    func refused() throws {
        let sound = try Self.bytes()
        #expect(Self.fault(sound) == nil)
        let place = try #require(sound.indices.first { sound[$0...].starts(with: [2, 1, 1]) })
        var old = sound
        old[place + 2] = 0
        #expect(
            Self.fault(old)?.description == "AttributeCertificateInfo.version at \(place): only attribute certificates of v2 (1) are read"
        )
        #expect(Self.fault(try Self.bytes { $0.attributes.append($0.attributes[0]) })?.reason == "the attribute role occurs twice")
        #expect(
            Self.fault(try Self.bytes { $0.extensions.append($0.extensions[0]) })?.reason == "the extension targetInformation occurs twice"
        )
        let nameless = Self.fault(try Self.bytes { $0.holder = AttributeCertificateHolder() })
        #expect(nameless?.structure == "AttributeCertificateInfo" && nameless?.field == "holder" && nameless?.offset != nil)
        #expect(Self.fault(sound + [0]) != nil)
        for length in 0..<sound.count { #expect(Self.fault(Array(sound.prefix(length))) != nil) }
    }

    @Test("attributes and extensions nobody knows keep their octets, and a message keeps whole certificates")
    func unknown() throws {
        let attribute = RequestAttribute("1.2.3.4", values: [[0x30, 0], [0x31, 0]])
        let item = CertificateExtension("1.2.3.5", critical: true, value: [0xFF])
        let bytes = try Self.bytes {
            $0.attributes.append(attribute)
            $0.extensions.append(item)
        }
        let read = try AttributeCertificate(derEncoded: bytes)
        #expect(read.derEncoded == bytes)
        #expect(read.info.attributes.last == attribute && read.info.extensions.last == item)
        #expect(read.info.derEncoded() == read.infoBytes)
        let old: [UInt8] = [0xA1, 2, 0x30, 0]
        let message = SignedData(
            contentType: OID.CMS.data,
            content: nil,
            certificates: [old, read.certificateChoice],
            signers: []
        )
        let again = try SignedData(contentInfo: message.contentInfo)
        #expect(again.otherCertificates == [old, read.certificateChoice])
        #expect(try again.attributeCertificates() == [read])
        let broken = SignedData(contentType: OID.CMS.data, content: nil, certificates: [[0xA2, 2, 0x30, 0]], signers: [])
        #expect(throws: FormatError.self) { try broken.attributeCertificates() }
    }

    @Test("a message's other revocation information is read by format: OCSP responses, and others as octets")
    func revocationInformation() throws {
        let response = OCSPResponse(type: "1.2.3.4", response: [1])
        let other = OtherRevocationInformation(format: "1.2.3", information: [5, 0])
        let message = SignedData(
            contentType: OID.CMS.data,
            content: nil,
            certificates: [],
            crls: [other, OtherRevocationInformation(response)].map(\.derEncoded),
            signers: []
        )
        let read = try SignedData(contentInfo: message.contentInfo)
        #expect(
            try read.otherRevocationInfo.map(OtherRevocationInformation.init(derEncoded:)) == [other, OtherRevocationInformation(response)]
        )
        #expect(try read.ocspResponses() == [response])
        #expect(throws: FormatError.self) { try OtherRevocationInformation(derEncoded: [0xA1, 3, 6, 1, 0x2A]) }
    }

    @Test("an attribute authority may grant exactly the attributes that AAControls permits")
    func controls() throws {
        let listed = try AAControls(value: AAControls(permitted: ["1.2.3"], permitsUnspecified: false).value)
        #expect(listed.permits("1.2.3") && !listed.permits("1.2.4"))
        let excluded = try AAControls(value: AAControls(permitted: ["1.2.3"], excluded: ["1.2.3", "1.2.5"]).value)
        #expect(!excluded.permits("1.2.3") && excluded.permits("1.2.4") && !excluded.permits("1.2.5"))
        #expect(throws: FormatError.self) { try AAControls(value: [0x30, 3, 2, 1, 0xFF]) }
    }

    @Test("a level beyond the 64th of a clearance is refused, trailing zeros are not")
    func classList() throws {
        func clearance(_ bits: [UInt8]) -> [UInt8] { [0x30, UInt8(7 + bits.count), 6, 2, 0x2A, 3, 3, UInt8(bits.count + 1), 0] + bits }
        let secret = try Clearance(derEncoded: clearance([0x08] + [UInt8](repeating: 0, count: 9)))
        #expect(secret.classList == .secret)
        #expect(try Clearance(derEncoded: secret.derEncoded) == secret)
        #expect(throws: FormatError.self) { try Clearance(derEncoded: clearance([UInt8](repeating: 0, count: 8) + [1])) }
        #expect(try Clearance(derEncoded: clearance([])).classList == [])
    }
}
