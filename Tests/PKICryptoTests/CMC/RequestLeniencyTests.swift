import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Leniency towards PKCS #10 requests")
struct RequestLeniencyTests {
    typealias Leniency = CertificationRequest.Leniency

    /// A request whose signed part is what `body` writes behind the subject's key, signed as it is.
    static func request(
        version: Int = 0,
        attributes: [[UInt8]] = [],
        lengthen: (([UInt8]) -> [UInt8]) = { $0 }
    ) async throws -> [UInt8] {
        let key = try PrivateKey(generating: .p256)
        let info = lengthen(
            DERWriter.encode { writer in
                writer.writeSequence { writer in
                    writer.writeInteger(version)
                    writer.writeRaw(CMCRequestTests.subject.derEncoded)
                    writer.writeRaw(key.publicKey.derEncoded)
                    writer.writeSetOf(attributes, tag: 0xA0)
                }
            }
        )
        return CertificationRequestInfo.assemble(info: info, algorithm: .ecdsaWithSHA256, signature: try await key.sign(info))
    }

    /// Refused without the leniency and with all others, accepted with it; the signature is valid either way.
    static func expect(_ bytes: [UInt8], needs leniency: Leniency) throws -> CertificationRequest {
        #expect(throws: FormatError.self) { try CertificationRequest(derEncoded: bytes) }
        #expect(throws: FormatError.self) { try CertificationRequest(encoded: bytes, leniency: []) }
        #expect(throws: FormatError.self) { try CertificationRequest(encoded: bytes, leniency: Leniency.all.subtracting(leniency)) }
        let request = try CertificationRequest(encoded: bytes, leniency: leniency)
        #expect(try request.hasValidSignature())
        #expect(try CertificationRequest(encoded: bytes, leniency: .all) == request)
        return request
    }

    @Test("another version is refused, or accepted with otherVersions, as OpenSSL does")
    func otherVersions() async throws {
        let bytes = try await Self.request(version: 2)
        #expect(try Self.expect(bytes, needs: .otherVersions).version == 3)
        let result = try runTool(["openssl", "req", "-inform", "DER", "-verify", "-noout", "-text"], input: bytes)
        #expect(result.status == 0, "\(result.errorText)")
        let tooLarge = try await Self.request(version: 256)
        #expect(throws: FormatError.self) { try CertificationRequest(encoded: tooLarge, leniency: .all) }
        let negative = try await Self.request(version: -1)
        #expect(throws: FormatError.self) { try CertificationRequest(encoded: negative, leniency: .all) }
    }

    @Test("an attribute without a value is refused, or accepted with emptyAttributeValues")
    func emptyAttributeValues() async throws {
        let empty = RequestAttribute(OID.CMS.challengePassword, values: []).derEncoded
        let request = try Self.expect(await Self.request(attributes: [empty]), needs: .emptyAttributeValues)
        #expect(request.challengePassword == nil)
        #expect(request.attributes.map(\.values) == [[]])
    }

    @Test("padding is refused, or taken away with paddingAfterEnd; other octets are always refused")
    func paddingAfterEnd() async throws {
        let bytes = try await Self.request()
        for padding: [UInt8] in [[0], [0x0D, 0x0A], [0x20, 0, 0, 0x0A]] {
            #expect(try Self.expect(bytes + padding, needs: .paddingAfterEnd).derEncoded == bytes)
        }
        #expect(throws: FormatError.self) { try CertificationRequest(encoded: bytes + [0x30], leniency: .all) }
        #expect(throws: FormatError.self) { try CertificationRequest(encoded: [], leniency: .all) }
        #expect(throws: FormatError.self) { try CertificationRequest(encoded: [0x30, 0x80, 0, 0], leniency: .all) }
    }

    @Test("overlong lengths are refused, or accepted with berEncoding, and the signature covers them as sent")
    func berEncoding() async throws {
        let bytes = try await Self.request { info in
            let content = Array(info.dropFirst(info[1] < 0x80 ? 2 : 3))
            return [0x30, 0x83, 0, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
        }
        let request = try Self.expect(bytes, needs: .berEncoding)
        #expect(request.derEncoded == bytes)
        #expect(request.infoBytes.prefix(2) == [0x30, 0x83])
        #expect(request.subject == CMCRequestTests.subject)
        let result = try runTool(["openssl", "req", "-inform", "DER", "-verify", "-noout"], input: bytes)
        #expect(result.status == 0, "\(result.errorText)")
        for position in bytes.indices {
            var damaged = bytes
            damaged[position] ^= 0x81
            do { _ = try CertificationRequest(encoded: damaged, leniency: .all) } catch { #expect(type(of: error) == FormatError.self) }
        }
    }

    @Test("several extension requests are refused, or joined by repeatedExtensionRequests if they agree")
    func repeatedExtensionRequests() async throws {
        let usage = CertificateExtension.encode([KeyUsage([.digitalSignature]).asExtension()])
        let names = CertificateExtension.encode([SubjectAlternativeName([.dnsName("a.example")]).asExtension()])
        let other = CertificateExtension.encode([KeyUsage([.keyCertSign]).asExtension()])
        func attribute(_ values: [UInt8]...) -> [UInt8] { RequestAttribute(OID.CMS.extensionRequest, values: values).derEncoded }
        for attributes in [[attribute(usage), attribute(names)], [attribute(usage, names)]] {
            let request = try Self.expect(await Self.request(attributes: attributes), needs: .repeatedExtensionRequests)
            #expect(Set(request.requestedExtensions.map(\.oid)) == [OID.Extensions.keyUsage, OID.Extensions.subjectAlternativeName])
        }
        let contradiction = try await Self.request(attributes: [attribute(usage), attribute(other)])
        #expect(throws: FormatError.self) { try CertificationRequest(encoded: contradiction, leniency: .all) }
    }

    @Test("unreadable information about the client is refused, or kept unread with unreadableInformation")
    func unreadableInformation() async throws {
        for oid in [OID.Microsoft.osVersion, OID.Microsoft.requestClientInformation, OID.Microsoft.enrollmentCSPProvider] {
            let attribute = RequestAttribute(oid, values: [[0x05, 0x00]])
            let request = try Self.expect(await Self.request(attributes: [attribute.derEncoded]), needs: .unreadableInformation)
            #expect(request.attributes == [attribute])
            #expect(request.osVersion == nil && request.clientInformation == nil && request.cspProvider == nil)
        }
        let password = RequestAttribute(OID.CMS.challengePassword, values: [[0x05, 0x00]]).derEncoded
        let bytes = try await Self.request(attributes: [password])
        #expect(throws: FormatError.self) { try CertificationRequest(encoded: bytes, leniency: .all) }
    }
}
