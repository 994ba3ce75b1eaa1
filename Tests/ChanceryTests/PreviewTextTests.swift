import CAInterface
import Foundation
import PKIFormats
import Testing
import WireProtocols

@testable import chancery

@Suite("Previews as text")
struct PreviewTextTests {
    private func body(_ json: String) throws -> RequestPreviewBody {
        try JSONDecoder().decode(RequestPreviewBody.self, from: Data(json.utf8))
    }

    @Test("a preview as text has the outcome, each part of the certificate with its origin, and omissions")
    func certificate() throws {
        let text = try body(
            """
            {"disposition": "issued", "dispositionCode": 3, "status": "0x00000000", "message": "Issued", "callerName": "EXAMPLE\\\\agent",
             "requesterName": "EXAMPLE\\\\alice", "template": "User", "templateVersion": 4,
             "certificate": {"subject": "", "subjectSource": "template", "issuer": "CN=Example CA", "notBefore": "2026-01-01T00:00:00Z",
              "notAfter": "2027-01-01T00:00:00Z", "validitySource": "template", "publicKey": "EC P-256", "signatureAlgorithm": "ecdsa-with-SHA256",
              "extensions": [{"oid": "2.5.29.15", "name": "keyUsage", "critical": true, "values": ["digitalSignature"], "der": "", "source": "template"},
               {"oid": "1.2.3", "name": "1.2.3", "critical": false, "values": [], "der": "", "source": "officer"}]},
             "omissions": [{"what": "2.5.29.17", "why": "the template takes names from the directory"}]}
            """
        ).text
        #expect(
            text == """
                issued: Issued
                For EXAMPLE\\alice, asked by EXAMPLE\\agent, template User, version 4.

                Certificate (the origin of each part is in brackets)
                  subject     (empty)  [template]
                  issuer      CN=Example CA  [authority]
                  validity    2026-01-01T00:00:00Z to 2027-01-01T00:00:00Z  [template]
                  public key  EC P-256  [request]
                  signature   ecdsa-with-SHA256  [authority]
                  keyUsage, critical  [template]
                      digitalSignature
                  1.2.3  [officer]

                Left out
                  2.5.29.17: the template takes names from the directory
                """
        )
    }

    @Test("a preview of a denial as text has the rule, the field, the value and the remedy")
    func denial() throws {
        let text = try body(
            """
            {"disposition": "denied", "dispositionCode": 2, "status": "0x80094012", "message": "Denied by Policy Module", "callerName": "EXAMPLE\\\\bob",
             "requesterName": "EXAMPLE\\\\bob", "omissions": [],
             "reason": {"rule": "CallerMayEnroll", "field": "template", "value": "User", "remedy": "Ask an administrator."}}
            """
        ).text
        #expect(
            text == """
                denied: Denied by Policy Module
                  rule    CallerMayEnroll
                  field   template
                  value   User
                  remedy  Ask an administrator.
                For EXAMPLE\\bob, asked by EXAMPLE\\bob.
                """
        )
    }
}
