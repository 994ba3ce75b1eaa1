/// The class and number of an ASN.1 tag, without the bit that says whether the encoding is constructed.
///
/// None of the structures read here has numbers from 31 on; they all count as number 31, which equals no expected tag.
struct DERTag: Hashable, Sendable {
    /// The identifier octet (X.690 §8.1.2) without the bit for constructed encodings.
    let octet: UInt8

    init(identifier: UInt8) {
        octet = identifier & 0xDF
    }

    /// The context-specific tag `[number]`, 0 through 30.
    static func context(_ number: UInt8) -> DERTag { DERTag(identifier: 0x80 | number & 0x1F) }

    static var boolean: DERTag { DERTag(identifier: 0x01) }
    static var integer: DERTag { DERTag(identifier: 0x02) }
    static var bitString: DERTag { DERTag(identifier: 0x03) }
    static var octetString: DERTag { DERTag(identifier: 0x04) }
    static var null: DERTag { DERTag(identifier: 0x05) }
    static var objectIdentifier: DERTag { DERTag(identifier: 0x06) }
    static var enumerated: DERTag { DERTag(identifier: 0x0A) }
    static var utf8String: DERTag { DERTag(identifier: 0x0C) }
    static var sequence: DERTag { DERTag(identifier: 0x10) }
    static var set: DERTag { DERTag(identifier: 0x11) }
    static var numericString: DERTag { DERTag(identifier: 0x12) }
    static var printableString: DERTag { DERTag(identifier: 0x13) }
    static var teletexString: DERTag { DERTag(identifier: 0x14) }
    static var ia5String: DERTag { DERTag(identifier: 0x16) }
    static var utcTime: DERTag { DERTag(identifier: 0x17) }
    static var generalizedTime: DERTag { DERTag(identifier: 0x18) }
    static var visibleString: DERTag { DERTag(identifier: 0x1A) }
    static var universalString: DERTag { DERTag(identifier: 0x1C) }
    static var bmpString: DERTag { DERTag(identifier: 0x1E) }

    /// Whether it is of the context-specific class.
    var isContextSpecific: Bool { octet & 0xC0 == 0x80 }

    /// The number within the class; 31 for all numbers from there on.
    var number: UInt8 { octet & 0x1F }

    /// The name in the words of the specifications.
    var name: String {
        let digits = number == 31 ? "31 or more" : String(number)
        switch octet & 0xC0 {
        case 0x80: return "[\(digits)]"
        case 0x40: return "[APPLICATION \(digits)]"
        case 0xC0: return "[PRIVATE \(digits)]"
        default: return Self.universalNames[number] ?? "[UNIVERSAL \(digits)]"
        }
    }

    private static let universalNames: [UInt8: String] = [
        1: "BOOLEAN", 2: "INTEGER", 3: "BIT STRING", 4: "OCTET STRING", 5: "NULL", 6: "OBJECT IDENTIFIER", 10: "ENUMERATED",
        12: "UTF8String", 16: "SEQUENCE", 17: "SET", 18: "NumericString", 19: "PrintableString", 20: "TeletexString", 22: "IA5String",
        23: "UTCTime", 24: "GeneralizedTime", 26: "VisibleString", 28: "UniversalString", 30: "BMPString",
    ]
}
