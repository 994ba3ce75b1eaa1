import CAInterface
import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import TemplateDocuments

@Suite("templates as YAML")
struct YAMLTemplateTests {
    @Test("every field of a template has a key of its own, in the order of the JSON document")
    func everyField() {
        #expect(DocumentField.all.map(\.field) == TemplateField.all.map(\.name).filter { $0 != "version" })
        #expect(Set(DocumentField.all.map(\.key)).count == DocumentField.all.count)
    }

    @Test("a template with every field, and every built-in template, is read as it was written")
    func roundTrip() throws {
        for template in SampleDocument.builtIn + [SampleDocument.full] {
            let text = SampleDocument.yaml([template])
            let read = try SampleDocument.read(text)
            #expect(read.map(\.template) == [template.withCanonicalAccess])
            #expect(SampleDocument.yaml(read.map(\.template)) == text)
        }
    }

    @Test("the text is the same whatever the order of the access list, and has several documents")
    func stable() throws {
        var turned = SampleDocument.full
        turned.access.entries.reverse()
        #expect(
            try SampleDocument.read(SampleDocument.yaml([turned])).map { Set($0.template.access.entries) } == [
                Set(SampleDocument.full.withCanonicalAccess.access.entries)
            ]
        )
        let all = SampleDocument.yaml(SampleDocument.builtIn)
        #expect(all == SampleDocument.yaml(SampleDocument.builtIn))
        #expect(try SampleDocument.read(all).count == SampleDocument.builtIn.count)
    }

    @Test("another reader of YAML reads the same keys and texts", .enabled(if: PythonJudge.has(module: "yaml")))
    func foreignReader() throws {
        let script = """
            import sys, yaml, json
            print(json.dumps([(d["name"], d["displayName"], len(d), str(d["oid"])) for d in yaml.safe_load_all(sys.stdin)], ensure_ascii=True))
            """
        let templates = SampleDocument.builtIn + [SampleDocument.full]
        let answer = try PythonJudge.run(script, input: SampleDocument.yaml(templates))
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [[Any]])
        #expect(rows.map { $0[0] as? String } == templates.map(\.name))
        #expect(rows.map { $0[1] as? String } == templates.map(\.displayName))
        #expect(rows.map { $0[3] as? String } == templates.map(\.oid.dotted))
    }

    @Test("a short file leaves the rest to standard values, and OID and revision to the server")
    func short() throws {
        let document = try #require(try SampleDocument.read(SampleDocument.web).first)
        #expect(document.template.oid == CertificateTemplate.standard.oid)
        #expect(document.template.majorVersion == 0)
        #expect(document.template.validitySeconds == 365 * 86_400)
        #expect(document.template.enrollmentFlags == .pendAllRequests)
        #expect(document.template.access.entries == [.init(trustee: .authenticatedUsers, rights: [.read, .enroll])])
        #expect(document.template.minimumKeySize == 2048)
    }

    @Test("acceptances and the version from which the file was made are read")
    func besideFields() throws {
        let text = SampleDocument.web + "version: 3\naccept:\n  - rule: ESC1\n    reason: only the network team\n"
        let document = try #require(try SampleDocument.read(text).first)
        #expect(document.expectedVersion == 3)
        #expect(document.accept == [TemplateDocument.Acceptance(rule: "ESC1", reason: "only the network team")])
    }

    @Test("an access list may be one text of SDDL")
    func descriptor() throws {
        let text = SampleDocument.web.replacingOccurrences(
            of: "access:\n  - allow: [read, enroll]\n    to: Authenticated Users\n",
            with: "access: D:(OA;;CR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;AU)(A;;LCRPLORC;;;WD)\n"
        )
        let document = try #require(try SampleDocument.read(text).first)
        #expect(
            document.template.access.entries == [
                .init(trustee: .authenticatedUsers, rights: [.enroll]), .init(trustee: .everyone, rights: [.read]),
            ]
        )
    }

    /// A change of the sample, and the beginning of the fault.
    static let mistakes: [(of: String, with: String, fault: String)] = [
        ("keyUsage:", "keyUsag:", "a.yaml:5: keyUsag: there is no such key; did you mean keyUsage?"),
        (
            "schemaVersion: 2", "msPKI-Template-Schema-Version: 2",
            "a.yaml:3: msPKI-Template-Schema-Version: there is no such key; in template files it is schemaVersion"
        ),
        ("schemaVersion: 2", "schemaVersion: two", "a.yaml:3: schemaVersion: needs a whole number, not \"two\""),
        ("schemaVersion: 2", "schemaVersion: [2]", "a.yaml:3: schemaVersion: needs one value, but has a list"),
        ("[digitalSignature]", "digitalSignature", "a.yaml:5: keyUsage: needs a list such as [a, b], but has a text"),
        (
            "PEND_ALL_REQUESTS", "PEND_ALL_REQUEST",
            "a.yaml:4: enrollmentFlags: there is no \"PEND_ALL_REQUEST\"; did you mean PEND_ALL_REQUESTS?"
        ),
        (
            "serverAuth", "serverauth",
            "a.yaml:8: extendedKeyUsage: \"serverauth\" is not an object identifier and not the name of one; did you mean serverAuth?"
        ),
        ("1y", "1 year", "a.yaml:6: validity: \"1 year\" is not a span of time"),
        ("1y", "99999999999999999999y", "a.yaml:6: validity: \"99999999999999999999y\" is not a span of time"),
        ("1y", "999999999999999999y", "a.yaml:6: validity: 999999999999999999y is too long"),
        ("to: Authenticated Users", "to: Alice", "a.yaml:11: access: \"Alice\" is not a SID such as S-1-5-11"),
        ("allow: [read, enroll]", "allow: [reed]", "a.yaml:10: access: there is no \"reed\"; did you mean read?"),
        ("    to: Authenticated Users\n", "", "a.yaml:10: access: an entry needs allow or deny, and to"),
        (
            "access:\n  - allow: [read, enroll]\n    to: Authenticated Users\n", "access: D:(A;;QQ;;;AU)\n",
            "a.yaml:9: access: the SDDL cannot be read: SDDL"
        ),
        ("name: Web\n", "", "a.yaml:1: the template lacks name, which every template needs"),
        ("validity: 1y", "name: Web", "a.yaml:1: the key name is there twice"),
        ("name: Web", "name: &a Web", "a.yaml:1: anchors (&name)"),
        ("name: Web", "name: !!str Web", "a.yaml:1: tags (!name) are not read"),
        ("name: Web\n", "name: &a Web\nname2: *a\n", "a.yaml:2: anchors (&name) and aliases (*name) are not read"),
        ("displayName: Web Server", "displayName: |\n  Web\n  Server", "a.yaml:2: the value has a line end"),
        ("displayName: Web Server", "displayName: \"Web", "a.yaml:"),
        ("displayName: Web Server", "? [a, b]\n: c", "a.yaml:2: a key is a word, not a list"),
    ]

    @Test("a mistake is named with file, line, key and reason", arguments: mistakes.indices)
    func mistake(index: Int) {
        let row = Self.mistakes[index]
        let text = SampleDocument.web.replacingOccurrences(of: row.of, with: row.with)
        #expect(text != SampleDocument.web)
        let faults = SampleDocument.faults(text)
        #expect(faults.contains { $0.hasPrefix(row.fault) }, "\(faults)")
    }

    @Test("all mistakes of a file are named, in the order of the lines")
    func allMistakes() {
        let text = SampleDocument.web.replacingOccurrences(of: "schemaVersion: 2", with: "schemaVersion: x").replacingOccurrences(
            of: "1y",
            with: "y"
        )
        #expect(SampleDocument.faults(text).map { $0.prefix(8) } == ["a.yaml:3", "a.yaml:6"])
    }

    @Test("two documents of one name, an OID used twice and a circle of superseding templates are refused")
    func documentsTogether() {
        let web = SampleDocument.web
        #expect(
            SampleDocument.faults(web + "---\n" + web).map(\.description) == [
                "a.yaml:13: name: Web is already described in a.yaml:1; remove one"
            ]
        )
        let first = web + "oid: 1.2.3\nsupersededTemplates: [B]\n"
        let second = web.replacingOccurrences(of: "name: Web\n", with: "name: B\n")
        #expect(
            SampleDocument.faults(first + "---\n" + second + "oid: 1.2.3\n").first?.contains("oid: 1.2.3 is already the identifier of Web")
                == true
        )
        let circle = SampleDocument.faults(first + "---\n" + second + "supersededTemplates: [web]\n")
        #expect(circle.count == 2)
        #expect(
            circle.first == "a.yaml:13: supersededTemplates: Web supersedes itself, through other templates of this set; break the circle"
        )
    }

    @Test("a file without a template says so")
    func empty() {
        #expect(SampleDocument.faults("") == ["a.yaml:1: the file has no template"])
        #expect(SampleDocument.faults("# nothing\n---\n---\n") == ["a.yaml:1: the file has no template"])
        #expect(SampleDocument.faults("just text") == ["a.yaml:1: a template needs keys, but has a text"])
    }

    @Test("the example of the page about template files can be read")
    func example() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/operating/template-files.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let start = try #require(text.range(of: "```yaml\n")?.upperBound)
        let end = try #require(text.range(of: "```\n", range: start..<text.endIndex)?.lowerBound)
        #expect(SampleDocument.faults(String(text[start..<end])) == [])
    }
}
