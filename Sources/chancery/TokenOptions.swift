import ArgumentParser
import PKIFormats

/// The module and the PIN that a command uses.
struct TokenOptions: ParsableArguments {
    @Option(name: .customLong("pkcs11-module"), help: "The PKCS #11 library, as an absolute path.", completion: .file()) var module: String?
    @Option(help: "A file holding the PIN of the token.", completion: .file()) var tokenPinFile: String?
    @Option(help: "Open file descriptor to read that PIN from.") var tokenPinFd: Int32?
    @Flag(help: "Ask for that PIN on the terminal.") var askTokenPin = false

    /// The tokens, with what a URI says about one of them.
    func keys(_ place: PKCS11URI? = nil) throws -> PKCS11TokenKeys {
        var settings = PKCS11Settings()
        if let module {
            guard module.hasPrefix("/") else { throw ValidationError("--pkcs11-module is not an absolute path.") }
            settings.module = module
        }
        settings.tokens = place.map { [$0] } ?? []
        settings.pinFile = tokenPinFile
        settings.pinDescriptor = tokenPinFd
        settings.asksPIN = askTokenPin
        try settings.readPIN()
        return try PKCS11TokenKeys(settings)
    }

    static func place(_ text: String, option: String) throws -> PKCS11URI {
        let uri: PKCS11URI
        do throws(PKCS11URIError) { uri = try PKCS11URI(text) } catch { throw ValidationError("\(option) \(error.reason).") }
        guard uri.namesToken else { throw ValidationError("\(option) names no token; write pkcs11:token=LABEL.") }
        return uri
    }
}
