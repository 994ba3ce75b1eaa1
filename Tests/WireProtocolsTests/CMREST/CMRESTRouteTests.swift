import PortableFoundation
import Testing
import WireProtocols

@Suite("Routes of the CM REST interface")
struct CMRESTRouteTests {
    static let text = "7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201"

    func match(_ method: String, _ path: String) -> CMRESTRoute.Match {
        CMRESTRoute.match(method: method, segments: path.split(separator: "/", omittingEmptySubsequences: false).map(String.init))
    }

    @Test("every served route is found case-insensitively, with a trailing slash, and with its variants")
    func served() throws {
        let id = try #require(UUID(uuidString: Self.text))
        let rows: [(String, String, CMRESTRoute)] = [
            ("GET", "profiletemplates", .profileTemplates), ("GET", "ProfileTemplates/", .profileTemplates),
            ("GET", "profiletemplates/\(Self.text)", .profileTemplate(id)),
            ("GET", "profiletemplates/{\(Self.text.uppercased())}/policies/enroll", .policy(id, workflow: "enroll")),
            ("GET", "profiletemplates/\(Self.text)/Policy/Workflow/Enroll", .policy(id, workflow: "Enroll")),
            ("POST", "requests", .createRequest), ("POST", "Requests/", .createRequest), ("GET", "requests", .requests),
            ("GET", "REQUESTS/\(Self.text)", .request(id)), ("PUT", "requests/\(Self.text)/", .setStatus(id)),
            ("GET", "requests/\(Self.text)/CertificateRequestGenerationOptions", .generationOptions(id)),
            ("POST", "requests/\(Self.text)/certificatedata", .certificateData(id)),
            ("POST", "requests/\(Self.text)/certificatedata/", .certificateData(id)),
            ("GET", "Profiles", .profiles), ("GET", "profiles/\(Self.text)/", .profile(id)),
            ("GET", "requests/\(Self.text)/profiles", .requestProfiles(id)),
            ("GET", "requests/\(Self.text)/Profiles/{\(Self.text)}", .requestProfile(id, profile: id)),
            ("GET", "profiles/\(Self.text)/operations", .profileOperations(id)),
            ("GET", "SmartCards/\(Self.text)/Operations", .smartcardOperations(id)),
            ("GET", "profiles/\(Self.text)/certificates", .profileCertificates(id)),
            ("GET", "smartcards/\(Self.text)/certificates/", .smartcardCertificates(id)), ("GET", "Certificates/", .certificates),
        ]
        for (method, path, route) in rows { #expect(match(method, path) == .route(route), "\(method) \(path)") }
    }

    @Test("a wrong method names the right ones")
    func methods() {
        #expect(match("DELETE", "requests") == .methodNotAllowed(["GET", "POST"]))
        #expect(match("POST", "requests/\(Self.text)") == .methodNotAllowed(["GET", "PUT"]))
        #expect(match("GET", "requests/\(Self.text)/certificatedata") == .methodNotAllowed(["POST"]))
        #expect(match("POST", "profiletemplates") == .methodNotAllowed(["GET"]))
    }

    @Test(
        "a malformed GUID is neither a route nor an absent object",
        arguments: ["requests/12", "profiles/12", "requests/\(text)/profiles/12"]
    )
    func malformed(path: String) {
        guard case .malformed = match("GET", path) else {
            Issue.record("12 was taken for a GUID")
            return
        }
    }

    @Test(
        "documented routes that are not served are told from unknown ones",
        arguments: [
            "profiletemplates/\(text)/configuration/smartcards", "smartcards", "smartcards/\(text)", "smartcards/\(text)/serverproposedpin",
            "requests/\(text)/smartcards/\(text)", "requests/\(text)/smartcards/\(text)/diversifiedkey",
            "requests/\(text)/smartcards/\(text)/authenticationresponse", "requests/\(text)/smartcards/\(text)/serverproposedpin",
        ]
    )
    func notServed(path: String) {
        #expect(match("GET", path) == .notServed)
    }

    @Test(
        "other paths are unknown",
        arguments: ["", "users", "requests/\(text)/history", "profiletemplates/\(text)/policies", "certificates/1"]
    )
    func unknown(path: String) {
        #expect(match("GET", path) == .unknown)
    }
}
