import CAInterface
import Foundation
import PKIFormats
import Testing
import WireProtocols

@Suite struct DispositionBodyTests {
    static let dispositions = [
        Disposition(
            requestID: RequestID(12),
            code: .issued,
            message: "Issued",
            certificate: (0..<250).map { UInt8($0) },
            chain: [[1, 2, 3], [4, 5]],
            fullResponse: [9, 8, 7]
        ),
        Disposition(requestID: RequestID(1), code: .underSubmission, message: "Taken Under Submission"),
        Disposition(
            requestID: RequestID(2),
            code: .denied,
            status: .certsrvKeyLength,
            message: "Denied by \"policy\"\n\u{1}ü",
            reason: DenialReason(rule: "KeyIsStrongEnough", field: "subjectPublicKeyInfo", value: "RSA 1024", remedy: "Use 2048 bits.")
        ),
    ]

    @Test("the quick writer and the coded type say the same", arguments: dispositions)
    func same(_ disposition: Disposition) throws {
        let read = try JSONDecoder().decode(DispositionBody.self, from: Data(disposition.json))
        #expect(read == DispositionBody(disposition))
        #expect(try read.disposition() == disposition)
    }

    @Test("a certificate travels as the PEM other programs write")
    func pem() throws {
        let body = try JSONDecoder().decode(DispositionBody.self, from: Data(Self.dispositions[0].json))
        let document = try #require(try PEMDocument.parse(body.certificate ?? "").first)
        #expect(document.text == body.certificate)
        #expect(document.bytes == Self.dispositions[0].certificate)
    }

    @Test("an answer whose status is not an HRESULT is not believed")
    func mistrusted() throws {
        let json = #"{"requestId":1,"disposition":"issued","dispositionCode":3,"status":"ok","message":"Issued"}"#
        let body = try JSONDecoder().decode(DispositionBody.self, from: Data(json.utf8))
        let error = #expect(throws: CAError.self) { try body.disposition() }
        #expect(error?.code == .untrustedServer)
    }
}
