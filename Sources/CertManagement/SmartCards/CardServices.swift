package import PKIDirectory

/// What smart cards need beyond the store: keys, a cipher, and the installation's own code and rules.
package struct CardServices: Sendable {
    let masterKeys: any CardMasterKeys
    /// Nil answers no challenges.
    let cipher: CardCipher?
    let pins: any PINProvider
    /// For the PIN option CustomServerDistributed; nil refuses it.
    let customPINs: (any PINProvider)?
    /// By the name that profile templates use.
    let initializations: [String: any CardInitialization]
    /// The group whose members may get keys, answers to challenges and PINs; nil means everybody who may execute the request.
    let secretsGroup: SecurityIdentifier?
    /// Keys, answers and PINs for one chip in an hour.
    let callsPerHour: Int

    package static let usualCallsPerHour = 20

    package init(
        masterKeys: any CardMasterKeys = MissingCardMasterKeys(),
        cipher: CardCipher? = nil,
        pins: any PINProvider = RandomPINProvider(),
        customPINs: (any PINProvider)? = nil,
        initializations: [String: any CardInitialization] = [:],
        secretsGroup: SecurityIdentifier? = nil,
        callsPerHour: Int = usualCallsPerHour
    ) {
        self.masterKeys = masterKeys
        self.cipher = cipher
        self.pins = pins
        self.customPINs = customPINs
        self.initializations = initializations
        self.secretsGroup = secretsGroup
        self.callsPerHour = callsPerHour
    }
}
