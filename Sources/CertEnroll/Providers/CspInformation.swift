public import CAInterface
import PKIFormats

/// A key provider of Windows, by name or type. Source: "ICspInformation interface".
///
/// Scripts and templates name providers of Windows. Those that keep keys in software mean the enrollment store here; those of smart cards and of a
/// TPM are known and not ``valid`` unless the program has a ``KeyProvider`` of that name.
public final class CspInformation {
    private var state = InitializedOnce<Row>("The provider")

    /// An object without a provider: call one of the initialize members.
    public init() {}

    convenience init(_ row: Row) {
        self.init()
        // The first initialization of a new object cannot fail.
        try? state.initialize(row)
    }

    /// Takes the provider of that name, in any case. Source: "ICspInformation::InitializeFromName".
    /// - Throws: `CAError`: 0x800704DF the second time, 0x80092004 for a name that is not in the table.
    public func initializeFromName(_ name: String) throws { try state.initialize(try Self.row(named: name)) }

    /// Takes the first provider of that type, which has the algorithm. Source: "ICspInformation::InitializeFromType".
    /// - Parameter machineContext: has no effect; the stores of both contexts have the same providers.
    /// - Throws: `CAError`: 0x800704DF the second time, 0x80092004 when there is none.
    public func initializeFromType(_ type: X509ProviderType, algorithm: ObjectId, machineContext: Bool) throws {
        let oid = try algorithm.oid
        let found = Self.table.first { row in
            row.type == type && CspInformation(row).algorithmRows.contains { $0.identifiers.values.contains(oid) }
        }
        guard let found else {
            throw CAError(
                .notFound,
                status: .cryptNotFound,
                "No provider of the type \(type) has the algorithm \(oid.dotted). Use InitializeFromName with a provider's name."
            )
        }
        try state.initialize(found)
    }

    /// The algorithms. Source: "ICspInformation::get_CspAlgorithms".
    public var cspAlgorithms: CspAlgorithms {
        get throws { _ = try row("cspAlgorithms"); return CspAlgorithms(algorithmRows.map(CspAlgorithm.init)) }
    }
    /// The name. Source: "ICspInformation::get_Name".
    public var name: String { get throws { try row("name").name } }
    /// The type; 0 for a provider of CNG. Source: "ICspInformation::get_Type".
    public var type: X509ProviderType { get throws { try row("type").type } }
    /// The version; no page gives the numbers, and 0 is answered. Source: "ICspInformation::get_Version".
    public var version: Int { get throws { _ = try row("version"); return 0 } }
    /// The kinds of key as a mask: 1 exchange, 2 signature; 0 for a provider of CNG. Source: "ICspInformation::get_KeySpec".
    public var keySpec: X509KeySpec { get throws { X509KeySpec(rawValue: try row("keySpec").keySpec) } }
    /// Whether it belongs to CryptoAPI. Source: "ICspInformation::get_LegacyCsp".
    public var legacyCsp: Bool { get throws { try row("legacyCsp").type != .none } }
    /// In characters. Source: "ICspInformation::get_MaxKeyContainerNameLength".
    public var maxKeyContainerNameLength: Int { get throws { try row("maxKeyContainerNameLength").longestContainerName } }
    /// Source: "ICspInformation::get_IsHardwareDevice".
    public var isHardwareDevice: Bool { get throws { try row("isHardwareDevice").place != .software } }
    /// Source: "ICspInformation::get_IsSoftwareDevice".
    public var isSoftwareDevice: Bool { get throws { try row("isSoftwareDevice").place != .platform } }
    /// Source: "ICspInformation::get_IsRemovable".
    public var isRemovable: Bool { get throws { try row("isRemovable").place == .smartCard } }
    /// Source: "ICspInformation::get_HasHardwareRandomNumberGenerator".
    public var hasHardwareRandomNumberGenerator: Bool { get throws { try row("hasHardwareRandomNumberGenerator").place != .software } }
    /// Hardware and software at once, or removable. Source: "ICspInformation::get_IsSmartCard".
    public var isSmartCard: Bool { get throws { try row("isSmartCard").place == .smartCard } }
    /// Whether its keys can be kept here: the store keeps those of software providers. Source: "ICspInformation::get_Valid".
    public var valid: Bool { get throws { try row("valid").place == .software } }

    /// Keys of a store have the access of its folder, which no descriptor describes. Source: "ICspInformation::GetDefaultSecurityDescriptor".
    /// - Throws: `CAError` with 0x80004001, always.
    public func defaultSecurityDescriptor(machineContext: Bool) throws(CAError) -> String {
        throw CAError(
            .notImplemented,
            status: .notImplemented,
            "Keys are kept in an enrollment store, whose folder only its account can read (mode 0700); there is no security descriptor."
        )
    }

    /// The provider with its first algorithm that can do these operations. Source: "ICspInformation::GetCspStatusFromOperations".
    /// - Parameter operations: what is needed; `preferSignatureOnly`, `preferNonSignature` and `exactMatch` choose among several.
    /// - Throws: `CAError` with 0x80092004 when no algorithm can.
    public func cspStatusFromOperations(_ operations: AlgorithmOperationFlags) throws -> CspStatus {
        guard let found = CspStatuses.fitting(algorithmRows, operations).first else {
            throw CAError(
                .notFound,
                status: .cryptNotFound,
                "The provider \"\(try name)\" has no algorithm for the operations \(operations)."
            )
        }
        return CspStatus(self, CspAlgorithm(found))
    }

    private func row(_ member: String) throws(CAError) -> Row { try state.value(for: member) }

    var algorithmRows: [CspAlgorithm.Row] {
        guard let names = (try? state.value(for: "algorithms"))?.algorithms else { return [] }
        return CspAlgorithm.table.filter { names.contains($0.name) }
    }
}

extension CspInformation {
    /// Where the keys are.
    enum Place: Sendable { case software, smartCard, platform }

    struct Row: Sendable {
        let name: String
        let type: X509ProviderType
        let keySpec: Int32
        let longestContainerName: Int
        let place: Place
        let algorithms: [String]
    }

    private static let common = ["SHA1", "SHA256", "SHA384", "SHA512", "AES", "3DES"]
    private static let cng = ["RSA", "ECDSA_P256", "ECDSA_P384", "ECDSA_P521", "ECDH_P256", "ECDH_P384", "ECDH_P521", "DSA"] + common
    private static let rsa = ["RSA"] + common
    private static let dss = ["DSA"] + common

    /// Source: the table of providers in "CSP and KSP names", with their types and longest names.
    static let table: [Row] = [
        Row(
            name: "Microsoft Software Key Storage Provider",
            type: .none,
            keySpec: 0,
            longestContainerName: 261,
            place: .software,
            algorithms: cng
        ),
        Row(
            name: "Microsoft Smart Card Key Storage Provider",
            type: .none,
            keySpec: 0,
            longestContainerName: 40,
            place: .smartCard,
            algorithms: cng
        ),
        Row(
            name: "Microsoft Platform Crypto Provider",
            type: .none,
            keySpec: 0,
            longestContainerName: 261,
            place: .platform,
            algorithms: cng
        ),
        Row(
            name: "Microsoft Base Cryptographic Provider v1.0",
            type: .rsaFull,
            keySpec: 3,
            longestContainerName: 261,
            place: .software,
            algorithms: rsa
        ),
        Row(
            name: "Microsoft Enhanced Cryptographic Provider v1.0",
            type: .rsaFull,
            keySpec: 3,
            longestContainerName: 261,
            place: .software,
            algorithms: rsa
        ),
        Row(
            name: "Microsoft Strong Cryptographic Provider",
            type: .rsaFull,
            keySpec: 3,
            longestContainerName: 261,
            place: .software,
            algorithms: rsa
        ),
        Row(
            name: "Microsoft Base Smart Card Crypto Provider",
            type: .rsaFull,
            keySpec: 3,
            longestContainerName: 40,
            place: .smartCard,
            algorithms: rsa
        ),
        Row(
            name: "Microsoft Base DSS Cryptographic Provider",
            type: .dss,
            keySpec: 2,
            longestContainerName: 261,
            place: .software,
            algorithms: dss
        ),
        Row(
            name: "Microsoft RSA SChannel Cryptographic Provider",
            type: .rsaSchannel,
            keySpec: 1,
            longestContainerName: 261,
            place: .software,
            algorithms: rsa
        ),
        Row(
            name: "Microsoft Base DSS and Diffie-Hellman Cryptographic Provider",
            type: .dssDH,
            keySpec: 3,
            longestContainerName: 261,
            place: .software,
            algorithms: dss
        ),
        Row(
            name: "Microsoft Enhanced DSS and Diffie-Hellman Cryptographic Provider",
            type: .dssDH,
            keySpec: 3,
            longestContainerName: 261,
            place: .software,
            algorithms: dss
        ),
        Row(
            name: "Microsoft DH SChannel Cryptographic Provider",
            type: .dhSchannel,
            keySpec: 3,
            longestContainerName: 261,
            place: .software,
            algorithms: dss
        ),
        Row(
            name: "Microsoft Enhanced RSA and AES Cryptographic Provider",
            type: .rsaAES,
            keySpec: 3,
            longestContainerName: 261,
            place: .software,
            algorithms: rsa
        ),
    ]

    static func row(named name: String) throws(CAError) -> Row {
        guard let found = table.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw CAError(
                .notFound,
                status: .cryptNotFound,
                "\"\(name.prefix(80))\" is no provider that is known here. The software store answers to \"\(table[0].name)\"."
            )
        }
        return found
    }
}
