import CAInterface
import CertManagement
import CertificateTemplates
import Foundation
import HTTPTypes
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

/// The document matches the program: its routes, their refusals and the bodies. Every list here comes from the program, none from the document.
@Suite("The OpenAPI document describes the API")
struct OpenAPITests {
    private let document: OpenAPIFile

    init() throws { document = try OpenAPIFile() }

    @Test("docs/openapi.json is served octet for octet (after a change of it, run scripts/embed-openapi)")
    func served() async throws {
        let answer = try await FrontEndFixture.make().call(.get, APIPath.openAPI.path, as: nil)
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "application/json")
        #expect(answer.octets == document.octets)
    }

    @Test(
        "a validator of OpenAPI documents finds no fault in the document",
        .enabled(if: PythonJudge.has(module: "openapi_spec_validator"))
    )
    func valid() throws {
        let faults = try PythonJudge.run(
            """
            import json, sys
            from openapi_spec_validator import OpenAPIV31SpecValidator
            for fault in OpenAPIV31SpecValidator(json.load(sys.stdin)).iter_errors():
                print(list(fault.absolute_path), fault.message)
            """,
            input: String(decoding: document.octets, as: UTF8.self)
        )
        #expect(faults == "")
    }

    @Test("the OpenAPI document lists every route with its methods and parameters, and nothing else")
    func routes() throws {
        #expect(Set(document.paths.keys) == Set(APIRoute.allCases.map(\.rawValue)))
        for route in APIRoute.allCases {
            let item = document.paths[route.rawValue] ?? [:]
            #expect(Set(item.keys.filter { $0 != "parameters" }.map { $0.uppercased() }) == Set(route.methods), "\(route.rawValue)")
            let parameters = document.resolved(item["parameters"] as? [Any] ?? [])
            #expect(parameters.allSatisfy { $0["in"] as? String == "path" })
            #expect(parameters.compactMap { $0["name"] as? String } == Self.parameters(of: route), "\(route.rawValue)")
        }
        for route in APIRoute.allCases {
            let query = document.resolved((document.paths[route.rawValue]?["get"] as? [String: Any])?["parameters"] as? [Any] ?? [])
            let names = query.filter { $0["in"] as? String == "query" }.compactMap { $0["name"] as? String }
            #expect(Set(names) == Set(route.parameters), "\(route.rawValue)")
        }
        let names = document.operations.compactMap { $0.operation["operationId"] as? String }
        #expect(Set(names).count == document.operations.count)
    }

    /// The possible refusals of a route follow from facts about it. Each fact names the place that refuses.
    @Test(
        "every route lists the refusals that follow from its facts, each by reference to the one text of it",
        arguments: APIRoute.allCases
    )
    func refusals(_ route: APIRoute) throws {
        for method in route.methods {
            let operation = try #require(document.paths[route.rawValue]?[method.lowercased()] as? [String: Any])
            // The server refuses other methods before sign-in.
            var expected: Set = [405]
            // Routes without sign-in return octets that always exist.
            if (operation["security"] as? [Any])?.isEmpty != true {
                // Sign-in, plain HTTP or missing rights, too many failures, a failure of our own, a store or key that cannot serve.
                expected.formUnion([401, 403, 429, 500, 503])
            }
            // A segment may be invalid percent-encoding, not a number, or the name of nothing.
            if !Self.parameters(of: route).isEmpty { expected.formUnion([400, 404]) }
            if operation["parameters"] != nil { expected.insert(400) }
            // Bodies are read whatever their Content-Type, so 415 does not occur.
            if operation["requestBody"] != nil { expected.formUnion([400, 413]) }
            // A commit names the state it expects, which others may have changed.
            if method != "GET" { expected.insert(409) }
            // Each look at a PIN is recorded, and the looks at one chip are counted.
            if route == .managementPIN { expected.insert(409) }
            if method == "PUT", [.security, .officerRights, .auditFilter].contains(route) {
                // Another revision than the one read, and a change that a rule forbids.
                expected.formUnion([412, 422])
            }
            // A template that breaks a rule is not published.
            if [.publication, .template, .templateAcceptance, .profileTemplate].contains(route), method == "PUT" { expected.insert(422) }
            let batches: Set<APIRoute> = [.templates, .profileTemplates]
            if batches.contains(route), method == "POST" { expected.insert(422) }
            // Edits say which version they were made from. Only a PUT must say it.
            let documents: Set<APIRoute> = [.template, .profileTemplate]
            if documents.contains(route), method != "GET" { expected.insert(412) }
            if batches.contains(route), method == "POST" { expected.insert(412) }
            if documents.contains(route), method == "PUT" { expected.insert(428) }
            // A change of a management request may say which revision it was read at. The answer about reasons names objects in its query.
            if route.takesRevision { expected.insert(412) }
            if route == .managementWhy { expected.insert(404) }
            // The query names an authority; the log may not have begun.
            if [.auditRecords, .auditLog].contains(route) { expected.insert(404) }
            // A grant names an agent, a template and a group.
            if route == .agentGrants, method == "POST" { expected.insert(404) }
            // An officer decides only about some extensions, and a foreign certificate is imported only when that is said.
            if route == .requestExtension { expected.insert(422) }
            if route == .certificates, method == "POST" { expected.insert(422) }
            // A certificate that is not the authority's.
            if route == .authorityCertificate { expected.insert(422) }
            // So is a configuration entry that breaks one, and a list of templates of which one does.
            if [.configurationEntry, .property].contains(route) || route == .archivedKey && method == "PUT", method != "GET" {
                expected.insert(422)
            }
            let responses = try #require(operation["responses"] as? [String: [String: Any]])
            let refusals = responses.filter { $0.key >= "4" }
            #expect(Set(refusals.keys) == Set(expected.map(String.init)), "\(method) \(route.rawValue)")
            for (status, response) in refusals {
                #expect(response["$ref"] as? String == Self.response(Int(status)).map { "#/components/responses/" + $0 })
            }
            // A template may be unchanged since the caller's version (304), and a PUT may make a new one (201).
            let successes = documents.contains(route) && method != "DELETE" ? 2 : 1
            #expect(responses.count == refusals.count + successes, "\(method) \(route.rawValue)")
        }
    }

    @Test(
        "the schema of an answer has the members its body writes, and requires those always there",
        arguments: AnswerBody.all
    )
    func answers(_ body: AnswerBody) throws {
        let schema = try #require(document.schemas[body.schema])
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let members = try body.members()
        #expect(Set(properties.keys) == Set(members.map(\.name)))
        let always = Set(members.filter(\.isRequired).map(\.name)).union(body.alsoAlwaysWritten)
        #expect(Set(schema["required"] as? [String] ?? []) == always)
        for member in members {
            let kinds = document.kinds(of: properties[member.name] ?? [:])
            // A value that may be text or number decodes itself.
            #expect(kinds.contains(member.kind) || kinds == ["string", "integer"], "\(member.name)")
        }
    }

    @Test(
        "a body that follows its schema is read; one with a member missing or too many is refused",
        arguments: RequestBodyReader.all
    )
    func requests(_ body: RequestBodyReader) throws {
        let schema = try #require(document.schemas[body.schema])
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let required = schema["required"] as? [String] ?? []
        #expect(schema["additionalProperties"] as? Bool == false)
        #expect(Set(properties.keys) == Set(try body.members()))
        let full = properties.mapValues(document.example)
        try body.read(full)
        try body.read(full.filter { required.contains($0.key) })
        for name in required {
            #expect(throws: BodyError.self) { try body.read(full.filter { $0.key != name }) }
        }
        #expect(throws: BodyError.self) { try body.read(full.merging(["invented": 1]) { $1 }) }
    }

    @Test("every schema belongs to a body, and every shared part is used")
    func complete() throws {
        #expect(Set(document.schemas.keys) == Set(AnswerBody.all.map(\.schema) + RequestBodyReader.all.map(\.schema)))
        let text = String(decoding: document.octets, as: UTF8.self)
        for (kind, names) in document.components where kind != "securitySchemes" {
            for name in names.keys { #expect(text.contains("\"#/components/\(kind)/\(name)\""), "\(kind)/\(name)") }
        }
    }

    @Test("the words that a member may have are those of the program")
    func words() throws {
        func words(_ schema: String, _ member: String) -> Set<String> {
            let property = (document.schemas[schema]?["properties"] as? [String: [String: Any]])?[member]
            return Set((property?["items"] as? [String: Any] ?? property)?["enum"] as? [String] ?? [])
        }
        #expect(words("Revoke", "reason") == Set(CRLReason.known.map(\.word)))
        #expect(words("Principal", "kind") == Set(Principal.Kind.allCases.map(\.rawValue)))
        #expect(words("Template", "acceptedCurves") == Set(NamedCurve.allCases.map(\.rawValue)))
        #expect(words("Template", "lintProfiles") == Set(LintProfile.allCases.map(\.rawValue)))
        #expect(words("SecurityEntry", "rights") == Set(AuthorityRole.all.map(\.word)))
        #expect(words("Roles", "roles") == Set(AuthorityRole.all.map(\.name)))
        #expect(words("OCSPSettings", "mode") == Set(OCSPSettings.Mode.allCases.map(\.rawValue)))
        #expect(words("OCSPSettings", "neverIssued") == Set(OCSPSettings.NeverIssued.allCases.map(\.rawValue)))
        #expect(words("OCSPSettings", "signerKey") == Set(OCSPSettings.SignerKey.allCases.map(\.rawValue)))
        let table = document.components["parameters"]?["table"]?["schema"] as? [String: Any]
        #expect(Set(table?["enum"] as? [String] ?? []) == Set(ViewTable.allCases.map(\.word)))
        // Timestamps and answers complete a request and are none.
        let requests = RequestFormat.known.filter { ![.timestampList, .challengeResponse].contains($0) }
        #expect(words("Preview", "format") == Set(requests.compactMap(\.name)))
        #expect(words("Submit", "format") == Set(RequestFormat.known.compactMap(\.name)))
    }

    private static func parameters(of route: APIRoute) -> [String] {
        route.rawValue.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    private static func response(_ status: Int?) -> String? {
        switch status {
        case 400: "Malformed"
        case 401: "SignInRequired"
        case 403: "Forbidden"
        case 404: "NotFound"
        case 405: "WrongMethod"
        case 409: "Conflict"
        case 412: "PreconditionFailed"
        case 413: "TooLarge"
        case 422: "Unacceptable"
        case 428: "VersionRequired"
        case 429: "BackOff"
        case 500: "Failed"
        case 503: "Unavailable"
        default: nil
        }
    }
}

extension OpenAPITests {
    /// The schema of a body that the server writes.
    struct AnswerBody: Sendable, CustomTestStringConvertible {
        let schema: String
        /// Always written, although a client also reads answers of servers that omit them.
        var alsoAlwaysWritten: [String] = []
        let members: @Sendable () throws -> [MemberRecorder.Member]

        var testDescription: String { schema }

        init<Body: Decodable & SendableMetatype>(_ schema: String, _ type: Body.Type, alsoAlwaysWritten: [String] = []) {
            self.schema = schema
            self.alsoAlwaysWritten = alsoAlwaysWritten
            members = { try MemberRecorder.members(of: type) }
        }

        static let all: [AnswerBody] = [
            AnswerBody("Authority", AuthorityBody.self, alsoAlwaysWritten: ["singleOperator"]),
            AnswerBody("RenewalOutcome", RenewalOutcomeBody.self),
            AnswerBody("Generations", GenerationsBody.self),
            AnswerBody("Generation", GenerationsBody.Generation.self),
            AnswerBody("WaitingRenewal", GenerationsBody.Waiting.self),
            AnswerBody("Disposition", DispositionBody.self),
            AnswerBody("RequestPreview", RequestPreviewBody.self),
            AnswerBody("PreviewedCertificate", RequestPreviewBody.CertificateBody.self),
            AnswerBody("Reason", DenialReason.self),
            AnswerBody("RequestRow", RequestRowBody.self),
            AnswerBody("OfficerChanges", OfficerChangesBody.self),
            AnswerBody("OfficerExtension", OfficerChangesBody.Extension.self),
            AnswerBody("RequestPage", PageBody<RequestRowBody, Int>.self),
            AnswerBody("Certificate", CertificateRowBody.self),
            AnswerBody("CertificatePage", PageBody<CertificateRowBody, Int>.self),
            AnswerBody("PrincipalPage", PageBody<PrincipalBody, String>.self),
            AnswerBody("ViewPage", ViewPageBody.self),
            AnswerBody("RevocationList", RevocationListBody.self),
            AnswerBody("Erased", ErasedBody.self),
            AnswerBody("KeyRecovery", KeyRecoveryBody.self),
            AnswerBody("ArchivedKey", ArchivedKeyBody.self),
            AnswerBody("Imported", ImportedBody.self),
            AnswerBody("Validity", ValidityBody.self),
            AnswerBody("Property", PropertyBody.self),
            AnswerBody("ExitTest", ExitTestBody.self),
            AnswerBody("Mail", MailBody.self),
            AnswerBody("MailPage", PageBody<MailBody, String>.self),
            AnswerBody("MailTestResult", MailTestResultBody.self),
            AnswerBody("AuditRecord", AuditRecordBody.self),
            AnswerBody("AuditPage", PageBody<AuditRecordBody, Int>.self),
            AnswerBody("RecordLog", RecordLogBody.self),
            AnswerBody(
                "Settings",
                AuthoritySettings.self,
                alsoAlwaysWritten: [
                    "singleOperator", "crlPeriodSeconds", "crlValiditySeconds", "unissuedPerHour", "linkedPolicies",
                    "certificateTransparency", "largestTimestampList", "presigning",
                ]
            ),
            AnswerBody("Security", SecurityBody.self),
            AnswerBody("SecurityEntry", SecurityEntryBody.self),
            AnswerBody("Roles", RolesBody.self),
            AnswerBody("OfficerRights", OfficerRightsBody.self),
            AnswerBody("OCSPSettings", OCSPSettings.self),
            AnswerBody("OfficerRestriction", OfficerRestrictionBody.self),
            AnswerBody("HistoryRow", HistoryRowBody.self),
            AnswerBody("HistoryOutcomes", HistoryOutcomesBody.self),
            AnswerBody("HistoryOutcome", HistoryOutcomesBody.Row.self),
            AnswerBody("AuditFilter", AuditFilterBody.self),
            AnswerBody("ConfigurationEntry", ConfigurationEntryBody.self),
            AnswerBody("Template", TemplateBody.self),
            AnswerBody("TemplateState", TemplateStateBody.self),
            AnswerBody("TemplateFinding", TemplateFindingBody.self),
            AnswerBody("TemplateOutcome", TemplateOutcomeBody.self),
            AnswerBody("TemplateFieldChange", TemplateFieldChangeBody.self),
            AnswerBody("TemplateBatchOutcome", TemplateBatchOutcomeBody.self),
            AnswerBody("TemplateHistory", TemplateHistoryBody.self),
            AnswerBody("TemplateVersion", TemplateHistoryBody.Version.self),
            AnswerBody("TemplateAccess", TemplateAccessBody.self),
            AnswerBody("AccessDecision", TemplateAccessBody.Decision.self),
            AnswerBody("DecidingEntry", TemplateAccessBody.Entry.self),
            AnswerBody("AgentGrant", AgentGrantBody.self),
            AnswerBody("ProfileTemplateRow", ProfileTemplateRowBody.self),
            AnswerBody("ProfileTemplateBatchOutcome", ProfileTemplateBatchOutcomeBody.self),
            AnswerBody("ProfileTemplateOutcome", ProfileTemplateOutcomeBody.self),
            AnswerBody("ProfileTemplateFinding", ProfileTemplateOutcomeBody.Finding.self),
            AnswerBody("ProfileTemplateHistory", ProfileTemplateHistoryBody.self),
            AnswerBody("ProfileTemplateVersion", ProfileTemplateHistoryBody.Version.self),
            AnswerBody("AccessEntry", AccessControlList.PlainEntry.self),
            AnswerBody("Principal", PrincipalBody.self),
            AnswerBody("ManagementParty", ManagementPartyBody.self),
            AnswerBody("ManagementDataItem", ManagementDataItemBody.self),
            AnswerBody("ManagementAccessEntry", ManagementAccessEntryBody.self),
            AnswerBody("ManagedRequest", ManagedRequestBody.self),
            AnswerBody("ManagedRequestPage", PageBody<ManagedRequestBody, String>.self),
            AnswerBody("ManagementEvent", ManagementEventBody.self),
            AnswerBody("ManagementPasswords", ManagementPasswordsBody.self),
            AnswerBody("ManagementPassword", ManagementPasswordsBody.Password.self),
            AnswerBody("ManagementUnblockCode", ManagementUnblockCodeBody.self),
            AnswerBody("ManagementPIN", ManagementPINBody.self),
            AnswerBody("ManagementDocument", ManagementDocumentBody.self),
            AnswerBody("ManagementEffect", ManagementEffectBody.self),
            AnswerBody("ManagementStartResult", ManagementStartResultBody.self),
            AnswerBody("ManagementUser", ManagementUserBody.self),
            AnswerBody("ManagementUserPage", PageBody<ManagementUserBody, String>.self),
            AnswerBody("ManagedProfile", ManagedProfileBody.self),
            AnswerBody("ManagedProfilePage", PageBody<ManagedProfileBody, String>.self),
            AnswerBody("ManagedSmartcard", ManagedSmartcardBody.self),
            AnswerBody("ManagedSmartcardPage", PageBody<ManagedSmartcardBody, String>.self),
            AnswerBody("ManagedCertificate", ManagedCertificateBody.self),
            AnswerBody("ManagedCertificatePage", PageBody<ManagedCertificateBody, String>.self),
            AnswerBody("ManagementWhy", ManagementWhyBody.self),
            AnswerBody("ManagementRule", ManagementWhyBody.Rule.self),
            AnswerBody("Problem", ProblemBody.self),
        ]
    }

    /// The schema of a body that the server reads.
    struct RequestBodyReader: Sendable, CustomTestStringConvertible {
        let schema: String
        /// The names of the members that the type has.
        let members: @Sendable () throws -> [String]
        let readOctets: @Sendable ([UInt8]) throws -> Void

        var testDescription: String { schema }

        func read(_ members: [String: Any]) throws { try readOctets(Array(try JSONSerialization.data(withJSONObject: members))) }

        static func body<Body: Decodable & SendableMetatype>(
            _ schema: String,
            _ type: Body.Type,
            _ read: @escaping @Sendable ([UInt8]) throws -> Void
        ) -> RequestBodyReader {
            RequestBodyReader(schema: schema, members: { try MemberRecorder.members(of: type).map(\.name) }, readOctets: read)
        }

        static let all: [RequestBodyReader] = [
            body("Submit", SubmitBody.self) { _ = try SubmitBody(json: $0) },
            RequestBodyReader(
                schema: "Preview",
                members: { ["request", "format", "attributes", "as", "template"] },
                readOctets: { octets in
                    var members = try JSONSerialization.jsonObject(with: Data(octets)) as? [String: Any] ?? [:]
                    // The example of an object is none of a template.
                    if members["template"] != nil {
                        let template = try #require(BuiltInTemplates.all(domain: (1, 2, 3)).first)
                        members["template"] = try JSONSerialization.jsonObject(with: JSONEncoder().encode(TemplateBody(template)))
                    }
                    _ = try PreviewBody(json: Array(JSONSerialization.data(withJSONObject: members)))
                }
            ),
            body("Revoke", RevokeBody.self) { _ = try RevokeBody(json: $0) },
            body("RequestAttributes", RequestAttributesBody.self) { _ = try RequestAttributesBody(json: $0) },
            body("ExtensionChange", ExtensionChangeBody.self) { _ = try ExtensionChangeBody(json: $0) },
            body("Erasure", ErasureBody.self) { _ = try ErasureBody(json: $0) },
            body("History", HistoryBody.self) { _ = try HistoryBody(json: $0) },
            body("KeyRecoveryStep", KeyRecoveryStepBody.self) { _ = try KeyRecoveryStepBody(json: $0) },
            body("KeyImport", KeyImportBody.self) { _ = try KeyImportBody(json: $0) },
            body("CertificateImport", CertificateImportBody.self) { _ = try CertificateImportBody(json: $0) },
            body("Publication", PublicationBody.self) { _ = try PublicationBody(json: $0) },
            body("Renewal", RenewalBody.self) { _ = try RenewalBody(json: $0) },
            body("AuthorityOrder", AuthorityOrderBody.self) { _ = try AuthorityOrderBody(json: $0) },
            body("AuthorityCertificate", AuthorityCertificateBody.self) { _ = try AuthorityCertificateBody(json: $0).given() },
            body("SettingsUpdate", AuthoritySettingsUpdate.self) { _ = try AuthoritySettingsUpdate(json: $0) },
            body("SecurityUpdate", SecurityUpdateBody.self) { octets in
                // The list has one of its two forms.
                var object = try JSONSerialization.jsonObject(with: Data(octets)) as? [String: Any] ?? [:]
                if object["sddl"] != nil { object["entries"] = nil }
                if object.isEmpty { object["roleSeparation"] = true }
                _ = try SecurityUpdateBody(json: Array(try JSONSerialization.data(withJSONObject: object)))
            },
            body("OfficerRightsUpdate", OfficerRightsUpdateBody.self) { _ = try OfficerRightsUpdateBody(json: $0) },
            body("AuditFilterUpdate", AuditFilterUpdateBody.self) { _ = try AuditFilterUpdateBody(json: $0).auditFilter() },
            body("NewPrincipal", NewPrincipalBody.self) { _ = try NewPrincipalBody(json: $0).newPrincipal() },
            RequestBodyReader(
                schema: "PrincipalUpdate",
                members: {
                    let all = PrincipalUpdate(
                        enabled: true,
                        mail: .clear,
                        userPrincipalName: .clear,
                        dnsHostName: .clear,
                        displayName: .clear
                    )
                    let octets = try JSONEncoder().encode(PrincipalUpdateBody(all))
                    return (try JSONSerialization.jsonObject(with: octets) as? [String: Any] ?? [:]).keys.sorted()
                },
                readOctets: { _ = try PrincipalUpdateBody(json: $0) }
            ),
            RequestBodyReader(
                schema: "ConfigurationValue",
                members: { ["value"] },
                readOctets: { _ = try ConfigurationValueBody(json: $0) }
            ),
            RequestBodyReader(
                schema: "PropertyUpdate",
                members: { ["value"] },
                readOctets: { _ = try PropertyUpdateBody(json: $0) }
            ),
            body("ConfigurationChange", ConfigurationChangeBody.self) { _ = try ConfigurationChangeBody(json: $0) },
            body("Password", PasswordBody.self) { _ = try PasswordBody(json: $0) },
            RequestBodyReader(
                schema: "TemplateEdit",
                members: { TemplateField.all.map(\.name) + ["accept"] },
                readOctets: { _ = try TemplateEditBody(json: $0) }
            ),
            RequestBodyReader(
                schema: "TemplateBatch",
                members: { ["templates", "dryRun", "storeUnpublished"] },
                readOctets: { _ = try TemplateBatchBody(json: $0) }
            ),
            RequestBodyReader(
                schema: "Acceptance",
                members: { try MemberRecorder.members(of: AcceptanceBody.self).map(\.name) },
                readOctets: { _ = try StrictBody.value(AcceptanceBody.self, from: $0) }
            ),
            body("AcceptanceReason", AcceptanceReasonBody.self) { _ = try AcceptanceReasonBody(json: $0) },
            body("NewAgentGrant", NewAgentGrantBody.self) { _ = try NewAgentGrantBody(json: $0) },
            body("ManagementStart", ManagementStartBody.self) { _ = try ManagementStartBody(json: $0) },
            body("ManagementBulkStart", ManagementBulkStartBody.self) { _ = try ManagementBulkStartBody(json: $0) },
            body("ManagementApproval", ManagementApprovalBody.self) { _ = try ManagementApprovalBody(json: $0) },
            body("ManagementCancel", ManagementCancelBody.self) { _ = try ManagementCancelBody(json: $0) },
            body("ManagementComment", ManagementCommentBody.self) { _ = try ManagementCommentBody(json: $0) },
            body("ManagementPriority", ManagementPriorityBody.self) { _ = try ManagementPriorityBody(json: $0) },
            body("ManagementPasswordCheck", ManagementPasswordCheckBody.self) { _ = try ManagementPasswordCheckBody(json: $0) },
            body("ManagementChallenge", ManagementChallengeBody.self) { _ = try ManagementChallengeBody(json: $0) },
            body("NewGroup", NewGroupBody.self) { _ = try NewGroupBody(json: $0) },
            RequestBodyReader(
                schema: "ProfileTemplateBatch",
                members: { ["profileTemplates", "dryRun"] },
                readOctets: { _ = try ProfileTemplateBatchBody(json: $0) }
            ),
            RequestBodyReader(
                schema: "ProfileTemplate",
                members: {
                    guard case .keys(let keys) = ProfileTemplateShape.whole else { return [] }
                    return keys.map(\.name)
                },
                readOctets: { octets in
                    do {
                        _ = try ProfileTemplateDocument(try JSONValue(parsing: octets))
                    } catch let error as ProfileTemplateDocumentError {
                        throw BodyError(field: "", value: "", reason: error.description)
                    }
                }
            ),
            body("MailTest", MailTestBody.self) { _ = try MailTestBody(json: $0) },
        ]
    }
}
