/// What a request takes over from a certificate: one number for the key and any flags beside it. Source: "X509RequestInheritOptions
/// enumeration"; "IX509CertificateRequestPkcs10::InitializeFromCertificate".
///
///     X509RequestInheritOptions(.privateKey, [.renewalCertificate, .template, .subject])
public struct X509RequestInheritOptions: RawRepresentable, Hashable, Sendable {
    /// The key of the request: the low four bits.
    public struct Key: RawRepresentable, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `InheritDefault` 0: the same as ``newSimilarKey``.
        public static let `default` = Self(rawValue: 0)
        /// `InheritNewDefaultKey` 1: a new key of the default provider.
        public static let newDefaultKey = Self(rawValue: 1)
        /// `InheritNewSimilarKey` 2: a new key of the old key's kind and provider.
        public static let newSimilarKey = Self(rawValue: 2)
        /// `InheritPrivateKey` 3: the old key.
        public static let privateKey = Self(rawValue: 3)
        /// `InheritPublicKey` 4: the old public key. Nothing can be signed with it, so the request has a null signature.
        public static let publicKey = Self(rawValue: 4)
    }

    /// The parts of the certificate.
    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `InheritNone` 0x10: nothing, not even what no flag means. It excludes the other flags.
        public static let none = Self(rawValue: 0x10)
        /// `InheritRenewalCertificateFlag` 0x20: the certificate is recorded as the one to be renewed.
        public static let renewalCertificate = Self(rawValue: 0x20)
        /// `InheritTemplateFlag` 0x40
        public static let template = Self(rawValue: 0x40)
        /// `InheritSubjectFlag` 0x80
        public static let subject = Self(rawValue: 0x80)
        /// `InheritExtensionsFlag` 0x100: the extensions that are not the CA's to choose, without the alternative names.
        public static let extensions = Self(rawValue: 0x100)
        /// `InheritSubjectAltNameFlag` 0x200
        public static let subjectAltName = Self(rawValue: 0x200)
        /// `InheritValidityPeriodFlag` 0x400: the length of the validity. It matters to ``X509CertificateRequestCertificate`` alone.
        public static let validityPeriod = Self(rawValue: 0x400)
        /// `InheritReserved80000000`
        public static let reserved80000000 = Self(rawValue: 0x8000_0000)

        static let usable: Self = [.none, .renewalCertificate, .template, .subject, .extensions, .subjectAltName, .validityPeriod]
    }

    /// `InheritKeyMask` 15: the bits of ``key``.
    public static let keyMask: UInt32 = 0xF
    /// `InheritDefault` 0: a similar key and the default parts.
    public static let `default` = Self(.default)

    /// The key.
    public var key: Key
    /// The parts; none for the defaults.
    public var flags: Flags

    public init(_ key: Key, _ flags: Flags = []) { (self.key, self.flags) = (key, flags) }

    public init(rawValue: UInt32) {
        self.init(Key(rawValue: rawValue & Self.keyMask), Flags(rawValue: rawValue & ~Self.keyMask))
    }

    public var rawValue: UInt32 { key.rawValue | flags.rawValue }
}
