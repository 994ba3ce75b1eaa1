/// One entry of an LDIF file.
struct LDIFRecord: Sendable {
    struct Attribute: Sendable {
        /// As written, without options such as `;binary`.
        let name: String
        let line: Int
        let octets: [UInt8]
    }

    /// The line of `dn`, counted from 1.
    let line: Int
    let distinguishedName: String
    var attributes: [Attribute] = []
    /// Comments within the record, without their mark.
    var comments: [(line: Int, text: String)] = []
    /// The first line that cannot be read; the record is then of no use.
    var fault: (line: Int, key: String, reason: String)?

    /// The values of an attribute, whatever its letters.
    func values(_ name: String) -> [Attribute] {
        attributes.filter { $0.name.lowercased() == name.lowercased() }
    }
}
