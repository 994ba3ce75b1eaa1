import CAInterface

/// The parts that a request takes over from a certificate. Source: "X509RequestInheritOptions enumeration".
///
/// The low four bits are the ``key-swift.property``, one value; the other bits are ``flags-swift.property``, which may be joined:
/// `X509RequestInheritOptions(.privateKey, [.subjectFlag, .templateFlag])`.
public struct X509RequestInheritOptions: RawRepresentable, Hashable, Sendable {
    /// The word as certenroll.h writes it, for example 0xC3 for the same key, subject and template. Unknown bits are kept, and refused when used.
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public init(_ key: Key, _ flags: Flags = []) {
        rawValue = key.rawValue & Self.keyMask | flags.rawValue & ~Self.keyMask
    }

    /// `InheritKeyMask` 0xf: the bits of the key.
    public static let keyMask: UInt32 = 0xf

    /// The key of the request.
    public var key: Key { Key(rawValue: rawValue & Self.keyMask) }

    /// Everything else.
    public var flags: Flags { Flags(rawValue: rawValue & ~Self.keyMask) }

    /// 0: a similar key, and what no flag means.
    public static let `default` = Self(.default)
    /// 1: a new key.
    public static let newDefaultKey = Self(.newDefaultKey)
    /// 2: a new key like that of the certificate.
    public static let newSimilarKey = Self(.newSimilarKey)
    /// 3: the same key.
    public static let privateKey = Self(.privateKey)
    /// 4: the public key alone.
    public static let publicKey = Self(.publicKey)
    /// 16: nothing but a similar key.
    public static let none = Self(.default, .none)

    /// The parts that are taken over: the flags, or what no flag means. A template is taken where there is one.
    var parts: Flags { flags.isEmpty ? [.subjectFlag, .extensionsFlag, .validityPeriodFlag, .templateFlag] : flags }

    /// - Throws: `CAError` with 0x80070057 when the options exclude each other or are unknown.
    func check() throws(CAError) {
        guard key.rawValue <= Key.publicKey.rawValue else {
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

extension X509RequestInheritOptions {
    /// The key: the low four bits.
    public struct Key: EnrollmentEnumeration {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `InheritDefault` 0: a similar key.
        public static let `default` = Self(rawValue: 0)
        /// `InheritNewDefaultKey` 1: a new key of the default provider.
        public static let newDefaultKey = Self(rawValue: 1)
        /// `InheritNewSimilarKey` 2: a new key of the certificate's provider.
        public static let newSimilarKey = Self(rawValue: 2)
        /// `InheritPrivateKey` 3: the same key.
        public static let privateKey = Self(rawValue: 3)
        /// `InheritPublicKey` 4: the public key alone, which cannot sign the request.
        public static let publicKey = Self(rawValue: 4)

        public static let documented: [(name: String, value: Self)] = [
            ("InheritDefault", .default),
            ("InheritNewDefaultKey", .newDefaultKey),
            ("InheritNewSimilarKey", .newSimilarKey),
            ("InheritPrivateKey", .privateKey),
            ("InheritPublicKey", .publicKey),
        ]
    }

    /// The flags: all other bits.
    public struct Flags: OptionSet, EnrollmentEnumeration {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `InheritNone` 0x10: nothing, also not what no flag means.
        public static let none = Self(rawValue: 0x10)
        /// `InheritRenewalCertificateFlag` 0x20: the request names the certificate as the one to be renewed.
        public static let renewalCertificateFlag = Self(rawValue: 0x20)
        /// `InheritTemplateFlag` 0x40.
        public static let templateFlag = Self(rawValue: 0x40)
        /// `InheritSubjectFlag` 0x80.
        public static let subjectFlag = Self(rawValue: 0x80)
        /// `InheritExtensionsFlag` 0x100: except key identifiers, the template, and what the CA adds.
        public static let extensionsFlag = Self(rawValue: 0x100)
        /// `InheritSubjectAltNameFlag` 0x200.
        public static let subjectAltNameFlag = Self(rawValue: 0x200)
        /// `InheritValidityPeriodFlag` 0x400.
        public static let validityPeriodFlag = Self(rawValue: 0x400)
        /// `InheritReserved80000000` 0x80000000: reserved, so it is refused.
        public static let reserved80000000 = Self(rawValue: 0x8000_0000)

        public static let documented: [(name: String, value: Self)] = [
            ("InheritNone", .none),
            ("InheritRenewalCertificateFlag", .renewalCertificateFlag),
            ("InheritTemplateFlag", .templateFlag),
            ("InheritSubjectFlag", .subjectFlag),
            ("InheritExtensionsFlag", .extensionsFlag),
            ("InheritSubjectAltNameFlag", .subjectAltNameFlag),
            ("InheritValidityPeriodFlag", .validityPeriodFlag),
            ("InheritReserved80000000", .reserved80000000),
        ]
    }
}
