import PKIFormats

/// What a structure looks like, as far as naming its fields needs: the ASN.1 of the specifications as values. The decoders of PKIFormats
/// decide whether bytes are right; this only says what to call them, so that it never fails and names what it can.
indirect enum Grammar: Sendable {
    /// Nothing is known.
    case any
    /// A value shown by its type, with a note in words.
    case value(@Sendable (ASN1Node) -> String?)
    /// A value shown in other words than those of its type.
    case words(@Sendable (ASN1Node) -> String)
    /// A SEQUENCE or SET (or an implicit tag instead) of named fields.
    case fields([Field])
    /// A SEQUENCE OF or SET OF; the name is that of a member.
    case list(String, Grammar)
    /// An explicit tag around something.
    case explicit(Grammar)
    /// An OCTET STRING or BIT STRING that holds an encoding.
    case containing(Grammar)
    /// The first alternative whose tag fits.
    case choice([Field])
    /// A part of a private key: how long it is may be shown, what it is may not.
    case secret
    /// What the object identifier before it in the same sequence says.
    case defined(by: @Sendable (OID) -> Grammar?)
    /// A structure defined elsewhere, which may contain this one.
    case deferred(@Sendable () -> Grammar)

    /// A field of a structure. It is taken by the first element that has its tag.
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

    /// By which tag a field is known.
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

    /// An INTEGER that counts versions from 0.
    static let version = Grammar.value { node in FieldValue.integer(node).map { "v\($0 &+ 1)" } }

    /// A BIT STRING whose bits have names, from the first bit on.
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
