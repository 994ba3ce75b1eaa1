public import PKIFormats

/// The decrypted content of a PKCS #12 file (`.p12`, `.pfx`; RFC 7292): private keys, certificates, revocation lists, secrets.
///
/// Read one with ``init(pfx:password:keyPassword:keepsClosedKeys:legacy:)``, write one with ``sealed(password:protection:legacy:)``.
public struct PKCS12: Sendable {
    /// A private key. A description does not show it.
    public struct Key: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
        /// The DER of the PrivateKeyInfo. Secret.
        public let pkcs8: [UInt8]
        /// The key's names and attributes.
        public let attributes: [BagAttribute]

        public init(pkcs8: [UInt8], attributes: [BagAttribute] = []) {
            self.pkcs8 = pkcs8
            self.attributes = attributes
        }

        /// For example `private key (friendly name)`.
        public var description: String { "private key" + (attributes.friendlyName.map { " (\($0))" } ?? "") }

        /// The same as ``description``: a debugger or a log shows no key material.
        public var debugDescription: String { description }
    }

    /// A certificate or revocation list.
    public struct Item: Hashable, Sendable {
        /// The DER of the certificate or list.
        public let derEncoded: [UInt8]
        /// The names and attributes of the certificate or list.
        public let attributes: [BagAttribute]

        public init(_ derEncoded: [UInt8], attributes: [BagAttribute] = []) {
            self.derEncoded = derEncoded
            self.attributes = attributes
        }
    }

    /// A secret with a type of its own.
    public struct Secret: Hashable, Sendable {
        /// The bag as the file has it.
        public let bag: SecretBag
        /// The PrivateKeyInfo of a symmetric key that Java keeps in the bag; `nil` for any other secret.
        public let pkcs8: [UInt8]?
        /// The secret's names and attributes.
        public let attributes: [BagAttribute]

        public init(bag: SecretBag, attributes: [BagAttribute] = []) {
            self.init(bag: bag, pkcs8: nil, attributes: attributes)
        }

        init(bag: SecretBag, pkcs8: [UInt8]?, attributes: [BagAttribute]) {
            self.bag = bag
            self.pkcs8 = pkcs8
            self.attributes = attributes
        }
    }

    /// A private key under a password that the caller did not give.
    public struct ClosedKey: Hashable, Sendable {
        /// The key as the file has it.
        public let key: EncryptedPrivateKeyInfo
        /// The key's names and attributes.
        public let attributes: [BagAttribute]
    }

    /// How the file is protected against changes.
    public enum Integrity: Hashable, Sendable {
        /// A MAC under the password, which was checked.
        case password
        /// Nothing: anyone who can write the file may have changed it.
        case none
    }

    /// The private keys, in the order of the file.
    public var keys: [Key]
    /// The certificates of X.509, in the order of the file.
    public var certificates: [Item]
    /// The revocation lists.
    public var revocationLists: [Item]
    /// The secrets.
    public var secrets: [Secret]
    /// Bags of other types, and of certificates and lists that are not of X.509.
    public var others: [SafeBag]
    /// The private keys that stayed closed; empty unless ``init(pfx:password:keyPassword:keepsClosedKeys:legacy:)`` was told to keep them.
    /// They are not written again.
    public internal(set) var closedKeys: [ClosedKey]
    /// How the file that was read is protected; `none` for a value made here.
    public let integrity: Integrity

    /// Creates the content of a file.
    public init(
        keys: [Key] = [],
        certificates: [Item] = [],
        revocationLists: [Item] = [],
        secrets: [Secret] = [],
        others: [SafeBag] = []
    ) {
        self.init(
            keys: keys,
            certificates: certificates,
            revocationLists: revocationLists,
            secrets: secrets,
            others: others,
            closedKeys: [],
            integrity: .none
        )
    }

    /// A key with its certificate, and the certificates above it. Key and certificate both get the certificate's SHA-1 as localKeyId, as
    /// with OpenSSL.
    /// - Parameters:
    ///   - pkcs8: the DER of the PrivateKeyInfo.
    ///   - certificate: the DER of the key's certificate.
    ///   - chain: the DER of further certificates.
    ///   - friendlyName: the name that people see.
    ///   - keyAttributes: further attributes of the key, such as the name of its provider.
    public init(
        pkcs8: [UInt8],
        certificate: [UInt8],
        chain: [[UInt8]] = [],
        friendlyName: String? = nil,
        keyAttributes: [BagAttribute] = []
    ) {
        var attributes = [BagAttribute.localKeyIdentifier(Digest.sha1(certificate))]
        if let friendlyName { attributes.append(.friendlyName(friendlyName)) }
        self.init(
            keys: [Key(pkcs8: pkcs8, attributes: attributes + keyAttributes)],
            certificates: [Item(certificate, attributes: attributes)] + chain.map { Item($0) }
        )
    }

    init(
        keys: [Key],
        certificates: [Item],
        revocationLists: [Item],
        secrets: [Secret],
        others: [SafeBag],
        closedKeys: [ClosedKey],
        integrity: Integrity
    ) {
        self.keys = keys
        self.certificates = certificates
        self.revocationLists = revocationLists
        self.secrets = secrets
        self.others = others
        self.closedKeys = closedKeys
        self.integrity = integrity
    }

    /// The certificate of a key: the one with the same localKeyId, or else the one with its public key.
    public func certificate(for key: Key) -> Item? {
        if let mark = key.attributes.localKeyIdentifier,
            let marked = certificates.first(where: { $0.attributes.localKeyIdentifier == mark })
        {
            return marked
        }
        guard let publicKey = try? PrivateKey(pkcs8: key.pkcs8).publicKey else { return nil }
        return certificates.first { (try? Certificate(derEncoded: $0.derEncoded).subjectPublicKeyInfo) == publicKey }
    }
}
