// @unchecked Sendable: the list of functions is the module's and never changes, and the module is told at C_Initialize that several threads call
// it and that it has to lock.
import CPKCS11
import PKIFormats
import Synchronization
import SystemFiles

/// The library of a module, and its functions as Swift calls them. Every call may take as long as the device likes, so only the threads of a
/// `ModuleQueue` call.
///
/// The library stays loaded: other threads of its own may still run in it.
final class ModuleLibrary: Sendable {
    let path: String

    private struct Functions: @unchecked Sendable { let list: UnsafeMutablePointer<CK_FUNCTION_LIST> }
    private struct State {
        var functions: Functions?
        /// Counts the openings of the module; 0 while it is not open. Sessions of an earlier opening are gone.
        var generation = 0
        var isOpen = false
    }

    private let state = Mutex(State())

    init(path: String) { self.path = path }

    var generation: Int { state.withLock { $0.generation } }

    /// Loads and opens the module when that was not done, or not successfully.
    /// - Returns: the generation.
    func open() throws -> Int {
        try state.withLock { state in
            if state.isOpen { return state.generation }
            let functions = try state.functions ?? Self.load(path)
            state.functions = functions
            try Self.initialize(functions, path)
            state.isOpen = true
            state.generation += 1
            return state.generation
        }
    }

    /// Closes and opens the module, so that it looks for its tokens again. No other thread may be in it.
    /// - Parameter generation: nothing is done when this is no longer the present one.
    func reopen(after generation: Int) throws {
        try state.withLock { state in
            guard state.generation == generation, let functions = state.functions else { return }
            state.isOpen = false
            // Whatever it answers: a module that was never opened or lost its device says so here.
            _ = functions.list.pointee.C_Finalize?(nil)
            try Self.initialize(functions, path)
            state.isOpen = true
            state.generation += 1
        }
    }

    /// Closes the module. Used when the process ends, and by tests.
    func close() {
        state.withLock { state in
            guard state.isOpen, let functions = state.functions else { return }
            _ = functions.list.pointee.C_Finalize?(nil)
            state.isOpen = false
        }
    }

    private static func load(_ path: String) throws -> Functions {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            let reason = dlerror().map { String(cString: $0) } ?? "the system gives no reason"
            throw PKCS11Error(.module, "the PKCS #11 module \(path) cannot be loaded: \(reason)")
        }
        guard let symbol = dlsym(handle, "C_GetFunctionList") else {
            throw PKCS11Error(.module, "\(path) is no PKCS #11 module: it has no C_GetFunctionList")
        }
        let getFunctions = unsafeBitCast(
            symbol,
            to: (@convention(c) (UnsafeMutablePointer<UnsafeMutablePointer<CK_FUNCTION_LIST>?>?) -> CK_RV).self
        )
        var list: UnsafeMutablePointer<CK_FUNCTION_LIST>?
        let value = ReturnValue(getFunctions(&list))
        guard value == .ok, let list else {
            throw PKCS11Error(.module, "the PKCS #11 module \(path) gives no functions: \(value)", value)
        }
        // The later members of the list are there from version 2.01 on.
        guard list.pointee.version.major == 2 || list.pointee.version.major == 3 else {
            throw PKCS11Error(
                .module,
                "the PKCS #11 module \(path) has version \(list.pointee.version.major).\(list.pointee.version.minor); 2.40 is needed"
            )
        }
        return Functions(list: list)
    }

    private static func initialize(_ functions: Functions, _ path: String) throws {
        var arguments = CK_C_INITIALIZE_ARGS()
        arguments.flags = CKF.osLockingOK
        let value = withUnsafeMutablePointer(to: &arguments) { arguments in
            functions.list.pointee.C_Initialize.map { ReturnValue($0(UnsafeMutableRawPointer(arguments))) } ?? .functionNotSupported
        }
        guard value == .ok || value == .cryptokiAlreadyInitialized else {
            throw PKCS11Error(.module, "the PKCS #11 module \(path) cannot be opened: \(value)", value)
        }
    }

    // MARK: Calls

    /// Calls one function; nil means that the module does not have it.
    private func call(_ what: String, _ body: (CK_FUNCTION_LIST) -> CK_RV?) throws {
        let value = try answer(body)
        guard value == .ok else { throw PKCS11Error(value, what) }
    }

    private func answer(_ body: (CK_FUNCTION_LIST) -> CK_RV?) throws -> ReturnValue {
        guard let functions = state.withLock({ $0.functions }) else { throw PKCS11Error(.cryptokiNotInitialized, "a call") }
        return body(functions.list.pointee).map { ReturnValue($0) } ?? .functionNotSupported
    }

    /// The slots in which a token is, as they are now.
    func slots() throws -> [UInt] {
        // The number may grow between the two calls.
        for _ in 0..<8 {
            var count: UInt = 0
            try call("listing the slots") { $0.C_GetSlotList?(1, nil, &count) }
            if count == 0 { return [] }
            var slots = [UInt](repeating: 0, count: Int(count))
            let value = try answer { $0.C_GetSlotList?(1, &slots, &count) }
            if value == .bufferTooSmall { continue }
            guard value == .ok else { throw PKCS11Error(value, "listing the slots") }
            return Array(slots.prefix(Int(count)))
        }
        throw PKCS11Error(.connectionLost, "listing the slots failed: their number kept changing")
    }

    /// The tokens that are present. One that the module does not recognize, in another slot, is left out.
    func tokens() throws -> [TokenDescription] { try slots().compactMap { try? token(in: $0) } }

    func token(in slot: UInt) throws -> TokenDescription {
        var info = CK_TOKEN_INFO()
        try call("reading about a token") { $0.C_GetTokenInfo?(slot, &info) }
        return TokenDescription(info, slot: slot)
    }

    func openSession(in slot: UInt, writes: Bool) throws -> UInt {
        var session: UInt = 0
        try call("opening a session") {
            $0.C_OpenSession?(slot, CKF.serialSession | (writes ? CKF.rwSession : 0), nil, nil, &session)
        }
        return session
    }

    func close(session: UInt) { _ = try? answer { $0.C_CloseSession?(session) } }

    /// - Parameter pin: nil when it is typed at the device itself.
    func logIn(_ session: UInt, pin: [UInt8]?) throws -> ReturnValue {
        guard var pin else { return try answer { $0.C_Login?(session, CKU.user, nil, 0) } }
        defer { for index in pin.indices { pin[index] = 0 } }
        return try pin.withUnsafeMutableBufferPointer { pin in
            try answer { $0.C_Login?(session, CKU.user, pin.baseAddress, UInt(pin.count)) }
        }
    }

    func logOut(_ session: UInt) { _ = try? answer { $0.C_Logout?(session) } }

    func find(_ session: UInt, _ attributes: [ObjectAttribute]) throws -> [UInt] {
        try ObjectAttribute.lend(attributes) { list, count in
            try call("looking for an object") { $0.C_FindObjectsInit?(session, list, count) }
        }
        defer { _ = try? answer { $0.C_FindObjectsFinal?(session) } }
        var found: [UInt] = []
        while found.count < Self.mostObjects {
            var page = [UInt](repeating: 0, count: 64)
            var count: UInt = 0
            try call("looking for an object") { $0.C_FindObjects?(session, &page, 64, &count) }
            if count == 0 { break }
            found += page.prefix(Int(count))
        }
        return found
    }

    private static let mostObjects = 10_000

    /// - Returns: nil when the object has no such attribute, or the token does not give it out.
    func value(of type: UInt, _ object: UInt, _ session: UInt) throws -> [UInt8]? {
        let absent: Set<ReturnValue> = [.attributeTypeInvalid, .attributeSensitive]
        var attribute = CK_ATTRIBUTE(type: type, pValue: nil, ulValueLen: 0)
        var value = try answer { $0.C_GetAttributeValue?(session, object, &attribute, 1) }
        if absent.contains(value) { return nil }
        guard value == .ok else { throw PKCS11Error(value, "reading an attribute") }
        guard attribute.ulValueLen != UInt.max, attribute.ulValueLen <= 65_536 else { return nil }
        var octets = [UInt8](repeating: 0, count: Int(attribute.ulValueLen))
        if octets.isEmpty { return octets }
        value = try octets.withUnsafeMutableBytes { octets in
            attribute.pValue = octets.baseAddress
            return try answer { $0.C_GetAttributeValue?(session, object, &attribute, 1) }
        }
        if absent.contains(value) { return nil }
        guard value == .ok else { throw PKCS11Error(value, "reading an attribute") }
        return Array(octets.prefix(Int(min(attribute.ulValueLen, UInt(octets.count)))))
    }

    func sign(_ data: [UInt8], _ mechanism: Mechanism, key: UInt, _ session: UInt) throws -> [UInt8] {
        try mechanism.lend { mechanism in try call("beginning a signature") { $0.C_SignInit?(session, mechanism, key) } }
        return try output("signing", data) { functions, data, count, output, length in
            functions.C_Sign?(session, data, count, output, length)
        }
    }

    func decrypt(_ data: [UInt8], _ mechanism: Mechanism, key: UInt, _ session: UInt) throws -> [UInt8] {
        try mechanism.lend { mechanism in try call("beginning a decryption") { $0.C_DecryptInit?(session, mechanism, key) } }
        do {
            return try output("decrypting", data) { functions, data, count, output, length in
                functions.C_Decrypt?(session, data, count, output, length)
            }
        } catch let error as PKCS11Error where error.returnValue == .generalError || error.returnValue == .functionFailed {
            // So SoftHSM and others answer octets that do not decrypt. Whoever sends such octets must not be able to have the module opened again.
            throw PKCS11Error(.refused, error.reason, error.returnValue)
        }
    }

    private func output(
        _ what: String,
        _ data: [UInt8],
        _ body: (CK_FUNCTION_LIST, UnsafeMutablePointer<UInt8>?, UInt, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt>) -> CK_RV?
    ) throws -> [UInt8] {
        var data = data
        // As long as a signature of the longest RSA key, and longer than every other.
        var output = [UInt8](repeating: 0, count: 2_048)
        var length = UInt(output.count)
        try data.withUnsafeMutableBufferPointer { data in
            try output.withUnsafeMutableBufferPointer { output in
                try call(what) { body($0, data.baseAddress, UInt(data.count), output.baseAddress, &length) }
            }
        }
        guard length <= output.count else { throw PKCS11Error(.refused, "\(what) failed: the module says that it wrote \(length) octets") }
        return Array(output.prefix(Int(length)))
    }

    func generateKeyPair(
        _ session: UInt,
        _ mechanism: Mechanism,
        publicHalf publicAttributes: [ObjectAttribute],
        privateHalf privateAttributes: [ObjectAttribute]
    )
        throws -> (publicKey: UInt, privateKey: UInt)
    {
        var (publicKey, privateKey): (UInt, UInt) = (0, 0)
        try mechanism.lend { mechanism in
            try ObjectAttribute.lend(publicAttributes) { publicList, publicCount in
                try ObjectAttribute.lend(privateAttributes) { privateList, privateCount in
                    try call("making a key") {
                        $0.C_GenerateKeyPair?(
                            session,
                            mechanism,
                            publicList,
                            publicCount,
                            privateList,
                            privateCount,
                            &publicKey,
                            &privateKey
                        )
                    }
                }
            }
        }
        return (publicKey, privateKey)
    }

    func createObject(_ session: UInt, _ attributes: [ObjectAttribute]) throws -> UInt {
        var object: UInt = 0
        try ObjectAttribute.lend(attributes) { list, count in
            try call("writing a key") { $0.C_CreateObject?(session, list, count, &object) }
        }
        return object
    }

    func destroy(_ object: UInt, _ session: UInt) throws {
        try call("removing an object") { $0.C_DestroyObject?(session, object) }
    }
}
