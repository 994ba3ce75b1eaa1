import PKIFormats

/// The shape of a structure, as far as naming its fields needs it: the ASN.1 of the specifications as values. The decoders of PKIFormats
/// decide whether bytes are correct. A grammar only names fields, so it never fails, and it names as much as it can.
indirect enum Grammar: Sendable {
    /// Nothing is known about the value.
    case any
    /// A value shown by its type, with a note.
    case value(@Sendable (ASN1Node) -> String?)
    /// A value with its own text instead of its type's.
    case words(@Sendable (ASN1Node) -> String)
    /// A SEQUENCE or SET (or an implicit tag instead) with named fields.
    case fields([Field])
    /// A SEQUENCE OF or SET OF; the name is that of each member.
    case list(String, Grammar)
    /// An explicit tag around another value.
    case explicit(Grammar)
    /// An OCTET STRING or BIT STRING that contains an encoding.
    case containing(Grammar)
    /// The first alternative with a matching tag.
    case choice([Field])
    /// A part of a private key: its length may be shown, but not its value.
    case secret
    /// The object identifier before it in the same sequence decides.
    case defined(by: @Sendable (OID) -> Grammar?)
    /// A structure defined elsewhere, which may contain this one again.
    case deferred(@Sendable () -> Grammar)

    /// A field of a structure. The first element with its tag belongs to it.
    struct Field: Sendable {
        let name: String
        let tag: Tag
        let grammar: Grammar

        init(_ name: String, _ tag: Tag = .anything, _ grammar: Grammar = .any) {
            self.name = name
            self.tag = tag
            self.grammar = grammar
        }
    }

    /// The tag that identifies a field.
    enum Tag: Sendable {
        case anything
        case universal(Int)
        case context(Int)
        case time

        func fits(_ node: ASN1Node) -> Bool {
            switch self {
            case .anything: true
            case .universal(let number): node.isUniversal(number)
            case .context(let number): node.isContext(number)
            case .time: node.isUniversal(23) || node.isUniversal(24)
            }
        }

        static let boolean = Tag.universal(1)
        static let integer = Tag.universal(2)
        static let bits = Tag.universal(3)
        static let octets = Tag.universal(4)
        static let oid = Tag.universal(6)
        static let utf8 = Tag.universal(12)
        static let sequence = Tag.universal(16)
        static let set = Tag.universal(17)
    }
}

extension Grammar {
    /// An INTEGER or ENUMERATED whose numbers have names.
    static func named(_ names: [Int: String]) -> Grammar {
        .value { node in FieldValue.integer(node).flatMap { names[$0] } }
    }

    /// An INTEGER that numbers versions from 0.
    static let version = Grammar.value { node in FieldValue.integer(node).map { "v\($0 &+ 1)" } }

    /// A BIT STRING with a name for each bit, from the first bit on.
    static func bits(_ names: [String]) -> Grammar {
        .value { node in
            let octets = node.stringContent().dropFirst()
            let set = names.indices.filter { index in
                index / 8 < octets.count && octets[octets.startIndex + index / 8] & (0x80 >> (index % 8)) != 0
            }
            return set.map { names[$0] }.joined(separator: ", ")
        }
    }

    /// A string under an implicit tag.
    static let text = Grammar.value { node in String(validating: node.stringContent(), as: UTF8.self).map { "'\(ControlText.visible($0))'" }
    }

    /// An object identifier under an implicit tag.
    static let oid = Grammar.value { node in
        node.oid.map { oid in oid.name.map { "\($0) (\(oid.dotted))" } ?? oid.dotted }
    }

    /// A GeneralizedTime under an implicit tag.
    static let time = Grammar.value { node in FieldValue.time(node) }
}
