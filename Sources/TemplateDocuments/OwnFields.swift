import CertificateTemplates
import PKIFormats

/// The fields that a template object of Windows has no attribute for. They travel in a comment of the entry, which other programs skip:
/// `# chancery acceptedCurves: [p256]`.
enum OwnFields {
    /// After the mark of a comment.
    static let mark = " chancery "

    static func comments(_ template: CertificateTemplate) -> [String] {
        keys(template).compactMap { key in
            guard let field = DocumentField.named(key), let value = field.write(template) else { return nil }
            return "#\(mark)\(key): \(text(value))"
        }
    }

    private static let known = [
        "minimumKeySize", "minimumCurveBits", "acceptedCurves", "acceptsSHA1ProofOfPossession", "pathLength", "lintProfiles",
    ]
    private static let lists: Set = ["acceptedCurves", "lintProfiles"]

    private static func keys(_ template: CertificateTemplate) -> [String] {
        let isElliptic = template.asymmetricAlgorithm?.hasPrefix("EC") == true
        let standard = CertificateTemplate.standard
        let differs: [String: Bool] = [
            "minimumKeySize": isElliptic && template.minimumKeySize != standard.minimumKeySize,
            "minimumCurveBits": !isElliptic && template.minimumCurveBits != standard.minimumCurveBits,
            "acceptedCurves": template.acceptedCurves != standard.acceptedCurves,
            "acceptsSHA1ProofOfPossession": template.acceptsSHA1ProofOfPossession,
            "pathLength": !template.isCA && template.pathLength == 0,
            "lintProfiles": !template.lintProfiles.isEmpty,
        ]
        return known.filter { differs[$0] == true }
    }

    private static func text(_ value: DocumentField.Written) -> String {
        switch value {
        case .number(let number): String(number)
        case .word(let word), .text(let word): word
        case .list(let elements): elements.map(text).joined(separator: " ")
        case .entries: ""
        }
    }

    static func read(_ comment: String, into template: inout CertificateTemplate) throws(DocumentValueError) {
        let parts = comment.dropFirst(mark.count).split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, known.contains(parts[0]), let field = DocumentField.named(parts[0]) else {
            throw DocumentValueError("the comment names none of \(known.joined(separator: ", "))")
        }
        let words = parts[1].split(separator: " ").map { YAMLValue(line: 1, content: .text(String($0))) }
        let value = lists.contains(parts[0]) ? YAMLValue(line: 1, content: .list(words)) : words.first
        guard let value, words.count == 1 || lists.contains(parts[0]) else { throw DocumentValueError("\(parts[0]) has one value") }
        try field.read(value, &template)
    }
}
