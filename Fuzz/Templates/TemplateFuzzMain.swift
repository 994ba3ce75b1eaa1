// The entry point of libFuzzer for template files. The part of the program's name after the last hyphen selects the format: scripts/fuzz makes one
// link for each. The readers are those of `chancery template apply` and `import`; what they read is written again and must read the same.
import CertificateTemplates
import TemplateDocuments

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

private let readsYAML: Bool = (CommandLine.arguments.first ?? "").hasSuffix("-yaml")

private func finding(_ text: String) -> Never {
    let octets = Array("finding: \(text)\n".utf8)
    _ = write(2, octets, octets.count)
    abort()
}

/// Tries one input; a finding is a trap, which libFuzzer reports with the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: data, count: size))
    if readsYAML { yaml(input) } else { ldif(input) }
    return 0
}

private func yaml(_ input: [UInt8]) {
    guard let documents = try? YAMLTemplateReader.read(input, file: "x") else { return }
    let templates = documents.map(\.template)
    let text = YAMLTemplateWriter.text(templates.map { TemplateDocument($0) })
    guard let again = try? YAMLTemplateReader.read(Array(text.utf8), file: "x") else { finding("what was written cannot be read:\n\(text)") }
    if again.map(\.template) != templates { finding("what was written reads differently:\n\(text)") }
    _ = DocumentSet.faults(of: documents)
}

private func ldif(_ input: [UInt8]) {
    let reader = LDIFTemplateReader(input, file: "x")
    _ = (reader.faults.map(\.description), reader.notes.map(\.description))
    let templates = reader.documents.map(\.template)
    guard !templates.isEmpty, let text = try? LDIFTemplateWriter.text(templates, configuration: "CN=x") else { return }
    if LDIFTemplateReader(Array(text.utf8), file: "x").documents.map(\.template) != templates {
        finding("what was written reads differently:\n\(text)")
    }
}
