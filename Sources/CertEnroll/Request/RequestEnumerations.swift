import CAInterface

// What requests do with the numbers of the enumerations.

extension RequestClientInfoClientId: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int32) { self.init(rawValue: value) }
}

extension Pkcs10AllowedSignatureTypes {
    /// Whether the number is one of the enumeration.
    var isKnown: Bool { !isEmpty && isSubset(of: [.keySignature, .nullSignature]) }
}

extension X509PrivateKeyVerify {
    var isKnown: Bool { Self.documented.contains { $0.value == self } }
    /// Whether the key is opened at once. There is no user interface here, so the kinds that allow one are like those that do not.
    var opensKey: Bool { self != .none && self != .smartCardNone }
}

/// The options are one number for the key in the low four bits, and flags. Source: "X509RequestInheritOptions enumeration".
extension X509RequestInheritOptions {
    /// The number for the key; 0 means a similar key.
    var key: Self { Self(rawValue: rawValue & Self.keyMask.rawValue) }
    /// The flags alone.
    var flags: Self { Self(rawValue: rawValue & ~Self.keyMask.rawValue) }

    /// The parts that are taken over: the flags, or what no flag means. A template is taken where there is one.
    var parts: Self {
        flags.isEmpty ? [.subjectFlag, .extensionsFlag, .validityPeriodFlag, .templateFlag] : flags
    }

    /// - Throws: `CAError` with 0x80070057 when the options exclude each other or are unknown.
    func check() throws(CAError) {
        guard key.rawValue <= Self.publicKey.rawValue else {
            throw .badArgument("The key option \(key.rawValue) is unknown. Use one of 0 to 4.")
        }
        guard flags.rawValue & ~0x7F0 == 0 else {
            throw .badArgument("The inherit options 0x\(String(rawValue, radix: 16)) have an unknown flag. Use 0x10 to 0x400.")
        }
        guard !flags.contains(.none) || flags == .none else {
            throw .badArgument("InheritNone excludes the other flags. Leave it out, or leave them out.")
        }
    }
}
