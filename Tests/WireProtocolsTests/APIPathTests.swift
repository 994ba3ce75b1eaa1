import CAInterface
import PKIFormats
import PortableFoundation
import Testing
import WireProtocols

@Suite struct APIPathTests {
    static let paths: [APIPath] = [
        .openAPI, .authorities, .requests(authority: "Chancery Issuing CA"), .preview(authority: "A"),
        .request(authority: "Ärger/100%", RequestID(7)),
        .requestRecord(authority: "A", RequestID(1)), .act(authority: "A", RequestID(1), .approve),
        .act(authority: "A", RequestID(1), .deny),
        .act(authority: "A", RequestID(1), .resubmit), .certificates(authority: "A"), .certificate(authority: "A", serial: "0a1b"),
        .revocation(authority: "A", serial: "0a1b"), .revocationLists(authority: "A"), .property(authority: "A", CAPropertyID(-1)),
        .templates,
        .template(name: "Web Server"), .templateVersions(name: "A"), .templateVersion(name: "A", 3),
        .templateAcceptance(name: "A", rule: "ESC1"), .templateAccess(name: "A"), .agentGrants,
        .agentGrant(agent: "DOM\\agent", template: "A", subjects: "Help Desk"), .principals, .principal(name: "DOM\\müller"),
        .password(principal: "WEB1$"), .groups,
        .members(group: "CA Administrators"), .member(group: "A/B", name: "a b"), .settings(authority: "A"),
        .security(authority: "A"), .roles(authority: "A"), .officerRights(authority: "A"), .auditFilter(authority: "A"),
        .templateStates(authority: "A"), .publication(authority: "A", template: "Web Server"),
        .view(authority: "A", .revocationLists), .requestAttributes(authority: "A", RequestID(1)),
        .requestExtension(authority: "A", RequestID(1), oid: "2.5.29.15"), .erasures(authority: "A"), .history(authority: "A"),
        .keyRecovery(authority: "A", RequestID(3)), .archivedKey(authority: "A", RequestID(3)),
        .validity(authority: "A", serial: "0a1b"), .shownAfterExpiry(authority: "A", serial: "0a1b"), .configuration(authority: "A"),
        .exitTest(authority: "A", receiver: "to siem"), .mails, .mailRetry(id: "a"), .mailTest,
        .auditRecords, .auditRecord(position: 7), .auditLog,
        .configurationEntry(authority: "A", node: "PolicyModules\\X.Policy", entry: "EditFlags"),
        .generations(authority: "A"), .renewals(authority: "A b"), .authorityCertificate(authority: "A"),
        .profileTemplates, .profileTemplate("Laptops / more"), .profileTemplateVersions("A"), .profileTemplateVersion("A", 2),
    ]

    private static let id = UUID(uuidString: "5FA3E0E8-77D4-4F5C-9A3D-0C1F7E2B9A10") ?? UUID()

    static let managementPaths: [APIPath] = [
        .management(.requests), .management(.preview), .management(.bulkStart), .management(.request(id)), .management(.history(id)),
        .management(.act(id, .approve)), .management(.act(id, .deny)), .management(.act(id, .cancel)), .management(.act(id, .abandon)),
        .management(.act(id, .complete)),
        .management(.priority(id)), .management(.passwords(id)), .management(.passwordCheck(id)), .management(.dataItems(id)),
        .management(.documents(id)),
        .management(.document(id, name: "Letter 1/2")), .management(.users), .management(.objects(user: id, .profiles)),
        .management(.objects(user: id, .smartcards)), .management(.objects(user: id, .certificates)), .management(.report(.certificates)),
        .management(.why), .management(.unblockCode(id)), .management(.pin(smartcard: id)),
    ]

    @Test("every path that is written is read back", arguments: paths + managementPaths)
    func roundTrip(_ path: APIPath) throws {
        #expect(try APIPath(path: path.path) == path)
        #expect(path.path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    }

    @Test("a segment is decoded once, after the path is split")
    func decodedOnce() throws {
        #expect(try APIPath(path: "/api/v1/templates/a%2Fb") == .template(name: "a/b"))
        #expect(try APIPath(path: "/api/v1/templates/a%252Fb") == .template(name: "a%2Fb"))
    }

    @Test(
        "paths of no call are not recognized",
        arguments: [
            "/api/v1/", "/api/v1", "/api/v2/authorities", "/api/v1/authorities/", "/api/v1/authorities/A",
            "/api/v1/authorities/A/requests/1/revoke",
            "/api/v1/authorities//requests", "/api/v1/templates/a/b", "/api/v1/agent-grants/a/b", "/api/v1/Authorities",
            "/api/v1/principals/a/b", "/api/v1/groups/a", "/api/v1/groups/a/members/b/c", "/api/v1/authorities/A/settings/x",
        ]
    )
    func unknown(_ path: String) throws {
        #expect(try APIPath(path: path) == nil)
    }

    @Test(
        "broken encodings and malformed numbers name the field",
        arguments: [
            ("/api/v1/templates/%G0", "path"), ("/api/v1/templates/%4", "path"), ("/api/v1/templates/%ff", "path"),
            ("/api/v1/templates/a%00", "path"),
            ("/api/v1/authorities/A/requests/abc", "requestId"), ("/api/v1/authorities/A/requests/99999999999999999999", "requestId"),
            ("/api/v1/authorities/A/properties/x", "id"), ("/api/v1/templates/A/versions/x", "version"),
            ("/api/v1/authorities/A/requests/1/extensions/x", "oid"),
        ]
    )
    func malformed(_ path: String, field: String) {
        let fault = #expect(throws: BodyError.self) { try APIPath(path: path) }
        #expect(fault?.field == field)
    }

    @Test("every route has a path here")
    func everyRoute() {
        #expect(Set((Self.paths + Self.managementPaths).map(\.route)) == Set(APIRoute.allCases))
    }

    @Test("only paths that name a row hide whether it exists")
    func hiding() {
        #expect(Self.paths.filter(\.route.namesRow).count == 12)
        #expect(Self.managementPaths.filter(\.route.namesRow).count == 15)
    }
}
