import PKIFormats

extension ProfileTemplateValidation {
    /// The admin key of virtual cards that Windows makes, in the documented form.
    package static let virtualCardKey = "010203040506070801020304050607080102030405060708"

    /// The rules of the smart-card configuration. Sources: "SmartcardPinPolicy.MinLength Property", NIST SP 800-67 for weak keys.
    static func card(_ template: ProfileTemplate) -> [ProfileTemplateFinding] {
        guard template.isSmartcard else {
            return template.smartcard == nil
                ? [] : [.init("SoftwareHasNoCard", "smartcard", "present", "Leave it out, or set isSmartcard.")]
        }
        guard let card = template.smartcard else {
            return [.init("CardsAreConfigured", "smartcard", "absent", "Describe the cards under smartcard; {} has the standard values.")]
        }
        var findings: [ProfileTemplateFinding] = []
        for (field, length) in [("minimumPINLength", card.minimumPINLength), ("maximumPINLength", card.maximumPINLength)]
        where !(4...127).contains(length) {
            findings.append(.init("PINLengthIsPossible", "smartcard.\(field)", "\(length)", "Use 4 to 127."))
        }
        if card.minimumPINLength > card.maximumPINLength {
            findings.append(
                .init(
                    "PINLengthIsPossible",
                    "smartcard.minimumPINLength",
                    "\(card.minimumPINLength)",
                    "Use at most the maximum, which is \(card.maximumPINLength)."
                )
            )
        }
        if let most = card.maximumCertificates, most < max(1, template.certificates.count) {
            findings.append(
                .init(
                    "CertificatesFitCard",
                    "smartcard.maximumCertificates",
                    "\(most)",
                    "Use at least \(max(1, template.certificates.count)), for the certificates that are listed, or leave it out."
                )
            )
        }
        if card.initializationData != nil, card.initializationType == nil {
            findings.append(
                .init(
                    "InitializationIsNamed",
                    "smartcard.initializationData",
                    "present",
                    "Name the initialization in initializationType: nothing else reads the data.",
                    isRefusal: false
                )
            )
        }
        return findings + adminKey(card)
    }

    private static func adminKey(_ card: SmartcardConfiguration) -> [ProfileTemplateFinding] {
        let field = "smartcard.defaultAdminKey"
        // The key itself is in no answer.
        let shown = "\(card.defaultAdminKey.count) digits"
        let lengths = card.adminKeyAlgorithm == .tripleDES ? [16, 24] : [card.adminKeyAlgorithm.keyLength]
        guard let key = octets(card.defaultAdminKey), lengths.contains(key.count) else {
            let digits = lengths.map { "\($0 * 2)" }.joined(separator: " or ")
            return [.init("AdminKeyFitsAlgorithm", field, shown, "\(card.adminKeyAlgorithm.rawValue) needs \(digits) hexadecimal digits.")]
        }
        var findings: [ProfileTemplateFinding] = []
        if card.defaultAdminKey == virtualCardKey {
            findings.append(
                .init(
                    "AdminKeyIsSecret",
                    field,
                    "the key of new virtual cards of Windows",
                    "Everybody knows it. Keep diversifiesAdminKey, so that no card in use has it.",
                    isRefusal: false
                )
            )
        } else if card.adminKeyAlgorithm == .tripleDES, AdminKeyDerivation.isWeak(key) {
            findings.append(
                .init(
                    "AdminKeyIsStrong",
                    field,
                    shown,
                    "It is a weak key of DES, or its parts are equal. Use three different random parts."
                )
            )
        }
        if !card.diversifiesAdminKey, findings.isEmpty {
            findings.append(
                .init(
                    "AdminKeyIsDiversified",
                    "smartcard.diversifiesAdminKey",
                    "false",
                    "All cards have the key that is written here. Set it, so that each card gets a key of its own.",
                    isRefusal: false
                )
            )
        }
        return findings
    }

    private static func octets(_ hex: String) -> [UInt8]? {
        let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == hex.utf8.count, digits.count % 2 == 0 else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
