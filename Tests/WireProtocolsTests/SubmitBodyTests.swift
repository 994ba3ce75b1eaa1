import CAInterface
import Foundation
import PKIFormats
import Testing
import WireProtocols

@Suite struct SubmitBodyTests {
    private static let der: [UInt8] = (0..<200).map { UInt8($0) }

    private static func body(_ members: String) -> [UInt8] { Array("{\(members)}".utf8) }

    @Test("the server reads exactly what a client writes")
    func roundTrip() throws {
        let submission = Submission(
            bytes: Self.der,
            format: .pkcs10,
            attributes: RequestAttributes(["CertificateTemplate": "WebServer", "note": "a:b"]),
            submissionKey: "key-1",
            wantsFullResponse: true
        )
        let json = Array(try JSONEncoder().encode(SubmitBody(submission)))
        #expect(try SubmitBody(json: json).submission() == submission)
    }

    @Test("a list of timestamps and the wish for a precertificate travel as they were given")
    func transparency() throws {
        var submission = Submission(bytes: [0, 2, 0, 0], format: .timestampList, attributes: RequestAttributes(["RequestId": "17"]))
        #expect(SubmitBody(submission).format == "sctList")
        submission.wantsPrecertificate = true
        let json = Array(try JSONEncoder().encode(SubmitBody(submission)))
        #expect(try SubmitBody(json: json).submission() == submission)
    }

    @Test("the wishes for pre-signing and for a renewal on behalf of others travel as they were given")
    func presignedAndOnBehalf() throws {
        for (presigned, onBehalf) in [(true, false), (false, true)] {
            let submission = Submission(bytes: Self.der, wantsPresigned: presigned, renewsOnBehalf: onBehalf)
            let json = Array(try JSONEncoder().encode(SubmitBody(submission)))
            #expect(try SubmitBody(json: json).submission() == submission)
        }
    }

    @Test("a template named beside the request travels as its attribute")
    func template() throws {
        let body = SubmitBody(Submission(bytes: Self.der, template: "User"))
        #expect(body.attributes == ["CertificateTemplate": "User"])
    }

    @Test(
        "base64 is read in any wrapping and between any labels",
        arguments: ["bare", "one line", "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST", "PKCS7", "WHATEVER"]
    )
    func encodings(_ form: String) throws {
        let text =
            switch form {
            case "bare": Base64.encode(Self.der, lineLength: 20)
            case "one line": Base64.encode(Self.der)
            default: "-----BEGIN \(form)-----\r\n" + Base64.encode(Self.der, lineLength: 64) + "-----END \(form)-----\r\n\n"
            }
        #expect(try EncodedText.bytes(of: text, field: "request") == Self.der)
    }

    @Test(
        "an unreadable body names its field",
        arguments: [
            (#""request": "!!!""#, "request"), (#""request": """#, "request"), (#""request": 5"#, "request"),
            (#""format": "pkcs10""#, "request"),
            (#""request": "AAAA", "format": "pkcs11""#, "format"),
            (#""request": "AAAA", "attributes": {"a": "x\nSAN:dns=evil"}"#, "attributes.a"),
            (#""request": "AAAA", "attributes": {"a:b": "x"}"#, "attributes"),
            (#""request": "AAAA", "attributes": {"a": 1}"#, "attributes.a"), (#""request": "AAAA", "fullResponse": "yes""#, "fullResponse"),
            (#""request": "AAAA", "atributes": {}"#, "atributes"), (#""request": "AAAA","#, "body"),
            (#""request": "AAAA", "request": "AAAA""#, "body"),
        ]
    )
    func unreadable(_ members: String, field: String) {
        let fault = #expect(throws: BodyError.self) { try SubmitBody(json: Self.body(members)).submission() }
        #expect(fault?.field == field)
    }

    @Test("a body that is not JSON is refused with the octet where it breaks")
    func position() {
        let fault = #expect(throws: BodyError.self) { try SubmitBody(json: Array(#"{"request": AAAA}"#.utf8)) }
        #expect(fault?.value == "octet 12")
    }

    @Test("a request is read with text around it; a blank that was a plus sign is refused with its place")
    func requestText() throws {
        let pem = PEMDocument(label: "CERTIFICATE REQUEST", bytes: Self.der).text.replacing("\n-----END", with: "-----END")
        let around = "Please sign:\n\n" + pem + "\nRegards"
        #expect(try SubmitBody(request: around).submission().bytes == Self.der)
        let broken = Base64.encode(Array(repeating: 0xFB, count: 60)).replacing("+", with: " ")
        let fault = #expect(throws: BodyError.self) { try SubmitBody(request: broken).submission() }
        #expect(fault?.field == "request" && fault?.reason.contains("line 1, character") == true)
    }

    @Test("two certificates in one text are refused")
    func two() {
        let one = PEMDocument(label: "CERTIFICATE REQUEST", bytes: Self.der).text
        #expect(throws: BodyError.self) { try EncodedText.bytes(of: one + one, field: "certificate") }
    }
}
