import PKIFormats

/// Reads the entries of an LDIF file: content records, and changes that add. Source: RFC 2849.
struct LDIFReader {
    /// Octets of a file; an entry of a template has 3,000.
    static let longestFile = 16 << 20
    static let longestValue = 256 << 10

    private struct Line {
        let number: Int
        var octets: [UInt8]
    }

    private(set) var records: [LDIFRecord] = []
    /// Faults outside of every record.
    private(set) var faults: [(line: Int, key: String, reason: String)] = []
    private var current: LDIFRecord?

    init(_ octets: [UInt8]) throws(DocumentValueError) {
        guard octets.count <= Self.longestFile else {
            throw DocumentValueError(
                "the file has \(octets.count) octets, and at most \(Self.longestFile) are read; export fewer objects",
                line: 1
            )
        }
        if octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF]) {
            throw DocumentValueError("the file is UTF-16; export it without -u, or save it as UTF-8", line: 1)
        }
        let content = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? octets.dropFirst(3) : octets[...]
        if let place = content.firstIndex(of: 0) {
            let line = content[..<place].count { $0 == 0x0A } + 1
            throw DocumentValueError("there is a NUL octet; an LDIF file is text, with base64 for everything else", line: line)
        }
        var waiting: Line?
        var number = 0
        for line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let text = line.last == 0x0D ? line.dropLast() : line
            if text.first == 0x20, waiting != nil {
                waiting?.octets += text.dropFirst()
            } else {
                if let waiting { read(waiting) }
                waiting = Line(number: number, octets: Array(text))
            }
        }
        if let waiting { read(waiting) }
        close()
    }

    private mutating func close() {
        if let current { records.append(current) }
        current = nil
    }

    private mutating func read(_ line: Line) {
        if line.octets.isEmpty { return close() }
        if line.octets.first == UInt8(ascii: "#") {
            current?.comments.append((line.number, String(decoding: line.octets.dropFirst(), as: UTF8.self)))
            return
        }
        do throws(DocumentValueError) {
            let attribute = try attribute(line)
            try take(attribute)
        } catch {
            let key =
                line.octets.firstIndex(of: UInt8(ascii: ":")).map { String(decoding: line.octets[..<$0].prefix(80), as: UTF8.self) } ?? ""
            fail(line.number, key, error.reason)
        }
    }

    private mutating func fail(_ line: Int, _ key: String, _ reason: String) {
        if current == nil {
            faults.append((line, key, reason))
        } else if current?.fault == nil {
            current?.fault = (line, key, reason)
        }
    }

    private func attribute(_ line: Line) throws(DocumentValueError) -> LDIFRecord.Attribute {
        guard let colon = line.octets.firstIndex(of: UInt8(ascii: ":")) else {
            throw DocumentValueError("the line has no colon; a line that goes on begins with a blank")
        }
        let description = String(decoding: line.octets[..<colon], as: UTF8.self)
        let parts = description.split(separator: ";", omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy {
                $0 < 0x80
                    && ($0 == 45 || $0 == 46 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0
                        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0)
            }
        guard isName else { throw DocumentValueError("there is no name of an attribute before the colon") }
        if let option = parts.dropFirst().first(where: { $0.lowercased() != "binary" }) {
            throw DocumentValueError("the option ;\(option.prefix(40)) is not read: it marks a part of a value or another language")
        }
        let rest = line.octets[(colon + 1)...]
        let value: [UInt8]
        switch rest.first {
        case UInt8(ascii: "<"): throw DocumentValueError("the value is in another file (:<), which is not opened; export it into this one")
        case UInt8(ascii: ":"):
            do throws(FormatError) {
                value = try Base64.decode(String(decoding: rest.dropFirst(), as: UTF8.self))
            } catch {
                throw DocumentValueError("the base64 is damaged: \(error.reason)")
            }
        default: value = Array(rest.drop { $0 == 0x20 })
        }
        guard value.count <= Self.longestValue else { throw DocumentValueError("the value is longer than \(Self.longestValue) octets") }
        return LDIFRecord.Attribute(name: name, line: line.number, octets: value)
    }

    private mutating func take(_ attribute: LDIFRecord.Attribute) throws(DocumentValueError) {
        let name = attribute.name.lowercased()
        if name == "dn" {
            if current != nil { throw DocumentValueError("a second dn; an empty line ends an entry") }
            guard let text = String(validating: attribute.octets, as: UTF8.self) else { throw DocumentValueError("the name is not UTF-8") }
            current = LDIFRecord(line: attribute.line, distinguishedName: text)
            return
        }
        guard current != nil else {
            // The first line of a file may say the version of the format.
            if name == "version" {
                guard attribute.octets == [UInt8(ascii: "1")] else { throw DocumentValueError("only version 1 of LDIF is known") }
                return
            }
            // The lines that ldapsearch writes after the entries.
            if ["search", "result", "ref", "numresponses", "numentries"].contains(name) { return }
            throw DocumentValueError("an entry begins with dn")
        }
        switch name {
        case "changetype":
            guard attribute.octets == Array("add".utf8) else { throw DocumentValueError("only changetype add is read") }
        case "control": throw DocumentValueError("controls are not read")
        default: current?.attributes.append(attribute)
        }
    }
}
