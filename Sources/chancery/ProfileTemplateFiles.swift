import CAInterface
import CertManagement
import Foundation
import PKIFormats
import TemplateDocuments
import WireProtocols

/// Files of profile templates, on disk and as text.
enum ProfileTemplateFiles {
    /// The documents of YAML files, in their order.
    /// - Throws: `CommandError` with every fault of every file. With a fault nothing is used.
    static func documents(_ paths: [String]) throws -> [ProfileTemplateDocument] {
        var documents: [ProfileTemplateDocument] = []
        var faults: [DocumentFault] = []
        for path in paths {
            let octets = try TemplateFiles.octets(path)
            do throws(TemplateDocumentError) {
                documents += try read(octets, file: path)
            } catch {
                faults += error.faults
            }
        }
        if faults.isEmpty { faults = repeated(documents) }
        guard faults.isEmpty else { throw TemplateFiles.failure(faults, "Nothing was changed.") }
        return documents
    }

    /// The documents of one file.
    /// - Throws: every fault of the file, in the order of the lines.
    static func read(_ octets: [UInt8], file: String) throws(TemplateDocumentError) -> [ProfileTemplateDocument] {
        let trees = try YAMLTree.read(octets, file: file)
        var documents: [ProfileTemplateDocument] = []
        var faults: [DocumentFault] = []
        if trees.isEmpty { faults.append(DocumentFault(file: file, line: 1, key: "", reason: "the file has no profile template")) }
        for tree in trees {
            do throws(ProfileTemplateDocumentError) {
                documents.append(try ProfileTemplateDocument(tree.json, isText: true))
            } catch {
                faults += error.faults.map { tree.fault(at: $0.path, $0.reason) }
            }
        }
        guard faults.isEmpty else { throw TemplateDocumentError(faults.sorted { $0.line < $1.line }) }
        return documents
    }

    private static func repeated(_ documents: [ProfileTemplateDocument]) -> [DocumentFault] {
        var names: Set<String> = []
        return documents.filter { !names.insert($0.name.lowercased()).inserted }
            .map { DocumentFault(file: "the files", line: 1, key: "name", reason: "\($0.name) is described twice; remove one") }
    }

    /// The documents as YAML: the same text for the same profile templates every time.
    static func text(_ documents: [ProfileTemplateDocument]) -> String {
        let trees = documents.map { withoutHiddenKey($0.compact) }
        let remark = "smartcard.defaultAdminKey is left out, because only administrators see it: `apply` would set its standard value."
        return YAMLTree.text(
            trees.map(\.tree),
            head: [
                "Profile templates. `chancery profile-template plan FILE` shows what the file would change, `apply FILE` does it.",
                "A key that is left out has its standard value.",
            ]
                + (trees.contains { $0.isHidden } ? [remark] : []),
            comment: { path in
                guard path.count == 1, case .keys(let keys) = ProfileTemplateShape.whole else { return nil }
                return keys.first { $0.name == path[0] }?.meaning
            }
        )
    }
}

extension ProfileTemplateFiles {
    /// An auditor's document has an empty admin key, which no file may have.
    private static func withoutHiddenKey(_ tree: JSONValue) -> (tree: JSONValue, isHidden: Bool) {
        guard case .object(var members) = tree, case .object(var card)? = members["smartcard"], card["defaultAdminKey"] == "" else {
            return (tree, false)
        }
        card["defaultAdminKey"] = nil
        members["smartcard"] = .object(card)
        return (.object(members), true)
    }
}

extension ProfileTemplateDocument {
    /// The edit that stores it; a file with a version was made from that one.
    var edit: ProfileTemplateBatchBody.Edit { .init(json, precondition: version.map { .version($0) } ?? .anything) }
}
