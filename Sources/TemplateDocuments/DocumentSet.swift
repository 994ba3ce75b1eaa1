import CertificateTemplates
import PKIFormats

/// What is wrong with documents only beside each other.
package enum DocumentSet {
    /// Two documents of one name, one identifier in two documents, and templates that supersede each other in a circle.
    package static func faults(of documents: [TemplateDocument]) -> [DocumentFault] {
        var faults: [DocumentFault] = []
        var names: [String: TemplateDocument] = [:]
        var identifiers: [String: TemplateDocument] = [:]
        for document in documents {
            let name = document.template.name.lowercased()
            if let other = names[name], !name.isEmpty {
                faults.append(
                    document.fault("name", "\(document.template.name) is already described in \(place(other, "name")); remove one")
                )
            } else {
                names[name] = document
            }
            let oid = document.template.oid
            if oid == CertificateTemplate.standard.oid { continue }
            if let other = identifiers[oid.dotted] {
                faults.append(
                    document.fault(
                        "oid",
                        "\(oid.dotted) is already the identifier of \(other.template.name) in \(place(other, "oid")); change one"
                    )
                )
            } else {
                identifiers[oid.dotted] = document
            }
        }
        return faults + circles(documents, names)
    }

    private static func place(_ document: TemplateDocument, _ key: String) -> String {
        "\(document.file):\(document.lines[key] ?? document.line)"
    }

    /// Each document from which a way leads back to itself.
    private static func circles(_ documents: [TemplateDocument], _ names: [String: TemplateDocument]) -> [DocumentFault] {
        documents.compactMap { document in
            let start = document.template.name.lowercased()
            var seen: Set<String> = []
            var waiting = document.template.supersededTemplates.map { $0.lowercased() }
            while let next = waiting.popLast() {
                if next == start {
                    return document.fault(
                        "supersededTemplates",
                        "\(document.template.name) supersedes itself, through \(seen.isEmpty ? "its own name" : "other templates of this set"); break the circle"
                    )
                }
                guard seen.insert(next).inserted, let template = names[next]?.template else { continue }
                waiting += template.supersededTemplates.map { $0.lowercased() }
            }
            return nil
        }
    }
}
