import CAInterface
public import CertCli
import PKICrypto
import PKIFormats
import PortableFoundation

/// A private key: made, found, read and written. Source: "IX509PrivateKey interface"; "IX509PrivateKey2 interface".
///
/// Keys are kept by the enrollment store of the context, or by a ``KeyProvider`` of the program that has the name of ``providerName``. A container
/// name finds the key again. As documented, most settings are fixed once the key is open.
public final class X509PrivateKey {
    let lookup: CertificateLookup
    private var settings = Settings()
    private var open: Opened?

    /// The parent of dialogs. This library has none; the value is only kept. Source: "IX509PrivateKey::get_ParentWindow".
    public var parentWindow = 0

    private struct Opened {
        let key: PrivateKey
        let reference: KeyReference
        let container: String
        let isExportable: Bool
    }

    /// An object without a key: set what it should be, then call `create` or `open`.
    /// - Parameter lookup: the stores and providers of keys.
    public init(lookup: CertificateLookup = .standard) { self.lookup = lookup }

    // MARK: Making and finding

    /// Makes the key and keeps it. Source: "IX509PrivateKey::Create".
    ///
    /// Without a container name, the name is the prefix (`lp-` unless set) and a GUID.
    /// - Throws: `CAError`: 0x800700AA a key is open, 0x80070050 the container exists, 0x80090016 the provider is not here,
    ///   0x80090008 algorithm and length make no key here.
    public func create() async throws {
        try mustBeClosed()
        let (settings, lookup) = (settings, lookup)
        let specification = try settings.specification()
        let provider = try providerName(settings)
        let name = settings.containerName.isEmpty ? settings.containerNamePrefix + UUID().uuidString : settings.containerName
        let store = try await store()
        if !settings.containerName.isEmpty, try store.container(named: name) != nil {
            throw CAError(
                .conflict,
                status: .fileExists,
                "The container \"\(name)\" holds a key already. Open it, or choose another name. Nothing was made."
            )
        }
        let made = try await lookup.provider(provider, store.directory).create(specification, exportable: settings.isExportable)
        try await BlockingWork.run {
            do {
                _ = try store.nameContainer(name, key: made.reference)
            } catch {
                // Somebody else was faster with the name. Nothing leads to the new key, so it is not left behind.
                if made.reference.provider == StoreKeyProvider.name { try? store.removeUnusedKey(made.reference.name) }
                throw error
            }
        }
        open = Opened(key: made.key, reference: made.reference, container: name, isExportable: settings.isExportable)
    }

    /// Opens the key of the container. Source: "IX509PrivateKey::Open".
    /// - Throws: `CAError`: 0x800700AA a key is open, 0x80090016 no key has that container name.
    public func open() async throws {
        try mustBeClosed()
        let store = try await store()
        guard let reference = try store.container(named: settings.containerName) else {
            throw CAError(
                .notFound,
                status: .badKeyset,
                "No key of \(store.directory) has the container name \"\(settings.containerName)\"."
            )
        }
        try await open(reference)
    }

    /// Opens the key at that place of the context's store.
    func open(_ reference: KeyReference) async throws {
        try mustBeClosed()
        let store = try await store()
        let key = try await lookup.provider(reference.provider, store.directory).open(reference)
        let isExportable = try await BlockingWork.run { try store.mayExport(reference) }
        open = Opened(key: key, reference: reference, container: settings.containerName, isExportable: isExportable)
    }

    /// Forgets the open key; it stays where it is kept. Source: "IX509PrivateKey::Close".
    public func close() { open = nil }

    /// Removes the key and its container name. Source: "IX509PrivateKey::Delete".
    /// - Throws: `CAError`: 0x80094004 no key is open, 0x800700AA a certificate or request of the store needs the key, 0x80004001 the provider
    ///   removes no keys.
    public func delete() async throws {
        guard let opened = open else { throw CAError.empty("No key is open. Call open first.") }
        guard opened.reference.provider == StoreKeyProvider.name else {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "The provider \"\(opened.reference.provider)\" removes no keys through this library. Use its own tools."
            )
        }
        let store = try await store()
        try await BlockingWork.run {
            guard try store.unusedKeys().contains(opened.reference.name) else {
                throw CAError(
                    .conflict,
                    status: .busy,
                    "A certificate or request of \(store.directory) needs this key. Remove that first: certreq delete."
                )
            }
            try store.removeUnusedKey(opened.reference.name)
        }
        open = nil
    }

    /// Checks whether the key is there. Source: "IX509PrivateKey::Verify".
    /// - Parameter type: there is no user interface, so every kind opens the key but `none` and `smartCardNone`, which look for its name only.
    /// - Throws: `CAError` with 0x80090016 when it is not.
    public func verify(_ type: X509PrivateKeyVerify) async throws {
        guard type.isKnown else { throw CAError.badArgument("The key check \(type.rawValue) is unknown. Use 0 to 4.") }
        if open != nil { return }
        if type.opensKey {
            try await open()
            close()
        } else if try await store().container(named: settings.containerName) == nil {
            throw CAError(.notFound, status: .badKeyset, "No key has the container name \"\(settings.containerName)\".")
        }
    }

    // MARK: Reading and writing

    /// Keeps a key that was made elsewhere. Source: "IX509PrivateKey::Import".
    /// - Parameter exportType: `PRIVATEBLOB` of a curve, `RSAFULLPRIVATEBLOB`, `ECCPRIVATEBLOB`, `CAPIPRIVATEBLOB` or `PKCS8_PRIVATEKEY`.
    /// - Throws: `CAError`: 0x80071779 a key is open, 0x80070078 another type, 0x8007000D unreadable.
    public func importKey(_ exportType: String, encodedKey: [UInt8], encoding: EncodingType = .base64) async throws {
        guard open == nil else {
            throw CAError(.wrongState, status: .fileReadOnly, "A key is open, and another one would take its place. Call close first.")
        }
        let bytes = try encoding.decode(encodedKey)
        let pkcs8 = try KeyBlob.pkcs8(bytes, type: exportType)
        let store = try await store()
        let name = settings.containerName.isEmpty ? settings.containerNamePrefix + UUID().uuidString : settings.containerName
        let (maker, isExportable) = (lookup.keys, settings.isExportable)
        let made = try await BlockingWork.run {
            let key: PrivateKey
            do {
                key = try maker.key(pkcs8: pkcs8)
            } catch {
                throw CAError(.malformed, status: .invalidData, "The private key cannot be used: \(error).", cause: error)
            }
            guard try store.container(named: name) == nil else {
                throw CAError(.conflict, status: .fileExists, "The container \"\(name)\" holds a key already. Choose another name.")
            }
            let keeper = StoreKeyProvider(store: store, maker: maker)
            let isNew = try !store.hasKey(named: EnrollmentStore.name(of: key.publicKey.derEncoded))
            // A key that the store has already keeps what it may: importing it must not be a way to take it out.
            let reference = try keeper.keep(pkcs8, of: key.publicKey, exportable: isNew && isExportable)
            do {
                _ = try store.nameContainer(name, key: reference)
            } catch {
                if isNew { try? store.removeUnusedKey(reference.name) }
                throw error
            }
            return (key: key, reference: reference, isExportable: try store.mayExport(reference))
        }
        open = Opened(key: made.key, reference: made.reference, container: name, isExportable: made.isExportable)
    }

    /// The open key as a blob. Source: "IX509PrivateKey::Export".
    /// - Parameter exportType: as of ``importKey(_:encodedKey:encoding:)``, or a public one: `PUBLICBLOB`, `RSAPUBLICBLOB`, `ECCPUBLICBLOB`,
    ///   `CAPIPUBLICBLOB`.
    /// - Throws: `CAError`: 0x80040007 no key is open, 0x80070078 another type, 0x80095000 the key may not be exported.
    public func export(_ exportType: String, encoding: EncodingType = .base64) async throws -> EncodedBytes {
        let opened = try required("export")
        if let bytes = try KeyBlob.publicKey(opened.key.publicKey, type: exportType) { return try encoding.encode(bytes) }
        guard opened.isExportable else {
            throw CAError(
                .accessDenied,
                status: .xenrollKeyNotExportable,
                "The key was made with the export policy 0, so it may not be written out. Set exportPolicy to 1 or 2 before create."
            )
        }
        let pkcs8 = try await lookup.provider(opened.reference.provider, try store().directory).export(opened.reference)
        return try encoding.encode(try KeyBlob.encoded(pkcs8, type: exportType))
    }

    /// The public half. Source: "IX509PrivateKey::ExportPublicKey".
    /// - Throws: `CAError` with 0x80040007 when no key is open.
    public func exportPublicKey() throws -> X509PublicKey { X509PublicKey(try required("exportPublicKey").key.publicKey) }

    /// The key, for a request, with the place where it is kept.
    /// - Throws: `CAError` with 0x80040007 when no key is open.
    func material() throws(CAError) -> (key: PrivateKey, reference: KeyReference) {
        let opened = try required("the private key")
        return (opened.key, opened.reference)
    }

    // MARK: State

    /// Source: "IX509PrivateKey::get_Opened".
    public var opened: Bool { open != nil }
    /// The name by which its keeper finds the key. Source: "IX509PrivateKey::get_UniqueContainerName".
    /// - Throws: `CAError` with 0x80040007 when no key is open.
    public var uniqueContainerName: String { get throws { try required("uniqueContainerName").reference.name } }
    /// Whether the container is the account's default one. There is none here. Source: "IX509PrivateKey::get_DefaultContainer".
    public var defaultContainer: Bool { false }

    private func required(_ member: String) throws(CAError) -> Opened {
        guard let open else { throw CAError.blank(member) }
        return open
    }

    private func mustBeClosed() throws(CAError) {
        guard open == nil else {
            throw CAError(.wrongState, status: .busy, "A key is open already. Call close first, or use another object.")
        }
    }

    private func store() async throws -> EnrollmentStore {
        let directory = lookup.stores.directory(of: settings.machineContext ? .machine : .user)
        return try await BlockingWork.run { try EnrollmentStore(directory: directory) }
    }

    private func providerName(_ settings: Settings) throws(CAError) -> String {
        let name = settings.providerName
        if name.isEmpty || name == StoreKeyProvider.name || lookup.providers.contains(where: { $0.name == name }) {
            return name.isEmpty ? StoreKeyProvider.name : name
        }
        guard try CspInformation.row(named: name).place == .software else {
            throw CAError(
                .notFound,
                status: .badKeyset,
                "This program has no keys of \"\(name)\". Use \"\(CspInformation.table[0].name)\", or give CertificateLookup a KeyProvider of that name."
            )
        }
        return StoreKeyProvider.name
    }
}

// MARK: Settings

extension X509PrivateKey {
    /// The wishes for the key.
    struct Settings: Sendable {
        var containerName = ""
        var containerNamePrefix = "lp-"
        var readerName = ""
        var providerName = ""
        var providerType = X509ProviderType.none
        var legacyCsp = false
        var algorithm: OID?
        var algorithmName = ""
        var algorithmParameters: [UInt8] = []
        var parametersExportType = X509KeyParametersExportType.none
        var keySpec = X509KeySpec.none
        var length = 0
        var exportPolicy = X509PrivateKeyExportFlags.exportNone
        var keyUsage = X509PrivateKeyUsageFlags.allUsages
        var keyProtection = X509PrivateKeyProtection.noProtection
        var hardwareKeyUsage = X509HardwareKeyUsageFlags.none
        var alternateStorageLocation = ""
        var machineContext = false
        var existing = false
        var silent = false
        var uiContextMessage = ""
        var friendlyName = ""
        var description = ""

        var isExportable: Bool { !exportPolicy.isDisjoint(with: [.export, .plaintextExport]) }

        func specification() throws(CAError) -> KeySpecification {
            let named = algorithmName.isEmpty ? algorithm.flatMap(CspAlgorithm.of) : CspAlgorithm.named(algorithmName)
            let chosen = algorithmName.isEmpty && algorithm == nil ? CspAlgorithm.named("RSA") : named
            guard let made = chosen?.keySpecification(length) else {
                let wish = algorithmName.isEmpty ? algorithm?.dotted ?? "RSA" : algorithmName
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "No key of \(length) bits is made for \(wish). RSA has 2048 to 16384 bits in steps of 8; the curves are ECDSA_P256, P384 and P521."
                )
            }
            return made
        }
    }

    /// Changes a setting that is fixed once a key is open.
    private func change<Value>(_ member: WritableKeyPath<Settings, Value>, _ value: Value, _ name: String) throws(CAError) {
        guard open == nil else {
            throw CAError(.wrongState, status: .invalidState, "\(name) is fixed once the key is open. Call close first.")
        }
        settings[keyPath: member] = value
    }

    /// Source: "IX509PrivateKey::get_ContainerName".
    public var containerName: String { open?.container ?? settings.containerName }
    /// - Throws: `CAError` with 0x8007139F once a key is open, as every setter of this kind.
    public func setContainerName(_ name: String) throws { try change(\.containerName, name, "ContainerName") }

    /// The beginning of a name that is made, `lp-` unless set. Source: "IX509PrivateKey::get_ContainerNamePrefix".
    public var containerNamePrefix: String { settings.containerNamePrefix }
    public func setContainerNamePrefix(_ prefix: String) throws { try change(\.containerNamePrefix, prefix, "ContainerNamePrefix") }

    /// The reader of a smart card. Only kept. Source: "IX509PrivateKey::get_ReaderName".
    public var readerName: String { settings.readerName }
    public func setReaderName(_ name: String) throws { try change(\.readerName, name, "ReaderName") }

    /// The provider; empty for the enrollment store. Source: "IX509PrivateKey::get_ProviderName".
    public var providerName: String { settings.providerName }

    /// As documented, a provider of CNG sets legacyCsp to false and keySpec to 0, one of CryptoAPI sets them to true and 2. Source:
    /// "IX509PrivateKey::put_ProviderName".
    public func setProviderName(_ name: String) throws {
        try change(\.providerName, name, "ProviderName")
        guard let row = try? CspInformation.row(named: name) else { return }
        settings.providerType = row.type
        settings.legacyCsp = row.type != .none
        setSpecification(row.type == .none ? .none : .signature)
    }

    /// Source: "IX509PrivateKey::get_ProviderType".
    public var providerType: X509ProviderType { settings.providerType }

    /// As documented, 0 means CNG; another number sets legacyCsp, and keySpec to 2 if it was 0. Source: "IX509PrivateKey::put_ProviderType".
    public func setProviderType(_ type: X509ProviderType) throws {
        try change(\.providerType, type, "ProviderType")
        settings.legacyCsp = type != .none
        if type == .none { setSpecification(.none) } else if settings.keySpec == .none { setSpecification(.signature) }
    }

    /// Whether the provider belongs to CryptoAPI. Source: "IX509PrivateKey::get_LegacyCsp".
    public var legacyCsp: Bool { settings.legacyCsp }

    /// As documented, false sets type and keySpec to 0; true sets them to 1 and 2 if they were 0. Source: "IX509PrivateKey::put_LegacyCsp".
    public func setLegacyCsp(_ isLegacy: Bool) throws {
        try change(\.legacyCsp, isLegacy, "LegacyCsp")
        if isLegacy {
            if settings.providerType == .none { settings.providerType = .rsaFull }
            if settings.keySpec == .none { setSpecification(.signature) }
        } else {
            settings.providerType = .none
            setSpecification(.none)
        }
    }

    /// Source: "IX509PrivateKey::get_KeySpec".
    public var keySpec: X509KeySpec { settings.keySpec }

    /// As documented, a key that signs gets the usage 2, one for exchange 1 and 4. Source: "IX509PrivateKey::put_KeySpec".
    public func setKeySpec(_ specification: X509KeySpec) throws {
        try change(\.keySpec, specification, "KeySpec")
        setSpecification(specification)
    }

    private func setSpecification(_ specification: X509KeySpec) {
        settings.keySpec = specification
        switch specification {
        case .signature: settings.keyUsage = .signing
        case .keyExchange: settings.keyUsage = [.decrypt, .keyAgreement]
        default: break
        }
    }

    /// The algorithm of the key; nil for RSA. Source: "IX509PrivateKey::get_Algorithm".
    public var algorithm: ObjectId? { settings.algorithm.map { ObjectId($0) } }
    public func setAlgorithm(_ algorithm: ObjectId) throws {
        let oid = try algorithm.oid
        try change(\.algorithm, oid, "Algorithm")
    }

    /// In bits; 0 for the algorithm's usual length. Source: "IX509PrivateKey::get_Length".
    public var length: Int { open.map { $0.key.publicKey.kind.bits } ?? settings.length }
    public func setLength(_ bits: Int) throws { try change(\.length, bits, "Length") }

    /// Whether the key may be written out; 0 unless set. Once a key is open, what was set when it was made: opening it another way does not change
    /// it. Source: "IX509PrivateKey::get_ExportPolicy".
    public var exportPolicy: X509PrivateKeyExportFlags {
        guard let open else { return settings.exportPolicy }
        guard open.isExportable else { return .exportNone }
        return settings.isExportable ? settings.exportPolicy : .export
    }
    public func setExportPolicy(_ policy: X509PrivateKeyExportFlags) throws { try change(\.exportPolicy, policy, "ExportPolicy") }

    /// The uses of the key. Only kept: a software key does what its algorithm can. Source: "IX509PrivateKey::get_KeyUsage".
    public var keyUsage: X509PrivateKeyUsageFlags { settings.keyUsage }
    public func setKeyUsage(_ usage: X509PrivateKeyUsageFlags) throws { try change(\.keyUsage, usage, "KeyUsage") }

    /// Whether using the key asks a person. There is nobody to ask here, so other values than 0 are refused. Source:
    /// "IX509PrivateKey::get_KeyProtection".
    public var keyProtection: X509PrivateKeyProtection { settings.keyProtection }
    /// - Throws: `CAError` with 0x80004001 for a key that asks; with 0x8007139F once a key is open.
    public func setKeyProtection(_ protection: X509PrivateKeyProtection) throws {
        guard protection == .noProtection else {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "A key that asks a person at every use needs a dialog, which this library does not have. Set KeyProtection to 0."
            )
        }
        try change(\.keyProtection, protection, "KeyProtection")
    }

    /// Whether the machine's store keeps the key. Source: "IX509PrivateKey::get_MachineContext".
    public var machineContext: Bool { settings.machineContext }
    public func setMachineContext(_ isMachine: Bool) throws { try change(\.machineContext, isMachine, "MachineContext") }

    /// Whether the key is one that exists, so that a request opens it instead of making one. Source: "IX509PrivateKey::get_Existing".
    public var existing: Bool { settings.existing || open != nil }
    public func setExisting(_ exists: Bool) throws { try change(\.existing, exists, "Existing") }

    /// No user interface; only kept. Source: "IX509PrivateKey::get_Silent".
    public var silent: Bool { settings.silent }
    public func setSilent(_ isSilent: Bool) throws { try change(\.silent, isSilent, "Silent") }

    /// The text of dialogs; only kept. Source: "IX509PrivateKey::get_UIContextMessage".
    public var uiContextMessage: String { settings.uiContextMessage }
    public func setUIContextMessage(_ text: String) throws { try change(\.uiContextMessage, text, "UIContextMessage") }

    /// The PIN of a smart card. No key store here asks for one, so it is not kept. Source: "IX509PrivateKey::put_Pin".
    public func setPin(_ pin: String) throws {
        guard open == nil else { throw CAError(.wrongState, status: .invalidState, "Pin is fixed once the key is open. Call close first.") }
    }

    /// Source: "IX509PrivateKey::get_FriendlyName".
    public var friendlyName: String { settings.friendlyName }
    public func setFriendlyName(_ name: String) throws { try change(\.friendlyName, name, "FriendlyName") }

    /// Source: "IX509PrivateKey::get_Description".
    public var description: String { settings.description }
    public func setDescription(_ text: String) throws { try change(\.description, text, "Description") }

    /// The algorithm by CNG's name, which goes before ``algorithm``. Source: "IX509PrivateKey2::get_AlgorithmName".
    public var algorithmName: String { settings.algorithmName }
    public func setAlgorithmName(_ name: String) throws { try change(\.algorithmName, name, "AlgorithmName") }

    /// The DER of the algorithm's parameters; only kept, because the name or identifier says the curve. Source:
    /// "IX509PrivateKey2::get_AlgorithmParameters".
    public func algorithmParameters(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(settings.algorithmParameters)
    }
    public func setAlgorithmParameters(_ parameters: [UInt8], encoding: EncodingType = .base64) throws {
        let bytes = try encoding.decode(parameters)
        try change(\.algorithmParameters, bytes, "AlgorithmParameters")
    }

    /// How a curve is written: by name here, always. Source: "IX509PrivateKey2::get_ParametersExportType".
    public var parametersExportType: X509KeyParametersExportType { settings.parametersExportType }
    /// - Throws: `CAError` with 0x80004001 for explicit parameters, which RFC 5480 forbids in certificates.
    public func setParametersExportType(_ type: X509KeyParametersExportType) throws {
        guard !type.contains(.parametersForEncode) else {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "Curves are written by name (RFC 5480 §2.1.1). Set ParametersExportType to 0."
            )
        }
        try change(\.parametersExportType, type, "ParametersExportType")
    }

    /// The kinds of keys of a TPM; only kept. Source: "IX509PrivateKey2::get_HardwareKeyUsage".
    public var hardwareKeyUsage: X509HardwareKeyUsageFlags { settings.hardwareKeyUsage }
    public func setHardwareKeyUsage(_ usage: X509HardwareKeyUsageFlags) throws { try change(\.hardwareKeyUsage, usage, "HardwareKeyUsage") }

    /// Another place of the key; only kept. Source: "IX509PrivateKey2::get_AlternateStorageLocation".
    public var alternateStorageLocation: String { settings.alternateStorageLocation }
    public func setAlternateStorageLocation(_ location: String) throws {
        try change(\.alternateStorageLocation, location, "AlternateStorageLocation")
    }

    /// Takes provider and algorithm from a pair. Source: "IX509PrivateKey::put_CspStatus".
    public func setCspStatus(_ status: CspStatus) throws {
        let (provider, algorithm) = (try status.cspInformation.name, try status.cspAlgorithm)
        try change(\.algorithmName, algorithm.name, "CspStatus")
        try setProviderName(provider)
    }

    /// The pair of provider and algorithm. Source: "IX509PrivateKey::get_CspStatus".
    /// - Throws: `CAError` with 0x80092004 when the provider has no such algorithm.
    public var cspStatus: CspStatus {
        get throws {
            let provider = CspInformation(try CspInformation.row(named: providerName.isEmpty ? CspInformation.table[0].name : providerName))
            let name = settings.algorithmName.isEmpty ? settings.algorithm.flatMap(CspAlgorithm.of)?.name ?? "RSA" : settings.algorithmName
            return CspStatus(provider, try provider.cspAlgorithms.itemByName(name))
        }
    }

    /// The providers to choose from: all of them. Source: "IX509PrivateKey::get_CspInformations".
    public var cspInformations: CspInformations { CspInformations(CspInformation.table.map(CspInformation.init)) }
}
