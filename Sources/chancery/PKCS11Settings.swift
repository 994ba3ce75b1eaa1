import PKIFormats

/// The tokens that have keys, and how they are reached. Keys are named in the database by token and label alone, so a module may move.
struct PKCS11Settings: Sendable {
    /// The library for tokens that name no other.
    var module: String?
    /// Tokens with a module or PIN of their own.
    var tokens: [PKCS11URI] = []
    var pinFile: String?
    var pinDescriptor: Int32?
    var asksPIN = false
    /// The PIN from the descriptor or the terminal. A PIN in a file is read when it is needed.
    private(set) var pin: [UInt8]?
    /// After so many seconds a call counts as hanging.
    var timeoutSeconds = 10
    /// The issuing CA's key at first start; in a file when nil.
    var issuingKey: PKCS11URI?
    /// Where new exchange keys are made; in files when nil.
    var exchangeToken: PKCS11URI?
    /// The same for the keys of OCSP signers.
    var statusToken: PKCS11URI?

    /// Reads the PIN that can be read only once.
    mutating func readPIN() throws {
        pin = try Passphrase.read(
            file: nil,
            descriptor: pinDescriptor,
            ask: asksPIN,
            prompt: "PIN of the token: ",
            options: "--token-pin-file FILE or --token-pin-fd NUMBER"
        )
    }

    /// Every URI that says something about a token.
    var places: [PKCS11URI] { tokens + [issuingKey, exchangeToken, statusToken].compactMap { $0 } }
}
