import CAInterface
import CertificateTemplates

/// Reads the templates of one file.
package enum YAMLTemplateReader {
    /// Keys beside the fields of a template.
    private static let otherKeys = ["accept", "version"]
    /// The server completes an identifier and a revision that are absent.
    private static let required: Set = ["name", "schemaVersion", "validitySeconds"]

    /// - Parameter file: the name that messages show.
    /// - Throws: every fault of the file. Nothing of a file with a fault is used.
    package static func read(_ octets: [UInt8], file: String) throws(TemplateDocumentError) -> [TemplateDocument] {
        let values: [YAMLValue]
        do throws(DocumentValueError) {
            values = try YAMLDocuments.read(octets)
        } catch {
            throw TemplateDocumentError([DocumentFault(file: file, line: error.line ?? 1, key: "", reason: error.reason)])
        }
        var faults: [DocumentFault] = []
        let documents = values.map { document($0, file, &faults) }
        if documents.isEmpty { faults.append(DocumentFault(file: file, line: 1, key: "", reason: "the file has no template")) }
        faults += DocumentSet.faults(of: documents)
        guard faults.isEmpty else { throw TemplateDocumentError(faults.sorted { $0.line < $1.line }) }
        return documents
    }

    private static func document(_ value: YAMLValue, _ file: String, _ faults: inout [DocumentFault]) -> TemplateDocument {
        var document = TemplateDocument(.standard)
        (document.template.majorVersion, document.template.minorVersion) = (0, 0)
        document.file = file
        document.line = value.line
        let members: [YAMLValue.Member]
        do throws(DocumentValueError) {
            members = try value.members()
        } catch {
            faults.append(DocumentFault(file: file, line: value.line, key: "", reason: "a template \(error.reason)"))
            return document
        }
        for member in members {
            document.lines[member.key] = member.line
            do throws(DocumentValueError) {
                try read(member, &document)
            } catch {
                faults.append(DocumentFault(file: file, line: error.line ?? member.line, key: member.key, reason: error.reason))
            }
        }
        for field in DocumentField.all where required.contains(field.field) && document.lines[field.key] == nil {
            faults.append(document.fault("", "the template lacks \(field.key), which every template needs"))
        }
        return document
    }

    private static func read(_ member: YAMLValue.Member, _ document: inout TemplateDocument) throws(DocumentValueError) {
        switch member.key {
        case "accept": document.accept = try acceptances(member.value)
        case "version":
            guard let version = Int(try member.value.text()), version > 0 else {
                throw DocumentValueError("needs a number from 1", line: member.line)
            }
            document.expectedVersion = version
        default:
            guard let field = DocumentField.named(member.key) else {
                throw DocumentValueError(unknownKey(member.key), line: member.line)
            }
            try field.read(member.value, &document.template)
        }
    }

    /// People who know the directory write `msPKI-Minimal-Key-Size`; the nearest key is then the one that means it.
    private static func unknownKey(_ key: String) -> String {
        let keys = DocumentField.all.map(\.key) + otherKeys
        if let near = DirectoryAttribute.key(of: key) { return "there is no such key; in template files it is \(near)" }
        guard let near = Nearest.to(key, among: keys) else {
            return "there is no such key; the keys are \(keys.joined(separator: ", "))"
        }
        return "there is no such key; did you mean \(near)?"
    }

    private static func acceptances(_ value: YAMLValue) throws(DocumentValueError) -> [TemplateDocument.Acceptance] {
        try value.list().map { (element) throws(DocumentValueError) in
            var rule: String?
            var reason: String?
            for member in try element.members() {
                switch member.key {
                case "rule": rule = try member.value.text()
                case "reason": reason = try member.value.text()
                default: throw DocumentValueError(DocumentField.unknown(member.key, among: ["rule", "reason"]), line: member.line)
                }
            }
            guard let rule, let reason, !rule.isEmpty, !reason.isEmpty else {
                throw DocumentValueError("needs a rule and a reason", line: element.line)
            }
            return TemplateDocument.Acceptance(rule: rule, reason: reason)
        }
    }
}
