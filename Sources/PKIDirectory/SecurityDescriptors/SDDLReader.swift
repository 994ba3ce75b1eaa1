import PortableFoundation
import PKIFormats

/// Reads one text in the security descriptor definition language.
struct SDDLReader {
    typealias Domain = (UInt32, UInt32, UInt32)

    private let text: [UInt8]
    private var position = 0
    private let domain: Domain?

    init(_ text: String, domain: Domain?) {
        self.text = Array(text.utf8)
        self.domain = domain
    }

    mutating func read() throws(FormatError) -> SecurityDescriptor {
        var descriptor = SecurityDescriptor(dacl: nil)
        var seen: Set<UInt8> = []
        skipBlanks()
        while position < text.count {
            let letter = text[position]
            guard position + 1 < text.count, text[position + 1] == UInt8(ascii: ":"), "OGDS".utf8.contains(letter) else {
                throw fail("", "expected O:, G:, D: or S:")
            }
            let field = String(decoding: [letter], as: UTF8.self)
            guard seen.insert(letter).inserted else { throw fail(field, "the part \(field): is there twice") }
            position += 2
            switch letter {
            case UInt8(ascii: "O"): descriptor.owner = try identifier(word(), field)
            case UInt8(ascii: "G"): descriptor.group = try identifier(word(), field)
            case UInt8(ascii: "D"):
                descriptor.dacl = try list(field, SDDLNames.daclControl, into: &descriptor.control)
                descriptor.control.insert(.daclPresent)
            default:
                descriptor.sacl = try list(field, SDDLNames.saclControl, into: &descriptor.control)
                descriptor.control.insert(.saclPresent)
            }
            skipBlanks()
        }
        return descriptor
    }

    /// The account of an owner or a group: up to the colon of the next part, whose letter does not belong to it, or to the end.
    private mutating func word() -> String {
        let start = position
        while position < text.count, text[position] != UInt8(ascii: ":") { position += 1 }
        if position < text.count { position -= 1 }
        return String(decoding: text[start..<max(start, position)], as: UTF8.self)
    }

    /// Nil for a null list.
    private mutating func list(
        _ field: String,
        _ names: [(word: String, control: SecurityDescriptor.Control)],
        into control: inout SecurityDescriptor.Control
    ) throws(FormatError) -> [AccessControlEntry]? {
        var isNull = false
        while position < text.count, text[position] != UInt8(ascii: "("), !isNextPart {
            if text[position] == UInt8(ascii: " ") {
                position += 1
            } else if text[position...].starts(with: SDDLNames.nullList.utf8) {
                isNull = true
                position += SDDLNames.nullList.utf8.count
            } else if let found = names.first(where: { text[position...].starts(with: $0.word.utf8) }) {
                control.insert(found.control)
                position += found.word.utf8.count
            } else {
                throw fail(field, "expected \(names.map(\.word).joined(separator: ", ")), \(SDDLNames.nullList) or an entry in parentheses")
            }
        }
        var entries: [AccessControlEntry] = []
        while position < text.count, text[position] == UInt8(ascii: "(") {
            entries.append(try entry("\(field)[\(entries.count)]"))
            skipBlanks()
        }
        if isNull, !entries.isEmpty { throw fail(field, "a list is either \(SDDLNames.nullList) or has entries") }
        return isNull ? nil : entries
    }

    private mutating func entry(_ field: String) throws(FormatError) -> AccessControlEntry {
        guard let end = text[position...].firstIndex(of: UInt8(ascii: ")")) else { throw fail(field, "the closing parenthesis is missing") }
        let parts = text[(position + 1)..<end].split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self).trimmingBlanks
        }
        guard parts.count == 6 else {
            throw fail(field, "expected six fields (type;flags;rights;object type;inherited object type;account), found \(parts.count)")
        }
        guard let kind = SDDLNames.kinds.first(where: { $0.word == parts[0].uppercased() })?.kind else {
            throw fail(
                field + ".type",
                "\(parts[0].debugDescription) is not one of \(SDDLNames.kinds.map(\.word).joined(separator: ", ")); conditional entries cannot be judged here"
            )
        }
        let objectType = try guid(parts[3], field + ".objectType")
        let inheritedObjectType = try guid(parts[4], field + ".inheritedObjectType")
        guard kind.hasObjectTypes || (objectType == nil && inheritedObjectType == nil) else {
            throw fail(field + ".objectType", "an entry of type \(parts[0]) has no object type; use O\(parts[0])")
        }
        let entry = AccessControlEntry(
            kind: kind,
            flags: try flags(parts[1], field + ".flags"),
            mask: try mask(parts[2], field + ".rights"),
            objectType: objectType,
            inheritedObjectType: inheritedObjectType,
            trustee: try identifier(parts[5], field + ".account")
        )
        position = end + 1
        return entry
    }

    private func flags(_ text: String, _ field: String) throws(FormatError) -> AccessControlEntry.Flags {
        var flags: AccessControlEntry.Flags = []
        for word in try words(text, field) {
            guard let flag = SDDLNames.flags.first(where: { $0.word == word })?.flag else {
                throw fail(field, "\(word.debugDescription) is not one of \(SDDLNames.flags.map(\.word).joined(separator: ", "))")
            }
            flags.insert(flag)
        }
        return flags
    }

    private func mask(_ text: String, _ field: String) throws(FormatError) -> AccessMask {
        if text.first?.isNumber == true {
            let digits = text.lowercased()
            let number = digits.hasPrefix("0x") ? UInt32(digits.dropFirst(2), radix: 16) : UInt32(digits)
            guard let number else { throw fail(field, "\(text.debugDescription) is not a number of 32 bits") }
            return AccessMask(rawValue: number)
        }
        var mask: UInt32 = 0
        for word in try words(text, field) {
            guard let right = (SDDLNames.rights + SDDLNames.sets).first(where: { $0.word == word }) else {
                throw fail(field, "\(word.debugDescription) names no right; use words such as RP, WP, CR, GA or a number such as 0x20094")
            }
            mask |= right.mask
        }
        return AccessMask(rawValue: mask)
    }

    private func words(_ text: String, _ field: String) throws(FormatError) -> [String] {
        let letters = Array(text.uppercased().utf8)
        guard letters.count % 2 == 0 else { throw fail(field, "\(text.debugDescription) does not consist of words of two letters") }
        return stride(from: 0, to: letters.count, by: 2).map { String(decoding: letters[$0..<$0 + 2], as: UTF8.self) }
    }

    private func guid(_ text: String, _ field: String) throws(FormatError) -> UUID? {
        if text.isEmpty { return nil }
        guard let guid = UUID(uuidString: text) else { throw fail(field, "\(text.debugDescription) is not a GUID") }
        return guid
    }

    private func identifier(_ text: String, _ field: String) throws(FormatError) -> SecurityIdentifier {
        let word = text.trimmingBlanks.uppercased()
        if let known = SDDLNames.accounts.first(where: { $0.word == word }), let identifier = SecurityIdentifier(known.identifier) {
            return identifier
        }
        if let known = SDDLNames.domainAccounts.first(where: { $0.word == word }) {
            guard let domain else {
                throw fail(field, "\(word) is an account of a domain; say which domain, or write its SID (S-1-5-21-…-\(known.relativeID))")
            }
            return .account(domain: domain, relativeID: known.relativeID)
        }
        guard let identifier = SecurityIdentifier(word) else {
            throw fail(field, "\(text.debugDescription) is neither a SID such as S-1-5-11 nor an account's two letters such as AU")
        }
        return identifier
    }

    private var isNextPart: Bool {
        position + 1 < text.count && text[position + 1] == UInt8(ascii: ":") && "OGDS".utf8.contains(text[position])
    }

    private mutating func skipBlanks() {
        while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) { position += 1 }
    }

    private func fail(_ field: String, _ reason: String) -> FormatError {
        FormatError(structure: "SDDL", field: field, offset: position, reason: reason)
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var part = self[...]
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }
}
