import Foundation
import PKITesting
import Testing

@Suite("Bearer tokens of a running server", .enabled(if: TestIssuer.isAvailable), .timeLimit(.minutes(10)))
struct TokenTests {
    @Test("curl signs in by a token on every API, and the record says by which issuer")
    func curl() async throws {
        let folder = try RunningServer.newFolder()
        let issuer = try TestIssuer(now: Date(), name: "admin@example.com")
        try Data(issuer.keySet.utf8).write(to: URL(filePath: folder + "/keys.json"))
        let server = try await RunningServer.start(
            folder: folder,
            options: [
                "--domain", "example.com",
                "--token-issuer", TestIssuer.issuer, "--token-audience", TestIssuer.audience, "--token-keys", folder + "/keys.json",
            ]
        )
        for name in ["RS256", "ES256"] {
            let bearer = ["--header", "Authorization: Bearer \(try issuer.token(name))"]
            for path in ["/api/v1/principals", "/certificatemanagement/api/v1.0/profiletemplates"] {
                #expect(try await server.call("GET", path, options: bearer).status == 200, "\(name) \(path)")
            }
            let body = #"{"kind": "user", "name": "\#(name.lowercased())"}"#
            #expect(try await server.call("POST", "/api/v1/principals", body: body, options: bearer).status == 201)
        }
        let wrong = try await server.call(
            "GET",
            "/api/v1/principals",
            options: ["--header", "Authorization: Bearer \(try issuer.token("damaged signature"))"]
        )
        #expect(wrong.status == 401)
        #expect(wrong.headers["www-authenticate"]?.contains(#"error="invalid_token""#) == true)
        await server.stop()
        let rows = try await succeed([
            "sqlite3", server.data + "/chancery.sqlite",
            "SELECT count(*) FROM audit WHERE cast(bytes AS text) LIKE '%\"method\":\"bearer\"%' AND cast(bytes AS text) LIKE '%\(TestIssuer.issuer)%'",
        ])
        #expect(rows.trimmingCharacters(in: .whitespacesAndNewlines) == "2")
    }

    @Test("serve refuses half of the token settings")
    func half() async throws {
        let folder = try RunningServer.newFolder()
        let result = try await run([
            Programs.chancery, "serve", "--data", folder + "/data", "--https", "127.0.0.1:0", "--http", "127.0.0.1:0", "--token-issuer",
            "x",
        ])
        #expect(result.status == 2)
        #expect(result.errorText.contains("token-issuer, token-audience and token-keys together"))
    }
}
