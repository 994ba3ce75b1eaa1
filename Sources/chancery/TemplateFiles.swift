import Foundation
import TemplateDocuments

/// Template files on disk.
enum TemplateFiles {
    /// More faults than these are only counted.
    private static let shownFaults = 20

    /// The templates of YAML files, in their order.
    /// - Throws: `CommandError` with every fault of every file. With a fault nothing is used.
    static func documents(_ paths: [String]) throws -> [TemplateDocument] {
        var documents: [TemplateDocument] = []
        var faults: [DocumentFault] = []
        for path in paths {
            let octets = try octets(path)
            do throws(TemplateDocumentError) {
                documents += try YAMLTemplateReader.read(octets, file: path)
            } catch {
                faults += error.faults
            }
        }
        if faults.isEmpty { faults = DocumentSet.faults(of: documents) }
        guard faults.isEmpty else { throw failure(faults, "Nothing was changed.") }
        return documents
    }

    static func octets(_ path: String) throws -> [UInt8] {
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let handle, let data = try? handle.readToEnd() ?? Data() else { throw CommandError("The file \(path) cannot be read.") }
        return [UInt8](data)
    }

    static func failure(_ faults: [DocumentFault], _ end: String) -> CommandError {
        let rest = faults.count - shownFaults
        return CommandError(
            faults.prefix(shownFaults).map { "\n\($0)" }.joined() + (rest > 0 ? "\nand \(rest) more" : "") + "\n" + end
        )
    }
}
