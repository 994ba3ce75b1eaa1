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
        last = directory
        atexit { try? FileManager.default.removeItem(atPath: SharedTokens.last) }
        return softHSM
    }

    nonisolated(unsafe) private static var last = ""

    /// SoftHSM itself. Tests of faults have a module of their own over it.
    static let module = PKCS11Module(path: SoftHSM.library ?? "", patience: 60)

    static func token(_ label: String, of module: PKCS11Module = module, pin: String? = SoftHSM.pin) throws -> PKCS11Token {
        _ = try softHSM.get()
        return PKCS11Token(try PKCS11URI("pkcs11:token=\(label)"), of: module) { pin.map { Array($0.utf8) } }
    }

    static func place(_ label: String, _ object: String) throws -> PKCS11URI { try PKCS11URI("pkcs11:token=\(label);object=\(object)") }
}
