import CAInterface
import Testing
import WireProtocols

@Suite("The OCSP settings in a body")
struct OCSPSettingsBodyTests {
    private func update(_ json: String) throws -> OCSPSettingsUpdate? {
        try AuthoritySettingsUpdate(json: Array(json.utf8)).ocsp
    }

    @Test("OCSP settings are read member by member, and what is missing stays as it is")
    func read() throws {
        let all = """
            {"ocsp": {"inCertificates": true, "mode": "preProduced", "validitySeconds": 600, "neverIssued": "revoked", "signerKey": "p384",
            "signerValiditySeconds": 86400, "authorityKeySigns": true, "archiveSeconds": 5}}
            """
        let expected = OCSPSettings(
            inCertificates: true,
            mode: .preProduced,
            validitySeconds: 600,
            neverIssued: .revoked,
            signerKey: .p384,
            signerValiditySeconds: 86_400,
            authorityKeySigns: true,
            archiveSeconds: 5
        )
        #expect(try update(all)?.applied(to: OCSPSettings()) == expected)
        #expect(try update(#"{"ocsp": {"archiveSeconds": 7}}"#) == OCSPSettingsUpdate(archiveSeconds: 7))
        #expect(try update("{}") == nil)
    }

    @Test(
        "OCSP settings with another word, another kind or another member are refused",
        arguments: [
            #"{"ocsp": null}"#, #"{"ocsp": []}"#, #"{"ocsp": {"mode": "sometimes"}}"#, #"{"ocsp": {"signerKey": "p521"}}"#,
            #"{"ocsp": {"validitySeconds": "600"}}"#, #"{"ocsp": {"validity": 600}}"#,
        ]
    )
    func refused(_ json: String) {
        #expect(throws: BodyError.self) { try update(json) }
    }
}
