import Foundation
import PKICrypto
import PKIFormats

/// A revocation list that is read in place: no entry is kept, and a file is mapped, so that a list of any size needs little memory.
struct LargeList {
    /// Smaller input is read whole.
    static let threshold = 1 << 20

    let file: String
    /// `DER` or `PEM`.
    let form: String
    private let scanner: CertificateListScanner
    /// Takes the place of the entries in the text of the whole answer.
    private let mark = "entries " + UUID().uuidString

    /// - Parameter path: a file with the DER of a list.
    /// - Throws: `FormatError` when it is no list.
    init(_ path: String, file: String, form: String) throws {
        (self.file, self.form) = (file, form)
        scanner = try CertificateListScanner(mapping: path)
    }

    private var byteCount: Int { scanner.withListBytes(\.count) }

    /// The summary, with the first 20 entries.
    func summary(_ context: DumpContext) throws(FormatError) -> DumpedStructure {
        var (sha1, sha256) = (IncrementalDigest(.sha1), IncrementalDigest(.sha256))
        scanner.withListBytes {
            sha1.update($0)
            sha256.update($0)
        }
        var few = context
        few.listLimit = min(context.listLimit ?? .max, 20)
        let fingerprints: JSONValue = ["sha1": .string(Hex.encode(sha1.value)), "sha256": .string(Hex.encode(sha256.value))]
        var structure = try DumpedStructure.certificateList(scanner, fingerprints, few)
        let times = scanner.timeEncodingFaults(atMost: 20)
        structure.warn("time-encoding", each: times.shown.map { "\($0) (RFC 5280 §4.1.2.5)" }, more: times.more)
        return structure
    }

    // MARK: JSON

    /// The structure with a mark where all entries belong.
    func marked(_ structure: DumpedStructure) -> JSONValue {
        var structure = structure
        structure.members["revoked"] = .string(mark)
        return structure.json
    }

    /// Prints a text in which the mark stands for the entries.
    func write(_ text: String, _ write: (String) -> Void) throws -> String {
        let quoted = JSONValue.string(mark).indentedText
        guard let place = text.firstRange(of: quoted) else { return text }
        let line = text[..<place.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let indent = String(line.prefix { $0 == " " })
        write(text[..<place.lowerBound] + "[")
        var (piece, isFirst) = ("", true)
        try scanner.forEachEntry { entry in
            let lines = DumpedStructure.entry(entry).indentedText.split(separator: "\n").map { indent + "  " + $0 }
            piece += (isFirst ? "\n" : ",\n") + lines.joined(separator: "\n")
            isFirst = false
            if piece.utf8.count > 1 << 16 {
                write(piece)
                piece = ""
            }
            return true
        }
        write(piece + "\n\(indent)]")
        return String(text[place.upperBound...])
    }

    // MARK: Tree

    /// Prints the tree of fields.
    /// - Parameter limit: the most entries; nil for all.
    func printTree(_ text: inout TextRendering, limit: Int?, _ write: (String) -> Void) throws {
        guard case .fields(let outer) = Grammar.certificateList, case .fields(let inner)? = outer.first?.grammar,
            case .list(let name, let entryGrammar)? = inner.first(where: { $0.name == "revokedCertificates" })?.grammar
        else { return }
        let annotation = Annotation(memberLimit: limit)
        let (tbs, entries) = (scanner.tbsPlace, scanner.entriesPlace)
        // The octets before the first entry are read as a list that is cut off there.
        let head = try ASN1Node(bytes(0..<entries.lowerBound), at: 0, isLenient: true)
        var root = annotation.node(head, .certificateList, label: "crl", definedBy: nil, depth: 0)
        root.length = byteCount
        root.children[0].length = tbs.count
        if let last = root.children[0].children.indices.last {
            let start = root.children[0].children[last].offset ?? entries.lowerBound
            root.children[0].children[last].length = entries.upperBound - start
        }
        text.treeHeading()
        text.write(root, depth: 0)
        var number = 0
        try scanner.forEachPlace { place in
            if let limit, number == limit {
                let rest = FieldNode(
                    label: "",
                    offset: place.lowerBound,
                    length: entries.upperBound - place.lowerBound,
                    type: "",
                    value: "… \(scanner.count - limit) more of \(scanner.count); --all shows them",
                    children: []
                )
                text.write(rest, depth: 3)
                return false
            }
            text.write(try node(place, entryGrammar, "\(name)[\(number)]", annotation), depth: 3)
            number += 1
            if text.output.utf8.count > 1 << 16 { write(text.take()) }
            return true
        }
        for (place, fields, depth) in [(entries.upperBound..<tbs.upperBound, inner, 2), (tbs.upperBound..<byteCount, outer, 1)] {
            var position = place.lowerBound
            while position < place.upperBound {
                let element = try ASN1Node(bytes(position..<place.upperBound), at: 0)
                let field = fields.first { $0.tag.fits(element) && !(depth == 1 && $0.name == "tbsCertList") }
                let node = annotation.node(element, field?.grammar ?? .any, label: field?.name ?? "", definedBy: nil, depth: 0)
                text.write(Self.moved(node, by: position), depth: depth)
                position += element.end
            }
        }
        text.blank()
        write(text.take())
    }

    private func node(_ place: Range<Int>, _ grammar: Grammar, _ label: String, _ annotation: Annotation) throws -> FieldNode {
        Self.moved(try annotation.tree(of: bytes(place), grammar, label: label), by: place.lowerBound)
    }

    private func bytes(_ place: Range<Int>) -> [UInt8] { scanner.withListBytes { Array($0[place]) } }

    private static func moved(_ node: FieldNode, by distance: Int) -> FieldNode {
        var node = node
        node.offset = node.offset.map { $0 + distance }
        node.children = node.children.map { moved($0, by: distance) }
        return node
    }

    /// The heading of the text.
    func heading(_ text: inout TextRendering, _ structure: DumpedStructure) {
        text.heading(file, structure.kind, form, byteCount)
    }
}
