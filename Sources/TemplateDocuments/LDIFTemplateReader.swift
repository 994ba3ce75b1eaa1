import CertificateTemplates
import PKIDirectory
import PKIFormats

/// The template objects of a Windows directory in an LDIF file.
package struct LDIFTemplateReader {
    /// The templates that could be read, in the order of the file.
    package private(set) var documents: [TemplateDocument] = []
    /// One for each object that could not be read.
    package private(set) var faults: [DocumentFault] = []
    /// What was left out, raised or cannot be judged here.
    package private(set) var notes: [DocumentFault] = []
    private let file: String

    /// - Parameter file: the name that messages show.
    package init(_ octets: [UInt8], file: String) {
        self.file = file
        let reader: LDIFReader
        do throws(DocumentValueError) {
            reader = try LDIFReader(octets)
        } catch {
            faults = [DocumentFault(file: file, line: error.line ?? 1, key: "", reason: error.reason)]
            return
        }
        faults += reader.faults.map { DocumentFault(file: file, line: $0.line, key: $0.key, reason: $0.reason) }
        for record in reader.records { take(record) }
        let repeated = DocumentSet.faults(of: documents)
        documents.removeAll { document in repeated.contains { $0.line == document.lines[$0.key] ?? document.line } }
        faults = (faults + repeated).sorted { $0.line < $1.line }
        if documents.isEmpty, faults.isEmpty {
            faults = [
                DocumentFault(file: file, line: 1, key: "objectClass", reason: "the file has no object of the class pKICertificateTemplate")
            ]
        }
    }

    private mutating func take(_ record: LDIFRecord) {
        let classes = record.values("objectClass").map { String(decoding: $0.octets, as: UTF8.self).lowercased() }
        if !classes.isEmpty, !classes.contains("pkicertificatetemplate") {
            notes.append(
                DocumentFault(
                    file: file,
                    line: record.line,
                    key: "objectClass",
                    reason: "\(record.distinguishedName.prefix(120)) is no template and is left out"
                )
            )
            return
        }
        if let fault = record.fault {
            faults.append(DocumentFault(file: file, line: fault.line, key: fault.key, reason: fault.reason))
            return
        }
        var object = DirectoryTemplate(record)
        do throws(DirectoryTemplateError) {
            var document = TemplateDocument(try object.template())
            document.file = file
            document.line = record.line
            for (attribute, key) in [
                ("cn", "name"), ("msPKI-Cert-Template-OID", "oid"), ("msPKI-Supersede-Templates", "supersededTemplates"),
            ] {
                document.lines[key] = record.values(attribute).first?.line
            }
            documents.append(document)
            notes += object.notes.map { DocumentFault(file: file, line: $0.line, key: $0.key, reason: $0.reason) }
        } catch {
            faults.append(DocumentFault(file: file, line: error.line, key: error.key, reason: error.reason))
        }
    }
}
