import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import TemplateDocuments

@Suite("template files and the authority")
struct DocumentStorageTests {
    @Test("YAML, stored, exported as LDIF and written as YAML again, is the same text")
    func throughTheStore() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let text = SampleDocument.yaml([try SampleDocument.storable()])
        let document = try #require(try SampleDocument.read(text).first)
        let outcome = try await bound.edit([TemplateEdit(document.template)], [])
        #expect(outcome.isStored, "\(outcome)")
        let stored = try await bound.template(named: document.template.name)
        let ldif = try LDIFTemplateWriter.text([stored], configuration: "CN=Configuration,DC=x")
        let again = LDIFTemplateReader(Array(ldif.utf8), file: "x").documents.map(\.template)
        #expect(SampleDocument.yaml(again) == text)
        let repeated = try await bound.edit(again.map { TemplateEdit($0) }, [])
        #expect(repeated.outcomes.map(\.newVersion) == [1])
    }

    @Test("every built-in template, exported and applied, changes nothing")
    func builtInTemplates() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let stored = try await bound.templateStates().map(\.template)
        let documents = try SampleDocument.read(SampleDocument.yaml(stored))
        let outcome = try await bound.edit(documents.map { TemplateEdit($0.template) }, .dryRun)
        #expect(outcome.outcomes.flatMap(\.changes).isEmpty)
        #expect(!outcome.isRefused)
    }

    @Test("default templates of a real forest's shape are imported whole, unpublished, with their findings")
    func forest() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        var stored: [String: CertificateTemplate] = [:]
        for name in [TestAuthority.issuingName, TestAuthority.rootName] {
            let authority = try await test.bound(test.administrator, to: name)
            for state in try await authority.templateStates() {
                stored[state.template.name] = state.template
                if state.isPublished { try await authority.withdrawTemplate(state.template.name) }
            }
        }
        let reader = LDIFTemplateReader(try SampleDocument.forest(), file: "forest.ldf")
        let edits = reader.documents.map { document in
            TemplateEdit((stored[document.template.name].flatMap { document.keepingIdentifier($0.oid) } ?? document).template)
        }
        #expect(try await bound.edit(edits, []).isRefused)
        let outcome = try await bound.edit(edits, .storeUnpublished)
        #expect(outcome.isStored)
        #expect(outcome.outcomes.count == 33)
        // Administrators of the other forest may write every template.
        #expect(outcome.outcomes.allSatisfy { $0.findings.contains { $0.problem.rule == "ESC4" } })
        let error = await #expect(throws: CAError.self) { try await bound.publishTemplate("OfflineRouter") }
        #expect(error?.reason?.rule.hasPrefix("ESC") == true)
    }
}

extension SampleDocument {
    /// The full sample without what this CA refuses.
    static func storable() throws -> CertificateTemplate {
        var template = full
        template.acceptsSHA1ProofOfPossession = false
        template.extendedKeyUsage = [OID.KeyPurpose.serverAuth]
        template.pathLength = nil
        template.supersededTemplates = ["User"]
        template.access = AccessControlList([
            .init(trustee: .authenticatedUsers, rights: [.read, .enroll]),
            .init(trustee: .account(domain: TestAuthority.domain, relativeID: 514), rights: [.enroll], isDeny: true),
        ])
        return template
    }
}
