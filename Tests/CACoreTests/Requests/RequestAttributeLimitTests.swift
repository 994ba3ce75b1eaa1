import CACore
import CAInterface
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Request attributes")
struct RequestAttributeLimitTests {
    private func failure(_ raw: String, pairs: Int = 0) async throws -> CAError? {
        let attributes = (0..<pairs).map { number in
            RequestAttribute(
                OID.Microsoft.enrollmentNameValuePair,
                values: [EnrollmentNameValuePair(name: "n\(number)", value: "v").derEncoded]
            )
        }
        let bytes = try await RequestBuilder.pkcs10(key: PrivateKey(generating: .p256), subject: .empty, attributes: attributes)
        do {
            _ = try ReceivedRequest(Submission(bytes: bytes, attributes: RequestAttributes(raw: raw)))
            return nil
        } catch { return error as? CAError }
    }

    @Test("512 attributes are read with a request, over all places; more are 0x80094007 without a row")
    func many() async throws {
        func text(_ count: Int) -> String { (0..<count).map { "a\($0):b" }.joined(separator: "\n") }
        #expect(try await failure(text(512)) == nil)
        let error = try await failure(text(513))
        #expect(error?.code == .malformed)
        #expect(error?.status == .certsrvEncodingLength)
        #expect(error?.message == "The request has 513 attributes; at most 512 are read. Leave out those that are not needed.")
    }

    @Test("a name, a value or a text longer than its column is 0x80094007 and says which")
    func long() async throws {
        let name = try await failure(String(repeating: "n", count: 255) + ":v")
        #expect(name?.message.hasPrefix("The request attribute \"nnn") == true)
        #expect(try await failure("n:" + String(repeating: "v", count: 8193))?.status == .certsrvEncodingLength)
        #expect(try await failure("n:" + String(repeating: "v", count: 8192)) == nil)
        let text = Array(repeating: "n:" + String(repeating: "v", count: 4000), count: 9).joined(separator: "\n")
        #expect(try await failure(text)?.message.contains("at most 32768 are kept") == true)
    }

    @Test("every documented attribute has its effect in one table: acts, shortens, ignored or kept")
    func table() {
        let effects = RequestAttributeEffect.byName
        #expect(effects["san"] == .ignored)
        #expect(effects["certificatetemplate"] == .acts)
        #expect(effects["expirationdate"] == .shortens)
        let documented = [
            "certificatetemplate", "san", "certificateusage", "validityperiod", "validityperiodunits", "expirationdate", "requestername",
            "cdc", "rmd", "ccm", "cbm", "certtype", "challenge", "certfile", "requestid", "crlpartitionindex", "lintcertificate",
            "commonname", "cn", "orgunit", "ou", "disposition", "requestosversion", "requestcspprovider", "expectedchallenge", "upn",
            "email",
        ]
        for name in documented { #expect(effects[name] != nil, "\(name)") }
    }
}
