import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("Times that RFC 5280 forbids")
struct TimeEncodingTests {
    /// A certificate with these times; its signature is not valid.
    private static func certificate(notBefore: [UInt8], notAfter: [UInt8]) throws -> [UInt8] {
        let body = TBSCertificate(
            serialNumber: [1],
            signatureAlgorithm: .ecdsaWithSHA256,
            issuer: .of([(.commonName, "x")]),
            notBefore: Date(timeIntervalSince1970: 0),
            notAfter: Date(timeIntervalSince1970: 1),
            subject: .of([(.commonName, "x")]),
            subjectPublicKeyInfo: SubjectPublicKeyInfo(algorithm: .ed25519, keyBytes: [UInt8](repeating: 1, count: 32))
        ).derEncoded()
        let own: [UInt8] = [0x30, 30, 0x17, 13] + Array("700101000000Z".utf8) + [0x17, 13] + Array("700101000001Z".utf8)
        let place = try #require(body.indices.first { body[$0...].starts(with: own) })
        let times = notBefore + notAfter
        let tbs = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeRaw(body[(body[1] < 0x80 ? 2 : 3)..<place])
                writer.writeSequence { $0.writeRaw(times) }
                writer.writeRaw(body[(place + own.count)...])
            }
        }
        return TBSCertificate.assemble(tbs: tbs, algorithm: .ecdsaWithSHA256, signature: [1])
    }

    private static let moment = Date(timeIntervalSince1970: 1_767_225_600)

    @Test(
        "a certificate with a time in a form of X.680 is read, and the form is named",
        arguments: [
            ("17:260101000000Z", nil, 0), ("17:2601010000Z", "notBefore has no seconds", 0),
            ("17:260101023000+0230", "notBefore has an offset from UTC in place of Z", 0),
            ("17:2512312200-0200", "notBefore has an offset from UTC in place of Z", 0),
            ("18:20260101000000Z", "notBefore is a GeneralizedTime; before 2050 a UTCTime is demanded", 0),
            ("18:20260101000000.5Z", "notBefore has a fraction of a second", 0.5),
            ("18:20260101000000.50Z", "notBefore has a fraction of a second", 0.5),
            ("18:20260101000000,25Z", "notBefore has a fraction of a second", 0.25),
            ("18:202601010000Z", "notBefore has no seconds", 0),
            ("18:20251231190000-0500", "notBefore has an offset from UTC in place of Z", 0),
        ] as [(String, String?, Double)]
    )
    func forms(time: String, fault: String?, fraction: Double) throws {
        let text = Array(time.utf8.dropFirst(3))
        let bytes = try Self.certificate(
            notBefore: [time.hasPrefix("17") ? 0x17 : 0x18, UInt8(text.count)] + text,
            notAfter: [0x18, 15] + Array("20510101000000Z".utf8)
        )
        let certificate = try Certificate(derEncoded: bytes)
        #expect(certificate.notBefore == Self.moment.addingTimeInterval(fraction))
        #expect(certificate.timeEncodingFaults == (fault.map { [$0] } ?? []))
    }

    @Test(
        "a time that names no moment is refused",
        arguments: [
            "17:260101000000", "17:261301000000Z", "17:26010100Z", "17:260101000000.5Z", "17:260101000000+2400", "17:260101000000+02",
            "18:20260101000000", "18:20260101000000.Z", "18:20260101000000.1234567890Z", "18:20260230000000Z", "17:", "18:Z",
            "17:260101000000ZZ", "18:2026010100000０Z",
        ]
    )
    func refused(time: String) throws {
        let text = Array(time.utf8.dropFirst(3))
        let bytes = try Self.certificate(
            notBefore: [time.hasPrefix("17") ? 0x17 : 0x18, UInt8(text.count)] + text,
            notAfter: [0x18, 15] + Array("20510101000000Z".utf8)
        )
        #expect(throws: FormatError.self) { try Certificate(derEncoded: bytes) }
    }
}
