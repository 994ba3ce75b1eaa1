import Foundation
import PKCS11Keys
import PKIFormats
import PKITesting

/// The tokens of all tests of this process, each test with its own: SoftHSM reads its configuration once.
enum SharedTokens {
    private static let labels = [
        "kinds", "import", "decrypt", "list", "wrong-pin", "no-pin", "hang", "removed", "lost", "logged-out", "last-try", "crowd", "late",
        "broken",
        "twin",
        "twin",
    ]

    static let softHSM: Result<SoftHSM, any Error> = Result {
        let directory = FileManager.default.temporaryDirectory.appending(path: "chancery-softhsm-" + UUID().uuidString).path
        let softHSM = try SoftHSM(in: directory, labels: labels)
        setenv("SOFTHSM2_CONF", softHSM.configuration, 1)
        try openOnce()
        last = directory
        atexit { try? FileManager.default.removeItem(atPath: SharedTokens.last) }
        return softHSM
    }

    nonisolated(unsafe) private static var last = ""

    /// Opens SoftHSM before any module of the tests does: two that open it at once would break it.
    private static func openOnce() throws {
        guard let library = dlopen(SoftHSM.library ?? "", RTLD_NOW | RTLD_LOCAL), let symbol = dlsym(library, "C_Initialize") else {
            throw ContractError("SoftHSM cannot be loaded")
        }
        let initialize = unsafeBitCast(symbol, to: (@convention(c) (UnsafeMutableRawPointer?) -> UInt).self)
        // CK_C_INITIALIZE_ARGS: four functions, the flag for the system's locks, and nothing.
        var arguments: [UInt] = [0, 0, 0, 0, 2, 0]
        let value = arguments.withUnsafeMutableBytes { initialize($0.baseAddress) }
        guard value == 0 else { throw ContractError("SoftHSM cannot be opened: \(value)") }
    }

    /// A module without faults. All modules of the tests are over one SoftHSM, which none of them closes.
    static let module = PKCS11Module(path: (try? softHSM.get().faultyModule(named: "sound"))?.path ?? "", patience: 60)

    static func token(_ label: String, of module: PKCS11Module = module, pin: String? = SoftHSM.pin) throws -> PKCS11Token {
        _ = try softHSM.get()
        return PKCS11Token(try PKCS11URI("pkcs11:token=\(label)"), of: module) { pin.map { Array($0.utf8) } }
    }

    static func place(_ label: String, _ object: String) throws -> PKCS11URI { try PKCS11URI("pkcs11:token=\(label);object=\(object)") }
}
